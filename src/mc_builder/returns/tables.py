"""Cells of tables of prose that came or went together → rows, columns and tables more or less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mc_builder.returns.both import Both, Found, headings
from mc_builder.returns.changes import TableChanged, TablePart
from mc_builder.returns.tokens import Owner
from mc_builder.returns.units import holder_of
from mc_builder.writers.docx.reading.printed import Paragraph, Tracked

#: The cells of a table, by row and column: the ranks of their paragraphs.
Cells = Mapping[tuple[int, int], Sequence[int]]


def tables_gone(both: Both, lost: Sequence[int]) -> Iterator[tuple[Found, Sequence[int]]]:
    """What went whole of each table of prose, with the paragraphs that are said by it."""
    for cells in _tables(both.before).values():
        owners = [both.units.owners[rank] for ranks in cells.values() for rank in ranks]
        if not _is_prose(owners) or not any(r in lost for ranks in cells.values() for r in ranks):
            continue
        for what, places in _whole(cells, set(lost)):
            ranks = [rank for place in places for rank in cells[place]]
            first = both.units.owners[ranks[0]]
            texts = tuple(_said(both.before, cells[place]) for place in places)
            marks = [m for r in ranks for m in both.before[r].held if m in both.printed.gone]
            tracked = [both.printed.gone[mark] for mark in marks[:1]]
            known = both.origin(max(both.position(ranks[0]), 0), tracked)
            origin = replace(known, place=headings(both.before, ranks[0]))
            change = TableChanged(what, first.ref, texts[0], texts, origin)
            yield ((both.position(ranks[0]), 10_000 + ranks[0]), change), ranks


def tables_come(both: Both, new: Sequence[int]) -> Iterator[tuple[Found, Sequence[int]]]:
    """What came whole in each table of prose, with the paragraphs that are said by it."""
    for cells in _tables(both.after).values():
        owners = [both.owner(goal) for goals in cells.values() for goal in goals]
        there = [owner for owner in owners if owner is not None]
        if not _is_prose(there) or not any(g in new for goals in cells.values() for g in goals):
            continue
        for what, places in _whole(cells, set(new)):
            known = _beside(both, cells, what, places[0])
            if known is None:
                continue
            beside, owner = known
            goals = [goal for place in places for goal in cells[place]]
            tracked: list[Tracked] = [one for goal in goals for one in both.after[goal].tracked]
            texts = tuple(_said(both.after, cells[place]) for place in places)
            words = both.own(both.aligned.sources[cells[beside][0]][:1], owner.ref)
            origin = both.origin(goals[0], tracked)
            first = beside > places[0]
            change = TableChanged(_COME[what], owner.ref, words, texts, origin, first)
            yield ((goals[0], 0), change), goals


def _beside(
    both: Both, cells: Cells, what: TablePart, place: tuple[int, int]
) -> tuple[tuple[int, int], Owner] | None:
    """The cell that was there after which a row or a column comes, and its text.

    Before which, for a column that is the first of all.
    """
    row, column = place
    near: list[tuple[int, int]] = []
    if what is TablePart.ROW_GONE:
        near = sorted((p for p in cells if p[0] < row), key=lambda p: (-p[0], p[1]))
    elif what is TablePart.COLUMN_GONE:
        others = (p for p in cells if p[0] == row)
        near = sorted(others, key=lambda p: (p[1] > column, abs(p[1] - column)))
    for other in near:
        for goal in cells[other]:
            if (owner := both.owner(goal)) is not None:
                return other, owner
    return None


_COME = {
    TablePart.ROW_GONE: TablePart.ROW_COME,
    TablePart.COLUMN_GONE: TablePart.COLUMN_COME,
}


def _tables(paragraphs: Sequence[Paragraph]) -> dict[int, dict[tuple[int, int], list[int]]]:
    found: dict[int, dict[tuple[int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for rank, paragraph in enumerate(paragraphs):
        cell = paragraph.cell
        if cell is not None and not paragraph.part and paragraph.words.strip():
            found[cell.table][cell.row, cell.column].append(rank)
    return {table: dict(cells) for table, cells in found.items()}


def _is_prose(owners: Sequence[Owner]) -> bool:
    """Whether all the cells are blocks of one text of prose."""
    holders = {holder_of(owner.ref) if owner.prose else "" for owner in owners}
    return len(holders) == 1 and "" not in holders


def _whole(cells: Cells, among: set[int]) -> Iterator[tuple[TablePart, Sequence[tuple[int, int]]]]:
    """The table, or its columns and rows, of which every paragraph is among some."""
    inside = {place for place, ranks in cells.items() if among.issuperset(ranks)}
    if len(inside) == len(cells):
        yield TablePart.TABLE_GONE, sorted(cells)
        return
    columns = {c for _, c in cells if all(p in inside for p in cells if p[1] == c)}
    for column in sorted(columns):
        yield TablePart.COLUMN_GONE, sorted(p for p in cells if p[1] == column)
    for row in sorted({r for r, _ in cells}):
        places = sorted(p for p in cells if p[0] == row and p[1] not in columns)
        if places and all(place in inside for place in places):
            yield TablePart.ROW_GONE, places


def _said(paragraphs: Sequence[Paragraph], ranks: Sequence[int]) -> str:
    return " ".join(" ".join(paragraphs[rank].words for rank in ranks).split())
