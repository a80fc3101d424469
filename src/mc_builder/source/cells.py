"""Cells of Markdown tables: ``<br>`` begins a line, and lines that begin by a dash are a list.

Why this tag alone: a row of a Markdown table is one line of the file, and nothing else of Markdown
can break it. Everywhere else it is HTML like any other, and refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BREAK = re.compile(r"(?<![ \t])[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
#: What begins an item: « - » of a list, « 1. » of a numbered one; « - 5 » is a number.
_ITEM = re.compile(r"(?:(?P<dash>-)[ \t]+(?=[^\s\d]|\Z)|(?P<number>\d{1,3})[.)][ \t]+(?=\S|\Z))")
_CELLS = ("td_open", "th_open")


@dataclass(frozen=True, slots=True)
class Piece:
    """What follows each other in a cell: lines of text, or the items of a list.

    `kind` is empty for lines, else ``ul`` or ``ol``, whose first number is `start`.
    """

    kind: str
    start: int
    lines: list[list[Token]]


def cell_breaks(state: StateCore) -> None:
    """A rule of the parser: the ``<br>`` of cells become breaks of lines."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type in _CELLS and "<" in token.content and token.children:
            token.children = [new for old in token.children for new in _broken(old)]


def _broken(token: Token) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    for number, words in enumerate(_BREAK.split(token.content)):
        if number:
            yield token.copy(type="hardbreak", tag="br", content="")
        if words:
            yield token.copy(content=words)


def pieces(tokens: Iterable[Token]) -> list[Piece]:
    """The lines and lists of a cell; a break inside emphasis or a link stays where it is."""
    lines: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += token.nesting
        if token.type == "hardbreak" and not depth:
            lines.append([])
        else:
            lines[-1].append(token)
    found: list[Piece] = []
    for line in lines:
        item = _item(line)
        if item is not None and item["number"] and len(lines) == 1:
            item = None  # « 1. Accueil » alone is a name with its number
        kind = "" if item is None else "ul" if item["dash"] else "ol"
        if item is not None:
            line = [line[0].copy(content=line[0].content[item.end() :]), *line[1:]]  # noqa: PLW2901
        if not found or found[-1].kind != kind:
            start = int(item["number"]) if item is not None and item["number"] else 1
            found.append(Piece(kind, start, []))
        found[-1].lines.append(line)
    return found


def _item(line: list[Token]) -> re.Match[str] | None:
    """What makes a line an item, when something follows it."""
    if not line or line[0].type != "text":
        return None
    found = _ITEM.match(line[0].content)
    return found if found and (len(line) > 1 or found.end() < len(line[0].content)) else None
