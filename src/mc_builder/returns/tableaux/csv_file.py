"""The bytes of a CSV file → one sheet of texts; Unreadable when they are not those of one."""

from __future__ import annotations

import csv
import io

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
_SIGNS = ";\t,|"


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
    """What parts the columns: the sign that most of the first lines have."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in _SIGNS}
    # A decimal comma is in the values: it parts the columns when no other sign does.
    others = {sign: count for sign, count in counts.items() if sign != "," and count >= len(lines)}
    return max(others, key=others.__getitem__) if others else ","
