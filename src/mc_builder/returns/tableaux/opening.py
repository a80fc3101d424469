"""The bytes of a workbook → its sheets, row by row; Unreadable when they are not those of one.

openpyxl trusts the file: what it is given has been looked at first (number and size of the parts,
entities), it reads so many rows and columns, and whatever it stumbles on is said in one sentence.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

#: Bounds of a workbook: its parts, their bytes once decompressed, the rows and columns of a sheet.
MOST_PARTS, MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 1_000, 30_000_000, 10_000, 300
#: Those of a workbook that is read row after row: as many rows as a spreadsheet holds.
STREAMED_BYTES, STREAMED_ROWS = 500_000_000, 1_048_576
_CHUNK = 1 << 20
_OLD = b"\xd0\xcf\x11\xe0"
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


class Unreadable(Exception):
    """Why a file cannot be read: a French sentence, without final point."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its value, and where it is (« C12 »).

    `error` is that of the spreadsheet (« #N/A »), `lost` says that a formula has no result;
    `percent` that its number is shown as a percentage.
    """

    value: str | float | bool | date | time | timedelta | None
    where: str = ""
    error: str = ""
    lost: bool = False
    percent: bool = False

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        empty = self.value is None or (isinstance(self.value, str) and not self.value.strip())
        return empty and not (self.error or self.lost)


#: The cells of a row that hold something, by the rank of their column, from 1.
Cells = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its rows by rank, from 1, those that are empty left out."""

    title: str
    rows: Mapping[int, Cells]


def opened(data: bytes) -> list[Sheet]:
    """The sheets of a workbook; raises Unreadable."""
    _check_package(data, MOST_BYTES)
    with _trusting():
        sheets = list(_sheets(data, results=False))
        if any(c.lost for s in sheets for row in s.rows.values() for c in row.values()):
            return _with_results(sheets, list(_sheets(data, results=True)))
        return sheets


def streamed(data: bytes) -> Iterator[tuple[str, Iterator[tuple[int, Cells]]]]:
    """The name of each sheet and its rows with their ranks, one after the other.

    A formula is the result that the file kept of it. Nothing is held but the row that is read and
    the texts that the cells share; a sheet is read before the next one. Raises Unreadable.
    """
    _check_package(data, STREAMED_BYTES)
    with _trusting():
        for sheet in _book(data, results=True).worksheets:
            yield sheet.title, _trusted_rows(sheet)


def _trusted_rows(sheet: Any) -> Iterator[tuple[int, Cells]]:
    """Its rows: whoever reads them is outside of the reading of the workbook."""
    with _trusting():
        yield from _rows(sheet, STREAMED_ROWS)


@contextmanager
def _trusting() -> Iterator[None]:
    """What the library stumbles on is Unreadable: it answers a damaged part in twenty ways."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a workbook has that is not read
            yield
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            "ce classeur est abîmé : ouvrez-le, et enregistrez-le de nouveau"
        ) from error


def _check_package(data: bytes, most: int) -> None:
    """Raise Unreadable for what is no archive, is too large once open, or declares entities."""
    if data.startswith(_OLD):
        raise Unreadable(
            "c’est un classeur de l’ancien format d’Excel (.xls), ou il a un mot de passe :"
            " enregistrez-le sans mot de passe comme « Classeur Excel (.xlsx) »"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > MOST_PARTS or sum(m.file_size for m in members) > most:
                raise Unreadable(f"ce classeur est trop volumineux ({most // 10**6} Mo au plus)")
            for member in members:
                if _has_entity(package, member):
                    raise Unreadable(
                        "ce classeur contient une déclaration qu’aucun tableur n’écrit"
                    )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable("ce n’est pas un classeur .xlsx lisible") from error
    except (ValueError, EOFError) as error:
        raise Unreadable("ce n’est pas un classeur .xlsx lisible") from error


def _has_entity(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a part declares an entity; read piece by piece, a mark may be across two."""
    longest, before = max(map(len, _DECLARED)), b""
    with package.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if any(mark in before + chunk for mark in _DECLARED):
                return True
            before = chunk[-longest:]
    return False


def _book(data: bytes, *, results: bool) -> Any:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)


def _sheets(data: bytes, *, results: bool) -> Iterator[Sheet]:
    """Each sheet, with its formulas or with their results as they were kept."""
    for sheet in _book(data, results=results).worksheets:
        yield Sheet(sheet.title, dict(_rows(sheet, MOST_ROWS)))


def _rows(sheet: Any, most: int) -> Iterator[tuple[int, Cells]]:
    """The rows of a sheet that hold something, by rank; raises Unreadable beyond so many."""
    found = sheet.iter_rows(max_row=most + 1, max_col=MOST_COLUMNS)
    for number, row in enumerate(found, 1):
        cells = {
            column: _cell(cell, f"{get_column_letter(column)}{number}")
            for column, cell in enumerate(row, 1)
            if cell.value is not None
        }
        if cells and number > most:
            raise Unreadable(f"la feuille « {sheet.title} » a plus de {most} lignes")
        if cells:
            yield number, cells


def _cell(cell: Any, where: str) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(None, where, lost=True)
    if cell.data_type == "e":
        return Cell(None, where, error=str(value))
    if isinstance(value, str):
        return Cell(value.replace("_x000D_", "").replace("\r", ""), where)
    percent = isinstance(value, int | float) and "%" in cell.number_format
    return Cell(value, where, percent=percent)


def _with_results(sheets: list[Sheet], results: list[Sheet]) -> list[Sheet]:
    """Each formula replaced by its result, where the file kept one."""
    return [
        Sheet(
            sheet.title,
            {
                number: {
                    column: other.rows.get(number, {}).get(column, cell) if cell.lost else cell
                    for column, cell in row.items()
                }
                for number, row in sheet.rows.items()
            },
        )
        for sheet, other in zip(sheets, results, strict=True)
    ]
