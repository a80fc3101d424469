"""SCH, REF, PRE, NOT, RED, DIP: keys, links and calls of prose, which the loader reports."""

from __future__ import annotations

from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, declarer

_FICHIERS = "Format des fichiers"
_LIENS = "Méthode de l’outil : chaque lien mène à un objet"

declarer(
    "SCH001",
    "cle manquante",
    ERREUR,
    """Les clés obligatoires sont écrites.

    Vérifie : chaque objet a ses clés obligatoires ; un lien en forme longue a sa cible.
    Pourquoi : sans elles, l’objet ne peut être ni cité, ni mesuré, ni imprimé.
    Exemple fautif :
        - {id: regler-freins, nature: savoir-faire}
    Exemple corrigé :
        - {id: regler-freins, intitule: Régler des freins, nature: savoir-faire}
    """,
    source=_FICHIERS,
)
declarer(
    "SCH002",
    "cle inconnue",
    ERREUR,
    """Les clés sont de celles que le format connaît.

    Vérifie : aucune clé n’est inconnue ; la plus proche est proposée.
    Pourquoi : une faute de frappe ferait disparaître un contenu sans un mot.
    Exemple fautif :
        bloc: {id: bloc-1, intitulé: Réparer un vélo}
    Exemple corrigé :
        bloc: {id: bloc-1, intitule: Réparer un vélo}
    """,
    source=_FICHIERS,
)
declarer(
    "SCH003",
    "valeur d un autre genre",
    ERREUR,
    """Une valeur est du genre attendu : texte, nombre, date, liste, objet, identifiant.

    Vérifie : la forme de chaque valeur, et qu’aucune n’est vide.
    Pourquoi : « 31/02/2020 » n’est pas une date, un texte n’est pas une liste.
    Exemple fautif :
        mobilise: diagnostic
    Exemple corrigé :
        mobilise: [diagnostic]
    """,
    source=_FICHIERS,
)
declarer(
    "SCH004",
    "valeur non admise",
    ERREUR,
    """Une valeur choisie est l’une de celles qui sont admises.

    Vérifie : la valeur figure dans la liste fermée de sa clé.
    Pourquoi : la nature d’une exigence ou le mode d’une épreuve décident de ce qui est contrôlé.
    Exemple fautif :
        nature: savoir faire
    Exemple corrigé :
        nature: savoir-faire
    """,
    source=_FICHIERS,
)
declarer(
    "SCH005",
    "nombre hors bornes",
    ERREUR,
    """Un nombre est dans ses bornes.

    Vérifie : importance et autonomie de 1 à 3, autres nombres positifs et de taille raisonnable.
    Pourquoi : hors bornes, l’échelle n’a plus de sens et la mesure serait faussée.
    Exemple fautif :
        - {exigence: regler-freins, importance: 5}
    Exemple corrigé :
        - {exigence: regler-freins, importance: 3}
    """,
    source=_FICHIERS,
)
declarer(
    "SCH006",
    "cle sans valeur",
    AVERTISSEMENT,
    """Une clé écrite a une valeur.

    Vérifie : aucune clé facultative n’est suivie de rien ; « ~ » dit qu’elle est vide exprès. Une
    clé obligatoire sans valeur relève de SCH003.
    Pourquoi : la clé annonce un contenu qui manque, et son absence passe sans un mot.
    Exemple fautif :
        - {id: sav-freins, famille: Techniques, liste: [Freins à disque], intitule: }
    Exemple corrigé :
        - {id: sav-freins, famille: Techniques, liste: [Freins à disque], intitule: Les freins}
    """,
    source=_FICHIERS,
)
declarer(
    "SCH010",
    "fichier illisible",
    ERREUR,
    """Chaque fichier du projet peut être lu.

    Vérifie : des fichiers ordinaires, dans le projet, de moins de quatre mégaoctets.
    Pourquoi : un lien qui sort du projet, ou un fichier démesuré, n’est jamais suivi ni lu.
    Exemple fautif :
        referentiels/blocs/bloc-1.yaml     # un lien vers un autre dossier
    Exemple corrigé :
        referentiels/blocs/bloc-1.yaml     # le fichier lui-même
    """,
    source=_FICHIERS,
)
declarer(
    "SCH011",
    "fichier inconnu",
    AVERTISSEMENT,
    """Un fichier porte un nom que l’outil lit.

    Vérifie : chaque fichier, chaque dossier sous dossier/, referentiels/ et templates/ est à une
    place connue ; une erreur quand d’autres fichiers citent ce qu’il contient, une information
    pour ce que laissent les logiciels. Les fichiers cachés, README et LICENSE sont laissés de côté.
    Pourquoi : mal nommé ou mal rangé, il n’est pas lu, et son contenu manque sans un mot.
    Exemple fautif :
        dossier/source.yaml
    Exemple corrigé :
        dossier/sources.yaml
    """,
    source=_FICHIERS,
)
declarer(
    "SCH012",
    "nom de fichier de prose",
    ERREUR,
    """Un fichier de prose a un nom simple.

    Vérifie : après le numéro d’ordre, minuscules sans accent, chiffres et tirets.
    Pourquoi : ce nom sert d’identifiant à la section.
    Exemple fautif :
        dossier/note/20-Besoins émergents.md
    Exemple corrigé :
        dossier/note/20-besoins-emergents.md
    """,
    source=_FICHIERS,
)
declarer(
    "SCH013",
    "dossier absent",
    ERREUR,
    """Le projet a son fichier dossier/dossier.yaml.

    Vérifie : le fichier existe.
    Pourquoi : il dit le diplôme et la date à laquelle tout est jugé.
    Exemple fautif :
        dossier/diplome.yaml
    Exemple corrigé :
        dossier/dossier.yaml
    """,
    source=_FICHIERS,
)
declarer(
    "SCH014",
    "copie d un fichier",
    ERREUR,
    """Un objet est déclaré dans un seul fichier.

    Vérifie : deux fichiers d’un même dossier ne déclarent pas le même emploi, pôle ou bloc ; la
    copie est celle dont le nom le dit (« - Copie », « (2) », « conflit »), sinon le plus long. Un
    avertissement quand elle est exacte.
    Pourquoi : la copie n’est pas lue, et ce qui y aurait été corrigé manquerait sans un mot.
    Exemple fautif :
        referentiels/blocs/bloc-1 - Copie.yaml
    Exemple corrigé :
        referentiels/blocs/bloc-1.yaml     # lui seul
    """,
    source=_FICHIERS,
)
declarer(
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
    source=_LIENS,
)
declarer(
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
    source=_LIENS,
)
declarer(
    "REF003",
    "lien vers un autre genre d objet",
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
    source=_LIENS,
)
declarer(
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
    source=_LIENS,
)
declarer(
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
    source=_LIENS,
)
declarer(
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
    source=_LIENS,
)
declarer(
    "NOT001",
    "appel non reconnu",
    ERREUR,
    """Un appel dans la prose a une forme connue.

    Vérifie : entre doubles accolades, seulement « chiffre », « source » ou « graphique », avec
    leurs paramètres ; un graphique est dans la note, seul dans son paragraphe.
    Pourquoi : tout autre appel s’imprimerait tel quel.
    Exemple fautif :
        {{ chiffre(recrutements-2023) }}
    Exemple corrigé :
        {{ chiffre("recrutements-2023") }}
    """,
    source=_FICHIERS,
)
declarer(
    "RED002",
    "html dans la prose",
    ERREUR,
    """La prose est en Markdown, sans HTML.

    Vérifie : aucune balise HTML n’est tapée dans un texte.
    Pourquoi : elle s’imprimerait telle quelle.
    Exemple fautif :
        Un besoin <b>mesuré</b>.
    Exemple corrigé :
        Un besoin **mesuré**.
    """,
    source=_FICHIERS,
)
declarer(
    "RED014",
    "caractere illisible",
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
    source="Recommandation XML 1.0, 2.2",
)
declarer(
    "RED015",
    "ordre de lecture change",
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
    source="Unicode, rapport technique 36, 3.1",
)
declarer(
    "RED016",
    "caractere invisible",
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
    source="Unicode, rapport technique 36, 3.1",
)
declarer(
    "RED017",
    "lien ou image refuse",
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
    source=_FICHIERS,
)
declarer(
    "RED018",
    "texte demesure",
    ERREUR,
    """Un texte en Markdown reste d’une taille que quelqu’un peut écrire.

    Vérifie : 200 000 caractères et 10 000 marques (crochets, astérisques, soulignés) au plus.
    Pourquoi : au-delà, chercher ce qui ferme chaque marque n’aurait pas de fin.
    Exemple fautif :
        [[[[[[[[…     # cent mille fois
    Exemple corrigé :
        Un besoin [mesuré](https://www.insee.fr/) en 2019.
    """,
    source=_FICHIERS,
)
declarer(
    "DIP003",
    "type de diplome inconnu",
    ERREUR,
    """Le type de diplôme est l’un de ceux que l’outil connaît.

    Vérifie : « type » nomme un profil livré avec l’outil.
    Pourquoi : le profil donne les articles, les unités, les durées et les niveaux du diplôme.
    Exemple fautif :
        diplome: {type: mention-complémentaire, …}
    Exemple corrigé :
        diplome: {type: mention-complementaire, …}
    """,
    source=_FICHIERS,
)
