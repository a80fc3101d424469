"""What Word tracks of whole rows, items and paragraphs, read and applied exactly."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

import pytest
from documents_essayes import DOSSIERS, Ecrit
from lxml import etree
from retouches_word import AUTHOR, DATE, Retouche, keep, retouched, w

from mc_builder.project import Project
from mc_builder.returns.applying import Applied, applied
from mc_builder.returns.changes import (
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    FrameChanged,
    ItemMoved,
    ItemRemoved,
    TextChanged,
)
from mc_builder.returns.review import State, review
from mc_builder.returns.word import read_word


@pytest.fixture(scope="module")
def cycles() -> Project:
    return Project.open(DOSSIERS["cycles"])


def change(number: int, tag: str) -> etree._Element:
    """What marks a tracked change."""
    return etree.Element(w(tag), {w("id"): str(number), w("author"): AUTHOR, w("date"): DATE})


def wrap_runs(node: etree._Element, tag: str) -> None:
    """All the runs of an element as inserted, deleted or moved."""
    for number, run in enumerate(list(node.iter(w("r")))):
        mark = change(80_000 + number, tag)
        run.addprevious(mark)
        mark.append(run)
        if tag in {"del", "moveFrom"}:
            for text in run.iter(w("t")):
                if tag == "del":
                    text.tag = w("delText")
                keep(text)


def mark_of(p: etree._Element, tag: str) -> None:
    """The end of a paragraph as inserted, deleted or moved."""
    properties = p.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        p.insert(0, properties)
    look = properties.find(w("rPr"))
    if look is None:
        look = etree.SubElement(properties, w("rPr"))
    look.insert(0, change(85_000, tag))


def without_marks(node: etree._Element) -> etree._Element:
    """A copy as Word makes it: its bookmarks stay where it was copied."""
    new = copy.deepcopy(node)
    for mark in [*new.iter(w("bookmarkStart")), *new.iter(w("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    return new


def bounds(node: etree._Element, kind: str) -> None:
    """The range of a move, around paragraphs."""
    names = {w("name"): "move1", w("author"): AUTHOR, w("date"): DATE}
    node.addprevious(etree.Element(w(f"{kind}RangeStart"), {w("id"): "77", **names}))
    node.addnext(etree.Element(w(f"{kind}RangeEnd"), {w("id"): "77"}))


def move_row(row: etree._Element, before: etree._Element, *, as_move: bool) -> None:
    """A row that was put before another, tracked: taken out there, put in here."""
    new = without_marks(row)
    before.addprevious(new)
    for node, tag, inside in ((row, "del", "moveFrom"), (new, "ins", "moveTo")):
        properties = node.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            node.insert(0, properties)
        properties.append(change(86_000, tag))
        for p in node.iter(w("p")):
            wrap_runs(p, inside if as_move else tag)
            mark_of(p, inside if as_move else tag)


def move_paragraph(p: etree._Element, before: etree._Element) -> None:
    """A paragraph that was put before another, tracked as a move."""
    new = without_marks(p)
    before.addprevious(new)
    for node, tag in ((p, "moveFrom"), (new, "moveTo")):
        wrap_runs(node, tag)
        mark_of(node, tag)
        bounds(node, tag)


def split(p: etree._Element, at: etree._Element, *, tracked: bool) -> None:
    """A paragraph cut in two before a run: its properties on both, its bookmarks over both."""
    first = etree.Element(w("p"))
    if p.find(w("pPr")) is not None:
        first.append(copy.deepcopy(p.find(w("pPr"))))
    for child in list(p):
        if child is at:
            break
        if child.tag != w("pPr"):
            first.append(child)
    p.addprevious(first)
    if tracked:
        mark_of(first, "ins")


def judged(project: Project, changes: tuple[Change, ...]) -> Applied:
    """The changes applied, all of them; then nothing is left to do."""
    done = applied(project, review(project, [("retour.docx", changes)]))
    assert [(one.state, one.why) for one in done.judged] == [(State.TO_APPLY, "")] * len(changes)
    assert done.project.sound
    again = review(done.project, [("retour.docx", changes)])
    assert [one.state for one in again] == [State.DONE] * len(changes)
    return done


def rows_of(made: Retouche) -> Iterator[tuple[etree._Element, etree._Element, str, str]]:
    """Two rows that follow each other, and their objects."""
    found = made.rows()
    for row, cle, _ in found:
        for other, above, _ in found:
            if row.getprevious() is other:
                yield other, row, above, cle


@pytest.mark.rapides(2)
@pytest.mark.parametrize("as_move", [False, True])
@pytest.mark.parametrize("cle", ["note", "referentiel"])
def test_a_row_that_was_moved_with_tracking(
    docx: Ecrit, cycles: Project, cle: str, *, as_move: bool
) -> None:
    made = retouched(docx("cycles", cle), 1, 0)
    above, row, first, second = next(rows_of(made))
    move_row(row, above, as_move=as_move)
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, ItemMoved)
    # That one went up, or that the other went down, says the same order.
    assert (found.cle, found.after) in {(second, ""), (first, second)}
    judged(cycles, (found,))


def prose(made: Retouche) -> list[tuple[etree._Element, str]]:
    """The paragraphs of prose of the body, plain."""
    found = [(p, m) for p, m in made.paragraphs() if made.base.texts[m].prose]
    return [(p, m) for p, m in found if p.getparent().tag == w("body")]


def test_a_paragraph_that_was_moved_with_tracking(docx: Ecrit, cycles: Project) -> None:
    made = retouched(docx("cycles", "note"), 1, 0)
    (p, mark), (q, other) = next(
        (one, two)
        for one, two in zip(prose(made), prose(made)[1:], strict=False)
        if one[0].getnext() is two[0]
    )
    move_paragraph(q, p)
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, BlockMoved)
    assert found.ref in {made.ref(mark), made.ref(other)}
    judged(cycles, (found,))


def items_of(made: Retouche, ref: str) -> tuple[etree._Element, etree._Element]:
    """The first paragraphs that follow each other, of this text and of the next of its list."""
    whole, _, number = ref.rpartition("/")
    for p in made.body.iter(w("p")):
        following = p.getnext()
        if following is not None and [made.ref(m) for m in made.marks(p)] == [ref]:
            refs = [made.ref(m) for m in made.marks(following)]
            if len(refs) == 1 and refs[0].startswith(f"{whole}/"):
                return p, following
    raise AssertionError(number)


@pytest.mark.rapides(1)
@pytest.mark.parametrize("as_move", [False, True])
@pytest.mark.parametrize(
    "ref",
    [
        "pole-remise-en-etat:resultats_attendus/1",
        "e1/modalites/2:deroulement/2",
        "dossier/diplome:acces/1",
        "referentiels/textes/10-missions/3",
        "pole-remise-en-etat:conditions/1",
    ],
)
def test_an_item_that_was_moved_with_tracking(
    docx: Ecrit, cycles: Project, ref: str, *, as_move: bool
) -> None:
    """A text of a list, in a cell or not, and an item of prose: one move, by its author."""
    made = retouched(docx("cycles", "referentiel"), 1, 0)
    first, second = items_of(made, ref)
    if as_move:
        move_paragraph(second, first)
    else:
        first.addprevious(without_marks(second))
        for node, tag in ((second, "del"), (first.getprevious(), "ins")):
            wrap_runs(node, tag)
            mark_of(node, tag)
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, ItemMoved | BlockMoved)
    assert found.origin.author == AUTHOR
    judged(cycles, (found,))
    assert read_word(made.saved(), {"Une autre"}).changes == ()


@pytest.mark.lent
def test_what_a_list_cites_in_another_order_is_said(docx: Ecrit, cycles: Project) -> None:
    """Its order is that of the objects themselves: said, not applied."""
    made = retouched(docx("cycles", "referentiel"), 1, 0)
    for p in made.body.iter(w("p")):
        refs = [made.ref(m) for m in made.marks(p)]
        if refs == ["bloc-flotte:intitule"] and p.getprevious() is not None:
            above = p.getprevious()
            if [made.ref(m) for m in made.marks(above)] == ["bloc-remise-en-etat:intitule"]:
                above.addprevious(p)
                break
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, FrameChanged)
    assert found.before != found.after
    assert sorted(found.before.split(" | ")) == sorted(found.after.split(" | "))
    (one,) = review(cycles, [("retour.docx", (found,))])
    assert one.state is State.IMPOSSIBLE


def test_a_paragraph_that_was_deleted_with_tracking(docx: Ecrit, cycles: Project) -> None:
    made = retouched(docx("cycles", "note"), 1, 0)
    p, mark = prose(made)[1]
    wrap_runs(p, "del")
    mark_of(p, "del")
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, BlockRemoved)
    assert (found.ref, found.origin.author) == (made.ref(mark), AUTHOR)
    judged(cycles, (found,))
    assert read_word(made.saved(), {"Une autre"}).changes == ()


def test_a_row_that_was_deleted_with_tracking(docx: Ecrit, cycles: Project) -> None:
    made = retouched(docx("cycles", "note"), 1, 0)
    row, cle, _ = next(one for one in made.rows() if "/" in one[1])
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        row.insert(0, properties)
    properties.append(change(86_000, "del"))
    for p in row.iter(w("p")):
        wrap_runs(p, "del")
        mark_of(p, "del")
    (found,) = read_word(made.saved()).changes
    assert isinstance(found, ItemRemoved)
    assert (found.cle, found.origin.author) == (cle, AUTHOR)
    judged(cycles, (found,))


@pytest.mark.parametrize("tracked", [False, True])
def test_a_paragraph_that_was_cut_in_two(docx: Ecrit, cycles: Project, *, tracked: bool) -> None:
    made = retouched(docx("cycles", "note"), 1, 0)
    for p, mark in prose(made):
        texts = [t for t in made.held(p, mark) if len((t.text or "").split()) > 7]
        if texts and p.find(f".//{w('footnoteReference')}") is None:
            break
    run = texts[0].getparent()
    words = (texts[0].text or "").split(" ")
    tail = copy.deepcopy(run)
    texts[0].text, tail.find(w("t")).text = " ".join(words[:4]) + " ", " ".join(words[4:])
    run.addnext(tail)
    split(p, tail, tracked=tracked)
    changed, more = read_word(made.saved()).changes
    assert isinstance(changed, TextChanged)
    assert isinstance(more, BlockAdded)
    assert changed.ref == more.after == made.ref(mark)
    assert more.markdown.startswith(" ".join(words[4:6]))
    assert more.origin.author == (AUTHOR if tracked else "")
    done = judged(cycles, (changed, more))
    text = b"".join(data or b"" for data in done.files.values()).decode()
    assert re.search(rf"{' '.join(words[2:4])}\n\s*\n\s*{' '.join(words[4:6])}", text)
    if tracked:
        assert read_word(made.saved(), {"Une autre"}).changes == ()
