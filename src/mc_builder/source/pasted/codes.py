"""COL: what a word processor leaves in pasted texts."""

from __future__ import annotations

from mc_builder.codes import AVERTISSEMENT, ERREUR, Code

#: Where these rules come from.
COLLAGE = "Méthode de l’outil : ce qui s’imprimerait autrement que dans le traitement de texte"
_FICHIERS = "Format des fichiers"

COL001 = Code(
    "COL001",
    "liste tapée",
    AVERTISSEMENT,
    """Une liste est écrite comme une liste.

    Vérifie : aucune suite de lignes ne commence par une puce (« • », « – », « o », puce de Word),
    un numéro (« 2) ») ou une lettre (« a. ») tapés.
    Pourquoi : collées depuis un traitement de texte, ces lignes s’imprimeraient en un seul
    paragraphe.
    Exemple fautif :
        • un besoin
        • un diplôme
    Exemple corrigé :
        - un besoin
        - un diplôme
    """,
    COLLAGE,
)
COL002 = Code(
    "COL002",
    "titre sans espace",
    AVERTISSEMENT,
    """Une espace suit les « # » d’un titre.

    Vérifie : aucune ligne qui suit une ligne vide ne colle « # » à un mot.
    Pourquoi : sans cette espace, la ligne s’imprime comme un paragraphe, avec son signe.
    Exemple fautif :
        #Origine de la demande
    Exemple corrigé :
        # Origine de la demande
    """,
    COLLAGE,
)
COL003 = Code(
    "COL003",
    "numéro dans un titre",
    AVERTISSEMENT,
    """Le numéro d’un titre n’est pas tapé.

    Vérifie : aucun titre de la prose ne commence par « 1. », « 1.2 », « 3) » ou « II. ».
    Pourquoi : l’ordre des fichiers et des titres suffit ; un numéro tapé ne suit pas une section
    que l’on déplace.
    Exemple fautif :
        ## 2.1 Les emplois visés
    Exemple corrigé :
        ## Les emplois visés
    """,
    COLLAGE,
)
COL004 = Code(
    "COL004",
    "tableau à tabulations",
    AVERTISSEMENT,
    """Un tableau est écrit en Markdown.

    Vérifie : aucune tabulation ne sépare des mots de la prose.
    Pourquoi : un tableau copié depuis un traitement de texte ou un tableur arrive avec des
    tabulations, qui s’imprimeraient comme des espaces.
    Exemple fautif :
        Emploi<tabulation>Effectif
        Vendeur<tabulation>12
    Exemple corrigé :
        | Emploi | Effectif |
        | --- | --- |
        | Vendeur | 12 |
    """,
    COLLAGE,
)
COL005 = Code(
    "COL005",
    "tableau rompu",
    AVERTISSEMENT,
    """Un tableau a une tête, une ligne de séparation, et autant de cases que de colonnes.

    Vérifie : la deuxième ligne d’un tableau a autant de « --- » que la première de titres, et aucun
    rang n’a plus de cases.
    Pourquoi : autrement, le tableau s’imprime avec ses barres, ou perd des cases.
    Exemple fautif :
        | Emploi | Effectif |
        | Vendeur | 12 |
    Exemple corrigé :
        | Emploi | Effectif |
        | --- | --- |
        | Vendeur | 12 |
    """,
    COLLAGE,
)
COL006 = Code(
    "COL006",
    "numéro dans une légende",
    AVERTISSEMENT,
    """Le numéro d’une légende n’est pas tapé.

    Vérifie : aucun paragraphe ne commence par « Tableau 3 : », « Figure 2 – » ou « Graphique 1. »,
    qu’un tableau, un graphique ou une image l’accompagne ou non ; « Tableau 3 montre que » est
    laissé.
    Pourquoi : les documents comptent leurs tableaux et leurs figures. « Tableau : titre », seul
    au-dessus d’un tableau, est sa légende et reçoit son numéro ; l’appel qui place un graphique ou
    une image imprime la sienne.
    Exemple fautif :
        Figure 2 – Entreprises du secteur
    Exemple corrigé :
        {{ graphique("entreprises") }}
    """,
    COLLAGE,
)
COL007 = Code(
    "COL007",
    "renvoi tapé",
    AVERTISSEMENT,
    """Un renvoi n’est pas tapé.

    Vérifie : la prose ne dit pas « voir tableau 3 », « cf. page 12 », « (figure 2) » ; les renvois
    à un autre ouvrage (« page 12 de l’enquête ») sont laissés.
    Pourquoi : numéros et pages changent à chaque impression.
    Exemple fautif :
        Voir tableau 3 page 12.
    Exemple corrigé :
        Voir le {{ tableau("emplois") }}.
    """,
    COLLAGE,
)
COL008 = Code(
    "COL008",
    "renvoi de Word perdu",
    ERREUR,
    """Aucun message d’erreur de Word n’est resté dans le texte.

    Vérifie : la prose ne contient pas « Erreur ! Source du renvoi introuvable. » ni ses semblables.
    Pourquoi : Word l’écrit à la place d’un renvoi dont la cible a disparu ; il s’imprimerait.
    Exemple fautif :
        Comme le montre Erreur ! Source du renvoi introuvable.
    Exemple corrigé :
        Comme le montre la {{ graphique("recrutements") }}.
    """,
    COLLAGE,
)
COL009 = Code(
    "COL009",
    "accolade manquante",
    ERREUR,
    """Un appel est entre doubles accolades.

    Vérifie : « chiffre », « source », « graphique », « tableau » et « image » ne sont pas appelés
    entre accolades simples.
    Pourquoi : l’appel s’imprimerait tel qu’il est tapé.
    Exemple fautif :
        {chiffre("recrutements-2023")}
    Exemple corrigé :
        {{ chiffre("recrutements-2023") }}
    """,
    COLLAGE,
)
COL010 = Code(
    "COL010",
    "surlignage ou rature",
    AVERTISSEMENT,
    """La prose n’a ni surlignage, ni rature.

    Vérifie : aucun mot n’est entre « == » ou entre « ~~ ».
    Pourquoi : ces marques d’autres outils s’imprimeraient telles quelles ; ce sont souvent des
    restes de relecture.
    Exemple fautif :
        Un besoin ==à vérifier== ~~ancien~~.
    Exemple corrigé :
        Un besoin **à vérifier**.
    """,
    COLLAGE,
)
COL011 = Code(
    "COL011",
    "note tapée",
    AVERTISSEMENT,
    """Une note de bas de page est appelée par [^1].

    Vérifie : aucun numéro n’est tapé entre crochets, dans une phrase ou au début d’une ligne.
    Pourquoi : les notes collées depuis un traitement de texte perdent leur lien : elles
    s’imprimeraient dans le texte.
    Exemple fautif :
        Un besoin établi [1].

        [1] Enquête de la branche.
    Exemple corrigé :
        Un besoin établi [^1].

        [^1]: Enquête de la branche.
    """,
    COLLAGE,
)
COL012 = Code(
    "COL012",
    "étoiles dépareillées",
    AVERTISSEMENT,
    """Les étoiles du gras et de l’italique vont par paires.

    Vérifie : des mots ouverts par deux étoiles se ferment par deux, ni une seule, ni aucune.
    Pourquoi : l’étoile de trop s’imprimerait.
    Exemple fautif :
        Un besoin **mesuré*.
    Exemple corrigé :
        Un besoin **mesuré**.
    """,
    COLLAGE,
)
RED002 = Code(
    "RED002",
    "HTML dans la prose",
    ERREUR,
    """La prose est en Markdown, sans HTML.

    Vérifie : aucune balise HTML n’est tapée dans un texte.
    Pourquoi : elle s’imprimerait telle quelle.
    Exemple fautif :
        Un besoin <b>mesuré</b>.
    Exemple corrigé :
        Un besoin **mesuré**.
    """,
    _FICHIERS,
)
