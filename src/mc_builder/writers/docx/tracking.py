"""Tracked changes: runs, paragraph marks and rows that came or went, as Word says it.

Accepting all gives the document of today, refusing all that of before. A change of fields or of a
link is tracked by its runs: ``w:ins`` and ``w:del`` hold nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from lxml import etree

from mc_builder.french.word_diff import Fate
from mc_builder.writers.docx.wml import NOTHING, Xml, clark, w

_TAGS = {Fate.COME: "ins", Fate.GONE: "del"}
#: Runs in a row, as `wml` writes them: none stands in another.
_RUNS = re.compile(r"(?:<w:r>(?:(?!<w:r>).)*?</w:r>)+", re.DOTALL)
#: What a deleted run calls its words, and the instruction of its field.
_DELETED = re.compile(r"(</?w:)(t|instrText)(?=[ >])")
_NAMES = {"t": "delText", "instrText": "delInstrText"}
#: The ids of changes: far above those of bookmarks, which count on their own.
_FIRST = 1_000_000


@dataclass(frozen=True)
class Tracking:
    """Who made the changes of a document, and when; gives each its number."""

    author: str
    date: datetime
    _numbers: Iterator[int] = field(default_factory=lambda: count(_FIRST), compare=False)

    def runs(self, content: Xml, fate: Fate) -> Xml:
        """Content whose runs came or went."""

        def marked(found: re.Match[str]) -> str:
            inside = found[0]
            if fate is Fate.GONE:
                inside = _DELETED.sub(lambda m: f"{m[1]}{_NAMES[m[2]]}", inside)
            return self._change(fate, Xml(inside))

        return Xml(_RUNS.sub(marked, content))

    def mark(self, fate: Fate | None) -> Xml:
        """The mark of a paragraph, or of a row, that came or went; nothing for one that is kept."""
        return NOTHING if fate is None else self._change(fate)

    def _change(self, fate: Fate, *content: Xml) -> Xml:
        return w(
            _TAGS[fate],
            *content,
            id=next(self._numbers),
            author=self.author,
            date=f"{self.date:%Y-%m-%dT%H:%M:%S}Z",
        )


def settle_marks(body: etree._Element) -> None:
    """The last paragraph of a cell, of a section, of the body stays: its words alone change.

    Word has no cell without a paragraph, and a section ends with one.
    """
    last = [cell[-1] for cell in body.iter(clark("tc")) if len(cell)]
    last += [p for p in body.iterchildren(clark("p")) if _ends_section(p)]
    for paragraph in last:
        mark = paragraph.find(f"{clark('pPr')}/{clark('rPr')}")
        if mark is not None:
            for tag in _TAGS.values():
                for found in mark.findall(clark(tag)):
                    mark.remove(found)


def _ends_section(paragraph: etree._Element) -> bool:
    following = paragraph.getnext()
    inside = paragraph.find(f"{clark('pPr')}/{clark('sectPr')}") is not None
    return inside or following is None or following.tag == clark("sectPr")
