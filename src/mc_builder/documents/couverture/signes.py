"""How a job sees a requirement covered → one sign, the same on paper, on screen and in sheets."""

from __future__ import annotations

from enum import StrEnum

from mc_builder.coverage import LigneCouverture, Statut


class Signe(StrEnum):
    """The degree of a requirement for one job; its value is what prints, without colour."""

    PLEINEMENT = "●"
    EN_PARTIE = "◐"
    NON = "○"
    ECARTEE = "✕"

    @property
    def libelle(self) -> str:
        """What it says, in the words of the headline."""
        return _LIBELLES[self]

    @property
    def bref(self) -> str:
        """The same in a word or two, of the coverage of a requirement, for the head of a column."""
        return _BREFS[self]


_LIBELLES = {
    Signe.PLEINEMENT: "couverte pleinement",
    Signe.EN_PARTIE: "couverte en partie",
    Signe.NON: "pas couverte",
    Signe.ECARTEE: "écartée avec un motif",
}
_BREFS = {
    Signe.PLEINEMENT: "pleine",
    Signe.EN_PARTIE: "en partie",
    Signe.NON: "nulle",
    Signe.ECARTEE: "écartée",
}


def signe(line: LigneCouverture) -> Signe:
    """That of a requirement as one job asks for it."""
    if not line.retenue:
        return Signe.ECARTEE
    if line.pleine:
        return Signe.PLEINEMENT
    return Signe.NON if line.statut is Statut.NON_COUVERTE else Signe.EN_PARTIE
