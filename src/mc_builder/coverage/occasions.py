"""Controles → which indicateurs a part names for each category of candidates, and which none does.

An indicateur that a part never names, of a competence of which others are named, is a criterion
that nobody can see met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mc_builder.coverage.controles import Controles
from mc_builder.coverage.graphe import TOUTES
from mc_builder.coverage.suites import Suites


@dataclass(frozen=True, slots=True)
class SansOccasion:
    """An indicateur that no part names for some categories of candidates, by its competence.

    `jamais` says that no part names it for anybody.
    """

    indicateur: str
    competence: str
    categories: tuple[str, ...]
    jamais: bool


@dataclass(frozen=True, slots=True)
class ComptesIndicateurs:
    """Of the indicateurs that observe a competence: named for all, presumed seen, not seen by all.

    The three add up to `tous`. `exigences_presumees` are the requirements retained whose
    evaluation rests on presumed ones.
    """

    tous: int
    nommes: int
    presumes: int
    sans_occasion: tuple[SansOccasion, ...]
    exigences_presumees: tuple[str, ...]


def count_indicateurs(suites: Suites, exigences_presumees: Iterable[str]) -> ComptesIndicateurs:
    """Count the indicateurs of a project; one of several competences counts at its worst."""
    controles = suites.controles
    tous = {o.indicateur for found in controles.observations.values() for o in found}
    sans = tuple(_unseen(suites, controles))
    unseen = {lack.indicateur for lack in sans}
    presumes = {
        o.indicateur
        for cle, found in controles.observations.items()
        for o in found
        if cle not in controles.named
    } - unseen
    return ComptesIndicateurs(
        len(tous),
        len(tous) - len(presumes) - len(unseen),
        len(presumes),
        sans,
        tuple(exigences_presumees),
    )


def _unseen(suites: Suites, controles: Controles) -> Iterator[SansOccasion]:
    """Those of the competences of which a part names an indicateur, in the order of the files."""
    for cle in controles.graphe.competences:
        if cle not in controles.named:
            continue
        for indicateur in dict.fromkeys(o.indicateur for o in controles.observations[cle]):
            own = frozenset({indicateur})
            seen = controles.of(cle, own)
            missing = suites.missing(cle, TOUTES, own)
            if missing or not seen:
                yield SansOccasion(indicateur, cle, missing, not seen)
