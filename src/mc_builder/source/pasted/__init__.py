"""Markdown text → what a word processor left in it: the place, what to write, what corrects it."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.source.pasted.captions import pasted_captions
from mc_builder.source.pasted.headings import pasted_headings
from mc_builder.source.pasted.html import pasted_html
from mc_builder.source.pasted.leftover import Leftover, lines_of
from mc_builder.source.pasted.lists import pasted_lists
from mc_builder.source.pasted.marks import pasted_marks
from mc_builder.source.pasted.tables import pasted_tables

__all__ = ["Leftover", "leftovers"]


def leftovers(text: str) -> Iterator[Leftover]:
    """All that is left of a word processor in a text, one kind after the other."""
    lines = lines_of(text)
    yield from pasted_html(text)
    yield from pasted_lists(lines)
    yield from pasted_tables(lines)
    yield from pasted_captions(lines)
    yield from pasted_headings(lines)
    yield from pasted_marks(text)
