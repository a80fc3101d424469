"""Grids: the rows of a table with their spans become rows where each column is taken once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from mc_builder.french import SPACES, decimal
from mc_builder.metrics import with_room
from mc_builder.page.tree import lines_of, text_of

#: Word has no more columns in a table.
_MOST_COLUMNS = 63


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at a place of the grid.

    `starts` is false for the continuation of a cell of a row above; `element` is then that cell,
    and None for a place that no cell fills. `texts` are those of a cell that begin a line.
    """

    element: etree._Element | None
    column: int
    columns: int
    rows: int
    starts: bool = True
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All the words of the cell."""
        return "" if self.element is None else text_of(self.element)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid; `kind` is ``groupe``, ``total`` or empty."""

    element: etree._Element
    head: bool
    kind: str
    cells: list[Cell]

    @property
    def starts(self) -> list[Cell]:
        """The cells that begin in this row."""
        return [cell for cell in self.cells if cell.starts and cell.element is not None]

    @property
    def columns(self) -> int:
        """The number of columns that the row takes."""
        return sum(cell.columns for cell in self.cells)


def read(table: etree._Element) -> list[Row]:
    """The rows of a table, all with the same columns; a span ends with its part of the table."""
    rows = [row for part in table.iterchildren("thead", "tbody") for row in _part(part)]
    columns = max((row.columns for row in rows), default=0)
    for row in rows:
        row.cells.extend(Cell(None, column, 1, 1) for column in range(row.columns, columns))
    return rows


def _part(part: etree._Element) -> list[Row]:
    elements = list(part)
    rows: list[Row] = []
    running: dict[int, Cell] = {}  # column → cell of a row above that goes on
    left: dict[int, int] = {}  # column → rows that it still takes
    for number, element in enumerate(elements):
        waiting = list(element)
        cells: list[Cell] = []
        column = 0
        while waiting or any(start >= column for start in running):
            above = running.get(column)
            if above is not None:
                cell = Cell(above.element, column, above.columns, above.rows, starts=False)
                left[column] -= 1
                if not left[column]:
                    del running[column]
            elif waiting:
                cell = _cell(waiting.pop(0), column, len(elements) - number, running)
                if cell.rows > 1:
                    running[column], left[column] = cell, cell.rows - 1
            else:
                cell = Cell(None, column, 1, 1)
            cells.append(cell)
            column += cell.columns
        rows.append(Row(element, part.tag == "thead", element.get("class", ""), cells))
    return rows


def _cell(element: etree._Element, column: int, rows_left: int, running: dict[int, Cell]) -> Cell:
    """A cell that begins here; it does not go over a cell that comes down from above."""
    columns = min(_span(element, "colspan"), _MOST_COLUMNS - column)
    for start in running:
        if column < start < column + columns:
            columns = start - column
    rows = min(_span(element, "rowspan"), rows_left)
    return Cell(element, column, columns, rows, texts=lines_of(element))


def _span(element: etree._Element, name: str) -> int:
    return max(1, int(element.get(name, "1")))


def widths(table: etree._Element, columns: int, total: int) -> list[int]:
    """The widths of the columns in twips, from the percentages of ``col``.

    Columns without a percentage share what is left; a sum above 100 is brought back to 100.
    """
    shares = [_percentage(col.get("data-largeur", "")) for col in table.iter("col")][:columns]
    known = sum(share for share in shares if share)
    missing = columns - sum(1 for share in shares if share)
    rest = max(100 - known, 5.0 * missing) / missing if missing else 0.0
    filled = [share or rest for share in shares] + [rest] * (columns - len(shares))
    scale = total / max(100.0, sum(filled))
    edges = [round(sum(filled[:number]) * scale) for number in range(columns + 1)]
    return [end - start for start, end in pairwise(edges)]


def make_room(columns: list[int], needs: list[int]) -> list[int]:
    """The widths of the columns once each has what it needs, or comes as near as the table allows.

    Why: Word cuts a word, or a number and its unit, that is wider than its column.
    """
    made = [round(width) for width in with_room(columns, needs)]
    made[made.index(max(made))] += sum(columns) - sum(made)
    return made


def _percentage(text: str) -> float:
    return float(decimal(text.rstrip(f"%{SPACES}")) or 0)
