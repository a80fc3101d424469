"""Measure and analysis are quick on a large project.

That they grow as the project does is one of the ratios of tests/test_seuil_temps.py.
"""

from __future__ import annotations

import pytest
from benchmarks.temps import best, here
from grands_projets import grand
from petits_projets import construire

from ampleur import nombre
from mc_builder.coverage import analyse, measure
from mc_builder.coverage.analysis.analyse import Analyse
from mc_builder.names import Names

#: What is asked of 500 jobs, 10,000 requirements, 2,000 tâches, 1,000 competences; doubled here,
#: as all gates on time are: machines differ, and are shared.
SECONDES = 2
MARGE = 2


@pytest.mark.lent
def test_a_large_project_takes_two_seconds_and_what_comes_near_its_gaps_two_more() -> None:
    """816 gaps, each compared with thousands of objects; only the reports that print them ask."""
    projet, times = construire(grand(500)), nombre(3, 1)
    analysed: list[Analyse] = []

    def measured() -> None:
        analysed.append(analyse(Names(projet), measure(projet)))

    def near() -> None:
        found = analysed.pop().ruptures.values()
        assert sum(len(rupture.proches) for rupture in found) > 1_000

    for cost in best(times, lambda: here(measured), lambda: here(near)):
        assert cost < SECONDES * MARGE
