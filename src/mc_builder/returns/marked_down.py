"""Paragraphs of a Word document → the Markdown that would print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from mc_builder.writers.docx.reading.printed import Computed, Paragraph

#: What Markdown would take for its own marks.
_MARKS = re.compile(r"([\\`*_\[\]<>])")
_BEGINS = re.compile(r"(?=[#>+-]|\d+[.)])")
_INDENT = "  "


def marked_down(paragraph: Paragraph, *, level: int = 0) -> str:
    """A paragraph as a block: `level` is that of the heading that is `#` in its text, if known."""
    words = inline(paragraph)
    if paragraph.level:
        return f"{'#' * max(1, paragraph.level - level + 1)} {words}"
    if paragraph.item:
        return f"{_INDENT * paragraph.depth}{paragraph.item} {words}"
    return _BEGINS.sub(r"\\", words, count=1) if _BEGINS.match(words) else words


def inline(paragraph: Paragraph) -> str:
    """The words of a paragraph, bold and italics kept, on one line."""
    text = "".join(_pieces(paragraph))
    return " ".join(text.split())


def _pieces(paragraph: Paragraph) -> Iterator[str]:
    runs = (run for run in paragraph.runs if run.computed is not Computed.NOTE)
    for (bold, italic), same in groupby(runs, key=lambda run: (run.bold, run.italic)):
        words = "".join(run.words for run in same)
        mark = "*" * (2 * bold + italic)
        kept = words.strip()
        if not kept or not mark:
            yield _plain(words)
            continue
        start = len(words) - len(words.lstrip())
        end = len(words.rstrip())
        yield f"{words[:start]}{mark}{_plain(kept)}{mark}{words[end:]}"


def _plain(words: str) -> str:
    """Words that Markdown prints as they are."""
    return _MARKS.sub(r"\\\1", words)
