"""What `check` costs: in imports of pydantic, and on a project a hundred times larger."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.mesure import Mesure, secondes
from benchmarks.projets import multiplier
from benchmarks.temps import best, here, python
from mc_builder.project import Project


def travail(dossier: Path) -> None:
    """Load, measure and check a project, as the command does; the start of the process left out."""
    project = Project.open(dossier)
    if not project.sound:
        raise RuntimeError(f"{dossier}: {project.problems[:3]}")
    project.findings(date(2026, 3, 1))


def en_imports_de_pydantic(bytecode: Path, rounds: int) -> Mesure:
    """`check` on the dossier of the repository (seven jobs, three blocs), in imports of pydantic.

    One and a half for the classes of the model, one for the reading, one for the rules.
    """

    def unit() -> float:
        return python(bytecode, "-c", "from pydantic import BaseModel").cpu

    def check() -> float:
        return python(bytecode, "-m", "mc_builder", "check").cpu

    unit(), check()  # the first turn writes the bytecode
    theirs, ours = best(rounds, unit, check)
    lecture = f"check du dossier ({secondes(ours)}) / import de BaseModel ({secondes(theirs)})"
    return Mesure("`check`, en imports de pydantic", ours / theirs, 7, 12, lecture)


def croissance(folder: Path, rounds: int, *sizes: int) -> Iterator[Mesure]:
    """Cost of a copy in larger projects over that in the smallest: 1 when growth is linear."""
    projects = [multiplier(folder / str(size), size) for size in sizes]
    costs = best(rounds, *[lambda p=p: here(lambda: travail(p)) for p in projects])
    for size, cost in zip(sizes[1:], costs[1:], strict=True):
        times = size // sizes[0]
        lecture = f"temps par copie, projet {times} fois plus grand ({secondes(cost)}) / le petit"
        ratio = cost / size / (costs[0] / sizes[0])
        yield Mesure(f"`check`, croissance à {times}×", ratio, 1.25, 2.5, lecture)


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield en_imports_de_pydantic(folder / "bytecode", 3 if court else 7)
        yield from croissance(folder, 2 if court else 3, *((5, 50) if court else (1, 10, 100)))
