"""Counts and their rates: a share of a whole, printed in French without ever lying by rounding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mc_builder.french import percent

SANS_OBJET = "s.o."


@dataclass(frozen=True, slots=True)
class Taux:
    """`numerateur` out of `denominateur`; a None numerator is not measured (« s.o. »)."""

    numerateur: int | None
    denominateur: int

    @property
    def sans_objet(self) -> bool:
        """Whether there is nothing to measure."""
        return self.numerateur is None or self.denominateur == 0

    @property
    def pourcent(self) -> int | None:
        """The rounded percentage, 0 and 100 only when exactly true; None when « s.o. ».

        Why: a reader takes 100 % for « nothing is missing » and 0 % for « nothing is there ».
        """
        if self.numerateur is None or self.denominateur == 0:
            return None
        n, whole = self.numerateur, self.denominateur
        if n in (0, whole):
            return 100 * n // whole
        return min(99, max(1, (200 * n + whole) // (2 * whole)))

    @property
    def part(self) -> Fraction:
        """The exact share, which sorts; nothing to measure is all of it."""
        if self.numerateur is None or self.denominateur == 0:
            return Fraction(1)
        return Fraction(self.numerateur, self.denominateur)

    @property
    def compte(self) -> str:
        """« 3 sur 4 », or « s.o. »."""
        if self.numerateur is None or self.denominateur == 0:
            return SANS_OBJET
        return f"{self.numerateur} sur {self.denominateur}"

    def inferieur_a(self, seuil: Decimal) -> bool:
        """Whether the exact rate is below `seuil` percent; « s.o. » is below nothing."""
        if self.numerateur is None or self.denominateur == 0:
            return False
        return 100 * self.numerateur < seuil * self.denominateur

    def superieur_a(self, seuil: Decimal) -> bool:
        """Whether the exact rate is above `seuil` percent; « s.o. » is above nothing."""
        if self.numerateur is None or self.denominateur == 0:
            return False
        return 100 * self.numerateur > seuil * self.denominateur

    def __str__(self) -> str:
        value = self.pourcent
        return SANS_OBJET if value is None else percent(value)
