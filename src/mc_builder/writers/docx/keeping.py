"""Which rows of a table stay with the next: the rules of ``templates/styles.css`` about breaks.

Word has no other means: a table is whole when each of its rows but the last stays with the next.
Heights are estimates: nobody knows a page of Word before Word does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from mc_builder.metrics import Face, line_count
from mc_builder.page.tree import name_of
from mc_builder.writers.docx.grid import Cell, Row

#: Height of a line, in twips.
LINE = 240
#: Left and right margins of a cell; above and below its text; below each of its paragraphs.
MARGINS = 190
_AROUND, _AFTER = 120, 40
#: A row that may need more than this share of a page may be cut between two pages.
_LONG_ROW = 1 / 3
#: Rows that may need more than this share of a page are not kept together.
_WHOLE = 0.8
#: A grid that may need more than this share breaks: whole, it may leave as much of a page empty.
_WHOLE_GRID = 0.5
#: Most rows of a grid that stays whole; of a titled part whose rows have a name each.
_SHORT_GRID, _SHORT_PART = 12, 4


@dataclass(frozen=True, slots=True)
class Breaks:
    """How a table may break between two pages: the rows that may be cut, those that stay whole.

    `long` are the places of the rows that may be too high to stay on one page, `kept` those of
    the rows that stay with the next.
    """

    long: frozenset[int]
    kept: frozenset[int]


def breaks(
    rows: list[Row], columns: list[int], page: int, size: float, *, grid: bool, lying: bool = False
) -> Breaks:
    """The breaks of a table with columns of these widths, on pages so high, in twips.

    `size` is that of its texts.

    A short and low `grid` stays whole, and the rows that a cell spans; `lying`, a page is too
    short for two rows under the head of a table. The first row is not alone at the foot of a page,
    nor the last at the top of one, but of many lines, in a table or a group, unless rows have
    headings of their own or a cell spans some; a total stays with what it sums, and the few named
    rows of a part with its title.
    """
    heights = [_height(row, columns, size) for row in rows]
    long = frozenset(n for n, height in enumerate(heights) if height > _LONG_ROW * page)
    body = [number for number, row in enumerate(rows) if not row.head]
    heads = frozenset(range(len(rows))) - {*body}
    whole = _WHOLE * page
    if len(body) < 2:  # as in styles.css, what is one row alone stays whole
        long = frozenset(n for n in long if heights[n] > whole)
        return Breaks(long, heads if body else frozenset())
    # One of several parts breaks between them: whole, it would leave half a page empty above it.
    parts = list(_parts(rows, body))
    short = len(body) <= _SHORT_GRID and len(parts) == 1
    if grid and short and sum(heights) <= _WHOLE_GRID * page:
        return Breaks(long, frozenset(range(len(rows) - 1)))
    groups = {number for number in body if rows[number].kind == "groupe"}
    totals = {number for number in body if rows[number].kind == "total"}
    titles = {part[0] for part in parts if len(part) > 1 < len(parts)}
    # A head is not alone at the foot of a page, whatever row it is over.
    headed = any(map(_has_heading, rows))
    # Between the first and the second, the last but one and the last: what has many lines may.
    sides = ((body[0], body[0]), (body[-2], body[-1]))
    ends = set() if headed else {place for place, end in sides if not _stands_alone(rows[end])}
    if lying and rows[body[0]].kind != "groupe":
        ends.discard(body[0])
        titles.discard(body[0])
    if any(cell.rows > 1 for row in rows for cell in row.starts):
        # LibreOffice drops the rows of such a table that it takes to the next page, when its first
        # and its last rows are kept together beside those.
        ends.clear()
    kept = {*heads} | (titles | ends | {n - 2 for n in groups} & {*body}) - long
    kept |= {number - 1 for number in totals} & {*body}
    for part in parts:
        named = part[0] in groups and rows[part[-1]].element.find("th") is not None
        if named and len(part) <= _SHORT_PART and sum(heights[n] for n in part) <= whole:
            kept.update(part[:-1])
    for group in _spanned(rows):
        spans = (cell for number in group for cell in rows[number].starts if cell.rows > 1)
        highest = max(_cell_height(cell, columns, size) for cell in spans)
        if max(sum(heights[number] for number in group), highest) <= whole:
            kept.update(group[:-1])
    return Breaks(long, frozenset(kept))


def _stands_alone(row: Row) -> bool:
    """Whether a row has lines enough to be alone on its page: `page/columns` has counted them."""
    return any(row.element.get(mark) for mark in ("data-seule", "data-haute"))


def _has_heading(row: Row) -> bool:
    """Whether a row begins with a heading of its own: it is high, and says what it is about."""
    return any(name_of(p) == "p.intertitre" for p in row.element.iter("p"))


def _parts(rows: list[Row], body: list[int]) -> Iterator[list[int]]:
    """The rows of each ``tbody``."""
    for _, numbers in groupby(body, key=lambda number: rows[number].element.getparent()):
        yield list(numbers)


def _spanned(rows: list[Row]) -> Iterator[list[int]]:
    """Rows that follow each other under cells that span them."""
    group: list[int] = []
    for number, row in enumerate(rows):
        if group and all(cell.starts for cell in row.cells):
            yield group
            group = []
        if group or any(cell.rows > 1 for cell in row.starts):
            group.append(number)
    if group:
        yield group


def _height(row: Row, columns: list[int], size: float) -> int:
    """An estimate of the height of a row, but for the cells that go on below it."""
    cells = (cell for cell in row.starts if cell.rows == 1)
    return max((_cell_height(cell, columns, size) for cell in cells), default=LINE)


def _cell_height(cell: Cell, columns: list[int], size: float) -> int:
    width = sum(columns[cell.column : cell.column + cell.columns])
    lines = sum(line_count(text, width - MARGINS, size, Face.WORD) for text in cell.texts)
    return lines * LINE + len(cell.texts) * _AFTER + _AROUND
