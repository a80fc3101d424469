"""What a returned document or workbook says otherwise, one frozen value for each change.

A reader (of Word, of a workbook) gives them; the review says what becomes of each; the
application turns them into exact edits. None of them knows a file format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that come from one place.

    `ref` is the text of the data (« identity:field », or « prose/3 » for a block of prose); `call`
    is that of what a text of the data calls (a figure, a source), whose words are not its own.
    Both are empty for words of a template. `computed` when the tool computes them: a number, a
    page, a call of a note (`page.text.NOTE` for words), a picture (`IMAGE`).
    """

    words: str
    ref: str = ""
    call: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a change, when, and where it is read.

    `author` and `moment` are those of a tracked change, else empty and None. `place` is what leads
    to it in the document: the headings above, from the top. It is `certain` when an identity says
    so, likely when words alone do. `printed` are the words of all that the file printed, by
    reference: what stood beside is told by them from what changed.
    """

    author: str = ""
    moment: datetime | None = None
    place: tuple[str, ...] = ()
    certain: bool = True
    printed: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TextChanged:
    """A text of the data with other words: as it was printed, in pieces, and as it is now.

    `after` are all its words, empty when they were taken out of a place that is still there;
    `now` are the same in pieces: which of them still stand for a call. No piece but those of the
    text itself is in `before` and `now`. Spaces are plain, and what was not changed keeps the signs
    that were printed. `note` is the rank, from 1, of the footnote of this text that was changed: 0
    when it is the text itself. `alone` in a row of its own object: of no other under its heading.
    """

    ref: str
    before: tuple[Piece, ...]
    after: str
    origin: Origin = Origin()
    now: tuple[Piece, ...] = ()
    note: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class FrameChanged:
    """Words that no edit of the data can change: of a template, or computed. Said, not applied."""

    before: str
    after: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class ItemAdded:
    """An object more (a row, an item): like `like`, its sibling, and after the sibling `after`.

    `after` is empty for the first of the list. `texts` are its words by field of the sibling; that
    of an object which the sibling holds has its path (« source/ref »), a list one line an item. Of
    a list of plain texts, both are references (« dossier/diplome:acces/2 ») and the field is empty.
    Where there is no sibling `like` is empty and `into` names the list, « identity:field » (of the
    project itself, « :chiffres »). `beside` are the words of the sibling `after`.
    """

    like: str
    after: str
    texts: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = Origin()
    into: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class ItemRemoved:
    """An object less: its identity (a reference in a list of texts), and the words that went.

    `known` are those of its own that it printed: by them it is known again.
    """

    cle: str
    words: str
    origin: Origin = Origin()
    known: str = ""


@dataclass(frozen=True, slots=True)
class ItemMoved:
    """An object at another place of its list: after the sibling `after`, first when empty.

    `known` are the words of its own that it printed, `beside` those of that sibling: by them they
    are known again when others came and went, or when it has moved.
    """

    cle: str
    after: str
    words: str
    origin: Origin = Origin()
    beside: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class ValueChanged:
    """A field with another value, given whole: a number, a day, a choice, a link, a Markdown.

    Both are as a file writes them (`values.typed`): « 1250,5 », « 2026-01-12 », « À compléter : … »
    where it waits, a list one line an item; empty for none.
    """

    ref: str
    before: str
    after: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """A cell of a matrix: what `holder` says of `target` in its `field`.

    As `editing.matrices` says it: empty for no link, « entier », « partiel »; of a requirement in
    the « exigences » of a job its importance, « 1 » to « 3 », or « ecartee: » and the motive.
    """

    holder: str
    field: str
    target: str
    before: str
    after: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class BlockAdded:
    """A block of prose more, after the block `after`, as Markdown.

    « prose/0 » stands for what is before the first. An item of a list has its mark (« - »).
    `beside` are the words of the block `after`.
    """

    after: str
    markdown: str
    origin: Origin = Origin()
    beside: str = ""


@dataclass(frozen=True, slots=True)
class BlockRemoved:
    """A block of prose less."""

    ref: str
    words: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class BlockMoved:
    """A block of prose at another place of its text: after the block `after`, « prose/0 » first.

    By its `words`, and those of that block, `beside`, both are known again.
    """

    ref: str
    after: str
    words: str
    origin: Origin = Origin()
    beside: str = ""


class TablePart(StrEnum):
    """What comes or goes whole of a table of prose, and what became of it."""

    ROW_COME = "rangée ajoutée"
    ROW_GONE = "rangée retirée"
    COLUMN_COME = "colonne ajoutée"
    COLUMN_GONE = "colonne retirée"
    TABLE_GONE = "tableau retiré"


#: The parts that come.
COME = {TablePart.ROW_COME, TablePart.COLUMN_COME}


@dataclass(frozen=True, slots=True)
class TableChanged:
    """A row or a column of a table of prose, more or less; or the whole table, less.

    `ref` is its first cell, or the one after which it comes (before which, when `first`), and
    `known` what that cell printed; `texts` are the words of its cells, in their order.
    """

    what: TablePart
    ref: str
    known: str
    texts: tuple[str, ...]
    origin: Origin = Origin()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: on which text (`ref`, empty when on none), its words, its answers, its state."""

    ref: str
    extract: str
    words: str
    author: str
    moment: datetime | None
    answers: tuple[Remark, ...] = ()
    done: bool = False
    place: tuple[str, ...] = ()


Change = (
    TextChanged
    | FrameChanged
    | ItemAdded
    | ItemRemoved
    | ItemMoved
    | ValueChanged
    | LinkChanged
    | BlockAdded
    | BlockRemoved
    | BlockMoved
    | TableChanged
)


@dataclass(frozen=True, slots=True)
class Returned:
    """All that a file which came back says: its changes, in its order, and its comments.

    `document` is the kind that it was made as, `version` that of the dossier, `empreinte` that of
    its view; `sure` when what it was made from is known, not guessed. `names` are the objects by
    the titles that it printed, `title` its own.
    """

    document: str
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    sure: bool = True
    version: str = ""
    empreinte: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
