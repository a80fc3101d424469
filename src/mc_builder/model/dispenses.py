"""What another diploma, or a situation, is worth: units and épreuves that one does not take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mc_builder.model.base import Identifiant, Liste, Modele, Texte, Vers
from mc_builder.model.liens import ou_un_seul


class Dispense(Modele):
    """Une dispense ou une équivalence : ce que vaut un autre diplôme, ou une situation."""

    titulaires: Texte = Field(
        description="Diplôme, titre ou situation qui la donne.",
        examples=["Brevet professionnel Cycles et motocycles"],
    )
    unite_detenue: Texte | None = Field(
        None,
        description="Unité de cet autre diplôme, quand elle suffit.",
        examples=["U2 Mécanique"],
    )
    nature: Literal["dispense", "equivalence"] = Field(
        "dispense",
        description="« dispense » : l’épreuve n’est pas passée ; « equivalence » : l’unité est"
        " acquise.",
        examples=["equivalence"],
    )
    unites: Annotated[Liste[Identifiant], ou_un_seul, Vers("Unite")] = Field(
        (), description="Unités dispensées ou acquises.", examples=[["u1"]]
    )
    epreuves: Annotated[Liste[Identifiant], ou_un_seul, Vers("Epreuve", "SousEpreuve")] = Field(
        (), description="Épreuves ou sous-épreuves dispensées.", examples=[["e1"]]
    )
    fondement: Texte | None = Field(
        None, description="Texte qui la donne.", examples=["Arrêté du 3 mars 2014"]
    )
