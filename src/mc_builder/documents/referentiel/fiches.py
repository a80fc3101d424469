"""What the implementation of a competence asks, as its sheet says it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.model.blocs import Competence
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class MiseEnOeuvre:
    """What the sheet of a competence says of its implementation."""

    objet: Numerote
    description: Markup | None
    contexte: Markup | None
    donnees: tuple[Texte, ...]
    moyens: tuple[Texte, ...]
    techniques: tuple[Texte, ...]
    organisationnels: tuple[Texte, ...]
    relationnels: tuple[Texte, ...]
    responsabilite: Markup | None


def mise_en_oeuvre(b: Builder, competence: Competence) -> MiseEnOeuvre | None:
    """The sheet of a competence; None when it has none."""
    fiche = competence.fiche
    if fiche is None:
        return None
    return MiseEnOeuvre(
        objet=b.objet(competence),
        description=b.prose(fiche, "description"),
        contexte=b.prose(fiche, "contexte"),
        donnees=b.liste(fiche, "donnees"),
        moyens=b.liste(fiche, "moyens"),
        techniques=b.liste(fiche, "savoir_faire_techniques"),
        organisationnels=b.liste(fiche, "savoir_faire_organisationnels"),
        relationnels=b.liste(fiche, "savoir_faire_relationnels"),
        responsabilite=b.prose(fiche, "responsabilite"),
    )
