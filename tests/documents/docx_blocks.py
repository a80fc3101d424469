"""A written .docx as the same flat list of blocks as `tree_blocks`, read from its XML."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree
from tree_blocks import Block, CellBlock, Flow, TableBlock, one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

#: Style → kind of block. A style that is not here is an ordinary paragraph.
_KINDS = {
    **{f"Heading{level}": f"titre {level}" for level in range(1, 5)},
    **{f"TOC{level}": f"entrée {level}" for level in range(1, 4)},
    "TableofFigures": "entrée tableau",
    "TOCHeading": "titre hors sommaire",
    "Caption": "légende",
    "MCNoteTableau": "note de tableau",
    "MCChapeau": "chapeau",
    "MCSource": "source",
    "MCIntertitre": "intertitre",
    "MCEncadreTitre": "intertitre",
    "MCDiscret": "discret",
    "MCCouvertureType": "couverture-type",
    "Title": "couverture-titre",
    "Subtitle": "couverture-detail",
    "MCCouvertureMarque": "couverture-mention",
    "MCCouvertureMention": "couverture-mention",
}


class HeadingNumbers:
    """The numbers that Word prints before headings, counted as it counts them."""

    def __init__(self, numbering: etree._Element) -> None:
        self.levels = {
            one.get(f"{_W}abstractNumId"): list(one.iter(f"{_W}lvl"))
            for one in numbering.iter(f"{_W}abstractNum")
        }
        self.nums = {num.get(f"{_W}numId"): num for num in numbering.iter(f"{_W}num")}
        self.counters: dict[str, list[int]] = defaultdict(list)
        self.started: set[str] = set()

    def of(self, heading: etree._Element) -> str:
        """The number of a heading, with the space after it."""
        numbering = heading.find(f"{_W}pPr/{_W}numPr")
        if numbering is None or _value(numbering, "numId") == "0":
            return ""
        number, level = _value(numbering, "numId"), int(_value(numbering, "ilvl"))
        abstract = _value(self.nums[number], "abstractNumId")
        counters = self.counters[abstract]
        following = counters[level] + 1 if level < len(counters) else 1
        for override in self.nums[number].iter(f"{_W}lvlOverride"):
            if number not in self.started and override.get(f"{_W}ilvl") == str(level):
                following = int(_value(override, "startOverride"))
        self.started.add(number)
        counters[level:] = [following]
        assert len(counters) == level + 1, "a level without the one above"
        levels = self.levels[abstract]
        text = _value(levels[level], "lvlText")
        for place, value in enumerate(counters, start=1):
            text = text.replace(f"%{place}", _counted(value, _value(levels[place - 1], "numFmt")))
        return text + (" " if _value(levels[level], "suff") == "space" else "")


def _value(element: etree._Element, tag: str) -> str:
    return element.find(f"{_W}{tag}").get(f"{_W}val")


def _counted(value: int, form: str) -> str:
    if form == "upperRoman":
        return ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][value]
    letter = chr(ord("a") + value - 1)
    return {"decimal": str(value), "lowerLetter": letter, "upperLetter": letter.upper()}[form]


class Reader:
    """Reads one package; `counters` follows the numbered lists."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {
                name: etree.fromstring(package.read(f"word/{name}.xml"))
                for name in ("document", "footnotes", "numbering")
            }
        self.body = parts["document"][0]
        self.footnotes = {note.get(f"{_W}id"): note for note in parts["footnotes"]}
        names = {
            d.get(f"{_W}abstractNumId"): d.find(f"{_W}name").get(f"{_W}val")
            for d in parts["numbering"].iter(f"{_W}abstractNum")
            if d.find(f"{_W}name") is not None
        }
        self.headings = HeadingNumbers(parts["numbering"])
        self.lists: dict[str, str] = {}
        self.counters: dict[str, int] = defaultdict(lambda: 1)
        for num in parts["numbering"].iter(f"{_W}num"):
            number = num.get(f"{_W}numId")
            self.lists[number] = names.get(num.find(f"{_W}abstractNumId").get(f"{_W}val"), "")
            for start in num.iter(f"{_W}startOverride"):
                self.counters[number] = int(start.get(f"{_W}val"))

    def flow(self, holder: etree._Element, *, in_cell: bool = False) -> Flow:
        """The blocks of the body or of a cell. Empty paragraphs are separations, or fill a cell."""
        found: Flow = []
        for element in holder:
            if element.tag == f"{_W}tbl":
                found.append(TableBlock(tuple(self.cells(element))))
            elif element.tag == f"{_W}p":
                kind, text = self.kind(element, in_cell=in_cell), one_line(self.text(element))
                if kind.startswith("titre "):
                    text = one_line(self.headings.of(element) + text)
                pictures = element.iter(_PICTURE)
                found += [Block("figure", one_line(e.get("descr"))) for e in pictures]
                if text or kind.startswith(("puce", "numéro")):
                    found.append(Block(kind, text))
        return found

    def kind(self, paragraph: etree._Element, *, in_cell: bool) -> str:
        numbering = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle").get(f"{_W}val")
        if numbering is not None and not style.startswith("Heading"):
            level = int(numbering.find(f"{_W}ilvl").get(f"{_W}val")) + 1
            number = numbering.find(f"{_W}numId").get(f"{_W}val")
            if "puces" in self.lists[number]:
                return f"puce {level}"
            self.counters[number] += 1
            return f"numéro {level} : {self.counters[number] - 1}"
        return "paragraphe" if in_cell else _KINDS.get(style, "paragraphe")

    def text(self, paragraph: etree._Element) -> str:
        text = "".join(self.words(paragraph))
        # In the contents, what follows the tab is the page number.
        return text.partition("\t")[0]

    def words(self, element: etree._Element) -> Iterator[str]:
        for node in element.iter(
            *(f"{_W}{tag}" for tag in ("t", "br", "r", "footnoteReference", "tab", "noBreakHyphen"))
        ):
            if node.tag == f"{_W}t":
                # The sign of a status, in a font of its own, is an image in the PDF.
                style = node.find(f"../{_W}rPr/{_W}rStyle")
                named = "" if style is None else style.get(f"{_W}val", "")
                signed = node.find(f"../{_W}rPr/{_W}rFonts") is not None
                if not (signed and named.startswith("MCStatut")):
                    yield node.text or ""
            elif node.tag == f"{_W}br":
                yield " "
            elif node.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
                yield "\t"
            elif node.tag == f"{_W}footnoteReference":
                note = self.footnotes[node.get(f"{_W}id")]
                yield f"⟦{one_line(''.join(self.words(note)))}⟧"

    def cells(self, table: etree._Element) -> Iterator[CellBlock]:
        grid: dict[tuple[int, int], CellBlock] = {}
        open_cells: dict[int, tuple[int, int]] = {}
        for row, line in enumerate(table.iterchildren(f"{_W}tr")):
            head = line.find(f"{_W}trPr/{_W}tblHeader") is not None
            column = 0
            for cell in line.iterchildren(f"{_W}tc"):
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                columns = 1 if span is None else int(span.get(f"{_W}val"))
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(f"{_W}val") != "restart":
                    above = open_cells[column]
                    old = grid[above]
                    assert not self.flow(cell, in_cell=True), "words in a merged cell are lost"
                    grid[above] = CellBlock(
                        old.row, old.column, row - old.row + 1, old.columns, old.head, old.blocks
                    )
                else:
                    content = tuple(self.flow(cell, in_cell=True))
                    grid[row, column] = CellBlock(row, column, 1, columns, head, content)
                    open_cells[column] = (row, column)
                column += columns
        yield from grid.values()


def read(data: bytes) -> Flow:
    """All the blocks of a document."""
    reader = Reader(data)
    return reader.flow(reader.body)
