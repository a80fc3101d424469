"""A Word document as it prints, whoever saved it: its paragraphs in order, each in runs.

How Word cuts its runs, what it formats and what it computes again leave no trace here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property


class Computed(StrEnum):
    """What prints without being typed."""

    NO = ""
    FIELD = "c"
    NOTE = "n"
    IMAGE = "i"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one look, in the same bookmarks: `marks`, those of identities, outermost first.

    `note` is the number of the footnote that it calls.
    """

    words: str
    marks: tuple[str, ...] = ()
    computed: Computed = Computed.NO
    bold: bool = False
    italic: bool = False
    note: str = ""

    @property
    def mark(self) -> str:
        """The innermost bookmark around it; empty when there is none."""
        return self.marks[-1] if self.marks else ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change that was taken: who, when, in which bookmarks; `name` is that of a move."""

    removes: bool
    author: str
    moment: datetime | None
    marks: tuple[str, ...] = ()
    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ranks of its table in the part, of its row and of itself there."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that prints something, or holds a bookmark of an identity.

    `part` is empty in the body, « m » in a header or a footer, « n3 » in footnote 3. `level` is
    that of a heading, `item` the mark of a list (« - », « 1. ») with its depth. `held` are the
    bookmarks of identities that are open in it, `anchors` the other ones, `tracked` what was
    tracked in it.
    """

    runs: tuple[Run, ...]
    part: str = ""
    cell: Cell | None = None
    level: int = 0
    item: str = ""
    depth: int = 0
    held: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    tracked: tuple[Tracked, ...] = ()

    @cached_property
    def words(self) -> str:
        """All that it says."""
        return "".join(run.words for run in self.runs)

    @property
    def row(self) -> tuple[int, int] | None:
        """The table and the row that it is in."""
        return None if self.cell is None else (self.cell.table, self.cell.row)


@dataclass(frozen=True, slots=True)
class Passage:
    """What a comment is on: its words, the paragraph where it begins, the bookmarks there."""

    words: str = ""
    paragraph: int = 0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole document; `gone` are the bookmarks of what was deleted with its tracked changes."""

    paragraphs: tuple[Paragraph, ...]
    passages: Mapping[str, Passage] = field(default_factory=dict)
    gone: Mapping[str, Tracked] = field(default_factory=dict)
