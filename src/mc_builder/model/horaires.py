"""The grille horaire: what is taught, how many hours, period by period."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from mc_builder.model.base import (
    Booleen,
    Liste,
    Markdown,
    Modele,
    OuACompleter,
    QuantiteOuSomme,
    Somme,
    Texte,
    if_known,
)
from mc_builder.model.parcours import Pour


class LigneHoraire(Modele):
    """Un enseignement, et ses heures pour chaque période."""

    intitule: Texte = Field(description="Enseignement.", examples=["Mécanique du cycle"])
    groupe: Texte | None = Field(
        None,
        description="Groupe d’enseignements, dit une fois au-dessus de ses lignes.",
        examples=["Enseignements professionnels"],
    )
    heures: Liste[OuACompleter[QuantiteOuSomme]] = Field(
        description="Heures, une par période, dans l’ordre ; 0 quand il n’y en a pas ; « 10 + 5 »"
        " quand elles se donnent de deux façons (cours et travaux dirigés).",
        examples=[["84", "50 + 6"]],
    )
    pour: Pour = Field(
        (),
        description="Options pour lesquelles la ligne vaut, quand ce n’est pas pour toutes.",
        examples=[["option-ville"]],
    )
    facultatif: Booleen = Field(
        default=False,
        description="Si l’enseignement est facultatif : le total ne le compte pas.",
        examples=["oui"],
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
    known = [n.total for n in map(if_known, hours) if isinstance(n, Somme)]
    return sum(known, Decimal(0)) if len(known) == len(hours) else None
