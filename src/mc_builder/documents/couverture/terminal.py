"""Text → lines of a terminal: folded, in its colours, and unable to drive it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mc_builder.french import on_one_line
from mc_builder.reports.diagnostics.texte import Paint, plain, printable

LARGEUR = 96


@dataclass(frozen=True)
class Terminal:
    """How wide lines may be, and the colours of their roles."""

    largeur: int = LARGEUR
    paint: Paint = plain

    def plie(
        self, text: str, first: str = "", rest: str = "", role: str | None = None
    ) -> Iterator[str]:
        """Lines of at most `largeur` columns; places and no-break spaces are kept whole."""
        for line in textwrap.wrap(
            printable(on_one_line(text)),
            self.largeur,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ):
            yield line if role is None else self.paint(line, role)

    def liste(self, title: str, items: Iterable[str], indent: str = "  ") -> Iterator[str]:
        """A title with the number of its items, and each of them; nothing when there is none."""
        found = list(items)
        if found:
            yield f"{indent}{title} ({len(found)})"
            for item in found:
                yield from self.plie(item, f"{indent}  - ", f"{indent}    ")
