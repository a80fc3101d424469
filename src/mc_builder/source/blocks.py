"""Markdown → the blocks that documents number, each with the lines where it is written.

The numbers are those that the printed blocks carry (« dossier/note/10-origine/3 »): a paragraph, a
heading, an item of a list, a cell of a table, a caption, what is placed alone in a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from mc_builder.source.cells import pieces
from mc_builder.source.prose import PLACED, alone, parse

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Lines, from, to the one after the last.
Lines = tuple[int, int]


#: What a gap within a block is called: « dossier/note/10-origine/3/manque-1 ».
_GAP = "manque"
_GAP_REF = re.compile(rf"/{_GAP}-\d{{1,9}}\Z")


def gap_ref(block: str, number: int) -> str:
    """The reference of what a block says is still to be written."""
    return f"{block}/{_GAP}-{number}"


def without_gap(ref: str) -> str:
    """The reference of the block where a gap stands; any other as it is."""
    return _GAP_REF.sub("", ref)


class Role(StrEnum):
    """What a block is."""

    PARAGRAPHE = "paragraphe"
    INTERTITRE = "intertitre"
    ELEMENT = "element"
    CELLULE = "cellule"
    PLACE = "place"


@dataclass(frozen=True)
class MarkdownBlock:
    """One or more numbers of a text (a cell that holds a list has several): `first` to `last`.

    `words` are its Markdown without what makes its place; `lines` where they are, `unit` the lines
    of the whole that stands there by itself, `item` those of the item of a list. `cell` is the rank
    of a cell in its row, `table` the lines of its table.
    """

    first: int
    last: int
    role: Role
    words: str
    lines: Lines
    unit: Lines
    item: Lines | None = None
    cell: int | None = None
    table: Lines = (0, 0)


@dataclass
class _Walk:
    """The tokens of a text, in the order in which documents number their blocks."""

    number: int = 0
    unit: Lines = (0, 0)
    items: list[Lines] = field(default_factory=list)
    table: Lines = (0, 0)
    row: Lines = (0, 0)
    rank: int = -1
    body: bool = False
    heading: bool = False

    def blocks(self, tokens: list[Token]) -> Iterator[MarkdownBlock]:
        notes = False
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type in {"footnote_block_open", "footnote_block_close"}:
                notes = token.type.endswith("open")
            elif notes:
                continue
            elif token.type == "inline":
                yield self._inline(token, before)
            else:
                self._follow(token)

    def _follow(self, token: Token) -> None:
        if token.level == 0 and token.map is not None:
            self.unit = (token.map[0], token.map[1])
        if token.type == "list_item_open" and token.map is not None:
            self.items.append((token.map[0], token.map[1]))
        elif token.type == "list_item_close":
            self.items.pop()
        elif token.type == "table_open" and token.map is not None:
            self.table = (token.map[0], token.map[1])
        elif token.type == "tr_open" and token.map is not None:
            self.row, self.rank = (token.map[0], token.map[1]), -1
        elif token.type in {"td_open", "th_open"}:
            self.rank, self.body = self.rank + 1, token.type == "td_open"
        elif token.type == "table_close":
            self.rank = -1
        self.heading = token.type == "heading_open"

    def _inline(self, token: Token, before: Token | None) -> MarkdownBlock:
        children = token.children or []
        first = self.number + 1
        in_cell = before is not None and before.type in {"td_open", "th_open"}
        found = pieces(children) if in_cell and self.body else []
        listed = any(piece.kind for piece in found)
        self.number += sum(len(p.lines) if p.kind else 1 for p in found) if listed else 1
        lines = self.row if in_cell else (token.map or [0, 0])[0:2]
        construct = alone(children) if token.level == 1 else None
        role = (
            Role.CELLULE
            if in_cell
            else Role.INTERTITRE
            if self.heading
            else Role.ELEMENT
            if self.items
            else Role.PLACE
            if construct is not None and construct.kind in PLACED
            else Role.PARAGRAPHE
        )
        return MarkdownBlock(
            first,
            self.number,
            role,
            token.content,
            (lines[0], lines[1]),
            self.unit,
            self.items[-1] if self.items and not in_cell else None,
            self.rank if in_cell else None,
            self.table if in_cell else (0, 0),
        )


def blocks_in(markdown: str) -> list[MarkdownBlock]:
    """The blocks of a text, in the order of their numbers, which begin at 1."""
    return list(_Walk().blocks(parse(markdown)))


#: Where the cells of a row are parted.
_PIPE = re.compile(r"(?<!\\)\|")


def cell_bounds(line: str) -> list[tuple[int, int]]:
    """Where each cell of a row is, between its bars."""
    bars = [found.start() for found in _PIPE.finditer(line)]
    starts = [0, *(bar + 1 for bar in bars)]
    ends = [*bars, len(line)]
    cells = list(zip(starts, ends, strict=True))
    if not line[: cells[0][1]].strip(" \t>"):
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not line[cells[-1][0] :].strip() else cells


def cell_span(line: str, rank: int) -> tuple[int, int]:
    """Where the words of a cell begin and end on its line; IndexError when it is not there."""
    start, end = cell_bounds(line)[rank]
    inside = line[start:end]
    if not inside.strip():
        return start, end
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
