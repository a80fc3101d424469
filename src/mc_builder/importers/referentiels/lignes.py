"""The bytes of a CSV → its rows, each with its line: any encoding and separator, comments apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from mc_builder.importers.referentiels.arbre import Illisible, Pertes
from mc_builder.nomenclatures.importing.files import Table
from mc_builder.nomenclatures.importing.rows import encoding_of

_SEPARATORS = (",", ";", "\t", ":")
#: How a line begins that is for who reads the file.
_COMMENTS = ("#", "//")

Ligne = tuple[int, list[str]]


def lines_of(data: bytes, lost: Pertes) -> Iterator[Ligne]:
    """The rows that say something; raises Illisible. Comments are lost, and said."""
    text = _text(data)
    head = next((line for line in text.splitlines() if line.strip() and not _is_comment(line)), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count), strict=False
    )
    above = 0
    try:
        for cells in reader:
            line, above = above + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if _is_comment(cells[0]):
                lost.say(f"ligne {line}", f"commentaire : « {' '.join(filter(None, cells))} »")
                continue
            yield line, [cell.strip() for cell in cells]
    except csv.Error:
        why = "un guillemet n’est pas fermé, ou une case est trop longue"
        raise Illisible(f"ligne {above + 1} : {why}") from None


def _is_comment(start: str) -> bool:
    return start.strip().strip('"').startswith(_COMMENTS)


def _text(data: bytes) -> str:
    encoding = encoding_of(Table(Path(), "", len(data), data=data))
    text = data.decode(encoding, errors="replace")
    if "\0" in text:
        raise Illisible("le fichier n’est pas un tableau en texte (CSV)")
    return text
