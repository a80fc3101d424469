"""A figure with its target and its bound → a line of a table in French."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mesure:
    """One figure. `cible` is what we aim at; beyond `borne`, something has got worse.

    Between the two there is a factor of about two, for the noise of shared machines. `plancher`:
    the figure is to be at least that, instead of at most. `lecture` says what was divided by what.
    """

    nom: str
    valeur: float
    cible: float
    borne: float
    lecture: str
    unite: str = "×"
    plancher: bool = False

    @property
    def atteinte(self) -> bool:
        """Whether the target is met."""
        return self.valeur >= self.cible if self.plancher else self.valeur <= self.cible

    @property
    def regression(self) -> bool:
        """Whether the bound is passed."""
        return self.valeur < self.borne if self.plancher else self.valeur > self.borne

    def ligne(self) -> str:
        """The line of the table."""
        aim = f"{'≥' if self.plancher else '≤'}\u00a0{nombre(self.cible)}"
        value = f"{nombre(self.valeur)}\u00a0{self.unite}"
        kept = "" if self.atteinte else " **non atteinte**"
        return f"| {self.nom} | {value} | {aim}{kept} | {self.lecture} |"


def nombre(value: float) -> str:
    """A number in French: no decimal from a hundred on, one from ten on, two below."""
    decimals = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:.{decimals}f}".replace(".", ",")


def secondes(value: float) -> str:
    """Seconds in French, to the hundredth."""
    return f"{value:.2f}\u00a0s".replace(".", ",")


def tableau(mesures: Iterable[Mesure]) -> str:
    """The table of these measures."""
    lines = [mesure.ligne() for mesure in mesures]
    return "\n".join(["| Mesure | Valeur | Cible | Lecture |", "|---|---|---|---|", *lines, ""])
