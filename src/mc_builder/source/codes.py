"""YML: how a YAML file is written."""

from __future__ import annotations

from mc_builder.codes import AVERTISSEMENT, ERREUR, Code

_FICHIERS = "Format des fichiers"

YML001 = Code(
    "YML001",
    "YAML mal formé",
    ERREUR,
    """Le fichier est du YAML bien formé.

    Vérifie : guillemets et crochets refermés, retraits justes, clés suivies de deux-points ; un
    texte sans guillemets ne commence pas par « ! », « & », « * », « @ », « % » ou « ` ».
    Pourquoi : un fichier mal formé ne peut pas être lu du tout.
    Exemple fautif :
        liste: [Pédales, Guidon
    Exemple corrigé :
        liste: [Pédales, Guidon]
    """,
    _FICHIERS,
)
YML002 = Code(
    "YML002",
    "deux-points dans un texte",
    ERREUR,
    """Un texte qui contient « : » est entre guillemets.

    Vérifie : aucun texte sans guillemets ne contient deux-points suivis d’une espace.
    Pourquoi : YAML y voit une clé et sa valeur.
    Exemple fautif :
        intitule: Accueil : écoute de la demande
    Exemple corrigé :
        intitule: "Accueil : écoute de la demande"
    """,
    _FICHIERS,
)
YML003 = Code(
    "YML003",
    "texte coupé par un croisillon",
    AVERTISSEMENT,
    """Un texte qui contient « # » après une espace est entre guillemets.

    Vérifie : aucun texte n’est suivi, sur sa ligne, d’un « # » collé au mot qui vient après.
    Pourquoi : « # » précédé d’une espace commence un commentaire : la fin du texte est perdue.
    Exemple fautif :
        intitule: Réponses à la question #12
    Exemple corrigé :
        intitule: "Réponses à la question #12"
    """,
    _FICHIERS,
)
YML004 = Code(
    "YML004",
    "élément de liste pris pour une clé",
    AVERTISSEMENT,
    """Un élément de liste qui contient « : » est entre guillemets.

    Vérifie : dans une liste de textes, aucun élément n’a la forme d’une clé et de sa valeur.
    Pourquoi : l’outil le lit comme le texte voulu, d’autres logiciels y verraient une clé.
    Exemple fautif :
        - Accueil : écoute de la demande
    Exemple corrigé :
        - "Accueil : écoute de la demande"
    """,
    _FICHIERS,
)
YML005 = Code(
    "YML005",
    "guillemet qui ouvre un texte",
    ERREUR,
    """Un texte ne commence par un guillemet droit que s’il finit par le même.

    Vérifie : une apostrophe ou un guillemet droit en tête de texte est refermé à sa fin.
    Pourquoi : YAML arrête le texte au guillemet suivant, celui de « l'atelier » par exemple.
    Exemple fautif :
        - 'équipe de l'atelier prévenue
    Exemple corrigé :
        - "équipe de l'atelier prévenue"
    """,
    _FICHIERS,
)
YML006 = Code(
    "YML006",
    "texte coupé par une virgule",
    ERREUR,
    """Entre accolades, un texte qui contient une virgule est entre guillemets.

    Vérifie : chaque clé écrite entre accolades a une valeur.
    Pourquoi : la virgule y sépare deux clés : la fin du texte devient une clé sans valeur.
    Exemple fautif :
        - {sigle: CCF, signification: Contrôle, en cours de formation}
    Exemple corrigé :
        - {sigle: CCF, signification: "Contrôle, en cours de formation"}
    """,
    _FICHIERS,
)
YML007 = Code(
    "YML007",
    "clé écrite deux fois",
    ERREUR,
    """Une clé n’est écrite qu’une fois au même endroit.

    Vérifie : les clés d’un objet sont toutes différentes.
    Pourquoi : l’une des deux valeurs serait perdue sans un mot.
    Exemple fautif :
        bloc:
          pole: pole-web
          pole: pole-donnees
    Exemple corrigé :
        bloc:
          pole: pole-web
    """,
    _FICHIERS,
)
YML008 = Code(
    "YML008",
    "tabulation",
    ERREUR,
    """Le retrait est fait d’espaces.

    Vérifie : aucune tabulation ne commence une ligne.
    Pourquoi : YAML les refuse : leur largeur dépend de l’éditeur.
    Exemple fautif :
        - id: essai
        \\trepond_a: [essayer-velo]     # \\t : une tabulation
    Exemple corrigé :
        - id: essai
          repond_a: [essayer-velo]
    """,
    _FICHIERS,
)
YML009 = Code(
    "YML009",
    "ancre alias ou étiquette",
    ERREUR,
    """Les ancres, alias, étiquettes et fusions de YAML ne sont pas employés.

    Vérifie : aucun texte sans guillemets ne commence par « & », « * » ou « ! » ; pas de clé « << ».
    Pourquoi : ils cachent où une valeur est écrite, et un petit fichier peut en devenir énorme.
    Exemple fautif :
        intitule: *Contrôle* du freinage
    Exemple corrigé :
        intitule: "*Contrôle* du freinage"
    """,
    _FICHIERS,
)
YML010 = Code(
    "YML010",
    "fichier hors UTF-8",
    ERREUR,
    """Le fichier est enregistré en UTF-8.

    Vérifie : chaque octet du fichier a un sens en UTF-8.
    Pourquoi : dans un autre encodage, les lettres accentuées se lisent de travers.
    Exemple fautif :
        intitule: R?glage des freins     # enregistré en « Windows-1252 » ou « ANSI »
    Exemple corrigé :
        intitule: Réglage des freins     # enregistré en « UTF-8 »
    """,
    _FICHIERS,
    of_files=True,
)
YML011 = Code(
    "YML011",
    "fichier vide",
    ERREUR,
    """Le fichier commence par une clé suivie de deux-points.

    Vérifie : le fichier n’est pas vide, et sa racine est faite de clés.
    Pourquoi : chaque fichier dit ce qu’il contient (« bloc: », « emploi: »).
    Exemple fautif :
        - id: essai
    Exemple corrigé :
        exigences:
          - id: essai
    """,
    _FICHIERS,
)
YML012 = Code(
    "YML012",
    "plusieurs documents",
    ERREUR,
    """Un fichier ne contient qu’un document YAML.

    Vérifie : aucune ligne « --- » ne sépare deux documents.
    Pourquoi : le second ne serait pas lu.
    Exemple fautif :
        bloc: {id: bloc-1, …}
        ---
        bloc: {id: bloc-2, …}
    Exemple corrigé :
        bloc: {id: bloc-1, …}     # et l’autre bloc dans son propre fichier
    """,
    _FICHIERS,
)
YML013 = Code(
    "YML013",
    "structure trop complexe",
    ERREUR,
    """Une clé est un mot simple, et l’emboîtement reste raisonnable.

    Vérifie : aucune clé n’est une liste ou un objet ; pas plus de quarante niveaux.
    Pourquoi : rien dans un dossier n’en demande davantage ; c’est le signe d’un crochet de trop.
    Exemple fautif :
        {freins}: À disque
    Exemple corrigé :
        freins: À disque
    """,
    _FICHIERS,
)
