"""Citations of the bibliography in a tree → footnotes, or parentheses where no footnote serves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from mc_builder.french import THIN
from mc_builder.page.tree import name_of

#: On the footnote of a citation: the place in its source, empty when it is of several.
CITATION = "data-citation"
#: What has no footnote: a reader of a table or of a caption looks for the source there.
_WITHOUT_NOTE = {"table", "caption", "figcaption", "h1", "h2", "h3", "h4"}
#: How a text ends when a call would seem to raise it to a power.
_RAISABLE = re.compile(r"[\d%‰€°]\Z")


def settle_citations(root: etree._Element) -> None:
    """Each citation of the running text is a footnote, which names its source.

    In a table, a title or a caption, or with no word before it, it keeps its parentheses.

    Why never « Même source »: a page may end inside any paragraph, not at the same line in the PDF
    and in Word, and the note would send back to one that is on another page.
    """
    for note in list(_notes(root)):
        if note.get(CITATION) is None:
            continue
        del note.attrib[CITATION]
        if _keeps_parentheses(note):
            note.set("class", "cite")
        else:
            _settle(note)


def _notes(root: etree._Element) -> Iterator[etree._Element]:
    return (span for span in root.iter("span") if name_of(span) == "span.note")


def _keeps_parentheses(note: etree._Element) -> bool:
    within = any(str(above.tag) in _WITHOUT_NOTE for above in note.iterancestors())
    return within or not _before(note).strip()


def _before(note: etree._Element) -> str:
    """The words of the same text that precede the note."""
    text = note.getparent()
    if text is None:
        return ""
    before = reversed(list(note.itersiblings(preceding=True)))
    words = (word for child in before for word in (*child.itertext(), child.tail or ""))
    return "".join([text.text or "", *map(str, words)])


def _settle(note: etree._Element) -> None:
    """Make the note of a citation: its words out of their parentheses, its call at its word."""
    _close_up(note)
    links = list(note.iterchildren("a"))
    if links:
        note.text = (note.text or "").removeprefix("(")
        links[-1].tail = (links[-1].tail or "").removesuffix(")") + "."


def part_calls(root: etree._Element) -> None:
    """A thin space parts the call of a footnote from a figure or its unit: « 74 % ³ ».

    Why: against it, the call would read as an exponent of what it follows.
    """
    for note in _notes(root):
        if _RAISABLE.search(_before(note)):
            _add_before(note, THIN)


def _add_before(note: etree._Element, text: str) -> None:
    previous, parent = note.getprevious(), note.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _close_up(note: etree._Element) -> None:
    """Take away the space before the note: its call stands against its word."""
    previous, parent = note.getprevious(), note.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip()
    elif parent is not None:
        parent.text = (parent.text or "").rstrip()
