"""Tables: rows and cells that span become a Word grid with merged cells, under a caption."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from lxml import etree

from mc_builder.charter import Charte, for_word
from mc_builder.french import capital
from mc_builder.metrics import Face, need, width
from mc_builder.page.tree import name_of, text_of
from mc_builder.writers.docx.blocks import Words, segments
from mc_builder.writers.docx.captions import caption
from mc_builder.writers.docx.grid import Cell, Row, make_room, read, widths
from mc_builder.writers.docx.keeping import LINE, MARGINS, breaks
from mc_builder.writers.docx.registry import (
    Place,
    block,
    words,
    writes_block,
    writes_part,
)
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.wml import NOTHING, Layout, Xml, join, w
from mc_builder.writers.docx.wordstyle import border, shade

#: Table style, beginning of the names of its paragraph styles, their size in the charter.
_LOOKS = {
    "table.textes": ("MCTableauTextes", "MCCellule", "tableau"),
    "table.matrice": ("MCTableauMatrice", "MCMatrice", "matrice"),
    "table.fiche": ("MCTableauFiche", "MCCellule", "tableau"),
}
#: Alignment of the paragraphs of a cell.
_ALIGN = {
    **dict.fromkeys(("th.centre", "td.centre"), "center"),
    **dict.fromkeys(("th.droite", "td.droite"), "right"),
}
_CELLS = ("th", "th.centre", "th.droite", "th.vertical", "td", "td.centre", "td.droite")

#: Height of the text of a page, portrait and landscape, in twips.
_PAGE, _WIDE_PAGE = 13000, 8800
#: Longest heading written upwards, in twips: beyond, it takes two lines.
_TALLEST = 3400

writes_part(("caption", "colgroup", "col", "thead", "tbody"))
writes_part(("tr", "tr.groupe", "tr.total"))
writes_part(_CELLS)


@writes_block(*_LOOKS)
def write_table(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A table and its caption above it."""
    story.announce(element)
    style, prefix, size = _LOOKS[name_of(element)]
    twips = 20 * story.charte.mesure(size, "word")
    title = element.find("caption")
    written = [] if title is None else [caption(story, title, "Tableau", keep_next=True)]
    rows = read(element)
    columns = widths(element, max((row.columns for row in rows), default=1), place.width)
    columns = make_room(columns, _needs(rows, columns, twips))
    table = _Table(story, replace(place, width=sum(columns)), columns, style, prefix, twips)
    written.append(table.xml(rows, "" if title is None else text_of(title)))
    return written


@dataclass(frozen=True, slots=True)
class _Table:
    """One table being written; `columns` are widths, and `size` that of its texts, in twips."""

    story: Story
    place: Place
    columns: list[int]
    style: str
    prefix: str
    size: float

    def xml(self, rows: list[Row], caption: str) -> Xml:
        """The whole table; `caption` is its accessible name."""
        is_grid = self.style == "MCTableauMatrice"
        wide = self.place.width == self.story.landscape_width
        height = _WIDE_PAGE if wide else _PAGE
        page = breaks(rows, self.columns, height, self.size, grid=is_grid, lying=wide)
        end = len(rows) - 1
        written = []
        for number, row in enumerate(rows):
            place = self.place.bound(last=number == end)
            if number in page.kept:
                place = replace(place, keep_next=True)
            written.append(self._row(row, place, whole=number not in page.long))
        grid = w("tblGrid", *(w("gridCol", w=width) for width in self.columns))
        return w("tbl", self._properties(rows, caption), grid, *written)

    def _properties(self, rows: list[Row], caption: str) -> Xml:
        has_head = any(row.head for row in rows)
        first_column = any(_names_its_row(row) for row in rows)
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

    def _row(self, row: Row, place: Place, *, whole: bool) -> Xml:
        with self.story.within(row.element):
            return self._written(row, place, whole=whole)

    def _written(self, row: Row, place: Place, *, whole: bool) -> Xml:
        self.story.announce(row.element)
        properties = [w("cantSplit")] if whole else []
        height = max((self._height(cell) for cell in row.starts), default=0)
        if height:
            properties.append(w("trHeight", val=height, hRule="atLeast"))
        if row.head:
            properties.append(w("tblHeader"))
        if self.story.tracking is not None and self.story.fate is not None:
            properties.append(self.story.tracking.mark(self.story.fate))
        cells = [self._cell(row, cell, place) for cell in row.cells]
        return w("tr", w("trPr", *properties) if properties else NOTHING, *cells)

    def _cell(self, row: Row, cell: Cell, place: Place) -> Xml:
        merge = NOTHING
        if cell.rows > 1:
            merge = w("vMerge", val="restart") if cell.starts else w("vMerge")
        name = "" if cell.element is None else name_of(cell.element)
        properties = join(
            w("tcW", w=self._width(cell), type="dxa"),
            w("gridSpan", val=cell.columns) if cell.columns > 1 else NOTHING,
            merge,
            _ground(self.story.charte, row),
            w("textDirection", val="btLr") if name == "th.vertical" else NOTHING,
            w("vAlign", val="bottom") if row.head else NOTHING,
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
            return f"{self.prefix}{capital(row.kind)}"
        if cell.element is not None and cell.element.tag == "th":
            return f"{self.prefix}Rangee"
        return self.prefix

    def _width(self, cell: Cell) -> int:
        return sum(self.columns[cell.column : cell.column + cell.columns])

    def _height(self, cell: Cell) -> int:
        """The height that a heading written upwards needs, in twips; 0 for other cells."""
        if cell.element is None or name_of(cell.element) != "th.vertical":
            return 0
        lines = max(1, (self._width(cell) - MARGINS) // LINE)
        needed = width(cell.text, self.size, Face.WORD_GRAS) / lines
        longest = need([cell.text], self.size, Face.WORD_GRAS, 0)
        return round(min(max(needed, longest), _TALLEST)) + 200


def _ground(charte: Charte, row: Row) -> Xml:
    """The ground of a head, of a group, of a total, and the rule of ink that ends or begins it."""
    if not row.head and not row.kind:
        return NOTHING
    ground = shade(for_word(charte.couleurs["pale"]))
    side = "bottom" if row.head else "top"
    rule = border(side, 6, for_word(charte.couleurs["principale"]))
    return ground if row.kind == "groupe" and not row.head else join(w("tcBorders", rule), ground)


def _names_its_row(row: Row) -> bool:
    """Whether a row begins with its name."""
    first = row.cells[0].element if row.cells else None
    return not row.head and not row.kind and first is not None and first.tag == "th"


def _needs(rows: list[Row], columns: list[int], size: float) -> list[int]:
    """The width that each column needs for its longest word, in twips.

    Those that a cell spans share what its word needs, when they are too narrow for it.
    """
    needs = [0] * len(columns)
    cells = [cell for row in rows for cell in row.starts]
    for cell in sorted(cells, key=lambda cell: cell.columns):
        if cell.element is None or not cell.texts or name_of(cell.element) == "th.vertical":
            continue
        low = ceil(need(cell.texts, size, Face.WORD_GRAS, MARGINS))
        spanned = range(cell.column, cell.column + cell.columns)
        if cell.columns == 1 or low > sum(max(columns[n], needs[n]) for n in spanned):
            for n in spanned:
                needs[n] = max(needs[n], ceil(low / cell.columns))
    return needs
