"""Plain data → lines of YAML as people write them: one key a line, quotation marks when needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mc_builder.source.yaml_fixes import quoted

#: What is written: texts, lists and objects of texts.
Data = str | list[Any] | dict[str, Any]

#: A plain text that YAML reads as it is, even between braces.
_PLAIN = re.compile(r"[^\W_][^\n:#{}\[\],\"'|>&*!%@`]*(?<! )")
#: The same where it has its line for itself.
_PLAIN_LINE = re.compile(r"[^\W_](?:[^\n:#]|:(?=[^\s:])|(?<=[^\s])#)*(?<![ :])")
#: A list of short texts stands on the line of its key, up to this length.
_SHORT = 70


def inline(text: str) -> str:
    """A text as YAML takes it between braces or brackets."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def alone(text: str) -> str:
    """A text as YAML takes it on a line of its own."""
    return text if _PLAIN_LINE.fullmatch(text) else quoted(text)


def flow(data: Data) -> str:
    """Data on one line."""
    if isinstance(data, str):
        return inline(data)
    if isinstance(data, list):
        return f"[{', '.join(flow(item) for item in data)}]"
    return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in data.items()) + "}"


def block(key: str, data: Data) -> Iterator[str]:
    """A key and what it holds, line after line, without margin."""
    if isinstance(data, str):
        yield f"{key}: {alone(data)}"
    elif is_short(data):
        yield f"{key}: {flow(data)}"
    else:
        yield f"{key}:"
        yield from (f"  {line}" for line in inside(data))


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
            yield f"- {alone(item)}"
        elif is_short(item):
            yield f"- {flow(item)}"
        else:
            yield from dashed(inside(item))


def dashed(lines: Iterator[str]) -> Iterator[str]:
    """The lines of an object as an item of a list."""
    yield f"- {next(lines)}"
    yield from (f"  {line}" for line in lines)
