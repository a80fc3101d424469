"""The public interface: what is promised is documented, and its examples run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mc_builder
from mc_builder import Project, build
from petits_fichiers import PROJETS

ROOT = Path(__file__).parents[1]
CYCLES = PROJETS / "cycles"


def example(page: str) -> str:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    return code


def test_each_public_name_is_there_and_documented() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    for name in mc_builder.__all__:
        assert getattr(mc_builder, name)
        assert name.startswith("__") or f"`{name}" in page
    with pytest.raises(AttributeError, match="rien"):
        _ = mc_builder.rien


def test_what_the_page_says_of_a_project_is_there() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    promised = set(re.findall(r"`\.(\w+)", page))
    assert promised
    assert [name for name in promised if not hasattr(Project, name)] == []
    public = {name for name in vars(Project) if not name.startswith("_")}
    assert (
        public
        - promised
        - {"open", "places", "problems", "files", "kept", "followed", "nodes", "source"}
        == set()
    )


def test_the_example_of_the_readme_is_that_of_the_page_shortened() -> None:
    short, long = (example(page).splitlines() for page in ("README.md", "docs/api.md"))
    assert [line for line in long if line in short] == short


@pytest.mark.lent
def test_the_example_reads_a_project_and_writes_a_pdf(tmp_path: Path) -> None:
    shutil.copytree(CYCLES, tmp_path / "mon-dossier")
    subprocess.run([sys.executable, "-c", example("docs/api.md")], cwd=tmp_path, check=True)
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF-")


def test_the_package_is_light_until_a_name_is_asked_for() -> None:
    code = "import sys, mc_builder; sys.exit('mc_builder.project' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_format_or_a_document_that_there_is_not() -> None:
    project = Project.open(CYCLES)
    with pytest.raises(KeyError):
        build(project, "roman", "pdf")
    with pytest.raises(ValueError, match="docx, pdf"):
        build(project, "referentiel", "odt")
