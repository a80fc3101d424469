"""Suggestions for the lines of a table → the rows of a CSV, kept as they are found.

What is found goes to a journal beside the file, lot after lot: a run that is stopped goes on from
the last whole lot, when it is asked the same question again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from mc_builder.nomenclatures.matching import Proche
from mc_builder.nomenclatures.matching.lots import LOT
from mc_builder.nomenclatures.store_records import Edition

_SUFFIX = ".encours"
_END = b"\r\n"


def head(edition: Edition) -> bytes:
    """The mark of UTF-8, without which spreadsheets read other letters, and the titles."""
    titles = ("ligne", "texte", "rang", "code", f"intitulé ({edition.label})", "bande")
    return b"\xef\xbb\xbf" + _written([(*titles, "mots communs")])


def suggested(
    line: int, text: str, near: Sequence[Proche], titles: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """The rows of a line: one for each suggestion that shares a word, or one that has none."""
    kept = [one for one in near if one.communs]
    if not kept:
        return [(str(line), text, "", "", "", "", "")]
    return [
        (
            str(line),
            text,
            str(rank),
            one.cle,
            titles[one.cle],
            one.bande.value,
            ", ".join(one.mots),
        )
        for rank, one in enumerate(kept, 1)
    ]


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([list(map(inert, row)) for row in rows])
    return out.getvalue().encode("utf-8")


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"’{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


@dataclass(frozen=True, slots=True)
class Journal:
    """The rows found so far, in a file that is this tool’s own.

    Its first line says which question they answer; each lot ends with an empty line.
    """

    path: Path

    @classmethod
    def of(cls, target: Path) -> Journal:
        """That of a file to write, beside it."""
        return cls(target.with_name(f".{target.name}{_SUFFIX}"))

    def begin(self, question: str) -> int:
        """How many lines of the table are done; another question begins with none.

        What a run that was stopped had not finished writing is cut. Raises OSError.
        """
        title = question.encode() + _END
        found = self.path.read_bytes() if self.path.is_file() else b""
        whole = found[: found.rfind(_END + _END) + 2 * len(_END)] if _END + _END in found else b""
        if not whole.startswith(title):
            self.path.write_bytes(title)
            return 0
        self.path.write_bytes(whole)
        return LOT * whole.count(_END + _END)

    def write(self, lines: Iterable[list[tuple[str, ...]]]) -> None:
        """Adds the rows of the next lines, a lot at a time; raises OSError."""
        again = iter(lines)
        with self.path.open("ab") as stream:
            while lot := list(islice(again, LOT)):
                stream.write(_written(row for rows in lot for row in rows) + _END)
                stream.flush()

    def rows(self) -> bytes:
        """All the rows."""
        return b"".join(self._lots())

    def _lots(self) -> Iterator[bytes]:
        with self.path.open("rb") as stream:
            next(stream, b"")
            for line in stream:
                if line != _END:
                    yield line

    def forget(self) -> None:
        """Removes it, once the file is written."""
        with suppress(OSError):
            self.path.unlink()
