"""The tree as a flat list of blocks: what both writers must show, read from the vocabulary alone.

Nothing here is shared with the writers: a fault in one of them cannot hide in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents_essayes import PAGE
from lxml import etree

from mc_builder.page.tree import name_of
from mc_builder.page.vocabulary import INLINE, VOCABULARY


@dataclass(frozen=True)
class Block:
    """A paragraph: what it is (« titre 2 », « puce 1 »…), and its words."""

    kind: str
    text: str


@dataclass(frozen=True)
class CellBlock:
    """A cell: its place in the grid, its spans, and the paragraphs that it holds."""

    row: int
    column: int
    rows: int
    columns: int
    head: bool
    blocks: tuple[Block | TableBlock, ...]


@dataclass(frozen=True)
class TableBlock:
    """A table by its cells, in order."""

    cells: tuple[CellBlock, ...] = field(default=())


Flow = list[Block | TableBlock]

#: Paragraphs with a look of their own; the others are « paragraphe ».
ROLES = {
    "p.titre-hors-sommaire": "titre hors sommaire",
    "p.chapeau": "chapeau",
    "p.source": "source",
    "p.intertitre": "intertitre",
    "p.discret": "discret",
    "p.couverture-type": "couverture-type",
    "p.couverture-titre": "couverture-titre",
    "p.couverture-detail": "couverture-detail",
    "p.couverture-mention": "couverture-mention",
}


def one_line(text: str) -> str:
    """White space and no-break spaces do not count: typography is tested elsewhere."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_inline(element: etree._Element) -> bool:
    return VOCABULARY[name_of(element)].category == INLINE


def words(element: etree._Element, *, in_note: bool = False) -> str:
    """The words of an element; a footnote stands in brackets where it is called."""
    parts = [element.text or ""]
    for child in element:
        parts += [piece(child, in_note=in_note), child.tail or ""]
    return "".join(parts)


def piece(element: etree._Element, *, in_note: bool = False) -> str:
    """The words of one inline element."""
    name = name_of(element)
    inside = words(element, in_note=in_note or name == "span.note")
    if name == "br":
        return " "
    if name == "span.note":
        # Word has no note inside a note: an inner one is printed in round brackets.
        return f" ({inside.strip()})" if in_note else f"⟦{one_line(inside)}⟧"
    if name == "a.renvoi":
        return f"{inside} (p. {PAGE})"
    return inside


def segments(element: etree._Element) -> Iterator[str | etree._Element]:
    """Mixed content: the words that stand directly in an element, and its blocks."""
    text = element.text or ""
    for child in element:
        if is_inline(child):
            text += piece(child) + (child.tail or "")
            continue
        if one_line(text):
            yield text
        yield child
        text = child.tail or ""
    if one_line(text):
        yield text


def flow(element: etree._Element, depth: int = 0) -> Flow:
    """The blocks of what an element holds, in order."""
    found: Flow = []
    for child in element:
        found += block(child, depth)
    return found


def block(element: etree._Element, depth: int = 0) -> Flow:  # noqa: PLR0911 - a line for each
    """One element of the tree as blocks. Empty paragraphs do not count: nobody sees them."""
    name = name_of(element)
    if element.tag in {"ul", "ol"}:
        return items(element, depth + 1)
    if element.tag == "nav":
        # The page numbers of the contents are Word's and CSS's own.
        entries = [(str(e.get("class")), one_line(words(e[0]))) for e in element]
        kinds = {"entree-figure": "tableau"}  # Word has one style for both lists
        return [
            Block(f"entrée {kinds.get(css, css.removeprefix('entree-'))}", text)
            for css, text in entries
        ]
    if element.tag == "table":
        caption = element.find("caption")
        return [
            *([] if caption is None else paragraph("légende", words(caption))),
            TableBlock(tuple(cells(element))),
        ]
    if element.tag == "figure":
        return [b for part in element for b in figure_part(part)]
    if re.fullmatch("h[1-4]", str(element.tag)):
        return paragraph(f"titre {str(element.tag)[1]}", words(element))
    if element.tag == "p":
        return paragraph(ROLES.get(name, "paragraphe"), words(element))
    return flow(element, depth)


def figure_part(element: etree._Element) -> Flow:
    """A picture by the words that stand for it, or its caption."""
    if element.tag == "img":
        return [Block("figure", one_line(element.get("alt", "")))]
    return paragraph("légende", words(element))


def paragraph(kind: str, text: str) -> Flow:
    return [Block(kind, one_line(text))] if one_line(text) else []


def items(element: etree._Element, depth: int) -> Flow:
    found: Flow = []
    notes = name_of(element) == "ol.notes"
    start = int(element.get("start", "1"))
    for number, item in enumerate(element, start=start):
        kind = f"numéro {depth} : {number}" if element.tag == "ol" else f"puce {depth}"
        pieces = list(segments(item))
        first = pieces[0] if pieces else ""
        if notes:
            kind = "note de tableau"
        if isinstance(first, str) or first.tag == "p":
            text = first if isinstance(first, str) else words(first)
            found.append(Block(kind, one_line(text)))
            pieces = pieces[1:]
        else:  # an item that opens on a list: its mark stands alone
            found.append(Block(kind, ""))
        for rest in pieces:
            following = (
                paragraph("paragraphe", rest) if isinstance(rest, str) else block(rest, depth)
            )
            found += [
                Block("note de tableau", b.text) if notes and isinstance(b, Block) else b
                for b in following
            ]
    return found


def cells(table: etree._Element) -> Iterator[CellBlock]:
    """The cells of a table; in them, only lists are told from paragraphs."""
    first = 0
    for part in table.iterchildren("thead", "tbody"):
        taken: set[tuple[int, int]] = set()
        for row, line in enumerate(part):
            column = 0
            for cell in line:
                while (row, column) in taken:
                    column += 1
                rows = min(int(cell.get("rowspan", "1")), len(part) - row)
                columns = int(cell.get("colspan", "1"))
                taken |= {
                    (r, c) for r in range(row, row + rows) for c in range(column, column + columns)
                }
                yield CellBlock(
                    first + row, column, rows, columns, part.tag == "thead", tuple(content(cell))
                )
        first += len(part)


def content(cell: etree._Element) -> Flow:
    found: Flow = []
    for part in segments(cell):
        found += paragraph("paragraphe", part) if isinstance(part, str) else block(part)
    return [
        Block("paragraphe", b.text) if isinstance(b, Block) and b.kind in ROLES.values() else b
        for b in found
    ]
