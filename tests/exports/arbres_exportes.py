"""The trees that exports are read against: those of four projects, of several shapes."""

from __future__ import annotations

from pathlib import Path

from mc_builder.exports.framework import Framework, framework_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import RACINE

PROJETS = (RACINE, *(RACINE / "tests/projets" / name for name in ("cycles", "options", "ecluses")))


def framework(folder: Path) -> Framework:
    """The tree of a project."""
    return framework_of(Project.open(Folder(folder)))
