"""Tables: rows and cells that span become a Word grid with merged cells, under a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from mc_builder.document.tree import name_of, text_of
from mc_builder.writers.docx.blocks import Words, segments
from mc_builder.writers.docx.captions import caption
from mc_builder.writers.docx.grid import Cell, Row, make_room, read, widths
from mc_builder.writers.docx.registry import (
    Place,
    block,
    words,
    writes_block,
    writes_part,
)
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.styles import BLUE_GREY, PALE
from mc_builder.writers.docx.wml import NOTHING, Layout, Xml, join, w

#: Table style, and beginning of the names of its paragraph styles.
_LOOKS = {
    "table.textes": ("MCTableauTextes", "MCCellule"),
    "table.matrice": ("MCTableauMatrice", "MCMatrice"),
    "table.fiche": ("MCTableauFiche", "MCCellule"),
}
#: Alignment of the paragraphs of a cell.
_ALIGN = {
    **dict.fromkeys(("th.centre", "td.centre"), "center"),
    **dict.fromkeys(("th.droite", "td.droite"), "right"),
}
_CELLS = ("th", "th.centre", "th.droite", "th.vertical", "td", "td.centre", "td.droite")

#: A row that may need more than this share of a page may be cut between two pages.
_LONG_ROW = 0.4
#: Height of a line and mean width of a character in a cell, in twips; height of a page.
_LINE, _CHARACTER, _PAGE = 240, 100, 13000
#: Width of a letter in a long word, in twips.
_LETTER = 92
#: Left and right margins of a cell, in twips.
_MARGINS = 170
#: Longest heading written upwards, in twips: beyond, it takes two lines.
_TALLEST = 3400

#: Where Word may end a line; not at a no-break space.
_WORDS = re.compile("[ \t\r\n/–-]+")
#: Signs that are half as wide as a letter, no-break spaces first.
_NARROW = re.compile("[\u00a0\u202fijl.,;:!’'|()]")

writes_part(("caption", "colgroup", "col", "thead", "tbody"))
writes_part(("tr", "tr.groupe", "tr.total"))
writes_part(_CELLS)


@writes_block(*_LOOKS)
def write_table(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A table and its caption above it."""
    story.announce(element)
    style, prefix = _LOOKS[name_of(element)]
    title = element.find("caption")
    written = [] if title is None else [caption(story, title, "Tableau", keep_next=True)]
    rows = read(element)
    columns = widths(element, max((row.columns for row in rows), default=1), place.width)
    columns = make_room(columns, _needs(rows, len(columns)))
    table = _Table(story, replace(place, width=sum(columns)), columns, style, prefix)
    written.append(table.xml(rows, "" if title is None else text_of(title)))
    return written


@dataclass(frozen=True, slots=True)
class _Table:
    """One table being written; `columns` are widths in twips."""

    story: Story
    place: Place
    columns: list[int]
    style: str
    prefix: str

    def xml(self, rows: list[Row], caption: str) -> Xml:
        """The whole table; `caption` is its accessible name."""
        written = [
            self._row(row, last=number == len(rows)) for number, row in enumerate(rows, start=1)
        ]
        grid = w("tblGrid", *(w("gridCol", w=width) for width in self.columns))
        return w("tbl", self._properties(rows, caption), grid, *written)

    def _properties(self, rows: list[Row], caption: str) -> Xml:
        has_head = any(row.head for row in rows)
        first_column = self.style == "MCTableauFiche"
        look = {
            "firstRow": int(has_head),
            "lastRow": 0,
            "firstColumn": int(first_column),
            "lastColumn": 0,
            "noHBand": 1,
            "noVBand": 1,
        }
        value = 0x0600 | 0x0020 * has_head | 0x0080 * first_column
        head = [cell.text.strip() for row in rows if row.head for cell in row.starts]
        description = f"{len(rows)} lignes, {len(self.columns)} colonnes"
        if head:
            description += " : " + ", ".join(text for text in head if text)
        return w(
            "tblPr",
            w("tblStyle", val=self.story.styles[self.style]),
            w("tblW", w=sum(self.columns), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val=f"{value:04X}", **look),
            w("tblCaption", val=caption) if caption else NOTHING,
            w("tblDescription", val=description),
        )

    def _row(self, row: Row, *, last: bool) -> Xml:
        story, place = self.story, self.place.bound(last=last)
        story.announce(row.element)
        properties = []
        if not self._is_long(row):
            properties.append(w("cantSplit"))
        height = max((self._height(cell) for cell in row.starts), default=0)
        if height:
            properties.append(w("trHeight", val=height, hRule="atLeast"))
        if row.head:
            properties.append(w("tblHeader"))
        cells = [self._cell(row, cell, place) for cell in row.cells]
        return w("tr", w("trPr", *properties) if properties else NOTHING, *cells)

    def _cell(self, row: Row, cell: Cell, place: Place) -> Xml:
        merge = NOTHING
        if cell.rows > 1:
            merge = w("vMerge", val="restart") if cell.starts else w("vMerge")
        fill = self._fill(row, cell)
        name = "" if cell.element is None else name_of(cell.element)
        properties = join(
            w("tcW", w=self._width(cell), type="dxa"),
            w("gridSpan", val=cell.columns) if cell.columns > 1 else NOTHING,
            merge,
            w("shd", val="clear", color="auto", fill=fill) if fill else NOTHING,
            w("textDirection", val="btLr") if name == "th.vertical" else NOTHING,
            w("vAlign", val="center") if self._is_centred(row, name) else NOTHING,
        )
        return w("tc", w("tcPr", properties), *self._content(row, cell, place))

    def _content(self, row: Row, cell: Cell, place: Place) -> list[Xml]:
        """The paragraphs of a cell, at least one."""
        style = self._text_style(row, cell)
        layout = Layout(keep_next=place.keep_next)
        if not cell.starts or cell.element is None:
            return [self.story.paragraph(style, NOTHING, layout)]
        self.story.announce(cell.element)
        align = _ALIGN.get(name_of(cell.element), "")
        inside = replace(
            place,
            width=self._width(cell),
            text=style,
            item=f"{self.prefix}Liste",
            lists="_cellule",
            align=align,
        )
        written: list[Xml] = []
        for piece in segments(cell.element):
            if isinstance(piece, Words):
                content = words(self.story, piece.text, piece.elements)
                written.append(self.story.paragraph(style, content, replace(layout, align=align)))
            else:
                written += block(self.story, piece, inside)
        return written or [self.story.paragraph(style, NOTHING, layout)]

    def _text_style(self, row: Row, cell: Cell) -> str:
        if row.head:
            return f"{self.prefix}Entete"
        if row.kind:
            return f"{self.prefix}{row.kind.capitalize()}"
        if cell.element is not None and cell.element.tag == "th":
            return f"{self.prefix}Rangee"
        return self.prefix

    def _fill(self, row: Row, cell: Cell) -> str:
        if row.head:
            return BLUE_GREY
        if row.kind == "groupe":
            return BLUE_GREY if self.style == "MCTableauMatrice" else PALE
        is_name = cell.element is not None and cell.element.tag == "th"
        return PALE if row.kind == "total" or is_name else ""

    def _is_centred(self, row: Row, name: str) -> bool:
        """Whether a cell is centred from top to bottom: marks are, texts begin at the top."""
        return row.head or (self.style == "MCTableauMatrice" and name != "td")

    def _width(self, cell: Cell) -> int:
        return sum(self.columns[cell.column : cell.column + cell.columns])

    def _height(self, cell: Cell) -> int:
        """The height that a heading written upwards needs, in twips; 0 for other cells."""
        if cell.element is None or name_of(cell.element) != "th.vertical":
            return 0
        lines = max(1, (self._width(cell) - _MARGINS) // _LINE)
        needed = len(cell.text) * _CHARACTER // lines
        longest = max((len(word) for word in cell.text.split()), default=0) * (_CHARACTER + 15)
        return min(max(needed, longest), _TALLEST) + 200

    def _is_long(self, row: Row) -> bool:
        """Whether a row may be too high to stay on one page."""
        return any(
            self._lines(cell) * _LINE > _LONG_ROW * _PAGE for cell in row.starts if cell.rows == 1
        )

    def _lines(self, cell: Cell) -> int:
        """An estimate of the lines of a cell."""
        per_line = max(1, (self._width(cell) - _MARGINS) // _CHARACTER)
        return sum(1 + len(text) // per_line for text in cell.texts)


def _needs(rows: list[Row], columns: int) -> list[int]:
    """The width that each column needs for its longest word, in twips; an estimate."""
    needs = [0] * columns
    cells = [cell for row in rows for cell in row.starts if cell.columns == 1]
    for cell in cells:
        if cell.element is None or name_of(cell.element) == "th.vertical":
            continue
        for text in cell.texts:
            for word in _WORDS.split(text):
                if len(word) * _LETTER > needs[cell.column]:
                    needs[cell.column] = max(needs[cell.column], _width_of(word))
    return [need + _MARGINS if need else 0 for need in needs]


def _width_of(word: str) -> int:
    """An estimate of the width of a word, in twips: narrow signs count for half a letter."""
    return len(word) * _LETTER - len(_NARROW.findall(word)) * _LETTER // 2
