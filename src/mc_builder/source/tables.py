"""Tables of a Markdown text, read without its parser: their captions, their columns, their size.

``Tableau : titre`` before a table is its caption. ``Tableau (paysage) : titre`` puts it on a
landscape page, ``Tableau (colonnes 20 30 50) : titre`` shares out its width,
``Tableau (paysage, colonnes 20 30 50) : titre`` does both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mc_builder.french import SPACES

CAPTION = re.compile(rf"Tableau[{SPACES}]?(?:\((?P<options>[^()\n]*)\)[{SPACES}]?)?:\s*")
_DELIMITER = re.compile(r" {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
_CELL = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
#: What is not printed as it is written: calls, addresses of links, marks of emphasis.
_UNPRINTED = re.compile(r"\{\{[^{}\n]*\}\}|(?<=\])\([^()\s]*\)|\^\[[^\[\]]*\]|[*_\[\]\\`]")


@dataclass(frozen=True, slots=True)
class Options:
    """What a caption asks for: a landscape page, shares of the width; `problem` is in French."""

    landscape: bool = False
    shares: tuple[float, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where its head begins and ends in the text, its caption, its cells by column."""

    start: int
    end: int
    options: Options
    caption: tuple[int, int] | None
    head: list[str]
    columns: list[list[str]] = field(repr=False)
    rows: int


def options_of(text: str | None) -> Options:
    """Read what stands in the brackets of a caption."""
    landscape = False
    shares: tuple[float, ...] = ()
    for part in (text or "").split(","):
        word, *numbers = part.replace("%", " ").replace(";", " ").split() or [""]
        if word == "paysage" and not numbers:
            landscape = True
        elif word == "colonnes" and numbers and all(n.isascii() and n.isdecimal() for n in numbers):
            shares = tuple(float(number[:4]) for number in numbers)
        elif text is not None:
            return Options(problem=f"« {part.strip()[:40]} » n’est pas compris")
    if shares and min(shares) <= 0:
        return Options(landscape, problem="une colonne n’a pas de largeur")
    return Options(landscape, shares)


def tables_in(markdown: str) -> Iterator[Table]:
    """The tables of a text, in order."""
    if "|" not in markdown or ("--" not in markdown and "-|" not in markdown):
        return
    lines = markdown.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    number = 1
    while number < len(lines):
        if not (_DELIMITER.fullmatch(lines[number]) and "|" in lines[number - 1]):
            number += 1
            continue
        end = number + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        yield _table(lines, starts, number - 1, end)
        number = end + 1


def _table(lines: list[str], starts: list[int], first: int, end: int) -> Table:
    head = _cells(lines[first])
    columns: list[list[str]] = [[] for _ in head]
    for line in (lines[first], *lines[first + 2 : end]):
        for column, cell in zip(columns, _cells(line), strict=False):
            column += [text.strip() for text in _BREAK.split(_UNPRINTED.sub("", cell))]
    above = first - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    found = CAPTION.match(lines[above].strip()) if above >= 0 else None
    place = (starts[above], starts[above] + len(lines[above])) if found else None
    options = options_of(found["options"]) if found else Options()
    where = starts[first], starts[first] + len(lines[first])
    rows = end - first - 2
    return Table(
        *where, options, place, [_UNPRINTED.sub("", c).strip() for c in head], columns, rows
    )


def _cells(line: str) -> list[str]:
    return _CELL.split(line.strip().removeprefix("|").removesuffix("|"))
