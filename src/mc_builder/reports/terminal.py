"""Text → what a terminal shows: its colours, its width, and nothing that could drive it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from mc_builder.french import on_one_line

#: Marks a text with a role (« erreur », « lieu », « marque ») for a terminal.
Paint = Callable[[str, str], str]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def plain(text: str, role: str) -> str:
    """No colour."""
    del role
    return text


def printable(text: str) -> str:
    """A text that cannot drive a terminal: what acts on lines or directions becomes visible."""
    return _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def one_line(text: str) -> str:
    """A text on one line, in French typography, that cannot drive a terminal."""
    return printable(on_one_line(text))


@dataclass(frozen=True)
class Terminal:
    """How wide lines may be, and the colours of their roles; what is not for people ignores it.

    `said` puts the words of a type of diploma in a text, before it is cut.
    """

    width: int = 96
    paint: Paint = plain
    said: Callable[[str], str] = str

    def fold(
        self, text: str, first: str = "", rest: str = "", role: str | None = None
    ) -> Iterator[str]:
        """Lines of at most `width` columns; places and no-break spaces are kept whole."""
        for line in textwrap.wrap(
            one_line(self.said(text)),
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ):
            yield line if role is None else self.paint(line, role)

    def listing(self, title: str, items: Iterable[str], indent: str = "  ") -> Iterator[str]:
        """A title with the number of its items, and each of them; nothing when there is none."""
        found = list(items)
        if found:
            yield f"{indent}{title} ({len(found)})"
            for item in found:
                yield from self.fold(item, f"{indent}  - ", f"{indent}    ")


#: For whoever is no terminal.
NO_TERMINAL = Terminal()

Said_contra = TypeVar("Said_contra", contravariant=True)


class Reporter(Protocol[Said_contra]):
    """One form of a result: what is said → the whole text to print."""

    def __call__(self, said: Said_contra, terminal: Terminal = NO_TERMINAL, /) -> str:
        """The text; what is for programs ignores the terminal."""
        ...
