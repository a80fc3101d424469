"""What reading a project costs, in plain readings of the same YAML by `yaml.CSafeLoader`.

Ours gives the place of every key and value, validates, follows links and reads the prose.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from benchmarks.mesure import Mesure, secondes
from benchmarks.temps import RACINE, best, here
from mc_builder.loading import load
from mc_builder.source.tree import Folder

FILES = [p for part in ("dossier", "referentiels") for p in sorted((RACINE / part).rglob("*.yaml"))]


def plain() -> None:
    """The same files, by the C loader alone."""
    for path in FILES:
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


def ours() -> None:
    """The project, by our loader."""
    load(Folder(RACINE))


def mesures(*, court: bool) -> Iterator[Mesure]:
    """The ratio."""
    bare, own = best(3 if court else 9, lambda: here(plain), lambda: here(ours))
    lecture = f"lire et valider le dossier ({secondes(own)}) / CSafeLoader seul ({secondes(bare)})"
    yield Mesure("Lecture du YAML", own / bare, 5, 10, lecture)
