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
from mc_builder.model.projet import Projet
from mc_builder.names import Names

#: What is asked of 500 jobs, 10,000 requirements, 2,000 tâches, 1,000 competences; doubled here,
#: as all gates on time are: machines differ, and are shared.
SECONDES = 2
MARGE = 2


@pytest.fixture(scope="module")
def projet() -> Projet:
    return construire(grand(500))


@pytest.mark.lent
def test_a_large_project_takes_two_seconds(projet: Projet) -> None:
    (cost,) = best(nombre(3, 1), lambda: here(lambda: analyse(Names(projet), measure(projet))))
    assert cost < SECONDES * MARGE


@pytest.mark.lent
def test_what_comes_near_all_its_gaps_takes_two_more(projet: Projet) -> None:
    """816 gaps, each compared with thousands of objects; only the reports that print them ask."""

    def near() -> None:
        found = analysed.pop().ruptures.values()
        assert sum(len(rupture.proches) for rupture in found) > 1_000

    rapport = measure(projet)
    times = nombre(3, 1)
    analysed = [analyse(Names(projet), rapport) for _ in range(times)]
    (cost,) = best(times, lambda: here(near))
    assert cost < SECONDES * MARGE
