"""Blocks: sections, headings, paragraphs, callouts and lists become Word paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from mc_builder.metrics import Face, line_count
from mc_builder.page.tree import name_of, text_of
from mc_builder.writers.docx import numbering
from mc_builder.writers.docx.contents import fits_under
from mc_builder.writers.docx.pages import COVER, LANDSCAPE, PORTRAIT, page_mark
from mc_builder.writers.docx.registry import (
    Place,
    block,
    inline,
    is_inline,
    words,
    writes_block,
    writes_part,
)
from mc_builder.writers.docx.story import Story
from mc_builder.writers.docx.wml import NOTHING, Layout, Xml

#: Paragraphs that have one style wherever they stand.
_STYLES = {
    "h1": "Heading1",
    "h2": "Heading2",
    "h3": "Heading3",
    "h4": "Heading4",
    "p.titre-hors-sommaire": "TOCHeading",
    "p.chapeau": "MCChapeau",
    "p.source": "MCSource",
    "p.intertitre": "MCIntertitre",
    "p.discret": "MCDiscret",
    "p.couverture-type": "MCCouvertureType",
    "p.couverture-titre": "Title",
    "p.couverture-detail": "Subtitle",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "p.intertitre"})
#: A heading with so many lines under it is not alone at the foot of a page.
_FEW_LINES = 2
#: Styles that change with their place: beginning of the style of plain text there, style.
_IN_PLACE = {
    ("MCEncadre", "MCIntertitre"): "MCEncadreTitre",
    ("MCCellule", "MCIntertitre"): "MCCelluleIntertitre",
    ("MCMatrice", "MCIntertitre"): "MCMatriceGroupe",
    ("MCMatrice", "MCDiscret"): "MCMatriceDiscret",
    ("MCCellule", "MCDiscret"): "MCCelluleDiscret",
}

writes_part(("li",))


def flow(story: Story, elements: list[etree._Element], place: Place) -> list[Xml]:
    """Blocks one after the other, kept together where `place` says so."""
    written: list[Xml] = []
    for number, element in enumerate(elements, start=1):
        written += block(story, element, place.bound(last=number == len(elements)))
    return written


@writes_block("article", "section.ensemble", "section.suite")
def write_section(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The document, or a part of it whose blocks stay on one page if they can."""
    story.announce(element)
    together = place.together or element.get("class") == "ensemble"
    return flow(story, list(element), replace(place, together=together))


@writes_block("section.chapitre")
def write_chapter(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A chapter, on a new page."""
    story.announce(element)
    story.break_page()
    inner = flow(story, list(element), place)
    if place.width == story.landscape_width:
        return inner
    return [page_mark(PORTRAIT, chapter=True), *inner]


@writes_block("section.couverture", "section.paysage")
def write_page_section(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A cover, or landscape pages: marks for `pages.lay_out` around the blocks."""
    story.announce(element)
    landscape = element.get("class") == "paysage"
    width = story.landscape_width if landscape else place.width
    inner = flow(story, list(element), replace(place, width=width))
    if place.width == story.landscape_width:
        return inner
    return [page_mark(LANDSCAPE if landscape else COVER), *inner, page_mark(PORTRAIT)]


@writes_block(*_STYLES)
def write_styled(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A heading, or a paragraph with a style of its own."""
    style = _STYLES[name_of(element)]
    around = next((prefix for prefix, _ in _IN_PLACE if place.text.startswith(prefix)), "")
    style = _IN_PLACE.get((around, style), style)
    if style == "TOCHeading" and not fits_under(element, place.width):
        # Contents under a chapter are whole, as in styles.css; LibreOffice would leave this title
        # behind: it keeps nothing with a table of contents.
        story.break_page()
    return [_paragraph(story, element, style, place)]


@writes_block("p.couverture-mention")
def write_mention(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """What the reader must know, on the cover: the mark at its head, the warnings at its foot."""
    first = element.getprevious() is None
    style = "MCCouvertureMarque" if first else "MCCouvertureMention"
    return [_paragraph(story, element, style, place)]


@writes_block("p")
def write_paragraph(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A plain paragraph, in the style of its place."""
    return [_paragraph(story, element, place.text, place)]


def _paragraph(story: Story, element: etree._Element, style: str, place: Place) -> Xml:
    story.announce(element)
    indent = None if place.indent is None else (place.indent, 0)
    keep = place.keep_next or _is_kept(story, element, style, place)
    after = element.getnext()
    # What leads to a table is its guide: who reads it has all its lines under the eyes.
    guide = not place.in_cell and after is not None and after.tag == "table"
    layout = Layout(keep_next=keep, keep_lines=guide, indent=indent, align=place.align)
    numbered = story.headings.get(element)
    if numbered is None:
        return story.paragraph(style, inline(story, element), layout)
    layout = replace(layout, numbering=(numbered.number, numbered.level))
    if not numbered.number:
        return story.paragraph(style, inline(story, element), layout)
    # Word prints the number, which is the first element.
    content = words(story, element[0].tail, list(element)[1:])
    return story.paragraph(style, content, layout)


def _is_kept(story: Story, element: etree._Element, style: str, place: Place) -> bool:
    """Whether a paragraph stays with what follows: it is no end of a page, under its heading."""
    before, after = element.getprevious(), element.getnext()
    heading = "" if before is None else name_of(before)
    # As in styles.css: what a heading says of its object goes with it, and a landscape table, whose
    # pages are short, with what leads to it.
    if (style == "MCDiscret" and heading == "h2") or (
        heading in {"h4", "p.intertitre"} and _is_level(element)
    ):
        return True
    if place.in_cell or after is None or not _HEADINGS.isdisjoint(map(name_of, (element, after))):
        return False
    if after.tag == "table" and place.width == story.landscape_width:
        return True
    size = 20 * story.charte.mesure("texte", "word")
    lines = line_count(text_of(element), place.width, size, Face.WORD)
    return heading in _HEADINGS and lines <= _FEW_LINES


def _is_level(element: etree._Element) -> bool:
    """Whether a paragraph says a level of autonomy, of which the next one speaks."""
    return any(name_of(child) == "span.autonomie" for child in element)


@writes_block("div.encadre")
def write_callout(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A callout: paragraphs on a ground, on one page; Word would melt two into one."""
    before = element.getprevious()
    apart = before is not None and name_of(before) == "div.encadre"
    written = [story.paragraph("MCSeparation", NOTHING)] if apart else []
    story.announce(element)
    inside = replace(
        place,
        text="MCEncadre",
        item="MCEncadreListe",
        base_indent=255,
        indent=None,
        together=True,
    )
    return written + flow(story, list(element), inside)


@writes_block("blockquote")
def write_quote(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A quotation."""
    story.announce(element)
    return flow(story, list(element), replace(place, text="Quote"))


@writes_block("ul", "ol")
def write_list(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """A list; each numbered one starts again."""
    story.announce(element)
    level = min(place.level + 1, numbering.LEVELS - 1)
    if element.tag == "ol":
        definition = f"mc_numeros{place.lists}"
        number = story.lists.numbers(definition, level, int(element.get("start", "1")))
        style = place.item or "ListNumber"
    else:
        definition = f"mc_puces{place.lists}"
        number = story.lists.bullets(definition)
        style = place.item or "ListBullet"
    step = numbering.DEFINITIONS[definition][1]
    left = (place.indent or place.base_indent) + step
    item = _Item(style, (number, level), (left, step))
    inside = replace(place, level=level, indent=left, align="", text=place.item or "ListContinue")
    return _items(story, element, item, inside)


@writes_block("ol.notes")
def write_table_notes(story: Story, element: etree._Element, place: Place) -> list[Xml]:
    """The notes of a table: small print that begins with the printed call."""
    story.announce(element)
    item = _Item("MCNoteTableau", None, None)
    inside = replace(place, text="MCNoteTableau", item="MCNoteTableau", indent=397)
    return _items(story, element, item, inside)


@dataclass(frozen=True, slots=True)
class _Item:
    """The look of the first paragraph of an item."""

    style: str
    numbering: tuple[int, int] | None
    indent: tuple[int, int] | None


def _items(story: Story, element: etree._Element, look: _Item, place: Place) -> list[Xml]:
    written: list[Xml] = []
    items = list(element)
    for number, item in enumerate(items, start=1):
        story.announce(item)
        here = place.bound(last=number == len(items))
        # As in styles.css, neither the first item nor the last is alone on its page.
        tied = number < len(items) and number in {1, len(items) - 1}
        if tied and place.level <= 0 and not place.in_cell:
            here = replace(here, keep_next=True)
        with story.within(item):
            written += _item(story, item, look, here)
    return written


def _item(story: Story, element: etree._Element, look: _Item, place: Place) -> list[Xml]:
    """One item: its first text has the bullet or the number, the rest is indented."""
    pieces = list(segments(element))
    written: list[Xml] = []
    for number, piece in enumerate(pieces, start=1):
        here = place.bound(last=number == len(pieces))
        first = number == 1
        if isinstance(piece, Words):
            content = words(story, piece.text, piece.elements)
        elif first and piece.tag == "p":
            story.announce(piece)
            content = inline(story, piece)
            with story.within(piece):
                written.append(_first(story, content, look, here))
            continue
        elif first:
            written.append(_first(story, NOTHING, look, replace(here, keep_next=True)))
            written += block(story, piece, here)
            continue
        else:
            written += block(story, piece, here)
            continue
        if first:
            written.append(_first(story, content, look, here))
        else:
            layout = Layout(keep_next=here.keep_next, indent=(place.indent or 0, 0))
            written.append(story.paragraph(place.text, content, layout))
    return written or [_first(story, NOTHING, look, place)]


def _first(story: Story, content: Xml, look: _Item, place: Place) -> Xml:
    layout = Layout(keep_next=place.keep_next, numbering=look.numbering, indent=look.indent)
    return story.paragraph(look.style, content, layout)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand directly in a cell or an item, between two blocks."""

    text: str | None
    elements: list[etree._Element]


def segments(element: etree._Element) -> Iterator[Words | etree._Element]:
    """The paragraphs of mixed content: words that stand directly in it, and blocks."""
    text = element.text
    run: list[etree._Element] = []
    for child in element:
        if is_inline(child):
            run.append(child)
            continue
        if text or run:
            yield Words(text, run)
        yield child
        text, run = child.tail, []
    if text or run:
        yield Words(text, run)
