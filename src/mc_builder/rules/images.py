"""NOT: the pictures of dossier/images, and what prose says of them."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.loading.layout import IMAGES
from mc_builder.loading.placing import picture
from mc_builder.rules.registry import ERREUR, INFO, Constat, Subject, declarer, regle
from mc_builder.source.prose import placed_in
from mc_builder.spans import SourceText

_OUTIL = "Méthode de l’outil"

declarer(
    "NOT021",
    "image refusee",
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
    source=_OUTIL,
)
declarer(
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
    source=_OUTIL,
)
declarer(
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
    source="RGAA 4.1, critère 1.1 ; ISO 14289-1, 7.3",
)


@regle("NOT024", INFO, source=_OUTIL, surete="outil")
def image_jamais_placee(s: Subject) -> Iterator[Constat]:
    """Chaque image de dossier/images est placée dans un texte.

    Vérifie : la note ou une annexe place l’image, seule dans un paragraphe.
    Pourquoi : une image que rien ne place ne s’imprime pas.
    Exemple fautif :
        dossier/images/carte.png     # qu’aucun texte n’appelle
    Exemple corrigé :
        {{ image("carte.png", legende="Les ateliers", credit="IGN, 2019", texte="Carte") }}
    """
    used = {
        construct.ident
        for prose in (*s.projet.note, *s.projet.textes)
        for construct in placed_in(prose.texte)
        if construct.kind == "image"
    }
    for photo in s.projet.photos:
        if photo.nom not in used:
            yield Constat(
                f"l’image « {photo.nom} » n’est placée nulle part",
                SourceText(f"{IMAGES}/{photo.nom}", "").span(),
                f"placez-la par {picture(photo.nom)}, seul dans un paragraphe, ou retirez-la",
            )
