"""A project opened again after any change of its files equals one just opened."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mutants import MORCEAUX, RACINE, base, mutant, projet

from ampleur import cas
from mc_builder.loading import loader
from mc_builder.model.base import Modele, Objet, champs
from mc_builder.model.preuves import Glossaire
from mc_builder.project import Project
from mc_builder.source.tree import Folder, Snapshot
from petits_fichiers import PROJETS

pytestmark = pytest.mark.usefixtures("lecture_neuve")

CYCLES, OPTIONS = PROJETS / "cycles", PROJETS / "options"
POLE = "referentiels/activites/pole-1.yaml"


def modeles(project: Project) -> Iterator[Modele]:
    return iter(()) if project.model is None else project.model.written_models


def lieux(project: Project) -> list[Any]:
    """Each model, its identity, its place and those of its fields."""
    return [
        (
            type(model).__name__,
            model.cle,
            project.places.span(model),
            [project.places.span(model, name) for name in champs(type(model)).noms],
        )
        for model in modeles(project)
        if not isinstance(model, Glossaire)  # it stands in no file when there is none
    ]


def assert_equal(again: Project, fresh: Project) -> None:
    assert again.problems == fresh.problems
    assert again.model == fresh.model
    assert lieux(again) == lieux(fresh)
    assert again.findings() == fresh.findings()
    if fresh.sound:
        assert again.coverage == fresh.coverage
        assert again.coverage.ecrits == fresh.coverage.ecrits
        assert again.analysis.qualite == fresh.analysis.qualite


def etat(project: Project) -> tuple[Any, ...]:
    return project.model, project.problems, lieux(project), project.findings()


def changement(
    files: Snapshot, alea: random.Random, dossier: Path = CYCLES
) -> dict[str, bytes | None]:
    """A file edited, mistaken, emptied, copied, renamed, taken away, or given another's content."""
    paths = sorted(p for p in files.files if p.endswith((".yaml", ".md")))
    path, other = alea.choice(paths), alea.choice(paths)
    folder, _, name = path.rpartition("/")
    data = files.files[path]
    match alea.randrange(10):
        case 0:
            return {path: None}
        case 1:
            return {f"{folder}/{alea.choice(['0', 'z'])}-{name}": data}
        case 2:
            return {path: None, f"{folder}/{alea.randrange(100)}-{name}": data}
        case 3:
            return {path: alea.choice((files.files[other], b""))}
        case 4 | 5 | 6:
            one = mutant(dossier, alea.randrange(10**6))
            return {one.fichier: one.contenu}
        case _:
            at = alea.randrange(len(data) + 1)
            piece = alea.choice((*MORCEAUX, "", "")).encode("utf-8", "replace")
            return {path: data[:at] + piece + data[at + alea.choice((0, 1, 8)) :]}


@pytest.mark.parametrize("graine", cas(range(25), 3))
def test_whatever_changes_one_change_after_the_other(graine: int) -> None:
    one_after_the_other(graine, CYCLES)


def one_after_the_other(graine: int, dossier: Path) -> None:
    alea = random.Random(graine)  # noqa: S311 (a seed, not a secret)
    project = projet(dossier)
    for _ in range(4):
        before, changes = etat(project), changement(project.files, alea, dossier)
        again = project.edited(changes)
        assert_equal(again, Project.open(project.files.edited(changes)))
        assert etat(project) == before, "the former project is what it was"
        project = again if alea.random() < 0.7 else project


@pytest.mark.lent
@pytest.mark.parametrize("graine", cas(range(12), 1))
def test_a_mutant_then_what_it_was(graine: int) -> None:
    project = projet(RACINE)
    one = mutant(RACINE, graine)
    changes = {one.fichier: one.contenu}
    again = project.edited(changes)
    assert_equal(again, Project.open(project.files.edited(changes)))
    assert_equal(again.reopened(base(RACINE)), project)


@pytest.mark.lent
@pytest.mark.parametrize("dossier", [CYCLES, OPTIONS], ids=lambda dossier: dossier.name)
@pytest.mark.parametrize("graine", cas(range(1000, 1200), 6))
def test_many_changes(graine: int, dossier: Path) -> None:
    one_after_the_other(graine, dossier)


@pytest.mark.parametrize("dossier", [CYCLES, OPTIONS], ids=lambda dossier: dossier.name)
def test_links_are_walked_again_when_one_changed_and_not_for_words(dossier: Path) -> None:
    project = Project.open(dossier)
    walked = project.coverage.suites
    path, text = next(
        (path, data.decode())
        for path, data in sorted(project.files.files.items())
        if path.startswith("referentiels/activites/") and b"repond_a: [" in data
    )
    words = project.edited(
        {path: f"# Un mot\n{text.replace('intitule: ', 'intitule: Bien ')}".encode()}
    )
    assert words.model != project.model
    assert words.coverage.suites is walked
    link, *_ = re.findall(r"repond_a: \[.*?\]", text)
    cut = words.edited({path: text.replace(link, "repond_a: []", 1).encode()})
    assert_equal(cut, Project.open(cut.files))
    assert cut.coverage.suites is not walked


def test_an_identity_that_another_file_takes_and_gives_back() -> None:
    """What is kept bears names: they are never taken from the project that it was kept for."""
    first = Project.open(CYCLES)
    before = etat(first)
    twin = (first.files.read(POLE) or b"").replace(b"id: pole-remise", b"id: jumeau", 1)
    added = {"referentiels/activites/0.yaml": twin}
    second = first.edited(added)
    assert_equal(second, Project.open(first.files.edited(added)))
    objets = [m.cle for m in modeles(second) if isinstance(m, Objet)]
    assert len(objets) == len(set(objets))
    assert etat(first) == before
    assert_equal(second.edited(dict.fromkeys(added)), first)


def test_only_what_changed_is_parsed_and_validated(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    for name in ("read_yaml", "validate", "decoded"):
        made = getattr(loader, name)

        def counted(*arguments: Any, _made: Any = made, _name: str = name) -> Any:
            read.append(_name)
            return _made(*arguments)

        monkeypatch.setattr(loader, name, counted)
    project = Project.open(CYCLES)
    assert len(read) > 30
    read.clear()
    assert_equal(project.reopened(Folder(CYCLES)), project)
    assert read == []
    project.edited({POLE: (project.files.read(POLE) or b"").replace(b"Acc", b"acc", 1)})
    assert read == ["decoded", "read_yaml", "validate"]


def test_what_is_edited_is_not_written() -> None:
    project = Project.open(CYCLES)
    edited = project.edited({"dossier/note/99-fin.md": b"# Fin\n\nUn mot.\n"})
    assert edited.model is not None
    assert edited.model.note[-1].nom == "fin"
    assert not (CYCLES / "dossier/note/99-fin.md").exists()
    assert edited.reopened(CYCLES).model == project.model
