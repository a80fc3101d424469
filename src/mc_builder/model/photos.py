"""A picture of the dossier: its name, its kind, its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Photo:
    """A file of dossier/images that may enter a document.

    `nature` is its media type, `largeur` and `hauteur` are in pixels (1/96 of an inch).
    """

    nom: str
    nature: str
    donnees: bytes = field(repr=False)
    largeur: float
    hauteur: float
