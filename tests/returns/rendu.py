"""A workbook that somebody fills and saves: its cells by what they are about."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mc_builder.diagnostics import Diagnostic
from mc_builder.project import Project
from mc_builder.returns.changes import Change, Returned
from mc_builder.returns.tableaux.base import MARQUE
from mc_builder.returns.tableaux.book import tableaux
from mc_builder.returns.tableaux.reader import read_table

#: The row of heads of a list, below that of the keys.
TETE = 2


@dataclass
class Classeur:
    """The workbook of a project, open in a spreadsheet."""

    project: Project
    book: Workbook = field(init=False)

    def __post_init__(self) -> None:
        self.book = load_workbook(io.BytesIO(self.project.kept(tableaux)))

    def sheet(self, table: str) -> Worksheet:
        return next(s for s in self.book.worksheets if s["A1"].value == MARQUE + table)

    def row(self, table: str, cle: str) -> int:
        cells = self.sheet(table)["A"]
        return next(int(cell.row) for cell in cells if cell.value == cle)

    def column(self, table: str, champ: str) -> int:
        return next(int(c.column) for c in self.sheet(table)[1] if c.value == champ)

    def cell(self, table: str, cle: str, champ: str) -> Cell:
        found = self.sheet(table).cell(self.row(table, cle), self.column(table, champ))
        assert isinstance(found, Cell)
        return found

    def keys(self, table: str) -> list[str]:
        return [str(c.value) for c in self.sheet(table)["A"][1:] if c.value]

    def champs(self, table: str) -> list[str]:
        return [str(c.value) for c in self.sheet(table)[1][1:] if c.value]

    def write(self, table: str, row: int, **values: object) -> None:
        """Values of a row by field; two underscores stand for « / »."""
        for champ, value in values.items():
            column = self.column(table, champ.replace("__", "/"))
            self.sheet(table).cell(row, column).value = value  # type: ignore[assignment]

    def below(self, table: str) -> int:
        return self.sheet(table).max_row + 1

    @property
    def data(self) -> bytes:
        saved = io.BytesIO()
        self.book.save(saved)
        return saved.getvalue()

    def read(self) -> tuple[Returned, list[Diagnostic]]:
        returned, found = read_table(self.data, "tableaux.xlsx", self.project)
        assert returned is not None, [d.message for d in found]
        return returned, found

    def changes(self) -> tuple[Change, ...]:
        """The changes of a workbook of which there is nothing else to say."""
        returned, found = self.read()
        assert not found, [d.message for d in found]
        return returned.changes


def messages(found: list[Diagnostic]) -> Iterator[str]:
    """What is said, without the signs that are set when it is printed."""
    for one in found:
        yield one.message
