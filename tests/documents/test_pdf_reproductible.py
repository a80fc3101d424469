"""The same project gives the same PDF: later, in another folder, time zone, hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from documents_essayes import DOSSIERS

_BUILD = ("build", "--format", "pdf", "--joindre-sources")


def construit(folder: Path, **environment: str) -> dict[str, bytes]:
    """The PDF of a copy of the cycles project, by name."""
    projet = Path(shutil.copytree(DOSSIERS["cycles"], folder / "cycles"))
    subprocess.run(
        [sys.executable, "-m", "mc_builder", "-C", projet, *_BUILD],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in sorted((projet / "output").glob("*.pdf"))}


@pytest.mark.lent
def test_the_same_bytes_elsewhere_and_later(tmp_path: Path) -> None:
    here = construit(tmp_path / "ici", PYTHONHASHSEED="1", TZ="Pacific/Auckland")
    there = construit(
        tmp_path / "un autre dossier",
        PYTHONHASHSEED="2",
        TZ="America/Los_Angeles",
        SOURCE_DATE_EPOCH="1600000000",
    )
    assert list(here) == list(there)
    assert len(here) >= 4
    assert [name for name in here if here[name] != there[name]] == []
