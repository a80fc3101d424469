"""Changes of coverage → what every form tells of them: whose, and from which status to which."""

from __future__ import annotations

from mc_builder.coverage import Statut
from mc_builder.coverage.comparison.changements import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
)
from mc_builder.french import NBSP


def detailles(changements: Changements) -> tuple[ChangementsPerimetre, ...]:
    """The jobs whose requirements changed; else the whole, which would repeat them."""
    told = tuple(scope for scope in changements.emplois if scope.exigences)
    return told or tuple(scope for scope in (changements.ensemble,) if scope.exigences)


def passage(change: ChangementExigence) -> str:
    """« Évaluée → Décrite au RAP »; once when it did not change."""
    return f"{NBSP}→ ".join(dict.fromkeys(map(statut_dit, (change.avant, change.apres))))


def statut_dit(statut: Statut | None) -> str:
    """« Évaluée »; None is for a requirement that a version does not ask for."""
    return "Non demandée" if statut is None else statut.libelle
