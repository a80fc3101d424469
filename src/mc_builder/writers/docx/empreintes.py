"""The parts of a Word document → what is compared when it comes back, beside identities.

Written into the manifest and read again by the same functions: paragraphs that hold no text of the
data, comments, pictures. What Word computes by itself (tables of contents, page numbers, captions)
is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from lxml import etree

from mc_builder.page.passes import MARK
from mc_builder.writers.docx.identities import fingerprint, fold, words_of
from mc_builder.writers.docx.package import package_of
from mc_builder.writers.docx.wml import clark

#: The names of the parts that hold text.
BODY, NOTES, COMMENTS = (f"word/{name}.xml" for name in ("document", "footnotes", "comments"))
TEXT = re.compile(r"word/(?:document|footnotes|comments|header\d*|footer\d*)\.xml")
#: The roots of the parts that hold text, by name: ``word/document.xml``, ``word/header1.xml``…
Parts = Mapping[str, etree._Element]  # noqa: SLF001 - the one name of its type
_CELL, _ROW, _PARAGRAPH, _START, _FIELD, _COMMENT, _DRAWING, _PICTURE = map(
    clark, ("tc", "tr", "p", "bookmarkStart", "fldChar", "comment", "drawing", "pict")
)
#: Enough to recognise a paragraph that is gone.
_BEGINNING = 80


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph that holds no text of the data; `margin` when it is in a header or a footer."""

    paragraph: etree._Element
    words: str
    mark: str
    margin: bool


def frames(parts: Parts) -> Iterator[Frame]:
    """The paragraphs of all parts that say something and hold no text of the data."""
    for name, root in sorted(parts.items()):
        if name == COMMENTS:
            continue
        held = _holders(root)
        depth = 0
        for paragraph in root.iter(_PARAGRAPH):
            within, depth = depth, depth + _opened(paragraph)
            cell = next(paragraph.iterancestors(_CELL), None)
            if within > 0 or paragraph in held or (cell is not None and cell in held):
                continue
            words = fold(words_of(paragraph))
            if words:
                margin = name.startswith(("word/header", "word/footer"))
                yield Frame(paragraph, words, fingerprint(words), margin)


def _holders(root: etree._Element) -> set[etree._Element]:
    """The cells and paragraphs that hold a text of the data."""
    held: set[etree._Element] = set()
    for bookmark in root.iter(_START):
        if bookmark.get(clark("name"), "").startswith(MARK):
            held.update(bookmark.iterancestors(_CELL, _PARAGRAPH))
    return held


def _opened(paragraph: etree._Element) -> int:
    """How many fields a paragraph opens and does not close: a table of contents runs over many."""
    steps = {"begin": 1, "end": -1}
    return sum(steps.get(f.get(clark("fldCharType"), ""), 0) for f in paragraph.iter(_FIELD))


def row_of(paragraph: etree._Element) -> etree._Element | None:
    """The row of a table that a paragraph is in, when it holds no text of the data."""
    row = next(paragraph.iterancestors(_ROW), None)
    if row is None:
        return None
    names = (bookmark.get(clark("name"), "") for bookmark in row.iter(_START))
    return None if any(name.startswith(MARK) for name in names) else row


def remarks(parts: Parts) -> Iterator[tuple[str, str]]:
    """Author and words of each comment."""
    root = parts.get(COMMENTS)
    for comment in () if root is None else root.iter(_COMMENT):
        words = fold(" ".join(map(words_of, comment.iter(_PARAGRAPH))))
        yield fold(comment.get(clark("author"), "")), words


def pictures(body: etree._Element) -> int:
    """How many pictures a body holds."""
    return sum(1 for _ in body.iter(_DRAWING, _PICTURE))


def parts_of(word: WordDocument) -> Parts:
    """The parts of a document that is being written."""
    found = {}
    for part in package_of(word).iter_parts():
        name = part.partname.membername
        if TEXT.fullmatch(name):
            # Those that were not opened are still as bytes.
            element = getattr(part, "element", None)
            found[name] = etree.fromstring(part.blob) if element is None else element
    return found


def as_lines(parts: Parts) -> str:
    """What the manifest says of all this, as its elements."""
    counted: Counter[str] = Counter()
    beginning: dict[str, str] = {}
    for frame in frames(parts):
        counted[frame.mark] += 1
        beginning.setdefault(frame.mark, frame.words[:_BEGINNING])
    lines = [f'<images n="{pictures(parts[BODY])}"/>']
    lines += (
        f'<cadre bloc="{mark}" n="{number}" debut={quoteattr(beginning[mark])}/>'
        for mark, number in counted.items()
    )
    lines += (f'<commentaire bloc="{fingerprint(words)}"/>' for _, words in remarks(parts))
    return "".join(lines)
