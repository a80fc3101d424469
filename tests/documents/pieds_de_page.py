"""What ends the pages of a printed document: the headings that their text has left alone there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
from lxml import etree
from pdf_pages import MARGINS, letters

from mc_builder.page.tree import name_of, text_of

#: What announces what comes after it.
_ANNOUNCES = {"h1", "h2", "h3", "h4", "p.intertitre", "caption", "tr.groupe", "thead"}


def left_alone(root: etree._Element, data: bytes) -> list[tuple[int, str]]:
    """The pages of a PDF that end with a heading, a caption, a head or the name of a group.

    `root` is the tree of the document; its footnotes, at the foot of the pages, are left out.
    """
    announced = {letters(words) for words in _announced(root)} - {""}
    notes = [letters(text_of(note)) for note in root.iter("span") if name_of(note) == "span.note"]
    with pypdfium2.PdfDocument(data) as document:
        ends = [(n + 1, _without(notes, _body(document[n]))) for n in range(1, len(document))]
    # The last page of contents ends with the name of a heading: their last two lines tell it.
    contents = tuple(
        letters("".join(map(text_of, nav[-2:]))) for nav in root.iter("nav") if len(nav) > 1
    )
    return [
        (number, words)
        for number, end in ends
        for words in announced
        if not end.endswith(contents)
        if end.endswith(words) and (len(words) > _SHORT or end == words)
    ]


#: A name of so few letters ends other words by chance.
_SHORT = 12


def _announced(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and name_of(element) in _ANNOUNCES:
            yield text_of(element)


def _body(page: pypdfium2.PdfPage) -> str:
    """The letters inside the margins."""
    width, height = page.get_size()
    kind = "paysage" if width > height else "portrait"
    left, bottom, right, top = (millimetres * 72 / 25.4 for millimetres in MARGINS[kind])
    text = page.get_textpage()
    return letters(text.get_text_bounded(left - 20, bottom - 1, width - right + 2, height - top))


def _without(notes: list[str], text: str) -> str:
    """A page without the footnotes that end it, each after its number."""
    while True:
        ended = next((note for note in notes if note and text.endswith(note)), None)
        if ended is None:
            return text
        text = re.sub(r"\d+\.?\Z", "", text.removesuffix(ended))
