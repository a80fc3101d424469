"""Changes → where more coverage was lost than is allowed, the worst loss first.

The figure is the weighted rate of évaluées (traduites when one of the versions is at step
`opportunite`, where évaluées is not measured), in points: a rate that goes from 80 % to 75 % has
lost 5 points. Why the rate and not the count: a requirement that appears uncovered is a loss too.
A job that is only in one version has nothing to be compared with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mc_builder.coverage.comparison.changements import Changements, ChangementsPerimetre
from mc_builder.coverage.report import Palier
from mc_builder.coverage.taux import Taux
from mc_builder.french import NBSP, agreed, number, quoted


@dataclass(frozen=True, slots=True)
class Perte:
    """A weighted rate that went down by more than `admis` points."""

    perimetre: ChangementsPerimetre
    libelle: str
    avant: Taux
    apres: Taux
    admis: Decimal

    @property
    def points(self) -> Fraction:
        """The points lost, exactly."""
        return _pourcent(self.avant) - _pourcent(self.apres)

    @property
    def phrase(self) -> str:
        """The loss in one French sentence, without final point."""
        emploi = self.perimetre.emploi
        who = quoted(self.perimetre.intitule) if emploi else "l’ensemble des emplois"
        lost = Decimal(round(100 * self.points)) / 100
        return (
            f"exigences {self.libelle.lower()} pour {who}, en poids{NBSP}: de {self.avant.compte}"
            f" ({self.avant}) à {self.apres.compte} ({self.apres}), soit {number(lost.normalize())}"
            f" {agreed(lost, 'point')} de"
            f" moins, pour {number(self.admis.normalize())} admis"
        )


def phrase_of_pertes(found: Sequence[Perte]) -> str:
    """How many losses are too great, and the worst, in one French sentence; empty when none is."""
    if not found:
        return ""
    if len(found) == 1:
        return f"Une baisse dépasse ce qui est admis{NBSP}: {found[0].phrase}."
    many = f"{len(found)} baisses dépassent ce qui est admis"
    return f"{many}{NBSP}; la plus forte{NBSP}: {found[0].phrase}."


def pertes(changements: Changements, admis: Decimal) -> tuple[Perte, ...]:
    """The whole and the jobs that lost more than `admis` points, the worst first."""
    found = []
    for perimetre in changements.perimetres:
        stages = _paliers(perimetre)
        if stages is not None:
            old, new = stages
            perte = Perte(perimetre, new.libelle, old.taux_pondere, new.taux_pondere, admis)
            if perte.points > Fraction(admis):
                found.append(perte)
    # Among equals a job says more than the whole.
    return tuple(sorted(found, key=lambda p: (-p.points, p.perimetre.emploi is None)))


def _paliers(perimetre: ChangementsPerimetre) -> tuple[Palier, Palier] | None:
    """The farthest stage that both versions measure; None when there is nothing to compare."""
    if perimetre.avant is None or perimetre.apres is None:
        return None
    pairs = zip(reversed(perimetre.avant.paliers), reversed(perimetre.apres.paliers), strict=True)
    for old, new in pairs:
        if not (old.taux_pondere.sans_objet or new.taux_pondere.sans_objet):
            return old, new
    return None


def _pourcent(taux: Taux) -> Fraction:
    return Fraction(100 * (taux.numerateur or 0), taux.denominateur)
