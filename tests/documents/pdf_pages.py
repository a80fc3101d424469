"""A PDF read page by page, and followed block by block beside the tree that it was made from.

Only the order and the letters of the words count: spaces, dashes and the hyphens at line ends are
left out on both sides. What a page may hold beside the words of the tree is stated in `Walk`.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from tree_blocks import is_inline, one_line

from mc_builder.page.tree import name_of

#: Margins of each kind of pages in styles.css: left, bottom, right, top, in millimetres.
MARGINS = {
    "couverture": (25, 24, 25, 28),
    "portrait": (25, 22, 25, 25),
    "paysage": (20, 20, 20, 24),
}
#: No words: spaces, dashes (pdfium prints U+FFFE for one at the end of a line), soft hyphens.
_SILENT = frozenset("-‐‑–—\u00ad\ufffe\u0002")


def letters(text: str) -> str:
    """The signs of a text that count, in order."""
    normal = unicodedata.normalize("NFKC", text.replace("\ufffe", ""))
    return "".join(c for c in normal if not c.isspace() and c not in _SILENT)


def _unpaged(text: str) -> str:
    """Without the page numbers that CSS adds to cross-references: « (p. 12) »."""
    return re.sub(r"\(p\.\d+\)", "(p.)", text)


@dataclass(frozen=True)
class Page:
    """One page: its kind, the letters inside its margins, the pictures' alternative texts."""

    kind: str
    text: str
    pictures: tuple[str, ...]


class Pdf:
    """A PDF: its pages, and the page where each heading of level 1 is."""

    def __init__(self, data: bytes) -> None:
        document = pypdfium2.PdfDocument(data)
        self.metadata = document.get_metadata_dict()
        self.chapters = [
            (str(mark.get_title()), int(mark.get_dest().get_index()))
            for mark in document.get_toc()
            if mark.level == 0
        ]
        self.pages = [_page(document[n], n) for n in range(len(document))]
        document.close()


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    kind = "couverture" if number == 0 else "paysage" if width > height else "portrait"
    left, bottom, right, top = (millimetres * 72 / 25.4 for millimetres in MARGINS[kind])
    text = page.get_textpage()
    inside = text.get_text_bounded(left - 20, bottom - 1, width - right + 2, height - top + 1)
    pictures = list(_pictures(page))
    words = letters(inside)
    for _, frame in pictures:
        # The words of a chart are its picture's: its alternative text stands for them.
        words = words.replace(letters(text.get_text_bounded(*frame)), "", 1)
    found = Page(kind, _unpaged(words), tuple(alternative for alternative, _ in pictures))
    text.close()
    page.close()
    return found


Frame = tuple[float, float, float, float]


def _pictures(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Frame]]:
    """The alternative texts of a page and their rectangles, in the order of its structure."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)

    def visit(element: object) -> Iterator[tuple[str, Frame]]:
        size = pdfium.FPDF_StructElement_GetAltText(element, None, 0)
        if size > 2:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDF_StructElement_GetAltText(element, buffer, size)
            yield buffer.raw.decode("utf-16-le").rstrip("\0"), _frame(element)
        for n in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
            if child:
                yield from visit(child)

    for n in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from visit(pdfium.FPDF_StructTree_GetChildAtIndex(tree, n))
    pdfium.FPDF_StructTree_Close(tree)


def _frame(element: object) -> Frame:
    """The rectangle of a picture: left, bottom, right, top."""
    attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, 0)
    box = pdfium.FPDF_StructElement_Attr_GetValue(attributes, b"BBox")
    sides = []
    for n in range(4):
        side = ctypes.c_float()
        corner = pdfium.FPDF_StructElement_Attr_GetChildAtIndex(box, n)
        pdfium.FPDF_StructElement_Attr_GetNumberValue(corner, side)
        sides.append(side.value)
    return (sides[0], sides[1], sides[2], sides[3])


@dataclass(frozen=True)
class Printed:
    """A paragraph of the tree as the PDF must print it.

    `anchors` are each with the letters before it, `mark` is the number of its item, `notes` the
    footnotes called in it (number and letters), `entry` the anchor whose page number follows
    (contents), `table` and `cell` say which table and cell hold it, `wide` whether it belongs on
    landscape pages. `next` are how the paragraphs begin that may come after it in a page: the next
    one, those of later cells, or what is after its row.
    """

    text: str
    anchors: tuple[tuple[str, int], ...] = ()
    mark: str = ""
    notes: tuple[str, ...] = ()
    entry: str = ""
    table: etree._Element | None = None
    cell: etree._Element | None = None
    next: tuple[str, ...] = ()
    wide: bool = False


def printed(section: etree._Element) -> list[Printed]:
    """The paragraphs of a chapter, in order, cells row by row."""
    return list(_blocks(section, Printed("", wide=section.get("class") == "paysage")))


def _next(blocks: list[Printed], n: int) -> tuple[str, ...]:
    """How what may follow a paragraph of a cell begins: see `Printed`."""
    cell = blocks[n].cell
    if cell is None:
        return ()
    row = cell.getparent()
    begin = [next((b.text for b in blocks[n + 1 : n + 9] if b.text), "")]
    for block in (b for b in blocks[n + 1 :] if b.text):
        inside = block.cell is not None and block.cell.getparent() is row
        if not inside or block.cell is not cell:
            begin.append(block.text)
        if not inside:
            break
    return tuple(text[:10] for text in begin)


def _blocks(  # noqa: C901 - one walk, with what each kind of child asks for
    element: etree._Element, place: Printed, mark: str = ""
) -> Iterator[Printed]:
    """The paragraphs in an element; those before the first words keep its `mark`."""
    pending: list[etree._Element] = []
    text = element.text or ""
    anchors = [element.get("id", "")]
    children: list[etree._Element | None] = [*element, None]
    for child in children:
        if child is not None and is_inline(child):
            pending.append(child)
            continue
        written = letters(text) + "".join(_inline(e) + letters(e.tail or "") for e in pending)
        if written or pending:
            own = ((anchor, 0) for anchor in anchors if anchor)
            found = (*own, *_ids(letters(text), pending))
            yield replace(
                place, text=_unpaged(written), anchors=found, mark=mark, notes=_notes(pending)
            )
            mark, anchors = "", []
        if child is None:
            return
        inner = place
        if name_of(child) == "section.paysage":
            inner = replace(place, wide=True)
        elif child.tag == "table":
            inner = replace(place, table=child)
        elif child.tag in {"td", "th"}:
            inner = replace(place, cell=child)
        if child.tag == "nav":
            for entry in child:
                link = entry[0]
                yield replace(
                    inner, text=letters("".join(link.itertext())), entry=link.get("href", "#")[1:]
                )
        elif child.tag in {"ul", "ol"}:
            start = int(child.get("start", "1"))
            for number, item in enumerate(child, start=start):
                numbered = name_of(child) == "ol"
                yield from _blocks(item, inner, f"{number}." if numbered else "")
        elif child.tag != "colgroup":
            yield from _blocks(child, inner, mark)
            mark = ""
        pending, text = [], child.tail or ""


def _ids(before: str, elements: Iterable[etree._Element]) -> Iterator[tuple[str, int]]:
    """Each anchor of inline elements that follow `before`, and how many letters precede it."""
    for element in elements:
        if (anchor := element.get("id")) is not None:
            yield anchor, len(_unpaged(before))
        if name_of(element) == "span.note":  # its words are elsewhere: where it is called
            inside = element.iterdescendants(etree.Element)
            yield from ((str(e.get("id")), len(_unpaged(before))) for e in inside if e.get("id"))
        else:
            yield from _ids(before + letters(element.text or ""), element)
        before += _inline(element) + letters(element.tail or "")


def _inline(element: etree._Element) -> str:
    """The letters of an inline element in the PDF."""
    name = name_of(element)
    if name == "span.autonomie":  # a picture in the PDF, characters in DOCX
        return ""
    if name == "span.note":  # its call; its words are at the foot of the page
        return element.get("data-numero", "")
    page = "(p.)" if name == "a.renvoi" else ""
    return (
        letters(element.text or "")
        + "".join(_inline(child) + letters(child.tail or "") for child in element)
        + page
    )


def _notes(elements: list[etree._Element]) -> tuple[str, ...]:
    found = []
    for top in elements:
        for note in top.iter("span"):
            if name_of(note) == "span.note":
                inside = letters(note.text or "") + "".join(
                    _inline(child) + letters(child.tail or "") for child in note
                )
                found.append(f"{note.get('data-numero')}.{inside}")
    return tuple(found)


class Mismatch(AssertionError):
    """The pages do not say what the tree says."""


class Walk:
    """Follows the paragraphs of one chapter through its pages.

    A page holds, in this order: paragraphs of the tree; the numbers of the items of its numbered
    lists; footnotes. A table that goes on repeats its headings, and a row cut between two pages
    goes on cell by cell. Nothing else is allowed.
    """

    def __init__(self, pages: list[Page], first: int, places: dict[str, int]) -> None:
        self.pages = pages
        self.first = first
        self.places = places
        self.page = 0
        self.offset = 0
        self.marks = ""
        self.notes: list[str] = []
        self.cut: list[Printed] = []
        self.table: etree._Element | None = None
        self.entries: list[tuple[str, int]] = []
        self.following = ""

    @property
    def text(self) -> str:
        return self.pages[self.page].text

    def run(self, blocks: list[Printed]) -> None:
        """Follow all the paragraphs; raises Mismatch where pages and tree part."""
        blocks = [replace(block, next=_next(blocks, n)) for n, block in enumerate(blocks)]
        for block, following in zip(blocks, [*blocks[1:], Printed("")], strict=True):
            self.following = following.text
            self.show(block)
            self.table = block.table
        while self.cut:
            self.turn()
        last = self.page == len(self.pages) - 1
        if not last or self.tail(self.offset) != len(self.notes):
            raise Mismatch(f"left over: {self.text[self.offset :][:200]!r}, notes {self.notes}")

    def show(self, block: Printed) -> None:
        """Match one paragraph, whole or cut by the end of a page."""
        if block.cell is not None and any(waiting.cell is block.cell for waiting in self.cut):
            self.cut.append(block)  # after what waits for the next page
            return
        if block.text and not self.matched(block.text) and self.may_turn(self.offset):
            self.turn(block.table)
        length = self.matched(block.text)
        if block.text and not self.followed(block, length):
            # By chance the next cell begins alike: this one goes on in the next page.
            self.cut.append(block)
            return
        self.begin(block)
        if length == len(block.text):
            self.offset += length
            self.page_number(block)
            return
        for end in range(length, -1, -1):
            if self.may_turn(self.offset + end):
                self.offset += end
                self.turn(block.table)
                later = tuple((a, before - end) for a, before in block.anchors if before >= end > 0)
                for anchor, _ in later:
                    self.places.pop(anchor, None)
                self.show(replace(block, text=block.text[end:], mark="", notes=(), anchors=later))
                return
        if block.table is None:
            raise Mismatch(
                f"page {self.first + self.page + 1}: expected {block.text[:120]!r},"
                f" found {self.text[self.offset :][:120]!r}"
            )
        self.offset += length
        self.cut.append(replace(block, text=block.text[length:], mark="", notes=(), anchors=()))

    def followed(self, block: Printed, length: int) -> bool:
        """Whether so many letters of a paragraph of a cell may be its own, by what comes after."""
        if block.cell is None or self.tail(self.offset + length) is not None:
            return True
        if not length:
            return False
        after = self.text[self.offset + length :]
        return any(begin and after.startswith(begin) for begin in block.next)

    def matched(self, text: str) -> int:
        shown = self.text[self.offset : self.offset + len(text)]
        return next(
            (n for n, (a, b) in enumerate(zip(text, shown, strict=False)) if a != b), len(shown)
        )

    def may_turn(self, offset: int) -> bool:
        return self.page < len(self.pages) - 1 and self.tail(offset) is not None

    def begin(self, block: Printed) -> None:
        """The paragraph starts on this page: its mark, its notes and its anchors are there."""
        kind = self.pages[self.page].kind
        if block.wide != (kind == "paysage") and block.anchors:
            raise Mismatch(f"page {self.first + self.page + 1} is {kind}: {block.text[:80]!r}")
        self.marks += letters(block.mark)
        self.notes.extend(block.notes)
        for anchor, _ in block.anchors:
            self.places.setdefault(anchor, self.first + self.page + 1)

    def page_number(self, block: Printed) -> None:
        """After an entry of the contents: a line of dots, and a page number."""
        if block.entry:
            # The next entry may begin with a figure: « 3 » and « 1. Accueil » read « 31.Accueil ».
            after = re.escape(self.following) or r"\Z"
            dots = re.compile(rf"\.*(\d+?)(?={after}|\Z)").match(self.text, self.offset)
            if dots is None:
                # The last entry of a page, above its notes: « 22 » and « 1. Insee ».
                ends = re.compile(r"\.*\d").match(self.text, self.offset)
                end = ends.end() if ends else self.offset
                while (
                    end > self.offset and self.tail(end) is None and self.text[end:][:1].isdigit()
                ):
                    end += 1
                if end > self.offset and self.tail(end) is not None:
                    dots = re.compile(r"\.*(\d+)\Z").match(self.text[:end], self.offset)
            if dots is None:
                raise Mismatch(f"no page number after {block.text!r}")
            self.entries.append((block.entry, int(dots[1])))
            self.offset = dots.end()

    def tail(self, offset: int) -> int | None:
        """How many footnotes end the page, if nothing but marks and footnotes is left of it."""
        rest = self.text[offset:]
        if not rest.startswith(self.marks):
            return None
        rest = rest[len(self.marks) :]
        for count in range(len(self.notes), -1, -1):
            if rest == "".join(self.notes[:count]):
                return count
        return None

    def turn(self, table: etree._Element | None = None) -> None:
        """Go to the next page: repeated headings, then the rest of the row that was cut."""
        count = self.tail(self.offset)
        if count is None or not self.may_turn(self.offset):
            raise Mismatch(
                f"page {self.first + self.page + 1}: left over {self.text[self.offset :][:200]!r}"
                f" while waiting for {[c.text[:60] for c in self.cut]}"
            )
        self.notes = self.notes[count:]
        self.page += 1
        self.offset, self.marks = 0, ""
        if self.table is not None and (table is self.table or self.cut):
            head = self.table.find("thead")
            repeated = "" if head is None else "".join(b.text for b in _blocks(head, Printed("")))
            if self.text.startswith(repeated):
                self.offset = len(repeated)
        waiting, self.cut = self.cut, []
        for block in waiting:
            self.show(block)


def follow(pdf: Pdf, root: etree._Element) -> dict[str, int]:
    """Check a whole PDF against the tree: chapters, words, page numbers, pictures.

    Returns the page on which each anchor was read.
    """
    sections = list(root)
    firsts = _starts(pdf, sections)
    # Chapters that run on are read with the one that they follow.
    groups: list[list[etree._Element]] = []
    starts: list[int] = []
    for section, first in zip(sections, firsts, strict=True):
        if groups and name_of(section) == "section.suite":
            groups[-1].append(section)
        else:
            groups.append([section])
            starts.append(first)
    places: dict[str, int] = {}
    entries: list[tuple[str, int]] = []
    for group, first, after in zip(groups, starts, [*starts[1:], len(pdf.pages)], strict=True):
        walk = Walk(pdf.pages[first:after], first, places)
        try:
            walk.run([block for section in group for block in printed(section)])
        except Mismatch as problem:
            heading = group[0].find("h1")
            title = "" if heading is None else one_line("".join(heading.itertext()))
            raise Mismatch(f"« {title} » ({group[0].get('class')}): {problem}") from None
        entries += walk.entries
        shown = [picture for page in pdf.pages[first:after] for picture in page.pictures]
        asked = [
            e.get("alt") if e.tag == "img" else f"autonomie {e.get('data-niveau')} sur 3"
            for section in group
            for e in section.iter("span", "img")
            if name_of(e) in {"span.autonomie", "img"}
        ]
        if shown != asked:
            raise Mismatch(f"pictures: {shown}, expected {asked}")
    wrong = [(anchor, page) for anchor, page in entries if places.get(anchor) != page]
    if wrong:
        raise Mismatch(f"page numbers of the contents: {wrong}")
    return places


def _starts(pdf: Pdf, sections: list[etree._Element]) -> list[int]:
    """The first page of each section: the cover, the contents, then one for each h1."""
    headings = [s.find("h1") for s in sections]
    titles = [one_line("".join(h.itertext())) for h in headings if h is not None]
    marks = [(one_line(title), page) for title, page in pdf.chapters]
    if [title for title, _ in marks] != titles:
        raise Mismatch(f"bookmarks {marks}, expected {titles}")
    pages = iter(page for _, page in marks)
    front = iter((0, 1))
    return [next(front) if h is None else next(pages) for h in headings]
