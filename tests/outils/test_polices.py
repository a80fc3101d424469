"""What is shipped about the fonts is what the fonts say."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from outils_externes import dossier

TOOL = Path(__file__).parents[2] / "tools" / "polices.py"
POLICES: dict[str, Any] = runpy.run_path(str(TOOL))


@pytest.mark.parametrize("path", POLICES["WRITTEN"], ids=lambda path: path.name)
def test_the_file_is_that_of_the_fonts(path: Path) -> None:
    dossier(POLICES["CARLITO"])
    assert path.read_text("utf-8") == POLICES["WRITTEN"][path]()
