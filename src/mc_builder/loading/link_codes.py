"""REF, PRE, NOT, RED, COL: links, calls of the prose, what a text may not hold."""

from __future__ import annotations

from mc_builder.codes import AVERTISSEMENT, ERREUR, Code
from mc_builder.source.pasted.codes import COLLAGE

_LIENS = "Méthode de l’outil : chaque lien mène à un objet"
_FICHIERS = "Format des fichiers"
_OUTIL = "Méthode de l’outil"

REF001 = Code(
    "REF001",
    "identifiant inconnu",
    ERREUR,
    """Un lien mène à un objet qui existe.

    Vérifie : chaque identifiant cité est celui d’un objet du projet ; le plus proche est proposé.
    Pourquoi : un lien rompu fait croire à une lacune, ou en cache une.
    Exemple fautif :
        mobilise: [diagnostique]
    Exemple corrigé :
        mobilise: [diagnostic]
    """,
    _LIENS,
)
REF002 = Code(
    "REF002",
    "identifiant en double",
    ERREUR,
    """Un identifiant n’appartient qu’à un objet.

    Vérifie : aucun identifiant n’est écrit sur deux objets, quels que soient leur genre et leur
    fichier.
    Pourquoi : un lien ne saurait plus où mener.
    Exemple fautif :
        - {id: accueil, intitule: Accueil de la personne}
        - {id: accueil, intitule: Accueil téléphonique}
    Exemple corrigé :
        - {id: accueil, intitule: Accueil de la personne}
        - {id: accueil-telephonique, intitule: Accueil téléphonique}
    """,
    _LIENS,
)
REF003 = Code(
    "REF003",
    "lien vers un autre genre d’objet",
    ERREUR,
    """Un lien mène à un objet du genre attendu.

    Vérifie : une compétence mobilise une activité ou une tâche, une partie évalue une compétence
    ou un savoir, etc.
    Pourquoi : c’est l’ordre de la chaîne, de l’emploi à l’épreuve, que la loi demande.
    Exemple fautif :
        mobilise: [regler-freins]     # une exigence
    Exemple corrigé :
        mobilise: [intervention-freins]     # une activité
    """,
    _LIENS,
)
PRE001 = Code(
    "PRE001",
    "chiffre inconnu",
    ERREUR,
    """Un chiffre cité dans la prose existe.

    Vérifie : chaque {{ chiffre("…") }} porte l’identifiant d’un chiffre de preuves.yaml.
    Pourquoi : un chiffre se cite, il ne se retape pas ; sa source et sa date le suivent.
    Exemple fautif :
        {{ chiffre("recrutement-2023") }}
    Exemple corrigé :
        {{ chiffre("recrutements-2023") }}
    """,
    _LIENS,
)
PRE002 = Code(
    "PRE002",
    "source inconnue",
    ERREUR,
    """Une source citée dans la prose existe.

    Vérifie : chaque {{ source("…") }} porte l’identifiant d’une source de sources.yaml.
    Pourquoi : la bibliographie est faite des sources citées.
    Exemple fautif :
        {{ source("insee-2091", page=106) }}
    Exemple corrigé :
        {{ source("insee-2019", page=106) }}
    """,
    _LIENS,
)
PRE014 = Code(
    "PRE014",
    "graphique inconnu",
    ERREUR,
    """Un graphique placé dans la note existe.

    Vérifie : chaque {{ graphique("…") }} porte l’identifiant d’un graphique de graphiques.yaml.
    Pourquoi : un graphique se compose de chiffres du dossier, avec leurs sources.
    Exemple fautif :
        {{ graphique("recrutement") }}
    Exemple corrigé :
        {{ graphique("recrutements") }}
    """,
    _LIENS,
)
NOT001 = Code(
    "NOT001",
    "appel non reconnu",
    ERREUR,
    """Un appel dans la prose a une forme connue.

    Vérifie : entre doubles accolades, seulement un appel connu (« chiffre », « source »,
    « graphique »…), avec ses paramètres ; un graphique est dans la note, seul dans son paragraphe ;
    une annexe s’appelle par sa clé ou par ce qu’elle imprime, et elle s’imprime.
    Pourquoi : tout autre appel s’imprimerait tel quel.
    Exemple fautif :
        {{ chiffre(recrutements-2023) }}
    Exemple corrigé :
        {{ chiffre("recrutements-2023") }}
    """,
    _FICHIERS,
)
RED014 = Code(
    "RED014",
    "caractère illisible",
    AVERTISSEMENT,
    r"""Un texte n’a que des caractères qui s’impriment.

    Vérifie : aucun caractère de commande, ni demi-caractère, dans un texte. Les documents
    impriment à la place le signe « � ».
    Pourquoi : un fichier Word ou PDF ne peut pas les contenir ; ils viennent d’un copier-coller.
    Exemple fautif :
        intitule: "Lire\u0007 les mesures"
    Exemple corrigé :
        intitule: Lire les mesures
    """,
    "Recommandation XML 1.0, 2.2",
)
RED015 = Code(
    "RED015",
    "ordre de lecture changé",
    ERREUR,
    """Les mots se lisent dans l’ordre où ils sont écrits.

    Vérifie : aucun fichier, commentaires compris, n’a de caractère qui change le sens de lecture
    (U+202A à U+202E, U+2066 à U+2069).
    Pourquoi : la ligne montrerait autre chose que ce que l’outil lit et mesure.
    Exemple fautif :
        intitule: Régler les <U+202E>snierf
    Exemple corrigé :
        intitule: Régler les freins
    """,
    "Unicode, rapport technique 36, 3.1",
)
RED016 = Code(
    "RED016",
    "caractère invisible",
    AVERTISSEMENT,
    """Un fichier n’a pas de caractère invisible.

    Vérifie : aucune espace de largeur nulle, ni liant, ni trait d’union conditionnel, ni marque de
    sens de lecture, commentaires compris.
    Pourquoi : ils viennent d’un copier-coller ; deux mots qui semblent égaux ne le sont plus.
    Exemple fautif :
        intitule: Régler les<U+200B> freins
    Exemple corrigé :
        intitule: Régler les freins
    """,
    "Unicode, rapport technique 36, 3.1",
)
RED017 = Code(
    "RED017",
    "lien ou image refusé",
    ERREUR,
    """Un lien de la prose mène à une adresse, et une image est un graphique du dossier.

    Vérifie : l’adresse d’un lien commence par http://, https:// ou mailto: ; aucune image n’est
    appelée.
    Pourquoi : un document ne mène ni à un fichier de l’ordinateur qui le lit, ni à un programme,
    et n’emporte rien qui ne soit déclaré.
    Exemple fautif :
        Voir [l’enquête](file:///C:/enquete.pdf).
    Exemple corrigé :
        Voir [l’enquête](https://www.insee.fr/).
    """,
    _FICHIERS,
)
RED018 = Code(
    "RED018",
    "texte démesuré",
    ERREUR,
    """Un texte en Markdown reste d’une taille que quelqu’un peut écrire.

    Vérifie : 200 000 caractères et 10 000 marques (crochets, astérisques, soulignés) au plus.
    Pourquoi : au-delà, chercher ce qui ferme chaque marque n’aurait pas de fin.
    Exemple fautif :
        [[[[[[[[…     # cent mille fois
    Exemple corrigé :
        Un besoin [mesuré](https://www.insee.fr/) en 2019.
    """,
    _FICHIERS,
)
COL014 = Code(
    "COL014",
    "signe sans police",
    AVERTISSEMENT,
    """Les polices des documents ont les signes des textes.

    Vérifie : aucun texte, Markdown ou non, n’a de signe que les polices du PDF n’ont pas (puces de
    Wingdings et de Symbol, émojis récents, signes sans nom), ni les crochets « ⟨ » et « ⟩ », qui
    marquent les mots du métier dans les profils.
    Pourquoi : le signe s’imprimerait comme une case vide, et le PDF ne serait plus conforme ; ces
    crochets disparaîtraient.
    Exemple fautif :
        Un atelier 🚲 ouvert.
    Exemple corrigé :
        Un atelier de vélos ouvert.
    """,
    COLLAGE,
)
COL015 = Code(
    "COL015",
    "saut de ligne de Word",
    AVERTISSEMENT,
    """Une ligne finit comme dans un fichier de texte.

    Vérifie : aucun texte n’a de saut de ligne ou de page de traitement de texte (U+000B, U+000C,
    U+0085, U+2028, U+2029).
    Pourquoi : ils s’impriment comme une case vide, ou collent deux lignes.
    Exemple fautif :
        Atelier<U+000B>12 rue de la Gare
    Exemple corrigé :
        Atelier\\
        12 rue de la Gare
    """,
    COLLAGE,
)
COL016 = Code(
    "COL016",
    "espace inhabituelle",
    AVERTISSEMENT,
    """Les espaces sont celles du clavier.

    Vérifie : aucun texte n’a d’espace cadratin, demi-cadratin, fine non insécable ou d’une autre
    largeur.
    Pourquoi : elles viennent d’un copier-coller, et séparent mal les mots à l’impression.
    Exemple fautif :
        Un<U+2002>atelier.
    Exemple corrigé :
        Un atelier.
    """,
    COLLAGE,
)
NOT021 = Code(
    "NOT021",
    "image refusée",
    ERREUR,
    """Une image du dossier est entière, de taille bornée, et ne contient que ce qui se dessine.

    Vérifie : un fichier PNG, JPEG ou SVG de dossier/images, de 2 Mo et de 4 000 points de côté au
    plus, en couleurs d’écran, sans programme ni renvoi à un autre fichier.
    Pourquoi : elle manquerait dans le document, ou l’empêcherait de s’ouvrir.
    Exemple fautif :
        dossier/images/carte.png     # un fichier copié à moitié
    Exemple corrigé :
        dossier/images/carte.png     # l’image entière
    """,
    _OUTIL,
)
NOT022 = Code(
    "NOT022",
    "image inconnue",
    ERREUR,
    """Une image que la prose appelle est dans dossier/images.

    Vérifie : le nom donné est celui d’un fichier de ce dossier, extension comprise.
    Pourquoi : elle manquerait dans le document.
    Exemple fautif :
        {{ image("crate.png", legende="Les ateliers", credit="IGN, 2019", texte="Carte") }}
    Exemple corrigé :
        {{ image("carte.png", legende="Les ateliers", credit="IGN, 2019", texte="Carte") }}
    """,
    _OUTIL,
)
NOT023 = Code(
    "NOT023",
    "image sans mots",
    ERREUR,
    """Une image a une légende, un crédit, et un texte qui en tient lieu.

    Vérifie : l’appel qui place une image donne « legende », « credit » et « texte ».
    Pourquoi : la légende la fait figurer dans la liste des figures ; le crédit dit qui en a les
    droits ; le texte de remplacement la fait lire à qui ne la voit pas (RGAA 1.1, PDF/UA).
    Exemple fautif :
        {{ image("carte.png", legende="Les ateliers en France") }}
    Exemple corrigé :
        {{ image("carte.png", legende="Les ateliers en France", credit="IGN, 2019",
        texte="Carte : les ateliers sont nombreux dans les vallées") }}     # sur une seule ligne
    """,
    "RGAA 4.1, critère 1.1 ; ISO 14289-1, 7.3",
)
