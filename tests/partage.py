"""What all the processes of one run of the tests have in common: made once, by the first to ask."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mc_builder.writing import alone


def partager(factory: pytest.TempPathFactory, nom: str, faire: Callable[[Path], object]) -> Path:
    """The folder `nom`, that ``faire(folder)`` has filled; whoever comes meanwhile waits."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each process has a folder of its own in that one
        base = base.parent
    folder = base / "partage" / nom
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, lambda: None):
        if not (folder / "fait").exists():
            faire(folder)
            (folder / "fait").touch()
    return folder
