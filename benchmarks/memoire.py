"""The memory that each command takes at most, in megabytes, on the repository's project."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.mesure import Mesure
from benchmarks.rien_a_faire import copie
from benchmarks.temps import process

LIMITE = 400
#: The référentiel first: the coverage report cites its printed pages.
_DOCUMENTS = ("referentiel", "note", "enseignant", "couverture", "grille")


def pic(project: Path, *arguments: str, processes: str = "0") -> float:
    """The peak of the process of a command that took the most."""
    command = [sys.executable, "-m", "mc_builder", "-C", str(project), *arguments]
    cost = process(command, environment={"MC_BUILDER_PROCESSUS": processes})
    return cost.memory / 2**20


def mesures(*, court: bool) -> Iterator[Mesure]:
    """Peaks: the commands, each document alone in one process, and all of them as users build."""
    with tempfile.TemporaryDirectory() as name:
        project = copie(Path(name) / "projet")
        for command in ("check", "coverage"):
            lecture = "pic de mémoire résidente du processus"
            peak = pic(project, command)
            yield Mesure(f"Mémoire de `{command}`", peak, 100, 200, lecture, "Mo")
        for document in ("grille",) if court else _DOCUMENTS:
            peak = pic(project, "build", document, "--pages-pdf")  # LibreOffice is another one
            lecture = "tous ses formats, dans un seul processus"
            yield Mesure(f"Mémoire de `build {document}`", peak, LIMITE, 600, lecture, "Mo")
        if not court:
            peak = pic(project, "build", "--sans-cache", processes="")
            lecture = "le plus grand des processus qui se partagent tous les documents"
            yield Mesure("Mémoire de `build`", peak, LIMITE, 600, lecture, "Mo")
