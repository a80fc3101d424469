"""What a build with nothing to do costs, in `mc-builder --version`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.mesure import Mesure, secondes
from benchmarks.temps import RACINE, best, python

#: The quickest document: what a build with nothing to do looks at does not depend on it.
_BUILD = ("build", "grille", "--format", "html")


def copie(folder: Path) -> Path:
    """A copy of the repository's project, without what was built."""
    for part in ("dossier", "referentiels", "templates"):
        shutil.copytree(RACINE / part, folder / part)
    return folder


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The ratio, on a copy of the project where the document has just been made."""
    with tempfile.TemporaryDirectory() as name:
        project, bytecode = copie(Path(name) / "projet"), Path(name) / "bytecode"
        build = ("-m", "mc_builder", "-C", project, *_BUILD)
        python(bytecode, *build)
        said = subprocess.run([sys.executable, *build], cwd=RACINE, capture_output=True, check=True)
        if "Rien à refaire" not in said.stderr.decode():
            raise RuntimeError(said.stderr.decode())
        theirs, ours = best(
            5 if court else 15,
            lambda: python(bytecode, "-m", "mc_builder", "--version").cpu,
            lambda: python(bytecode, *build).cpu,
        )
    lecture = f"build à jour ({secondes(ours)}) / --version ({secondes(theirs)})"
    yield Mesure("`build` sans rien à refaire", ours / theirs, 2, 3, lecture)
