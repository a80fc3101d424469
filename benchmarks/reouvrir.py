"""What opening a project again costs once one file has changed, in openings of the whole.

The file is the one whose change costs the most: its objects are the ones that others cite.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.mesure import Mesure, secondes
from benchmarks.projets import multiplier
from benchmarks.rien_a_faire import copie
from benchmarks.temps import best, here
from mc_builder.project import Project

FICHIER = "referentiels/exigences.yaml"


def rapport(dossier: Path, name: str, rounds: int) -> Mesure:
    """Opening again over opening, of a folder where the file has just been changed."""
    former = Project.open(dossier)
    if not former.sound:
        raise RuntimeError(f"{dossier}: {former.problems[:3]}")
    with (dossier / FICHIER).open("ab") as file:
        file.write(b"\n")
    whole, again = best(
        rounds,
        lambda: here(lambda: Project.open(dossier)),
        lambda: here(lambda: former.reopened(dossier)),
    )
    lecture = f"rouvrir après un changement ({secondes(again)}) / ouvrir ({secondes(whole)})"
    return Mesure(f"Réouverture, {name}", again / whole, 0.4, 0.7, lecture)


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The ratio on the dossier of the repository, and on one ten times larger."""
    with tempfile.TemporaryDirectory() as name:
        dossier = copie(Path(name) / "1")
        large = multiplier(Path(name) / "10", 10, dossier)
        yield rapport(dossier, "le dossier", 3 if court else 9)
        yield rapport(large, "dossier 10 fois plus grand", 2 if court else 5)
