"""The bytes of a table → its columns and its rows, and what is wrong with some of them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from mc_builder.french import counted, listed
from mc_builder.nomenclatures.importing.files import Table, Unreadable

_CHUNK = 1 << 20
_SEPARATORS = (";", ",", "\t")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
#: No row of titles is longer.
_HEADER = 1 << 16
#: Rows between two words on how far the reading is.
_STEP = 2_000

Row = dict[str, str]


class BadRow(NamedTuple):
    """A row that cannot be taken: its file, its line there, and why, in French."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line} : {self.why}"


class Shape(NamedTuple):
    """How a table is written: its encoding, what is between its cells, the names of its columns."""

    encoding: str
    separator: str
    columns: tuple[str, ...]


def shape_of(table: Table) -> Shape:
    """How a table is written; raises Unreadable for what is no text."""
    encoding = encoding_of(table)
    with table.opened() as stream, text_of(stream, encoding) as text:
        line = text.readline(_HEADER)
        if "\0" in line or len(line) == _HEADER:
            raise Unreadable(f"« {table.name} » n’est pas un tableau en texte (CSV)")
        separator = max(_SEPARATORS, key=line.count)
        names = next(csv.reader([line], delimiter=separator), [])
    return Shape(encoding, separator, tuple(name.strip() for name in names))


def encoding_of(table: Table) -> str:
    """UTF-8 when all its bytes are, with or without a mark; what Windows writes, otherwise.

    Why not the first bytes only: a file of accents may begin with thousands of lines without any.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    western = "cp1252"
    utf_8 = True
    with table.opened() as stream:
        while chunk := stream.read(_CHUNK):
            if marked := _MARKS.get(chunk[:2]):
                return marked
            if utf_8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    utf_8 = False
            if not utf_8 and western == "cp1252":
                western = _western(chunk)
    return "utf-8-sig" if utf_8 else western


def _western(chunk: bytes) -> str:
    """The signs of Windows, unless some byte has no sense there."""
    try:
        chunk.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def text_of(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The text of some bytes; a byte that has no sense becomes a sign that says so."""
    return io.TextIOWrapper(stream, encoding, errors="replace", newline="")


def rows(
    table: Table,
    shape: Shape,
    required: tuple[str, ...],
    bad: Callable[[BadRow], None],
    at: Callable[[int], None],
) -> Iterator[Row]:
    """The rows of a table, by name of column; those that cannot be taken are given to `bad`.

    `at` is told now and then how many bytes have been read. Cells that are empty at the end of a
    row, as spreadsheets write them, may be too many or missing.
    """
    width = len(shape.columns)
    with table.opened() as stream, text_of(stream, shape.encoding) as text:
        reader = csv.reader(text, delimiter=shape.separator)
        next(reader, None)
        for cells in _cells(reader, table, bad):
            if reader.line_num % _STEP == 0:
                at(min(stream.tell(), table.size))
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            found = dict(zip(shape.columns, map(str.strip, cells), strict=False))
            if len(cells) > width:
                why = f"{counted(len(cells), 'case')} pour {counted(width, 'colonne')}"
                bad(BadRow(table.name, table.above + reader.line_num, why))
            elif empty := [name for name in required if not found.get(name)]:
                if any(found.values()):
                    why = f"rien dans {listed(f'« {name} »' for name in empty)}"
                    bad(BadRow(table.name, table.above + reader.line_num, why))
            else:
                yield found
    at(table.size)


def _cells(
    reader: Iterator[list[str]], table: Table, bad: Callable[[BadRow], None]
) -> Iterator[list[str]]:
    """The rows that the library reads; where it gives up, the reading of the table ends."""
    try:
        yield from reader
    except csv.Error:
        line = getattr(reader, "line_num", 0)
        bad(
            BadRow(
                table.name,
                table.above + line,
                "un guillemet n’est pas fermé, ou la case est trop longue",
            )
        )
