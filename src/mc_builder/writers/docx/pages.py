"""Pages: the set-up of the reference, and the marks between blocks, which become Word sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from lxml import etree

from mc_builder.writers.docx.wml import R, W, Xml, clark, parse, w

#: Kinds of pages.
PORTRAIT, LANDSCAPE, COVER = "portrait", "paysage", "couverture"

#: The style of a paragraph.
_STYLE = etree.XPath("string(w:pPr/w:pStyle/@w:val)", namespaces={"w": W}, smart_strings=False)
_MARK = "{urn:mc-builder:pages}page"
#: Margins of a reference without page set-up: 22 mm, in twips; A4.
_A4 = (11906, 16838)
_MARGIN = 1247
#: The foot of our pages, and what it becomes on those in landscape, which are short: 20 mm, as in
#: the PDF.
_FOOT, _LYING_FOOT = 1247, 1134


def page_mark(kind: str, *, chapter: bool = False) -> Xml:
    """A mark that says which kind of pages begins, or a chapter on them; `lay_out` replaces it."""
    named = ' chapter="1"' * chapter
    return Xml(f'<mc:page xmlns:mc="urn:mc-builder:pages" kind="{kind}"{named}/>')


@dataclass(frozen=True, slots=True)
class PageSetup:
    """What the reference says of its pages: ``w:sectPr`` and widths of the text in twips.

    `properties` are those of the text, `cover` those of the cover.
    """

    properties: Any
    cover: Any
    width: int
    landscape_width: int

    @property
    def height(self) -> int:
        """The height of the text, in twips."""
        return self.side("h") - self.margin("top") - self.margin("bottom")

    def side(self, name: str) -> int:
        """The width (``w``) or the height (``h``) of the paper, in twips."""
        return twips(self.properties.find(clark("pgSz")), name)

    def margin(self, name: str) -> int:
        """A margin, or the distance of the header from the edge, in twips."""
        return abs(twips(self.properties.find(clark("pgMar")), name))


def read_setup(word: WordDocument) -> PageSetup:
    """The page set-up of a reference document.

    Its last section is that of the text. When it has several, its first is that of the cover,
    with its own page, header and footer; otherwise the cover has the header and footer of first
    pages, or none.
    """
    every = list(word.element.body.iter(clark("sectPr"))) or [parse(w("sectPr"))]
    properties = deepcopy(every[-1])
    for earlier in reversed(every[:-1]):
        _inherit(properties, earlier)
    _complete(properties)
    cover = deepcopy(every[0] if len(every) > 1 else properties)
    _complete(cover)
    if len(every) == 1:
        cover.titlePg_val = True
    for tag in ("titlePg", "pgNumType"):
        for element in properties.findall(clark(tag)):
            properties.remove(element)
    for tag in ("headerReference", "footerReference"):
        for element in properties.findall(clark(tag)):
            if element.get(clark("type")) == "first":
                properties.remove(element)
    size, margins = properties.find(clark("pgSz")), properties.find(clark("pgMar"))
    sides = sum(twips(margins, name) for name in ("left", "right", "gutter"))
    return PageSetup(properties, cover, twips(size, "w") - sides, twips(size, "h") - sides)


def _inherit(properties: etree._Element, earlier: etree._Element) -> None:
    """The headers and footers that a section does not name are those of the section before."""
    for number, reference in enumerate(
        e for e in earlier if str(e.tag).endswith("Reference") and e.get(clark("type")) != "first"
    ):
        kind = reference.get(clark("type"))
        if all(e.get(clark("type")) != kind for e in properties.findall(reference.tag)):
            properties.insert(number, deepcopy(reference))


def _complete(properties: etree._Element) -> None:
    """A section that does not follow its predecessor on the same page, with a size and margins."""
    for element in properties.findall(clark("type")):
        properties.remove(element)
    if properties.find(clark("pgSz")) is not None and properties.find(clark("pgMar")) is not None:
        return
    for element in properties.findall(clark("pgSz")) + properties.findall(clark("pgMar")):
        properties.remove(element)
    for number, xml in enumerate(_default_page()):
        properties.insert(_references(properties) + number, parse(xml))


def _references(properties: etree._Element) -> int:
    return sum(1 for child in properties if child.tag.endswith("Reference"))


def _default_page() -> list[Xml]:
    edges = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN)
    return [
        w("pgSz", w=_A4[0], h=_A4[1]),
        w("pgMar", **edges, header=624, footer=567, gutter=0),
    ]


def lower_landscape(margins: etree._Element) -> None:
    """Give landscape pages two lines more, in their ``w:pgMar``; a house keeps its own foot."""
    if margins.get(clark("bottom")) == str(_FOOT):
        margins.set(clark("bottom"), str(_LYING_FOOT))


def twips(element: etree._Element, name: str) -> int:
    """A measure of a set-up, in twips."""
    return round(float(element.get(clark(name), "0")))


#: The properties of a section: for a kind of pages, under the name of a chapter.
Sections = Callable[[str, str], etree._Element]  # noqa: SLF001 - the one name of its type
#: What a section says of a header or a footer: which, of what pages, the part that it is.
_Reference = tuple[str, str, str]


def lay_out(
    body: etree._Element, sections: Sections, styles: Mapping[str, str], *, by_chapter: bool
) -> None:
    """Replace the marks in `body` by section breaks, and keep tables apart.

    `by_chapter`: a chapter that begins a page begins a section too, whose header may name it.
    """
    groups = _groups(body, by_chapter=by_chapter)
    running, shown = "", set[_Reference]()
    for number, (kind, blocks) in enumerate(groups):
        _begin_page(blocks[0])
        running, named = _chapter(blocks, running, styles["Heading1"])
        properties = sections(kind, named)
        shown = _follow(properties, shown)
        if number < len(groups) - 1:
            _end_section(blocks[-1], properties, styles)
        else:
            body.append(properties)
    if not groups:
        body.append(sections(PORTRAIT, ""))
    for table in body.findall(clark("tbl")):
        following = table.getnext()
        if following is None or following.tag in {clark("tbl"), clark("sectPr")}:
            _separate(table, styles, kept=_is_kept(table))


def _groups(body: etree._Element, *, by_chapter: bool) -> list[tuple[str, list[etree._Element]]]:
    """The blocks of each section, with its kind of pages; the marks are taken out."""
    kind, begins = PORTRAIT, True
    groups: list[tuple[str, list[etree._Element]]] = []
    for element in list(body):
        if element.tag == _MARK:
            begins = begins or (by_chapter and element.get("chapter") is not None)
            kind = element.get("kind", PORTRAIT)
            body.remove(element)
            continue
        if begins or groups[-1][0] != kind:
            groups.append((kind, []))
        begins = False
        groups[-1][1].append(element)
    return groups


def _chapter(blocks: list[etree._Element], before: str, style: str) -> tuple[str, str]:
    """The chapter that runs at the end of a section, and the one that all its pages are of, if any.

    A section that begins in the chapter `before`, or without one, and opens another has no one.
    """
    titles = [block for block in blocks if _STYLE(block) == style]
    if not titles:
        return before, before
    words = "".join(text.text or "" for text in titles[-1].iter(clark("t")))
    return words, words if titles == blocks[:1] else ""


def _follow(properties: etree._Element, before: set[_Reference]) -> set[_Reference]:
    """The headers and footers of a section; those of the section before are not named again.

    Why: after a cover, LibreOffice 7.4 shows those that are named again without their page
    numbers and their colours.
    """
    found = {
        (str(e.tag), e.get(clark("type"), "default"), e.get(clark("id", R), "")): e
        for e in properties
        if str(e.tag).endswith("Reference")
    }
    if found.keys() == before:
        for reference in found.values():
            properties.remove(reference)
    return set(found)


def _begin_page(first: etree._Element) -> None:
    """The first paragraph of a section begins a page already."""
    for element in first.iter(clark("pageBreakBefore")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _end_section(last: Any, properties: etree._Element, styles: Mapping[str, str]) -> None:
    if last.tag != clark("p") or _ends_field(last):
        last = _separate(last, styles)
    last.get_or_add_pPr().append(properties)


def _ends_field(paragraph: etree._Element) -> bool:
    """Whether a field that began above, such as contents, ends here.

    Why: LibreOffice 7.4 shows the footers of a section that begins after such a paragraph without
    their page numbers and their colours.
    """
    found = [mark.get(clark("fldCharType")) for mark in paragraph.iter(clark("fldChar"))]
    return found.count("end") > found.count("begin")


def _is_kept(table: etree._Element) -> bool:
    """Whether the last row of a table stays with what follows it."""
    last = table.findall(clark("tr"))[-1:]
    return any(True for row in last for _ in row.iter(clark("keepNext")))


def _separate(element: etree._Element, styles: Mapping[str, str], *, kept: bool = False) -> Any:
    """A new paragraph after an element, as low as can be; `kept` with what follows, as it is."""
    style = w("pStyle", val=styles["MCSeparation"])
    separation = parse(w("p", w("pPr", style, *([w("keepNext")] if kept else []))))
    element.addnext(separation)
    return separation
