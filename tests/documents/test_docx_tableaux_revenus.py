"""Rows, columns and cells of a returned Word file: found, applied exactly, or said why not."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from documents_essayes import DOSSIERS, Ecrit
from lxml import etree
from retouches_word import Retouche, retouched, w

from mc_builder.project import Project
from mc_builder.returns.applying import applied
from mc_builder.returns.changes import (
    BlockAdded,
    Change,
    FrameChanged,
    ItemAdded,
    TableChanged,
    TablePart,
    TextChanged,
)
from mc_builder.returns.review import Judged, State, review
from mc_builder.returns.word import read_word

BESOINS = "dossier/note/20-besoins.md"
TABLEAU = """\
| Emploi visé | Accès | Lieu d’exercice |
|---|---|---|
| Mécanicien ou mécanicienne cycles | Première insertion | Atelier, magasin |
| Agent ou agente de flotte | Première insertion | Dépôt, voie publique |
"""


@pytest.fixture(scope="module")
def cycles() -> Project:
    return Project.open(DOSSIERS["cycles"])


@pytest.fixture
def note(docx: Ecrit) -> Retouche:
    return retouched(docx("cycles", "note"), 1, 0)


def table_of(made: Retouche) -> etree._Element:
    """The first table of prose."""
    for table in made.body.iter(w("tbl")):
        marks = made.marks(table)
        if marks and all(made.base.texts[mark].prose for mark in marks):
            return table
    raise AssertionError("no table of prose")


def typed(node: etree._Element, words: str) -> etree._Element:
    """A copy without its bookmarks, with other words."""
    new = copy.deepcopy(node)
    for mark in [*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    for number, text in enumerate(new.iter(w("t"))):
        text.text = "" if number else words
    return new


def rows(table: etree._Element) -> list[list[etree._Element]]:
    return [list(row.iterchildren(w("tc"))) for row in table.iterchildren(w("tr"))]


def done(project: Project, changes: tuple[Change, ...]) -> str:
    """The section once the changes are made, which then asks for nothing more."""
    made = applied(project, review(project, [("note.docx", changes)]))
    assert [(one.state, one.why) for one in made.judged] == [(State.TO_APPLY, "")] * len(changes)
    assert made.project.sound
    again = review(made.project, [("note.docx", changes)])
    assert [one.state for one in again] == [State.DONE] * len(changes)
    return (made.files[BESOINS] or b"").decode()


def one_change(made: Retouche, what: TablePart) -> tuple[Change, ...]:
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, TableChanged)
    assert found.what is what
    return (found,)


@pytest.mark.parametrize("column", [0, 2])
def test_a_column_more(note: Retouche, cycles: Project, column: int) -> None:
    for number, cells in enumerate(rows(table_of(note))):
        cells[column].addnext(typed(cells[column], f"Effectif {number}"))
    text = done(cycles, one_change(note, TablePart.COLUMN_COME))
    wide = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    assert [line[column + 1].strip(" |") for line in wide] == [f"Effectif {n}" for n in range(3)]


def test_a_column_before_the_first(note: Retouche, cycles: Project) -> None:
    for number, cells in enumerate(rows(table_of(note))):
        cells[0].addprevious(typed(cells[0], f"Rang {number}"))
    text = done(cycles, one_change(note, TablePart.COLUMN_COME))
    assert "| Rang 0 | Emploi visé | Accès |" in text
    assert "| Rang 2 | Agent ou agente de flotte | Première insertion |" in text


@pytest.mark.parametrize("before", [True, False])
def test_two_columns_side_by_side(note: Retouche, cycles: Project, *, before: bool) -> None:
    for number, cells in enumerate(rows(table_of(note))):
        new = [typed(cells[0], f"{name} {number}") for name in ("Un", "Deux")]
        for cell in new if before else reversed(new):
            (cells[0].addprevious if before else cells[0].addnext)(cell)
    found = read_word(note.saved()).changes
    assert len(found) == 2
    text = done(cycles, found)
    first = "| Un 1 | Deux 1 | " if before else "cycles | Un 1 | Deux 1 | "
    assert first in text


def test_two_rows_one_after_the_other(note: Retouche, cycles: Project) -> None:
    last = rows(table_of(note))[-1][0].getparent()
    for name in ("B", "A"):
        new = copy.deepcopy(last)
        for number, cell in enumerate(list(new.iterchildren(w("tc")))):
            cell.getparent().replace(cell, typed(cell, f"{name} {number}"))
        last.addnext(new)
    text = done(cycles, read_word(note.saved()).changes)
    assert "|\n| A 0 | A 1 | A 2 |\n| B 0 | B 1 | B 2 |\n" in text


def test_a_column_less(note: Retouche, cycles: Project) -> None:
    for cells in rows(table_of(note)):
        cells[1].getparent().remove(cells[1])
    text = done(cycles, one_change(note, TablePart.COLUMN_GONE))
    assert "Première insertion" not in text
    assert "| Mécanicien ou mécanicienne cycles | Atelier, magasin |\n" in text


def test_a_row_more(note: Retouche, cycles: Project) -> None:
    last = rows(table_of(note))[-1]
    new = copy.deepcopy(last[0].getparent())
    for number, cell in enumerate(list(new.iterchildren(w("tc")))):
        cell.getparent().replace(cell, typed(cell, f"Case {number}"))
    last[0].getparent().addnext(new)
    text = done(cycles, one_change(note, TablePart.ROW_COME))
    assert text.count("|\n| Case 0 | Case 1 | Case 2 |\n") == 1


def test_a_row_less(note: Retouche, cycles: Project) -> None:
    row = rows(table_of(note))[1][0].getparent()
    row.getparent().remove(row)
    text = done(cycles, one_change(note, TablePart.ROW_GONE))
    assert TABLEAU.replace(TABLEAU.splitlines()[2] + "\n", "") in text


def test_a_table_less(note: Retouche, cycles: Project) -> None:
    table = table_of(note)
    table.getparent().remove(table)
    assert "|" not in done(cycles, one_change(note, TablePart.TABLE_GONE))


def test_a_row_that_crosses_objects_is_the_first_of_them(docx: Ecrit, cycles: Project) -> None:
    """With what it holds; what is of others is said, to be linked in the project."""
    made = retouched(docx("cycles", "enseignant"), 1, 0)
    row = next(row for row, cle, _ in made.rows() if cle == "controle-flotte")
    new = typed(row, "Contrôle des freins")
    said = ("Essai", "Réglage", "Chariot élévateur", "Épreuve E9", "", "", "")
    for p, words in zip(list(new.iter(w("p")))[1:], said, strict=False):
        p.append(made.run(words))
    row.addnext(new)
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, ItemAdded)
    made_of = applied(cycles, review(cycles, [("e.docx", [found])]))
    (one,) = made_of.judged
    assert one.state is State.TO_APPLY
    new_one = made_of.project.projet.poles[1].activites[1]
    assert str(new_one.intitule) == "Contrôle des freins"
    assert [str(task.intitule) for task in new_one.taches] == ["Essai", "Réglage"]
    assert "à relier dans le projet" in one.why
    assert "Chariot élévateur" in one.why
    assert [now.state for now in review(made_of.project, [("e.docx", [found])])] == [State.DONE]


def cells_of(made: Retouche) -> Iterator[tuple[etree._Element, str, str]]:
    """The last paragraph of each row that is an object, the object, the text of the paragraph."""
    for row, cle, _ in made.rows():
        *_, last = row.iter(w("p"))
        marks = made.marks(last)
        if marks:
            yield last, cle, made.ref(marks[-1])


def test_what_is_typed_in_a_cell_is_never_lost(docx: Ecrit, cycles: Project) -> None:
    """An item of the list that the cell prints, else more words of its text: then judged."""
    made = retouched(docx("cycles", "referentiel"), 1, 0)
    asked = list(cells_of(made))
    for number, (p, _, _) in enumerate(asked):
        p.addnext(typed(p, f"Un élément neuf {number}"))
    found = read_word(made.saved()).changes
    assert len(found) == len(asked) >= 9
    for number, (change, (_, cle, ref)) in enumerate(zip(found, asked, strict=True)):
        if isinstance(change, TextChanged):
            assert change.ref == ref == f"{cle}:{ref.rpartition(':')[2]}"
            assert change.after.endswith(f" Un élément neuf {number}")
        else:
            assert _typed_words(change) == f"Un élément neuf {number}"
    judged: list[Judged] = review(cycles, [("referentiel.docx", found)])
    assert {one.state for one in judged} == {State.TO_APPLY, State.IMPOSSIBLE}
    assert all(one.why for one in judged if one.state is State.IMPOSSIBLE)


def _typed_words(change: Change) -> str:
    match change:
        case ItemAdded(texts=texts):
            return " ".join(texts.values())
        case BlockAdded(markdown=words) | FrameChanged(before="", after=words):
            return words
    raise AssertionError(change)
