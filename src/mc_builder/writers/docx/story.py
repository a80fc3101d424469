"""What the writing of one document accumulates: bookmarks, identities, notes, links, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from mc_builder.charter import Charte
from mc_builder.french import NBSP
from mc_builder.french.word_diff import Fate
from mc_builder.page.redline.marks import fate_of
from mc_builder.writers.docx.headings import Numbered
from mc_builder.writers.docx.identities import Identity
from mc_builder.writers.docx.numbering import Lists
from mc_builder.writers.docx.tracking import Tracking
from mc_builder.writers.docx.wml import AS_STYLED, NOTHING, Layout, Xml, join, raw_run, run, w
from mc_builder.writers.docx.wml import field as word_field
from mc_builder.writers.docx.wml import paragraph as word_paragraph

#: Longest name of a bookmark in Word.
_LONGEST = 40
#: The ids of a tree, and what the name of a bookmark does not hold.
_IDENTIFIERS = etree.XPath("//@id", smart_strings=False)
_NOT_PLAIN = re.compile("[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the package: its relationship and its size in millimetres."""

    relationship: str
    width: float
    height: float


@dataclass
class Story:
    """The state shared by the functions that write a document.

    `styles` gives the Word id of each style of the map, `charte` the look of what has no style,
    `names` the bookmark of each id of the tree, `pages` the page numbers known by id, `borrowed`
    whether they are those of the PDF,
    `landscape_width` the width of the text on landscape pages (twips), `headings` the numbering of
    those that Word numbers, `titles` the words of headings by id. `link` and `note_link` turn an
    address into a relationship of the text, or of the footnotes; `picture` puts that of an ``img``
    in the package. `tracking` writes what came and went of a redline, `fate` is that of the block
    which is being written. `in_note` and `copying` say that a footnote, or a copy of words that
    stand elsewhere, is being written. The rest is filled along the way.
    """

    styles: Mapping[str, str]
    charte: Charte
    names: Mapping[str, str]
    pages: Mapping[str, int]
    borrowed: bool
    landscape_width: int
    lists: Lists
    headings: Mapping[Any, Numbered]
    titles: Mapping[str, str]
    link: Callable[[str], str]
    note_link: Callable[[str], str]
    picture: Callable[[etree._Element], Picture]
    identities: list[Identity] = field(default_factory=list)
    notes: list[Xml] = field(default_factory=list)
    tracking: Tracking | None = None
    fate: Fate | None = None
    in_note: bool = False
    copying: bool = False
    _noted: list[str] = field(default_factory=list)
    _bookmarks: int = 0
    _pictures: int = 0
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
        # By far the most frequent element; the names of bookmarks have nothing to escape.
        return Xml(
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def next_picture(self) -> int:
        """The number of the picture that begins, from 1."""
        self._pictures += 1
        return self._pictures

    def identify(self, element: etree._Element, content: Xml) -> Xml:
        """The runs of an inline element, in a bookmark when it has an id; its identity is noted."""
        identifier = element.get("id")
        if not identifier or self.copying:
            return content
        name = self.names[identifier]
        if element.get("data-ref") or element.get("data-appel"):
            self.identities.append(Identity.of(name, element))
        if self.in_note:
            self._noted.append(name)
            return content
        return self.bookmark(name, content)

    def paragraph(self, style: str, content: Xml, layout: Layout = AS_STYLED) -> Xml:
        """A paragraph in a style of the map, with the bookmarks and the page break that wait."""
        for name in reversed(self._pending):
            content = self.bookmark(name, content)
        self._pending.clear()
        if self._page_break:
            layout = replace(layout, page_break=True)
            self._page_break = False
        mark = NOTHING
        if self.tracking is not None and self.fate is not None:
            content = self.tracking.runs(content, self.fate)
            mark = self.tracking.mark(self.fate)
        return word_paragraph(self.styles[style], content, layout, mark)

    @contextmanager
    def within(self, element: etree._Element) -> Iterator[None]:
        """Write a block, an item or a row, all of which came or went when it says so."""
        outside = self.fate
        # Contents are made by the tool: they are those of today, whatever holds them.
        self.fate = None if element.tag == "nav" else fate_of(element) or outside
        try:
            yield
        finally:
            self.fate = outside

    def page_of(self, identifier: str, properties: Xml = NOTHING) -> Xml | None:
        """A field with the page number of an element of the tree; None when it is not known."""
        page = self.pages.get(identifier)
        if page is None:
            return None
        return word_field(f"PAGEREF {self.names[identifier]} \\h", str(page), properties)

    def character(self, style: str) -> Xml:
        """The property that gives a run a character style of the map."""
        return w("rStyle", val=self.styles[style])

    def add_note(self, content: Xml) -> Xml:
        """Keep a footnote; its call, in the bookmarks of what the note says."""
        number = len(self.notes) + 1
        mark = raw_run(w("footnoteRef"), self.character("FootnoteReference"))
        text = word_paragraph(self.styles["FootnoteText"], join(mark, run(NBSP), content))
        self.notes.append(w("footnote", text, id=number))
        call = raw_run(w("footnoteReference", id=number), self.character("FootnoteReference"))
        for name in reversed(self._noted):
            call = self.bookmark(name, call)
        self._noted.clear()
        return call


def bookmark_names(root: etree._Element) -> dict[str, str]:
    """A bookmark name for each id of the tree: unique in any case, at most 40 plain characters."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    identifiers: Any = _IDENTIFIERS(root)
    for identifier in identifiers:
        if not identifier or identifier in names:
            continue
        plain = _NOT_PLAIN.sub("_", identifier)
        if plain[0].isdecimal():
            plain = f"_{plain}"
        name, number = plain[:_LONGEST], 2
        while name.casefold() in taken:
            suffix = f"_{number}"
            name, number = plain[: _LONGEST - len(suffix)] + suffix, number + 1
        names[identifier] = name
        taken.add(name.casefold())
    return names
