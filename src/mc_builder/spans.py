"""Positions in source text: a text with its name, and spans (start and end offsets) into it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True)
class SourceText:
    """One input file: its path inside the project (``/`` separators) and its decoded text."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        lengths = (len(line) + 1 for line in self.text.split("\n")[:-1])
        return list(accumulate(lengths, initial=0))

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, in characters."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its end of line."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")

    def window(self, number: int, first: int, width: int) -> str:
        """So many characters of a line (from 1), from the one at `first` (from 0)."""
        start = self._line_starts[number - 1] + first
        return self.text[start : start + width].partition("\n")[0].rstrip("\r")

    def offset(self, line: int, column: int) -> int:
        """The inverse of `line_column`."""
        return self._line_starts[line - 1] + column - 1

    @property
    def line_count(self) -> int:
        """Number of lines."""
        return len(self._line_starts)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The span from `start` to `end` (to `start` itself when `end` is not given)."""
        return Span(self, start, start if end is None else end)


@dataclass(frozen=True, order=True)
class Span:
    """A half-open interval of character offsets in a source text."""

    source: SourceText = field(compare=False, repr=False)
    start: int
    end: int

    @property
    def path(self) -> str:
        """Path of the file inside the project."""
        return self.source.path

    @property
    def line(self) -> int:
        """Line of the first character, from 1."""
        return self.source.line_column(self.start)[0]

    @property
    def column(self) -> int:
        """Column of the first character, from 1."""
        return self.source.line_column(self.start)[1]

    @property
    def text(self) -> str:
        """The characters of the span."""
        return self.source.text[self.start : self.end]

    def find(self, needle: str, nth: int = 0) -> Span:
        """The `nth` occurrence of `needle` inside the span; the whole span if it is not there.

        Why: a parser of prose knows *what* it read, not always where the YAML block that held it
        put it; the words themselves are the surest way back to the source.
        """
        at = self.start - 1
        for _ in range(nth + 1):
            at = self.source.text.find(needle, at + 1, self.end)
            if at < 0:
                return self
        return Span(self.source, at, at + len(needle))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
