"""COL: what a word processor leaves in pasted texts; all but one are the loader's."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.french import capital
from mc_builder.rules.registry import (
    AVERTISSEMENT,
    ERREUR,
    Constat,
    Subject,
    declarer,
    regle,
)

_COLLAGE = "Méthode de l’outil : ce qui s’imprimerait autrement que dans le traitement de texte"
#: A longer line is a paragraph.
_TITRE = 100

declarer(
    "COL001",
    "liste tapee",
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
    source=_COLLAGE,
)
declarer(
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
    source=_COLLAGE,
)
declarer(
    "COL003",
    "numero dans un titre",
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
    source=_COLLAGE,
)
declarer(
    "COL004",
    "tableau a tabulations",
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
    source=_COLLAGE,
)
declarer(
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
    source=_COLLAGE,
)
declarer(
    "COL006",
    "numero dans une legende",
    AVERTISSEMENT,
    """Le numéro d’une légende n’est pas tapé.

    Vérifie : le paragraphe qui précède un tableau n’est pas « Tableau 3 : titre ».
    Pourquoi : les documents comptent leurs tableaux ; écrit « Tableau : titre », celui-ci devient
    la légende et reçoit son numéro.
    Exemple fautif :
        Tableau 3 : Entreprises du secteur
    Exemple corrigé :
        Tableau : Entreprises du secteur
    """,
    source=_COLLAGE,
)
declarer(
    "COL007",
    "renvoi tape",
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
    source=_COLLAGE,
)
declarer(
    "COL008",
    "renvoi de word perdu",
    ERREUR,
    """Aucun message d’erreur de Word n’est resté dans le texte.

    Vérifie : la prose ne contient pas « Erreur ! Source du renvoi introuvable. » ni ses semblables.
    Pourquoi : Word l’écrit à la place d’un renvoi dont la cible a disparu ; il s’imprimerait.
    Exemple fautif :
        Comme le montre Erreur ! Source du renvoi introuvable.
    Exemple corrigé :
        Comme le montre la {{ graphique("recrutements") }}.
    """,
    source=_COLLAGE,
)
declarer(
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
    source=_COLLAGE,
)
declarer(
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
    source=_COLLAGE,
)
declarer(
    "COL011",
    "note tapee",
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
    source=_COLLAGE,
)
declarer(
    "COL012",
    "etoiles depareillees",
    AVERTISSEMENT,
    """Les étoiles du gras et de l’italique vont par paires.

    Vérifie : des mots ouverts par deux étoiles se ferment par deux, ni une seule, ni aucune.
    Pourquoi : l’étoile de trop s’imprimerait.
    Exemple fautif :
        Un besoin **mesuré*.
    Exemple corrigé :
        Un besoin **mesuré**.
    """,
    source=_COLLAGE,
)
declarer(
    "COL014",
    "signe sans police",
    AVERTISSEMENT,
    """Les polices des documents ont les signes des textes.

    Vérifie : aucun texte, Markdown ou non, n’a de signe que les polices du PDF n’ont pas (puces de
    Wingdings et de Symbol, émojis récents, signes sans nom).
    Pourquoi : le signe s’imprimerait comme une case vide, et le PDF ne serait plus conforme.
    Exemple fautif :
        Un atelier 🚲 ouvert.
    Exemple corrigé :
        Un atelier de vélos ouvert.
    """,
    source=_COLLAGE,
)
declarer(
    "COL015",
    "saut de ligne de word",
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
    source=_COLLAGE,
)
declarer(
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
    source=_COLLAGE,
)


@regle("COL013", AVERTISSEMENT, source=_COLLAGE, surete="outil")
def section_sans_titre(s: Subject) -> Iterator[Constat]:
    """Une section commence par son titre.

    Vérifie : un fichier de la note, ou une annexe libre du référentiel, commence par « # Titre ».
    Pourquoi : sans titre, la section s’imprime sous le nom de son fichier.
    Exemple fautif :
        La demande vient de la branche.
    Exemple corrigé :
        # Origine de la demande

        La demande vient de la branche.
    """
    titled = {texte.nom for texte in s.projet.profil.textes}
    for prose in (*s.projet.note, *(p for p in s.projet.textes if p.nom not in titled)):
        lines = [line for line in prose.texte.split("\n") if line.strip()]
        first = lines[0].strip() if lines else ""
        if not first or first.startswith("#"):
            continue
        at = s.places.span(prose).find(first)
        yield Constat(
            "cette section n’a pas de titre : elle s’imprimerait sous le nom de son fichier,"
            f" « {prose.nom} »",
            at.source.span(at.start, at.start + len(first)),
            f"commencez par une ligne de titre : # {_titre_propose(prose.nom, first)}",
        )


def _titre_propose(nom: str, ligne: str) -> str:
    """The first line when it looks like a title; otherwise the name of the file, spelt out."""
    alike = len(ligne) <= _TITRE and ligne[0].isupper() and ligne[-1] not in ".:;,|}"
    return ligne if alike else capital(nom.replace("-", " "))
