"""Edits at random, one after the other: nothing is lost, nothing else changes, all is read back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from ampleur import nombre
from au_hasard import Edit, comments, edit, touched
from mc_builder.diagnostics import Severity
from mc_builder.editing import Kind, Refused, set_value, value_of
from mc_builder.editing.scalars import MISREAD
from mc_builder.model.base import ACompleter
from mc_builder.project import Project
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS
from projet_complet import ecrire_complet

pytestmark = pytest.mark.usefixtures("lecture_neuve")

SNO = PROJETS.parent.parent
#: After so many edits the whole is read anew: what was wrongly kept of one of them is still wrong.
FROM_NEW = nombre(1, 3)


def run(opened: Project, seed: int, count: int) -> tuple[Project, Counter[str]]:
    """So many edits that were not refused; what each must leave true is checked after it."""
    rnd = Random(seed)  # noqa: S311 (edits to try, no secret)
    done: Counter[str] = Counter()
    while sum(done.values()) < count:
        try:
            made = edit(opened, rnd)
        except Refused:
            continue
        if not made.changes:
            continue
        done[made.name] += 1
        after = opened.edited(made.changes)
        if not sum(done.values()) % FROM_NEW or sum(done.values()) == count:
            again = Project.open(Memoire(after.files.files))
            assert again.model == after.model, made.about
            assert again.problems == after.problems
        _no_error(opened, after, made)
        _nothing_lost(opened, made)
        if made.name == "set":
            _read_back(after, made)
            _few_lines(opened, made)
            _taken_back(opened, after, made)
        opened = after
    return opened, done


def _no_error(opened: Project, after: Project, made: Edit) -> None:
    known = {(d.code, d.message) for d in opened.problems}
    new = [d for d in after.problems if (d.code, d.message) not in known]
    assert [str(d) for d in new if d.severity is Severity.ERREUR and made.name != "block"] == []


def _nothing_lost(opened: Project, made: Edit) -> None:
    if made.name in {"delete", "block"}:
        return
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for path, data in made.changes.items():
        if path.endswith(".yaml"):
            before += comments(opened.files.read(path) or b"")
            after += comments(data or b"")
    assert not before - after, made


def _read_back(after: Project, made: Edit) -> None:
    found = value_of(after, made.about)
    value = made.value
    if isinstance(value, ACompleter):
        assert found.motif == value.motif
    elif isinstance(value, list):
        assert [_flat(text) for text in found.texts] == [_flat(str(text)) for text in value]
    elif value is None:
        assert (found.text, found.texts, found.motif) == ("", (), None)
    elif found.kind in {Kind.TEXTE, Kind.MARKDOWN, Kind.CHOIX, Kind.LIEN}:
        assert _flat(found.text) == _flat(str(value))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _few_lines(opened: Project, made: Edit) -> None:
    """A text alone changes the lines that it takes, and no other."""
    ((path, data),) = made.changes.items()
    gone, come = touched(opened.files.read(path) or b"", data or b"")
    field = made.field
    assert field is not None
    was = sum(text.count("\n") + 1 for text in (field.text, *field.texts)) + 2
    values = made.value if isinstance(made.value, list) else [made.value]
    now = sum(str(value).count("\n") + 1 for value in values) + 2
    assert gone <= was + (field.kind in {Kind.OBJET, Kind.TABLE}) * 100, made
    assert come <= now + (field.text == "") * 3, made


def _taken_back(opened: Project, after: Project, made: Edit) -> None:
    field = made.field
    if field is None or field.many or not field.text or field.kind is Kind.OBJET:
        return
    if made.value is None:
        return  # the key comes back at the place of the model, which may not be its author's
    several = isinstance(made.value, ACompleter) or "\n" in str(made.value)
    if field.kind is Kind.MARKDOWN and several and "\n" not in field.text:
        return  # a paragraph on the line of its key, once gone: the file may show another habit
    ((path, data),) = set_value(after, made.about, field.text).items()
    if MISREAD.fullmatch(field.text):
        # A number that is a text: the only one of its key says no more how its author writes it.
        data = (data or b"").replace(f'"{field.text}"'.encode(), field.text.encode())
        was = (opened.files.read(path) or b"").replace(
            f'"{field.text}"'.encode(), field.text.encode()
        )
    else:
        was = opened.files.read(path) or b""
    assert data == was, made


def test_some_edits_of_a_small_project() -> None:
    _, done = run(Project.open(Memoire(dict(fichiers_de(PROJETS / "jardinerie")))), 1, 12)
    assert done["set"]


@pytest.mark.lent
@pytest.mark.parametrize(
    ("folder", "count"),
    [
        (PROJETS / "cycles", nombre(250, 60)),
        (PROJETS / "jardinerie", nombre(150, 90)),
        (SNO, nombre(100, 70)),
    ],
    ids=("cycles", "jardinerie", "sno"),
)
def test_many_edits_in_sequence(folder: Path, count: int) -> None:
    _, done = run(Project.open(Memoire(dict(fichiers_de(folder)))), 2026, count)
    # Which of them the chance of one run leaves out changes with the project.
    assert len({"set", "add", "copy", "move", "delete", "rename"} & set(done)) >= 5, done


@pytest.mark.lent
def test_many_edits_where_every_field_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "complet"
    ecrire_complet(folder)
    opened = Project.open(Memoire(dict(fichiers_de(folder))))
    assert opened.model is not None
    run(opened, 3, nombre(60, 15))


@pytest.mark.lent
def test_the_ends_of_line_and_the_mark_stay_through_the_same_edits() -> None:
    files = {
        path: data
        for path, data in fichiers_de(PROJETS / "cycles").items()
        if path.endswith((".yaml", ".md"))
    }
    crlf = {p: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for p, data in files.items()}
    count = nombre(60, 20)
    plain, _ = run(Project.open(Memoire(files)), 7, count)
    windows, _ = run(Project.open(Memoire(crlf)), 7, count)
    assert set(plain.files.files) == set(windows.files.files)
    for path, data in windows.files.files.items():
        assert data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") == plain.files.read(path)
        assert data.count(b"\n") == data.count(b"\r\n")
