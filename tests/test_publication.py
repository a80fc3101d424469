"""Version, journal and package say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from mc_builder import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_journal_begins_with_this_version() -> None:
    first = next(
        line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n") if line[:3] == "## "
    )
    found = re.search(r"\d+\.\d+\.\d+", first)
    assert found is not None
    assert found[0] == __version__


def test_the_package_takes_its_version_from_the_code() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/mc_builder/__init__.py"


def test_each_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
    ]
    assert asked
    assert [name for name in asked if not re.search(rf'"{re.escape(name)}",\s+# \w', text)] == []
