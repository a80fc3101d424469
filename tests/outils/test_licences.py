"""What runs with the tool: admitted licences, and one list on the page and in wheels."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

RACINE = Path(__file__).parents[2]
LICENCES: dict[str, Any] = runpy.run_path(str(RACINE / "tools" / "licences.py"))


def lignes() -> set[tuple[str, str, str]]:
    """The table of docs/licences.md."""
    text = (RACINE / "docs" / "licences.md").read_text("utf-8")
    return set(re.findall(r"^\| ([a-z0-9-]+) \| ([0-9][^ |]*) \| ([^|]+) \|$", text, re.MULTILINE))


def test_each_package_that_runs_has_an_admitted_licence_and_is_on_the_page() -> None:
    found = LICENCES["paquets"]()
    assert [p.nom for p in found if not p.admis] == []
    # On another system or Python fewer of them may be needed.
    assert {(p.nom, p.version, p.licence) for p in found} <= lignes()


@pytest.mark.parametrize(
    ("licence", "admis"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-2.0-or-later OR MPL-1.1", True),
        ("MIT AND GPL-3.0-only", False),
        ("inconnue", False),
        ("(MIT OR X) AND Zlib", True),
    ],
)
def test_an_expression_is_admitted_by_its_parts(licence: str, *, admis: bool) -> None:
    assert LICENCES["Paquet"]("x", "1", licence).admis is admis


def test_the_versions_of_the_page_are_those_that_are_pinned() -> None:
    pinned = (RACINE / "constraints.txt").read_text("utf-8")
    versions = {
        LICENCES["normal"](name): version
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", pinned, re.MULTILINE)
    }
    assert {name: version for name, version, _ in lignes()}.items() <= versions.items()


def test_the_list_in_the_wheel_is_that_of_the_page() -> None:
    pytest.importorskip("hatchling")
    made = runpy.run_path(str(RACINE / "tools" / "nomenclature.py"))["nomenclature"]
    bom = made(RACINE, "1.2.3")
    assert bom == made(RACINE, "1.2.3")
    assert bom["metadata"]["component"]["purl"] == "pkg:pypi/mc-builder@1.2.3"
    components = {
        (c["name"], c["version"], c["licenses"][0]["expression"]) for c in bom["components"]
    }
    assert components == lignes()
