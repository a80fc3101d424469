"""A workbook → its sheets as tables of rows, for the importers of nomenclatures."""

from __future__ import annotations

import csv
import io
from datetime import date, time
from pathlib import Path

from mc_builder.nomenclatures.importing.files import Table
from mc_builder.returns.tableaux.opening import Cell, Sheet, opened


def sheets_of(path: Path, data: bytes) -> list[Table]:
    """The sheets that hold something, from their first row on; raises `opening.Unreadable`."""
    return [_table(path, sheet) for sheet in opened(data) if sheet.rows]


def _table(path: Path, sheet: Sheet) -> Table:
    """A sheet, whose rows keep their numbers: one that is empty is an empty line."""
    first, last = min(sheet.rows), max(sheet.rows)
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    for rank in range(first, last + 1):
        row = sheet.rows.get(rank, {})
        writer.writerow([_text(row.get(column)) for column in range(1, max(row, default=0) + 1)])
    rows = written.getvalue().encode()
    return Table(
        path, f"{path.name}, feuille « {sheet.title} »", len(rows), data=rows, above=first - 1
    )


def _text(cell: Cell | None) -> str:
    """What a cell shows, on one line; nothing for an error."""
    if cell is None or cell.blank or cell.error or cell.lost:
        return ""
    value = cell.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
