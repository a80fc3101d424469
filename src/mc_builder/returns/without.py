"""A Word file without its bookmarks, and the documents that it may come from → which one it is.

Google Docs and a copy and paste leave the words: a document is known by the paragraphs that nobody
changed, and its texts by their words and their order. All that is said so is likely, not certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from mc_builder.french import SPACES
from mc_builder.returns.tokens import plain_key
from mc_builder.writers.docx.reading.base import MANIFEST, Base, base_in
from mc_builder.writers.docx.reading.opened import Unreadable, parsed
from mc_builder.writers.docx.reading.printed import Paragraph, Printed, Run

#: The share of its words that a document must have kept to be known.
_LEAST = 0.25
#: A paragraph of fewer words says nothing of the document it is in.
_FEW = 4
#: A line of a table of contents: words, then a page.
_PAGE = re.compile(r"(?<!\d)\d{1,3}\Z")
#: A number that a heading or an item has by itself, once it is a text.
_NUMBER = re.compile(
    r"\A\s*(?:(?:(?:Annexe|Partie|Chapitre)\s)?(?:[IVXLC]+|[A-Z]{0,2}\d+(?:[.\s]\d+)*|[a-z])"
    r"[\s.)–:-]+|[•·▪–○●-]\s+)"
)


def bases_in(kept: Iterable[bytes]) -> Iterator[Base]:
    """The documents that were kept when they were written; what cannot be read is not there."""
    for data in kept:
        try:
            root = parsed(data)
            if root.tag == f"{{{MANIFEST}}}identites":
                yield base_in(root)
        except (etree.XMLSyntaxError, ValueError, Unreadable):
            continue


def origin_among(printed: Printed, bases: Iterable[Base]) -> Base | None:
    """The document that these paragraphs come from; None when they come from none of them."""
    there = Counter(map(_key, printed.paragraphs))
    best: tuple[float, Base] | None = None
    for base in bases:
        share = _share(base, there)
        if best is None or share > best[0]:
            best = share, base
    return best[1] if best is not None and best[0] >= _LEAST else None


def _share(base: Base, there: Counter[str]) -> float:
    """How much of a document stands there, word for word."""
    keys = [key for key in map(_key, base.paragraphs) if len(key.split()) >= _FEW]
    total = sum(map(len, keys))
    return sum(len(key) for key in keys if there[key]) / total if total else 0.0


def _key(paragraph: Paragraph) -> str:
    return plain_key([paragraph.words])


def plain(printed: Printed, base: Base) -> Printed:
    """The paragraphs without what another program put in the place of ours.

    Bookmarks of another file, lines of a table of contents, numbers that have become words.
    """
    heads = {_key(p) for p in base.paragraphs if p.level or "Tableau" in p.words}
    lines = {_key(p) for p in base.paragraphs}
    numbered = {_key(p) for p in base.paragraphs if p.level or p.item}
    found = (
        _bare(p, lines, numbered) for p in printed.paragraphs if not _is_entry(p, heads, lines)
    )
    return replace(printed, paragraphs=tuple(found), gone={})


def _is_entry(paragraph: Paragraph, heads: set[str], lines: set[str]) -> bool:
    """Whether a paragraph is a line of contents: a heading that ends with its page."""
    words = paragraph.words.strip()
    entry = _PAGE.sub("", words).rstrip(f"\t.…{SPACES}")
    if entry == words or _key(paragraph) in lines:
        return False
    return plain_key([entry]) in heads or plain_key([_NUMBER.sub("", entry, count=1)]) in heads


def _bare(paragraph: Paragraph, lines: set[str], numbered: set[str]) -> Paragraph:
    """A paragraph as words, without the number that it prints by itself."""
    runs = [replace(run, marks=()) for run in paragraph.runs]
    if _key(paragraph) not in lines and runs and not runs[0].computed:
        words = paragraph.words
        rest = _NUMBER.sub("", words, count=1)
        cut = len(words) - len(rest)
        if rest != words and plain_key([rest]) in numbered:
            runs = _without(runs, cut)
    return replace(paragraph, runs=tuple(runs), held=(), anchors=())


def _without(runs: list[Run], letters: int) -> list[Run]:
    """Runs without their first letters."""
    found = []
    for run in runs:
        kept = run.words[letters:]
        letters = max(0, letters - len(run.words))
        if kept:
            found.append(replace(run, words=kept))
    return found
