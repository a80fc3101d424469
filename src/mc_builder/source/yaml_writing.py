"""Plain data → lines of YAML as people write them: one key a line, quotation marks when needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mc_builder.source.yaml_nodes import NULLS

#: What is written: texts, lists and objects of texts.
Data = str | list[Any] | dict[str, Any]

#: A plain text that YAML reads as it is, even between braces.
_PLAIN = re.compile(r"[^\W_][^\n\t:#{}\[\],\"'|>&*!%@`]*(?<! )")
#: The same where it has its line for itself.
_PLAIN_LINE = re.compile(r"[^\W_](?:[^\n\t:#]|:(?=[^\s:])|(?<=[^\s])#)*(?<![ :])")
#: What would end a line, or be lost, in a text between quotation marks.
_ESCAPED = re.compile("[\n\t\x85\u2028\u2029\ufeff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t"}
#: A list of short texts stands on the line of its key, up to this length.
_SHORT = 70


class Quoted(str):
    """A text that is written between quotation marks all the same: « 3.10 », no number."""

    __slots__ = ()


class Block(str):
    """A text that has lines for itself, even one alone: a paragraph."""

    __slots__ = ()


def inline(text: str) -> str:
    """A text as YAML takes it between braces or brackets."""
    return text if _stands(_PLAIN, text) else in_quotes(text)


def alone(text: str) -> str:
    """A text as YAML takes it on a line of its own."""
    return text if _stands(_PLAIN_LINE, text) else in_quotes(text)


def _stands(plain: re.Pattern[str], text: str) -> bool:
    known = not isinstance(text, Quoted) and text not in NULLS
    return known and plain.fullmatch(text) is not None and _ESCAPED.search(text) is None


def in_quotes(text: str) -> str:
    """A text between double quotes, on one line; an end of line at its end says nothing there."""
    escaped = (text.rstrip("\n") or text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda c: _ESCAPES.get(c[0], f"\\u{ord(c[0]):04X}"), escaped) + '"'


def lines(text: str) -> Iterator[str]:
    """A text where it has its lines for itself: a block of them when it has several."""
    if (isinstance(text, Block) or "\n" in text.rstrip("\n")) and text.strip():
        yield "|" + ("2" if text[0] in " \n" else "") + ("" if text.endswith("\n") else "-")
        yield from (f"  {line}" if line else "" for line in text.rstrip("\n").split("\n"))
    else:
        yield alone(text)


def flow(data: Data) -> str:
    """Data on one line."""
    if isinstance(data, str):
        return inline(data)
    if isinstance(data, list):
        return f"[{', '.join(flow(item) for item in data)}]"
    return "{" + ", ".join(f"{inline(key)}: {flow(item)}" for key, item in data.items()) + "}"


def block(key: str, data: Data) -> Iterator[str]:
    """A key and what it holds, line after line, without margin."""
    name = inline(key)
    if isinstance(data, str):
        first, *rest = lines(data)
        yield f"{name}: {first}"
        yield from rest
    elif is_short(data):
        yield f"{name}: {flow(data)}"
    else:
        yield f"{name}:"
        yield from map(_indented, inside(data))


def is_short(data: Data) -> bool:
    """Whether a list, or « à compléter », reads best on the line of its key."""
    if isinstance(data, dict):
        return not data or set(data) == {"a_completer"}
    plain = isinstance(data, list) and all(isinstance(item, str) for item in data)
    return plain and len(flow(data)) <= _SHORT


def inside(data: Data) -> Iterator[str]:
    """The lines of a list or of an object, without margin."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from block(name, value)
        return
    for item in data:
        if isinstance(item, str):
            first, *rest = lines(item)
            yield f"- {first}"
            yield from rest
        elif is_short(item):
            yield f"- {flow(item)}"
        else:
            yield from dashed(inside(item))


def dashed(written: Iterator[str]) -> Iterator[str]:
    """The lines of an object as an item of a list."""
    yield f"- {next(written)}"
    yield from map(_indented, written)


def _indented(line: str) -> str:
    return f"  {line}" if line else ""
