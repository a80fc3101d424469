"""What changed in coverage since another version, and why: what was measured, with its titles."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.coverage.comparison.changements import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
    Genre,
)
from mc_builder.documents.couverture.chaines import ancre_exigence
from mc_builder.documents.couverture.mots import Mots
from mc_builder.documents.couverture.passages import detailles
from mc_builder.french import capital
from mc_builder.names import ancre
from mc_builder.page.text import Texte, of


@dataclass(frozen=True, slots=True)
class ChangementVue:
    """A requirement that is not what it was, and the sentences that say why."""

    ancre: str
    titre: Texte
    mesure: ChangementExigence
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PerimetreVue:
    """The changes of one job, or of the whole (`titre` None), kind by kind."""

    titre: Texte | None
    ancre: str
    mesure: ChangementsPerimetre
    groupes: tuple[tuple[Genre, tuple[ChangementVue, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChangementsVue(Mots):
    """The whole, then each job; `detailles` are those whose requirements are told."""

    mesure: Changements
    perimetres: tuple[PerimetreVue, ...]
    detailles: tuple[PerimetreVue, ...]


def changements_vue(changements: Changements) -> ChangementsVue:
    """The changes as printed."""
    return ChangementsVue(
        changements,
        tuple(map(_perimetre, changements.perimetres)),
        tuple(map(_perimetre, detailles(changements))),
    )


def _perimetre(scope: ChangementsPerimetre) -> PerimetreVue:
    cle = scope.emploi or ""
    return PerimetreVue(
        of(scope.intitule, f"{cle}:intitule") if cle else None,
        ancre(cle or "total"),
        scope,
        tuple((genre, tuple(map(_changement, found))) for genre, found in scope.by_genre),
    )


def _changement(change: ChangementExigence) -> ChangementVue:
    return ChangementVue(
        ancre_exigence(change.exigence),
        of(change.intitule, f"{change.exigence}:intitule"),
        change,
        tuple(capital(cause.explication) for cause in change.causes),
    )
