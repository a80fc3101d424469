"""What was found in a pasted text, and the lines in which it is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from mc_builder.codes import Code

#: How a table is written.
WRITE_TABLE = (
    "écrivez un tableau, une ligne par rang : | Titre | Titre |, puis | --- | --- |, puis"
    " | case | case |"
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """The characters from `start` to `end` are left of a word processor.

    `new` takes their place when that is certain, or the place of the characters `replaced`.
    """

    code: Code
    message: str
    start: int
    end: int
    aide: str
    new: str | None = None
    replaced: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text and where it begins."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends, its end of line left out."""
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return not self.text or self.text.isspace()


def lines_of(text: str) -> list[Line]:
    """The lines of a text."""
    texts = text.split("\n")
    starts = accumulate((len(line) + 1 for line in texts), initial=0)
    return [Line(start, line) for start, line in zip(starts, texts, strict=False)]
