"""A folder that is open: nothing that somebody else saved is lost, nothing is half-written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mc_builder import writing as module
from mc_builder.project import Project
from mc_builder.source.tree import ReadProblem
from mc_builder.studio.session import Session
from mc_builder.writing import Files, Outdated, OutputProblem

DOSSIER, GLOSSAIRE = "dossier/dossier.yaml", "dossier/glossaire.yaml"


def adding(text: bytes, *paths: str) -> Callable[[Project], Files]:
    """A change that puts a line at the end of files."""
    return lambda project: {path: (project.files.read(path) or b"") + text for path in paths}


def test_a_change_is_on_the_disk_and_can_be_undone_and_done_again(session: Session) -> None:
    file = session.folder / DOSSIER
    before = file.read_bytes()
    session.change("ajouter", adding(b"# un\n", DOSSIER))
    session.change("ajouter", adding(b"# deux\n", DOSSIER))
    assert file.read_bytes() == before + b"# un\n# deux\n"
    session.undo()
    assert file.read_bytes() == before + b"# un\n"
    session.undo()
    assert file.read_bytes() == before
    session.undo()  # nothing is left to undo
    session.redo()
    assert file.read_bytes() == before + b"# un\n"
    assert session.project.files.read(DOSSIER) == file.read_bytes()


def test_a_new_change_ends_what_was_undone(session: Session) -> None:
    session.change("ajouter", adding(b"# un\n", DOSSIER))
    session.undo()
    session.change("ajouter", adding(b"# deux\n", DOSSIER))
    session.redo()
    assert (session.folder / DOSSIER).read_bytes().endswith(b"# deux\n")


def test_what_changes_nothing_is_no_step(session: Session) -> None:
    session.change("rien", adding(b"", DOSSIER))
    assert (session.done, session.revision) == ([], 1)


def test_what_somebody_else_saved_is_read_before_a_change(session: Session) -> None:
    file = session.folder / DOSSIER
    file.write_bytes(file.read_bytes() + b"# d'un autre\n")
    session.change("ajouter", adding(b"# un\n", DOSSIER))
    assert file.read_bytes().endswith(b"# d'un autre\n# un\n")


def test_what_somebody_else_saves_meanwhile_is_not_overwritten(session: Session) -> None:
    file = session.folder / DOSSIER

    def late(project: Project) -> Files:
        file.write_bytes(b"diplome: {}\n")
        return adding(b"# un\n", DOSSIER)(project)

    with pytest.raises(Outdated):
        session.change("ajouter", late)
    assert file.read_bytes() == b"diplome: {}\n"
    assert session.done == []


def test_an_undo_does_not_overwrite_it_either(session: Session) -> None:
    file = session.folder / DOSSIER
    session.change("ajouter", adding(b"# un\n", DOSSIER))
    other = file.read_bytes() + b"# d'un autre\n"
    file.write_bytes(other)
    with pytest.raises(Outdated):
        session.undo()
    assert file.read_bytes() == other


def test_all_the_files_of_a_change_or_none(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: (session.folder / name).read_bytes() for name in (DOSSIER, GLOSSAIRE)}
    real = module.write_atomically

    def full(path: Path, data: bytes, check: Callable[[], None]) -> None:
        if path.name == Path(GLOSSAIRE).name:
            raise OutputProblem("le disque est plein")
        real(path, data, check)

    monkeypatch.setattr(module, "write_atomically", full)
    with pytest.raises(OutputProblem, match="le disque est plein"):
        session.change("ajouter", adding(b"# un\n", DOSSIER, GLOSSAIRE))
    assert {name: (session.folder / name).read_bytes() for name in before} == before
    assert session.project.files.read(DOSSIER) == before[DOSSIER]


def test_a_link_that_leaves_the_project_is_not_followed(session: Session, tmp_path: Path) -> None:
    outside = tmp_path / "ailleurs.yaml"
    outside.write_bytes(b"rien\n")
    (session.folder / "dossier" / "lien.yaml").symlink_to(outside)
    with pytest.raises(ReadProblem, match="un lien qui sort du projet"):
        session.change("écrire", lambda _: {"dossier/lien.yaml": b"x\n"})
    assert outside.read_bytes() == b"rien\n"


def test_a_file_is_added_and_taken_away(session: Session) -> None:
    path = "referentiels/textes/95-nouveau.md"
    session.change("ajouter", lambda _: {path: b"# Nouveau\n\nUn texte.\n"})
    assert (session.folder / path).is_file()
    session.undo()
    assert not (session.folder / path).exists()
    session.redo()
    session.change("ôter", lambda _: {path: None})
    assert not (session.folder / path).exists()


def test_a_change_elsewhere_is_told_once(session: Session) -> None:
    told: list[int] = []
    with session.heard(lambda: told.append(session.revision)):
        assert not session.refresh()
        file = session.folder / DOSSIER
        file.write_bytes(file.read_bytes() + b"# un\n")
        assert session.refresh()
        assert not session.refresh()
    session.tell()
    assert told == [2]


def test_a_project_whose_main_file_goes_away_and_comes_back(session: Session) -> None:
    file = session.folder / DOSSIER
    kept = file.read_bytes()
    file.unlink()
    session.refresh()
    assert session.project.model is None
    file.write_bytes(kept)
    session.refresh()
    assert session.project.sound
