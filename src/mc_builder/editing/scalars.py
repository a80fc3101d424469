"""A text → the ways of writing it where another stands, the nearest to the author's own first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mc_builder.source.yaml_writing import Block, alone, in_quotes, inline, lines

#: The first line of a block of text: its sign, how its end is cut, and what follows.
_HEADER = re.compile(r"(?P<sign>[|>])(?P<rest>[-+0-9]*)(?P<comment>[ \t]+#[^\n]*)?")

#: What other readers of YAML take for a number, a day, or yes and no.
MISREAD = re.compile(
    r"[-+]?(?:\.\d+|\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|0[xob]?[\da-fA-F_]+|\d+(?::\d+)+|\.inf|\.nan)"
    r"|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?|yes|no|on|off|true|false|y|n|oui|non",
    re.IGNORECASE,
)


def ways(text: str, was: str, *, flow: bool, column: int, habit: str) -> Iterator[str]:
    """How a text may be written in the place of `was`, which is empty when nothing stands there.

    `flow` when braces or brackets are around; `column` is that of the key or of the dash; `habit`
    is the quotation mark of the file. Whoever asks reads each back: what YAML would read otherwise
    is not the one.
    """
    several = not flow and ((isinstance(text, Block) and not was) or "\n" in text.rstrip("\n"))
    block, text = text, text.rstrip("\n") if text.endswith("\n") else text
    header = _HEADER.match(was)
    after = header["comment"] or "" if header else ""
    plain = inline if flow else alone
    if header and not flow:
        yield from _block(text, was, header, column)
    mark, inside = was[:1], was[1:-1]
    if mark in _MARKS and (mark != habit or not _needs_quotes(inside, plain)):
        yield _MARKS[mark](text) + after
    if plain(text) != text and not several:
        yield _MARKS[habit](text) + after
    if several:
        first, *rest = lines(block)
        yield "\n".join((first + after, *_indented(rest, column)))
    yield plain(text) + after
    yield in_quotes(text) + after


def _needs_quotes(text: str, plain: Callable[[str], str]) -> bool:
    return plain(text) != text or MISREAD.fullmatch(text) is not None


def _in_apostrophes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


#: How a text is written between quotation marks, of both kinds.
_MARKS: dict[str, Callable[[str], str]] = {"'": _in_apostrophes, '"': in_quotes}


def _block(text: str, was: str, header: re.Match[str], column: int) -> Iterator[str]:
    """A block of text under the same sign, at the same margin."""
    first = next((line for line in was.split("\n")[1:] if line.strip()), "")
    margin = len(first) - len(first.lstrip(" "))
    known = re.search("[0-9]", header["rest"])
    margin = column + int(known[0]) if known else max(margin, column + 1)
    body = text.rstrip("\n").split("\n")
    if header["sign"] == ">":  # one end of line is a space there, two are one
        body = [line for part in body for line in (part, "")][:-1]
    if text.strip():
        yield "\n".join((header[0], *(" " * margin + line if line else "" for line in body)))


def _indented(body: list[str], column: int) -> Iterator[str]:
    return (" " * column + line if line else "" for line in body)
