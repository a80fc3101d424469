"""Pages: marks between blocks become Word sections; headers and footers follow the page width."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.part import XmlPart
from lxml import etree

from mc_builder.page.tree import Document
from mc_builder.writers.docx.package import package_of
from mc_builder.writers.docx.wml import R, Xml, clark, parse, w

#: Kinds of pages.
PORTRAIT, LANDSCAPE, COVER = "portrait", "paysage", "couverture"

_MARK = "{urn:mc-builder:pages}page"
#: What is replaced in headers and footers, in braces.
PLACEHOLDERS = ("marque", "titre", "version")
_PLACEHOLDER = re.compile(
    # In any case: Word puts a capital where a paragraph begins.
    rf"((?: – )?version | – )?\{{({'|'.join(PLACEHOLDERS)})\}}",
    re.IGNORECASE,
)
#: Longest running title and mark together, in characters.
_RUNNING = 112
#: Margins of a reference without page set-up: 22 mm, in twips; A4.
_A4 = (11906, 16838)
_MARGIN = 1247


def page_mark(kind: str) -> Xml:
    """A mark that says which kind of pages begins; `lay_out` replaces it."""
    return Xml(f'<mc:page xmlns:mc="urn:mc-builder:pages" kind="{kind}"/>')


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
        return _twips(self.properties.find(clark("pgSz")), name)

    def margin(self, name: str) -> int:
        """A margin, or the distance of the header from the edge, in twips."""
        return abs(_twips(self.properties.find(clark("pgMar")), name))


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
    sides = sum(_twips(margins, name) for name in ("left", "right", "gutter"))
    return PageSetup(properties, cover, _twips(size, "w") - sides, _twips(size, "h") - sides)


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


def _twips(element: etree._Element, name: str) -> int:
    return round(float(element.get(clark(name), "0")))


def lay_out(
    body: etree._Element, sections: Mapping[str, etree._Element], styles: Mapping[str, str]
) -> None:
    """Replace the marks in `body` by section breaks, and keep tables apart.

    `sections` gives the ``w:sectPr`` of each kind of pages.
    """
    kind = PORTRAIT
    groups: list[tuple[str, list[etree._Element]]] = []
    for element in list(body):
        if element.tag == _MARK:
            kind = element.get("kind", PORTRAIT)
            body.remove(element)
        elif groups and groups[-1][0] == kind:
            groups[-1][1].append(element)
        else:
            groups.append((kind, [element]))
    for number, (group_kind, blocks) in enumerate(groups):
        _begin_page(blocks[0])
        if number < len(groups) - 1:
            _end_section(blocks[-1], deepcopy(sections[group_kind]), styles)
    for table in body.findall(clark("tbl")):
        following = table.getnext()
        if following is None or following.tag == clark("tbl"):
            _separate(table, styles)
    body.append(deepcopy(sections[groups[-1][0] if groups else PORTRAIT]))


def _begin_page(first: etree._Element) -> None:
    """The first paragraph of a section begins a page already."""
    for element in first.iter(clark("pageBreakBefore")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _end_section(last: Any, properties: etree._Element, styles: Mapping[str, str]) -> None:
    if last.tag != clark("p"):
        last = _separate(last, styles)
    last.get_or_add_pPr().append(properties)


def _separate(element: etree._Element, styles: Mapping[str, str]) -> Any:
    """A new paragraph after an element, as low as can be."""
    style = w("pPr", w("pStyle", val=styles["MCSeparation"]))
    separation = parse(w("p", style))
    element.addnext(separation)
    return separation


def sections(
    word: WordDocument, setup: PageSetup, document: Document, *, landscape: bool
) -> dict[str, etree._Element]:
    """The ``w:sectPr`` of each kind of pages; headers and footers get the document's words.

    With `landscape`, they have a twin whose tab stops fit the wide page.
    """
    values = {
        "marque": document.mark,
        "titre": textwrap.shorten(
            document.title, max(40, _RUNNING - len(document.mark)), placeholder="…"
        ),
        "version": document.root.get("data-edition", document.root.get("data-version", "")),
    }
    found = {PORTRAIT: setup.properties, COVER: setup.cover}
    wide = deepcopy(setup.properties)
    own = {id_ for reference in setup.properties if (id_ := reference.get(clark("id", R)))}
    every = own | {id_ for reference in setup.cover if (id_ := reference.get(clark("id", R)))}
    for relationship in sorted(every):
        part = word.part.related_parts[relationship]
        _fill(part.element, values)
        if landscape and relationship in own:
            twin = _twin(word, part, setup)
            for same in wide:
                if same.get(clark("id", R)) == relationship:
                    same.set(clark("id", R), twin)
    if landscape:
        size = wide.find(clark("pgSz"))
        width, height = size.get(clark("w"), ""), size.get(clark("h"), "")
        size.set(clark("w"), height)
        size.set(clark("h"), width)
        size.set(clark("orient"), "landscape")
        found[LANDSCAPE] = wide
    return found


def _fill(element: etree._Element, values: Mapping[str, str]) -> None:
    """Replace ``{marque}``, ``{titre}`` and ``{version}``, even cut into several runs by Word.

    « – version », or one of the two, before an empty value goes with it.
    """
    for paragraph in element.iter(clark("p")):
        texts = list(paragraph.iter(clark("t")))
        joined = "".join(text.text or "" for text in texts)
        for match in reversed(list(_PLACEHOLDER.finditer(joined))):
            value = values[match[2].lower()]
            _replace(texts, match.span(), (match[1] or "") + value if value else "")


def _replace(texts: list[etree._Element], span: tuple[int, int], new: str) -> None:
    """Put `new` in place of the characters of `span`, counted over all `texts`."""
    start, end = span
    offset = 0
    for text in texts:
        content = text.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(content))
        if first < last:
            text.text = content[:first] + new + content[last:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            new = ""
        offset += len(content)


def _twin(word: WordDocument, part: XmlPart, setup: PageSetup) -> str:
    """The relationship to a copy of a header or footer, its tab stops spread over a wide page."""
    name = re.sub(r"(?<!\d)\d*\.xml$", "%d.xml", part.partname)
    package = package_of(word)
    twin = type(part).load(package.next_partname(name), part.content_type, part.blob, package)
    for key, rel in part.rels.items():
        target = rel.target_ref if rel.is_external else rel.target_part
        twin.rels.add_relationship(rel.reltype, target, key, is_external=rel.is_external)
    reltype = next(
        rel.reltype
        for rel in word.part.rels.values()
        if not rel.is_external and rel.target_part is part
    )
    styles = word.styles.element
    for paragraph in twin.element.iter(clark("p")):
        _spread_tabs(paragraph, styles, setup)
    return word.part.relate_to(twin, reltype)


def _spread_tabs(paragraph: Any, styles: etree._Element, setup: PageSetup) -> None:
    """Move the tab stops of a paragraph, those of its styles too, in proportion to the width."""
    inherited = _style_tabs(paragraph, styles)
    own = {
        _twips(tab, "pos"): tab
        for tab in paragraph.findall(f"{clark('pPr')}/{clark('tabs')}/{clark('tab')}")
    }
    stops = inherited | {pos: tab.get(clark("val"), "left") for pos, tab in own.items()}
    if not stops:
        return
    ratio = setup.landscape_width / setup.width
    moved = {round(pos * ratio): val for pos, val in stops.items() if val != "clear"}
    lines = dict.fromkeys(inherited, "clear") | moved
    tabs = paragraph.get_or_add_pPr().get_or_add_tabs()
    for old in list(tabs):
        tabs.remove(old)
    for pos in sorted(lines):
        tabs.append(parse(w("tab", val=lines[pos], pos=pos)))


def _style_tabs(paragraph: etree._Element, styles: etree._Element) -> dict[int, str]:
    by_id = {style.get(clark("styleId")): style for style in styles.iterfind(clark("style"))}
    named = paragraph.find(f"{clark('pPr')}/{clark('pStyle')}")
    name = named.get(clark("val")) if named is not None else None
    stops: dict[int, str] = {}
    seen: set[str | None] = set()
    while name in by_id and name not in seen:
        seen.add(name)
        style = by_id[name]
        for tab in style.findall(f"{clark('pPr')}/{clark('tabs')}/{clark('tab')}"):
            stops.setdefault(_twips(tab, "pos"), tab.get(clark("val"), "left"))
        base = style.find(clark("basedOn"))
        name = base.get(clark("val")) if base is not None else None
    return stops
