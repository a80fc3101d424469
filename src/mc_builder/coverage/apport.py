"""Covered requirements → what each bloc brings, and what it alone brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mc_builder.coverage.analysis.dependances import dependances
from mc_builder.coverage.controles import Controles
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureBloc, CouvertureExigence
from mc_builder.coverage.statuts import Statut


def measure_blocs(
    controles: Controles,
    exigences: Iterable[CouvertureExigence],
    poids_retenues: int,
    *,
    evaluees_attendues: bool,
) -> tuple[CouvertureBloc, ...]:
    """The contribution of each professional bloc to the distinct requirements retained."""
    through: dict[str, list[CouvertureExigence]] = defaultdict(list)
    alone: dict[str, list[CouvertureExigence]] = defaultdict(list)
    required = dependances(controles, "bloc")
    for exigence in exigences:
        if not exigence.retenue or exigence.statut is not Statut.EVALUEE:
            continue
        ways = {c.blocs for c in exigence.chaines if c.statut is Statut.EVALUEE}
        for bloc in {bloc for blocs in ways for bloc in blocs}:
            through[bloc].append(exigence)
        for bloc in required(exigence):
            alone[bloc].append(exigence)

    def bring(cle: str) -> CouvertureBloc:
        return CouvertureBloc(
            cle,
            tuple(dict.fromkeys(a.vers for a in controles.graphe.members[cle])),
            tuple(e.exigence for e in through[cle]),
            tuple(e.exigence for e in alone[cle]),
            sum(e.poids for e in through[cle]) if evaluees_attendues else None,
            sum(e.poids for e in alone[cle]) if evaluees_attendues else None,
            poids_retenues,
            tuple(e.exigence for e in through[cle] if e.pleine and _wholly(e, cle)),
        )

    return tuple(map(bring, controles.graphe.blocs))


def _wholly(exigence: CouvertureExigence, bloc: str) -> bool:
    """Whether one way through a bloc takes each of its candidates to the end by whole links only.

    What another bloc covers fully, this one may cover in part: it is then not told as its own.
    """
    ways: dict[object, list[Chaine]] = defaultdict(list)
    for chaine in exigence.chaines:
        if chaine.statut is Statut.EVALUEE and bloc in chaine.blocs:
            ways[chaine.activite, chaine.tache, chaine.noeud].append(chaine)
    return any(
        _candidates(way) == _candidates(c for c in way if not c.partielle) for way in ways.values()
    )


def _candidates(chaines: Iterable[Chaine]) -> set[str]:
    return {category for chaine in chaines for category in chaine.categories}
