"""An opened project: each thing once, when it is asked for; what it refuses, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from mc_builder import coverage
from mc_builder.project import Project, Unreadable
from mc_builder.source.tree import Folder
from petits_fichiers import PROJETS

CYCLES = PROJETS / "cycles"
Copie = Callable[[str], Path]
Ecrire = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture(scope="module")
def project() -> Project:
    return Project.open(CYCLES)


def test_a_project_is_opened_from_a_folder_its_name_or_a_tree(project: Project) -> None:
    for same in (Project.open(str(CYCLES)), Project.open(Folder(CYCLES))):
        assert same.model == project.model
        assert same.findings() == project.findings()
        assert same.coverage == project.coverage


def test_everything_is_made_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = (project.findings(), project.coverage, project.analysis)
    for name in ("measure", "analyse"):
        monkeypatch.setattr(coverage, name, None)
    again = (project.findings(), project.coverage, project.analysis)
    assert all(a is b for a, b in zip(first, again, strict=True))


def test_the_day_of_the_findings_is_that_of_reference_unless_it_is_given(copie: Copie) -> None:
    folder = copie("cycles")
    main = folder / "dossier/dossier.yaml"
    derogation = "derogations: [{code: PRE007, motif: Une raison., jusqu_au: 2030-01-01}]"
    main.write_text(f"{main.read_text('utf-8')}\n{derogation}\n", "utf-8")
    project = Project.open(folder)
    watched = {"PRE007", "CAL001"}
    assert {d.code for d in project.findings()} & watched == set()
    assert {d.code for d in project.findings(date(2031, 1, 1))} & watched == watched


def test_without_a_diploma_there_are_findings_and_nothing_else(tmp_path: Path) -> None:
    project = Project.open(tmp_path)
    assert project.model is None
    assert not project.sound
    assert [d.code for d in project.findings()] == ["SCH013"]
    for ask in ("projet", "coverage", "analysis"):
        with pytest.raises(Unreadable) as refused:
            getattr(project, ask)
        assert refused.value.diagnostics == project.problems


def test_an_unsound_project_says_its_problems_and_no_rule_that_they_would_fool(
    copie: Copie,
) -> None:
    folder = copie("cycles")
    pole = folder / "referentiels/activites/pole-1.yaml"
    pole.write_text(
        pole.read_text("utf-8").replace("repond_a: [", "repond_a: [inconnue, ", 1), "utf-8"
    )
    project = Project.open(folder)
    assert not project.sound
    assert {d.code[:3] for d in project.findings()} == {"REF"}
    assert project.coverage.exigences  # a draft is measured all the same
    with pytest.raises(Unreadable):
        project.changes_since(Project.open(CYCLES))


def test_changes_are_those_of_coverage_with_the_place_of_each_cause(
    project: Project, copie: Copie
) -> None:
    folder = copie("cycles")
    pole = next((folder / "referentiels/activites").glob("*.yaml"))
    before = pole.read_text("utf-8")
    pole.write_text(before.replace("repond_a:", "repond_a: [] #", 1), "utf-8")
    changes = Project.open(folder).changes_since(project, "hier")
    assert changes == Project.open(folder).changes_since(Folder(CYCLES), "hier")
    assert changes.ensemble.exigences
    assert project.changes_since(Folder(CYCLES)).is_empty
