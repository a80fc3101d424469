"""NOT: the pictures of dossier/images, and what prose says of them."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.loading.layout import IMAGES
from mc_builder.loading.placing import picture, placed_by
from mc_builder.rules.registry import INFO, Constat, Subject, regle
from mc_builder.spans import SourceText

_OUTIL = "Méthode de l’outil"


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
    placed = placed_by(s.projet.proses)
    for photo in s.projet.photos:
        if ("image", photo.nom) not in placed:
            yield Constat(
                f"l’image « {photo.nom} » n’est placée nulle part",
                SourceText(f"{IMAGES}/{photo.nom}", "").span(),
                f"placez-la par {picture(photo.nom)}, seul dans un paragraphe, ou retirez-la",
            )
