"""Measure and analysis are linear in the size of the project, and quick on a large one."""

from __future__ import annotations

import gc
import time

import pytest
from grands_projets import grand
from petits_projets import construire

from mc_builder.coverage import analyser, mesurer

#: What is asked of 500 jobs, 10,000 requirements, 2,000 tâches, 1,000 competences; doubled here,
#: as all gates on time are: machines differ, and are shared.
SECONDES = 2
MARGE = 2


def cpu(taille: int) -> float:
    """The CPU seconds of the best of three runs."""
    projet = construire(grand(taille))
    times = []
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        analyser(projet, mesurer(projet))
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.lent
def test_a_project_ten_times_as_large_takes_about_ten_times_as_long() -> None:
    one, three, ten = cpu(50), cpu(150), cpu(500)
    assert three < 3 * MARGE * one
    assert ten < 10 * MARGE * one
    assert ten < SECONDES * MARGE
