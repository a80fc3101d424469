"""What the writing of one document accumulates: bookmarks, identities, notes, links, lists."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from mc_builder.document.tree import name_of
from mc_builder.writers.docx.numbering import Lists
from mc_builder.writers.docx.wml import AS_STYLED, NBSP, NOTHING, Layout, Xml, join, raw_run, run, w
from mc_builder.writers.docx.wml import field as word_field
from mc_builder.writers.docx.wml import paragraph as word_paragraph

#: Longest name of a bookmark in Word.
_LONGEST = 40
#: Result of a PAGEREF field while the page is not known.
UNKNOWN_PAGE = "…"


@dataclass(frozen=True, slots=True)
class Identity:
    """One line of the manifest: where a text of the data stands in the document."""

    bookmark: str
    identity: str
    field: str
    digest: str


@dataclass
class Story:
    """The state shared by the functions that write a document.

    `styles` gives the Word id of each style of the map, `names` the bookmark of each id of the
    tree, `pages` the page numbers known by id, `landscape_width` the width of the text on
    landscape pages (twips); `link` and `note_link` turn an address into a relationship of the
    text, or of the footnotes. `in_note` and `copying` say that a footnote, or a
    copy of words that stand elsewhere, is being written. The rest is filled along the way.
    """

    styles: Mapping[str, str]
    names: Mapping[str, str]
    pages: Mapping[str, int]
    landscape_width: int
    lists: Lists
    link: Callable[[str], str]
    note_link: Callable[[str], str]
    identities: list[Identity] = field(default_factory=list)
    notes: list[Xml] = field(default_factory=list)
    unknown_pages: bool = False
    in_note: bool = False
    copying: bool = False
    _bookmarks: int = 0
    _pending: list[str] = field(default_factory=list)
    _page_break: bool = False

    def announce(self, element: etree._Element) -> None:
        """Let the next paragraph carry the bookmark of an element that is not a text itself."""
        identifier = element.get("id")
        if identifier:
            self._pending.append(self.names[identifier])

    def rest(self) -> list[Xml]:
        """A paragraph for the bookmarks that no paragraph took, at the end of the document."""
        return [self.paragraph("MCSeparation", NOTHING)] if self._pending else []

    def break_page(self) -> None:
        """Let the next paragraph begin a page."""
        self._page_break = True

    def bookmark(self, name: str, content: Xml) -> Xml:
        """Content between the two ends of a bookmark."""
        self._bookmarks += 1
        number = self._bookmarks
        return join(w("bookmarkStart", id=number, name=name), content, w("bookmarkEnd", id=number))

    def identify(self, element: etree._Element, content: Xml) -> Xml:
        """The runs of an inline element, in a bookmark when it has an id; its identity is noted."""
        identifier = element.get("id")
        if not identifier or self.copying:
            return content
        name = self.names[identifier]
        reference = element.get("data-ref")
        if reference:
            identity, _, field_name = reference.rpartition(":")
            self.identities.append(Identity(name, identity, field_name, digest(element)))
        return self.bookmark(name, content)

    def paragraph(self, style: str, content: Xml, layout: Layout = AS_STYLED) -> Xml:
        """A paragraph in a style of the map, with the bookmarks and the page break that wait."""
        for name in reversed(self._pending):
            content = self.bookmark(name, content)
        self._pending.clear()
        if self._page_break:
            layout = replace(layout, page_break=True)
            self._page_break = False
        return word_paragraph(self.styles[style], content, layout)

    def page_of(self, identifier: str, properties: Xml = NOTHING) -> Xml:
        """A field with the page number of an element of the tree."""
        page = self.pages.get(identifier)
        if page is None:
            self.unknown_pages = True
        shown = UNKNOWN_PAGE if page is None else str(page)
        return word_field(f"PAGEREF {self.names[identifier]} \\h", shown, properties)

    def character(self, style: str) -> Xml:
        """The property that gives a run a character style of the map."""
        return w("rStyle", val=self.styles[style])

    def add_note(self, content: Xml) -> int:
        """Keep a footnote; its number in the part of notes, from 1."""
        number = len(self.notes) + 1
        mark = raw_run(w("footnoteRef"), self.character("FootnoteReference"))
        text = word_paragraph(self.styles["FootnoteText"], join(mark, run(NBSP), content))
        self.notes.append(w("footnote", text, id=number))
        return number


def digest(element: etree._Element) -> str:
    """The first 16 hexadecimal digits of the sha256 of the printed text of an element.

    The text of footnotes does not count: it does not stand inside the bookmark.
    """
    printed = "".join(_printed(element)).strip()
    return hashlib.sha256(printed.encode()).hexdigest()[:16]


def _printed(element: etree._Element) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if name_of(child) != "span.note":
            parts += _printed(child)
        parts.append(child.tail or "")
    return parts


def bookmark_names(root: etree._Element) -> dict[str, str]:
    """A bookmark name for each id of the tree: unique in any case, at most 40 plain characters."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for element in root.iter():
        identifier = element.get("id")
        if not identifier or identifier in names:
            continue
        plain = re.sub(r"[^A-Za-z0-9_]", "_", identifier)
        if not re.match(r"[A-Za-z_]", plain):
            plain = f"_{plain}"
        name, number = plain[:_LONGEST], 2
        while name.casefold() in taken:
            suffix = f"_{number}"
            name, number = plain[: _LONGEST - len(suffix)] + suffix, number + 1
        names[identifier] = name
        taken.add(name.casefold())
    return names
