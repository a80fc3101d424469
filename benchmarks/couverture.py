"""Seconds of the measure of coverage and of its analysis, on projects 3, 10 and 30 times larger.

At 10× the project has 500 jobs, 10,000 requirements, 2,000 tâches and 1,000 competences
(docs/couverture.md, « Temps »).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from benchmarks.mesure import Mesure, secondes
from benchmarks.temps import RACINE, best, here
from mc_builder.collector import without_collector
from mc_builder.coverage import measure
from mc_builder.coverage.analysis.analyse import judge
from mc_builder.coverage.analysis.matrices import cross
from mc_builder.coverage.analysis.suggestions import find_ruptures
from mc_builder.coverage.lecture import order
from mc_builder.coverage.tracer import trace
from mc_builder.model.projet import Projet
from mc_builder.names import Names

sys.path.insert(0, str(RACINE / "tests" / "coverage"))

from grands_projets import grand
from petits_projets import construire

#: The jobs of the smallest project.
EMPLOIS = 50


def etapes(projet: Projet) -> dict[str, Callable[[], object]]:
    """The steps, each with what the ones before it gave."""
    rapport = measure(projet)
    names = Names(projet)
    chaines = order(names, rapport).chaines
    return {
        "mesure": lambda: measure(projet),
        "liens": lambda: trace(projet),
        "qualité": lambda: judge(rapport),
        "matrices": lambda: cross(rapport),
        "chaînes": lambda: order(names, rapport),
        "suggestions": lambda: find_ruptures(names, rapport, chaines),
    }


def cout(taille: int, rounds: int) -> dict[str, float]:
    """The seconds of each step on a project `taille` times larger, without the collector."""
    steps = etapes(construire(grand(EMPLOIS * taille)))

    def timed(step: Callable[[], object]) -> float:
        def work() -> None:
            with without_collector():
                step()

        return here(work)

    times = best(rounds, *[lambda step=step: timed(step) for step in steps.values()])
    return dict(zip(steps, times, strict=True))


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The growth of the whole, and where the time goes."""
    small = sum(cout(1, 3).values())
    for size in (10,) if court else (3, 10, 30):
        costs = cout(size, 2 if court else 3)
        total = sum(costs.values())
        detail = ", ".join(f"{step} {secondes(cost)}" for step, cost in costs.items())
        lecture = f"temps par emploi, projet {size} fois plus grand / le petit ({detail})"
        yield Mesure(f"Couverture, croissance à {size}×", total / small / size, 1.25, 2.5, lecture)
