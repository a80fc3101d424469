"""CPU seconds of the measure of coverage and of its analysis, at 1×, 3× and 10×.

Run: .venv/bin/python benchmarks/couverture.py. At 10× the project has 500 jobs, 10,000
requirements, 2,000 tâches and 1,000 competences (docs/couverture.md, « Temps »).
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "coverage"))

from grands_projets import grand
from petits_projets import construire

from mc_builder.coverage import mesurer
from mc_builder.coverage.analyse import juger
from mc_builder.coverage.collector import without_collector
from mc_builder.coverage.links import relier
from mc_builder.coverage.matrices import croiser
from mc_builder.coverage.suggestions import trouver_ruptures

TAILLES = (50, 150, 500)
ESSAIS = 3


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds of the best of a few runs, without the collector, like the real ones."""
    times = []
    for _ in range(ESSAIS):
        with without_collector():
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        gc.collect()
    return min(times)


def mesures(taille: int) -> dict[str, float]:
    """The seconds of each step on one project."""
    projet = construire(grand(taille))
    rapport = mesurer(projet)
    liens = relier(projet)
    return {
        "mesure": cpu(lambda: mesurer(projet)),
        "liens": cpu(lambda: relier(projet)),
        "qualité": cpu(lambda: juger(projet, rapport, liens)),
        "matrices": cpu(lambda: croiser(liens, rapport)),
        "suggestions": cpu(lambda: trouver_ruptures(projet, rapport)),
    }


def main() -> None:
    """Print one line per step: seconds at each size, and the ratio to the smallest."""
    found = {taille: mesures(taille) for taille in TAILLES}
    print("étape        " + "".join(f"{t // TAILLES[0]:>4}× (s)  rapport" for t in TAILLES))
    rows = {step: [found[t][step] for t in TAILLES] for step in found[TAILLES[0]]}
    rows["total"] = [sum(found[t].values()) for t in TAILLES]
    for step, times in rows.items():
        print(f"{step:<12}" + "".join(f"{s:>9.3f}  {s / times[0]:>7.1f}" for s in times))


if __name__ == "__main__":
    main()
