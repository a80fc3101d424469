"""The grille horaire: what is taught, how many hours, period by period."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from mc_builder.model.base import Liste, Markdown, Modele, OuACompleter, Quantite, Texte, if_known


class LigneHoraire(Modele):
    """Un enseignement, et ses heures pour chaque période."""

    intitule: Texte = Field(description="Enseignement.", examples=["Mécanique du cycle"])
    groupe: Texte | None = Field(
        None,
        description="Groupe d’enseignements, dit une fois au-dessus de ses lignes.",
        examples=["Enseignements professionnels"],
    )
    heures: Liste[OuACompleter[Quantite]] = Field(
        description="Heures, une par période, dans l’ordre ; 0 quand il n’y en a pas.",
        examples=[["84", "56"]],
    )

    @property
    def total(self) -> Decimal | None:
        """The hours of all periods; None when some are not known."""
        return total(self.heures)


class GrilleHoraire(Modele):
    """La grille horaire : une ligne par enseignement, une colonne par période."""

    par: Literal["periode", "semaine"] = Field(
        "periode",
        description="Heures de toute la période, ou de chaque semaine.",
        examples=["semaine"],
    )
    periodes: Liste[Texte] = Field(
        description="Périodes, dans l’ordre.", examples=[["Première année", "Deuxième année"]]
    )
    lignes: Liste[LigneHoraire] = Field(description="Enseignements, dans l’ordre.")
    notes: Liste[Markdown] = Field(
        (),
        description="Notes sous la grille.",
        examples=[["Dont 14 heures en demi-groupe."]],
    )


def total(hours: tuple[object, ...]) -> Decimal | None:
    """The sum of some hours; None when one of them is not known."""
    known = [n for n in map(if_known, hours) if isinstance(n, Decimal)]
    return sum(known, Decimal(0)) if len(known) == len(hours) else None
