"""``mc-builder comparer``: a folder, a version of git, one that the atelier saved, and none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from depots_git import empreintes, git
from ligne_de_commande import Lance
from mc_builder.studio.versions import Versions

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
POLE = "referentiels/activites/pole-1.yaml"


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """A repository whose version « v1 » holds « cycles », where one title changed since."""
    folder = tmp_path / "depot"
    shutil.copytree(CYCLES, folder, ignore=shutil.ignore_patterns("output"))
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "v1")
    git(folder, "tag", "v1")
    pole = folder / POLE
    text = pole.read_text("utf-8")
    assert text.count("Remise en état d’un vélo") == 1
    pole.write_text(text.replace("Remise en état d’un vélo", "Entretien d’un vélo"), "utf-8")
    return folder


def test_a_version_of_git(depot: Path, lance: Lance) -> None:
    before = empreintes(depot)
    result = lance("-C", depot, "comparer", "v1")
    assert result.code == 0, result.erreurs
    assert "{+Entretien+}" in result.sortie
    assert f"{POLE}:" in result.sortie
    assert empreintes(depot) == before


def test_a_folder_and_every_form(depot: Path, lance: Lance) -> None:
    for form, start in (("json", "{"), ("markdown", "# "), ("html", "<!DOCTYPE html>")):
        result = lance("-C", depot, "comparer", str(CYCLES), "--format", form)
        assert result.code == 0, result.erreurs
        assert result.sortie.startswith(start)
        assert "Entretien" in result.sortie
    assert json.loads(lance("-C", depot, "comparer", str(CYCLES), "--format", "json").sortie)


def test_a_version_that_the_atelier_saved(depot: Path, lance: Lance) -> None:
    Versions(depot).save("Avant la réunion de mars")
    text = (depot / POLE).read_text("utf-8")
    (depot / POLE).write_text(text.replace("Entretien d’un vélo", "Soin d’un vélo"), "utf-8")
    result = lance("-C", depot, "comparer", "Avant la réunion de mars")
    assert result.code == 0, result.erreurs
    assert "[-Entretien-]{+Soin+}" in result.sortie


@pytest.mark.parametrize("name", ["", "v9", "../ailleurs", "--x", "fichier.docx"])
def test_what_is_no_version_is_said_in_a_line(name: str, depot: Path, lance: Lance) -> None:
    result = lance("-C", depot, "comparer", "--", name)
    assert result.code == 2
    assert result.sortie == ""
    assert result.erreurs.startswith("mc-builder\N{NO-BREAK SPACE}: comparer")
    assert "Traceback" not in result.erreurs


def test_a_word_file_that_is_not_ours_is_said_in_a_line(depot: Path, lance: Lance) -> None:
    (depot / "autre.docx").write_bytes(b"PK nothing")
    result = lance("-C", depot, "comparer", "autre.docx")
    assert (result.code, result.sortie) == (2, "")
    assert "ne se compare pas" in result.erreurs
    assert len(result.erreurs.splitlines()) == 1


@pytest.mark.lent
def test_pages_are_no_difference_of_a_word_file(tmp_path: Path, lance: Lance) -> None:
    """Those of its contents, of its references, and of the document that it cites."""
    project = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    assert lance("-C", project, "build", "grille", "referentiel", "--format", "docx,pdf").code == 0
    for name in ("grille-criteres.docx", "referentiel.docx"):
        found = lance("-C", project, "comparer", project / "output" / name)
        assert found.sortie.endswith("\nRien.\n"), found


def test_a_version_with_errors_and_a_project_with_errors(depot: Path, lance: Lance) -> None:
    (depot / POLE).write_text("pole: [", "utf-8")
    assert lance("-C", depot, "comparer", "v1").code == 1
    result = lance("-C", CYCLES, "comparer", str(depot))
    assert result.code == 1
    assert "a des erreurs" in result.erreurs
