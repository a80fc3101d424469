"""A workbook → its sheets as tables of rows, for the importers of nomenclatures."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from mc_builder.nomenclatures.importing.files import Table
from mc_builder.returns.tableaux.opening import Cell, Cells, streamed

#: How the names of workbooks end.
WORKBOOKS = {".xlsx", ".xlsm"}


def sheets_of(path: Path, data: bytes, folder: Path) -> list[Table]:
    """The sheets that hold something, from their first row on; raises `opening.Unreadable`.

    Their rows are written into a folder, that lives as long as they are read: a sheet may have
    more of them than memory should hold.
    """
    found = (
        _table(path, title, rows, folder / f"{rank}.tsv")
        for rank, (title, rows) in enumerate(streamed(data))
    )
    return [table for table in found if table is not None]


def _table(path: Path, title: str, rows: Iterator[tuple[int, Cells]], file: Path) -> Table | None:
    """A sheet, whose rows keep their numbers: one that is empty is an empty line."""
    first = last = 0
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        for rank, row in rows:
            first, last = first or rank, last or rank - 1
            stream.write("\n" * (rank - last - 1))
            writer.writerow([_text(row.get(column)) for column in range(1, max(row) + 1)])
            last = rank
    if not first:
        return None
    name = f"{path.name}, feuille « {title} »"
    return Table(file, name, file.stat().st_size, above=first - 1)


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
