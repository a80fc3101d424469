"""The bytes of a CSV file → one sheet of texts; Unreadable when they are not those of one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from openpyxl.utils import get_column_letter

from mc_builder.returns.tableaux.opening import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Cells,
    Sheet,
    Unreadable,
)

_MOST_BYTES = 5_000_000
_SIGNS = ";\t|,"
#: Rows that say which one it is.
_FIRST = 20


def sheet_of(data: bytes, title: str) -> Sheet:
    """The sheet of a CSV, whatever its code page and its separator; raises Unreadable."""
    if len(data) > _MOST_BYTES or b"\x00" in data[:1000].replace(b"\xff\xfe", b""):
        raise Unreadable("ce fichier n’est pas un CSV, ou il est trop volumineux (5 Mo au plus)")
    text = _decoded(data)
    rows: dict[int, Cells] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, ""), delimiter=_sign(text)), 1):
            if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Unreadable(
                    f"ce fichier a plus de {MOST_ROWS} lignes, ou de {MOST_COLUMNS} colonnes"
                )
            rows[number] = {
                column: Cell(value.strip(), f"{get_column_letter(column)}{number}")
                for column, value in enumerate(row, 1)
                if value.strip()
            }
    except csv.Error as error:
        raise Unreadable("ce fichier n’est pas un CSV lisible") from error
    return Sheet(title, {number: row for number, row in rows.items() if row})


def _decoded(data: bytes) -> str:
    """UTF-8, else the code page that Excel writes in France, where some bytes are no letter."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _sign(text: str) -> str:
    """What parts the columns: the sign that gives as many of them to most of the first rows.

    Of two, not the comma: a decimal one is in the values.
    """
    return max(_SIGNS, key=lambda sign: (_alike(text, sign), sign != ","))


def _alike(text: str, sign: str) -> int:
    """How many of the first rows have the same number of columns, more than one."""
    rows = islice(csv.reader(io.StringIO(text, ""), delimiter=sign), _FIRST)
    return max(Counter(len(row) for row in rows if len(row) > 1).values(), default=0)
