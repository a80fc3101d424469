"""The list of the signs that print is what the embedded fonts have."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

TOOL = Path(__file__).parents[2] / "tools" / "signes.py"
SIGNES: dict[str, Any] = runpy.run_path(str(TOOL))


def test_the_list_is_that_of_the_fonts() -> None:
    assert SIGNES["LIST"].read_text("utf-8") == SIGNES["listed"]()
