"""A text and the span where it is written → the place of any of its characters, and its fixes.

Why: what is read is not always what is written: a YAML block is indented, a quoted text has its
escapes, a folded one its ends of line. The two are walked together once, the first time that a
place is asked for; a search from the beginning for each finding would cost the square of the text.
"""

from __future__ import annotations

from functools import cached_property

from mc_builder.diagnostics import Fix
from mc_builder.spans import Span

_BLANK = " \t\n"
#: Characters of an escape in double quotes, by the letter that follows the backslash.
_ESCAPES = {"x": 4, "u": 6, "U": 10}
#: What may not be written as it is in a YAML text, by its first character.
_NEEDS_ESCAPE = {'"': '"\\\n', "'": "'\n"}
_NEEDS_QUOTES = ":#'\"{}[],&*!|>%@`\n"


class Written:
    """A text, as it was read, and the span of the file that holds it."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span

    @cached_property
    def _raw(self) -> str:
        return self.span.text

    @cached_property
    def _ends(self) -> tuple[list[int], list[int]] | int | None:
        """Where each character begins and ends in the span; a number when all are so far on."""
        raw, text = self._raw, self.text
        if raw == text:
            return 0
        if raw[:1] in _NEEDS_ESCAPE and raw[1:-1] == text:
            return 1
        return _aligned(text, raw)

    def place(self, start: int, end: int) -> Span:
        """The place of some characters; of the whole text when they cannot be told apart."""
        ends, span = self._ends, self.span
        if ends is None:
            return span
        if isinstance(ends, int):
            return span.source.span(span.start + ends + start, span.start + ends + end)
        starts, stops = ends
        first = starts[start] if start < len(starts) else len(self._raw)
        last = stops[end - 1] if end > start else first
        return span.source.span(span.start + first, span.start + last)

    def fix(self, start: int, end: int, new: str) -> Fix | None:
        """These characters replaced by `new`, when the file can hold it as it stands."""
        at = self.place(start, end)
        if self._ends is None:
            return None
        if self._raw[:1] == "|" and self._ends != 0:
            indent = self._indent(start)
            was = _indented(self.text[start:end], indent)
            return Fix(at, _indented(new, indent)) if at.text == was else None
        if at.text != self.text[start:end] or (not self._is_file and self._forbidden(new)):
            return None
        return Fix(at, new)

    @property
    def _is_file(self) -> bool:
        return self.span.path.endswith(".md")

    def _forbidden(self, new: str) -> bool:
        return bool(set(new) & set(_NEEDS_ESCAPE.get(self._raw[:1], _NEEDS_QUOTES)))

    def _indent(self, at: int) -> str:
        """What a block of YAML puts before the line of a character."""
        line = self.text.rfind("\n", 0, at) + 1
        words = line + len(self.text[line:]) - len(self.text[line:].lstrip(" "))
        place = self.place(words, words)
        column = place.column - 1 - (words - line)
        return " " * column


def _indented(text: str, indent: str) -> str:
    first, *lines = text.split("\n")
    return "\n".join([first, *(indent + line if line else "" for line in lines)])


def _aligned(text: str, raw: str) -> tuple[list[int], list[int]] | None:
    """Where each character of a text begins and ends in what a YAML file writes; None if it fails.

    A blank of the text is at the first blank of those that the file has there.
    """
    style = raw[:1]
    at = raw.find("\n") + 1 if style and style in "|>" else int(style in _NEEDS_ESCAPE)
    starts: list[int] = []
    stops: list[int] = []
    for char in text:
        if char not in _BLANK:
            at = _after_blanks(raw, at, escapes=style == '"')
        if at >= len(raw):
            if char not in _BLANK:
                return None
            length = 0  # the last end of line, which the span leaves out
        elif style == '"' and raw[at] == "\\":
            length = _ESCAPES.get(raw[at + 1 : at + 2], 2)
        elif style == "'" and raw.startswith("''", at):
            length = 2
        elif raw[at] == char or (char in _BLANK and raw[at] in _BLANK):
            length = 1
        else:
            return None
        starts.append(at)
        at += length
        stops.append(at)
    return starts, stops


def _after_blanks(raw: str, at: int, *, escapes: bool) -> int:
    """Past what was folded: blanks, and ends of line that a backslash takes away."""
    while at < len(raw) and (raw[at] in _BLANK or (escapes and raw.startswith("\\\n", at))):
        at += 1
    return at
