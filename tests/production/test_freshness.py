"""What a build key is made of: the tool, its code, its libraries, Python."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from mc_builder.production import freshness


@pytest.fixture
def bibliotheques(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages, empty, in the place of the real ones."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(folder)])
    return folder


@pytest.mark.parametrize(
    "nom", ["weasyprint", "jinja2", "lxml", "python_docx", "pillow", "PyYAML", "markdown_it_py"]
)
def test_another_version_of_a_library_is_another_tool(bibliotheques: Path, nom: str) -> None:
    before = freshness.tool()
    installed = bibliotheques / f"{nom}-1.0.dist-info"
    installed.mkdir()
    with_it = freshness.tool()
    installed.rename(bibliotheques / f"{nom}-1.1.dist-info")
    assert len({before, with_it, freshness.tool()}) == 3


def test_what_takes_no_part_in_the_documents_changes_nothing(bibliotheques: Path) -> None:
    before = freshness.tool()
    (bibliotheques / "pytest-9.0.dist-info").mkdir()
    assert freshness.tool() == before


def test_every_library_that_the_tool_runs_on_is_looked_at() -> None:
    """Those of pyproject.toml that draw, set or read what is printed.

    Click prints nothing, openpyxl reads what comes back; the others serve the atelier, which builds
    as the command does.
    """
    import tomllib  # noqa: PLC0415

    declared = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {
        line.split(">")[0].split("=")[0].split("[")[0].strip().lower().replace("-", "_")
        for line in declared
    }
    idle = {"click", "starlette", "uvicorn", "watchfiles", "dulwich", "markdownify", "openpyxl"}
    assert names - idle <= freshness._LIBRARIES


def test_another_python_is_another_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    before = freshness.tool()
    monkeypatch.setattr(sys, "version", "4.0")
    assert freshness.tool() != before


@pytest.mark.parametrize(
    "damage",
    [
        '"imprimees":{"a":["",{"a":Infinity}]}',
        '"imprimees":{"a":["",{"a":-Infinity}]}',
        '"imprimees":{"a":["",{"a":NaN}]}',
        '"imprimees":{"a":["",{"a":1e999}]}',
        '"imprimees":{"a":["\\ud800",{}]}',
        '"imprimees":{"a":["",{"\\udfff":1}]}',
        '"sans_objet":{"\\ud800":""}',
        '"ecrits":{"a":["\\ud800"]}',
        '"ecrits":[1]',
        '"sorties":{"a":["k",[Infinity,0,0],"g"]}',
        '"sorties":{"\\udc80":["k",[1,2,3],"g"]}',
    ],
)
def test_a_damaged_state_is_as_none_and_is_written_anew(tmp_path: Path, damage: str) -> None:
    whole = '{"format":2,"sorties":{},"ecrits":{},"imprimees":{},"sans_objet":{}}'
    key = damage.partition(":")[0]
    values = json.loads(whole)
    values.pop(json.loads(key))
    rest = json.dumps(values)[1:-1]
    (tmp_path / freshness.STATE).parent.mkdir()
    (tmp_path / freshness.STATE).write_text(f"{{{damage},{rest}}}", "utf-8")
    found = freshness.read(tmp_path)
    assert found == freshness.State()
    assert found.to_json()
