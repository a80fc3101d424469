"""What is read once for all the tests is what each would read; who asks for it reads all anew."""

from __future__ import annotations

import pytest

import lectures
from mc_builder.loading import Loaded, load
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS


def lu(more: dict[str, bytes]) -> Loaded:
    return load(Memoire({**fichiers_de(PROJETS / "cycles"), **more}))


def test_a_file_is_read_once_and_the_project_is_the_same() -> None:
    """Whatever the other files are: one that changes, one that is wrong."""
    for more in ({}, {"dossier/note/90-autre.md": b"# Autre\n"}, {"referentiels/x.yaml": b"a: ["}):
        first, again, third = (lu(more) for _ in range(3))
        lectures.separer()
        try:
            fresh = lu(more)
        finally:
            lectures.partager()
        assert first.projet == again.projet == third.projet == fresh.projet is not None
        assert third.diagnostics == fresh.diagnostics
        assert third.tree.files == fresh.tree.files
        blocs = [one.projet.blocs[0] for one in (again, third, fresh) if one.projet is not None]
        assert blocs[0] is blocs[1] is not blocs[2]


@pytest.mark.usefixtures("lecture_neuve")
def test_who_asks_for_it_reads_all() -> None:
    first, again = lu({}), lu({})
    assert first.projet is not None
    assert again.projet is not None
    assert first.projet.blocs[0] is not again.projet.blocs[0]


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lectures, "_MOST", 3)
    monkeypatch.setattr(lectures, "_known", {})
    for text in (b"a", b"b", b"c", b"d"):
        for _ in range(2):
            lu({"dossier/note/90-autre.md": b"# Autre\n\n" + text})
    assert len(lectures._known) == 3
