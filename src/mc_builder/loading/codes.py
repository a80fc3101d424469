"""SCH, DIP, DOC: the files of a project, their keys and values, its profile, its charter."""

from __future__ import annotations

from mc_builder.codes import AVERTISSEMENT, ERREUR, Code

_FICHIERS = "Format des fichiers"

SCH001 = Code(
    "SCH001",
    "clé manquante",
    ERREUR,
    """Les clés obligatoires sont écrites.

    Vérifie : chaque objet a ses clés obligatoires ; un lien en forme longue a sa cible.
    Pourquoi : sans elles, l’objet ne peut être ni cité, ni mesuré, ni imprimé.
    Exemple fautif :
        - {id: regler-freins, nature: savoir-faire}
    Exemple corrigé :
        - {id: regler-freins, intitule: Régler des freins, nature: savoir-faire}
    """,
    _FICHIERS,
)
SCH002 = Code(
    "SCH002",
    "clé inconnue",
    ERREUR,
    """Les clés sont de celles que le format connaît.

    Vérifie : aucune clé n’est inconnue ; la plus proche est proposée.
    Pourquoi : une faute de frappe ferait disparaître un contenu sans un mot.
    Exemple fautif :
        bloc: {id: bloc-1, intitulé: Réparer un vélo}
    Exemple corrigé :
        bloc: {id: bloc-1, intitule: Réparer un vélo}
    """,
    _FICHIERS,
)
SCH003 = Code(
    "SCH003",
    "valeur d’un autre genre",
    ERREUR,
    """Une valeur est du genre attendu : texte, nombre, date, liste, objet, identifiant.

    Vérifie : la forme de chaque valeur, et qu’aucune n’est vide.
    Pourquoi : « 31/02/2020 » n’est pas une date, un texte n’est pas une liste.
    Exemple fautif :
        mobilise: diagnostic
    Exemple corrigé :
        mobilise: [diagnostic]
    """,
    _FICHIERS,
)
SCH004 = Code(
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
    _FICHIERS,
)
SCH005 = Code(
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
    _FICHIERS,
)
SCH006 = Code(
    "SCH006",
    "clé sans valeur",
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
    _FICHIERS,
)
SCH010 = Code(
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
    _FICHIERS,
    of_files=True,
)
SCH011 = Code(
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
    _FICHIERS,
    of_files=True,
)
SCH012 = Code(
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
    _FICHIERS,
)
SCH013 = Code(
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
    _FICHIERS,
    of_files=True,
)
SCH014 = Code(
    "SCH014",
    "copie d’un fichier",
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
    _FICHIERS,
    of_files=True,
)
DIP003 = Code(
    "DIP003",
    "type de diplôme inconnu",
    ERREUR,
    """Le type de diplôme est l’un de ceux que l’outil, ou le projet, connaît.

    Vérifie : « type » nomme un profil livré avec l’outil, dossier/profil.yaml, ou un fichier de
    dossier/profils/. Une erreur quand un nom tout proche existe ; sinon un avertissement : le
    projet se vérifie, se mesure et s’imprime avec ce qui vaut pour tout diplôme.
    Pourquoi : le profil donne les articles, les unités, les durées, les niveaux et les mots du
    diplôme.
    Exemple fautif :
        diplome: {type: mention-complémentaire, …}
    Exemple corrigé :
        diplome: {type: mention-complementaire, …}
    """,
    _FICHIERS,
)
DIP012 = Code(
    "DIP012",
    "profil non compris",
    ERREUR,
    """Un profil se tient : son nom, ceux qu’il cite, ses annexes.

    Vérifie : le fichier d’un profil porte son nom ; les profils nommés sous « herite_de »,
    « remplace » et « remplace_par » existent et ne tournent pas en rond ; une annexe et un numéro
    d’annexe ne servent qu’une fois.
    Pourquoi : un profil mal nommé laisserait le diplôme sans ses bornes ni ses mots.
    Exemple fautif :
        profil: {id: mon-titre, herite_de: titre-profesionnel}
    Exemple corrigé :
        profil: {id: mon-titre, herite_de: titre-professionnel}
    """,
    _FICHIERS,
)
DIP013 = Code(
    "DIP013",
    "profil sans usage",
    AVERTISSEMENT,
    """Le profil du projet est celui de son diplôme.

    Vérifie : quand dossier/profil.yaml existe, « type » porte le nom qu’il déclare. Les profils de
    dossier/profils/ sont ceux d’une fédération : un seul sert, et ce n’est pas une faute.
    Pourquoi : le profil écrit ne serait pas appliqué, sans un mot.
    Exemple fautif :
        diplome: {type: titre-professionnel, …}   # dossier/profil.yaml déclare « mon-titre »
    Exemple corrigé :
        diplome: {type: mon-titre, …}
    """,
    _FICHIERS,
)

DIP017 = Code(
    "DIP017",
    "plan inconnu",
    ERREUR,
    """Le plan que le dossier choisit est l’un de ceux de son profil.

    Vérifie : « mise_en_page: {plan: … } » nomme une variante du profil du diplôme.
    Pourquoi : le référentiel s’imprimerait dans un autre ordre, sans un mot.
    Exemple fautif :
        mise_en_page: {plan: st}
    Exemple corrigé :
        mise_en_page: {plan: sti}
    """,
    _FICHIERS,
)

DIP018 = Code(
    "DIP018",
    "mot entre crochets inconnu",
    ERREUR,
    """Un mot entre crochets, dans un profil, est l’un des mots d’origine.

    Vérifie : dans un titre ou une règle du profil, ce qu’entourent « ⟨ » et « ⟩ » est un mot de
    « mots », tel qu’il s’appelle à l’origine, avec son article ; les crochets vont par deux.
    Pourquoi : un mot inconnu s’imprime tel quel, sans crochets, et ne suit pas ceux du profil.
    Exemple fautif :
        parties: {description: {titre: Détail ⟨des activitées⟩}}
    Exemple corrigé :
        parties: {description: {titre: Détail ⟨des activités⟩}}
    """,
    _FICHIERS,
)

DOC014 = Code(
    "DOC014",
    "charte non comprise",
    ERREUR,
    """Chaque ligne de templates/charte.yaml est comprise.

    Vérifie : des parties et des lignes qui existent ; une couleur « "#1f3a5f" » ; des polices par
    leur nom ; des tailles en points ; quatre marges en millimètres, entre lesquelles il reste une
    page.
    Pourquoi : une couleur mal écrite laisserait celle de l’outil dans une partie des documents.
    Exemple fautif :
        couleurs: {principale: #145a32}     # la couleur est ici un commentaire
    Exemple corrigé :
        couleurs: {principale: "#145a32"}
    """,
    "Format des fichiers",
)
DOC015 = Code(
    "DOC015",
    "couleur peu lisible",
    AVERTISSEMENT,
    """Les couleurs de la charte se lisent sur leur fond.

    Vérifie : un contraste d’au moins 4,5 entre le texte, les titres, les mentions et leur fond.
    Pourquoi : c’est ce que demande le RGAA, et ce que supporte une photocopie en noir et blanc.
    Exemple fautif :
        couleurs: {principale: "#8fb8de"}
    Exemple corrigé :
        couleurs: {principale: "#1f4e79"}
    """,
    "RGAA 4.1, critère 3.2",
    "guide",
)
