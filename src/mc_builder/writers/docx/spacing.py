"""Space and ties between blocks: what styles alone cannot say is set on paragraphs.

Why: Word has no space around a table, and the space after the last item of a list or the last
paragraph of a callout is not that between two of them; of two spaces, it takes the larger. A
paragraph that announces what follows (« … : ») does not stay alone at the end of a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from lxml import etree

from mc_builder.writers.docx.wml import W, clark

#: A paragraph or a table, and the style of a paragraph.
_Block = tuple[Any, str]

_PARAGRAPH, _TABLE, _RUN, _VALUE = map(clark, ("p", "tbl", "r", "val"))
_STYLE, _SECTION, _PAGE_BREAK = (
    f"{clark('pPr')}/{clark(name)}" for name in ("pStyle", "sectPr", "pageBreakBefore")
)

#: Families of styles whose blocks make one whole.
_FAMILIES = {
    "ListBullet": "list",
    "ListNumber": "list",
    "ListContinue": "list",
    "MCEncadre": "box",
    "MCEncadreListe": "box",
    "MCEncadreTitre": "box",
    "Quote": "quote",
    "MCNoteTableau": "notes",
    "TOCHeading": "contents heading",
    "MCSource": "source",
    "MCCouvertureMention": "mention",
}
#: Headings; the space above the first of several, or of a page, is not needed.
_HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
#: Styles that begin something.
_SPACED = (*_HEADINGS, "Caption", "MCIntertitre")
#: Space after the last block of a family, in twips.
_AFTER = {"list": 120, "box": 160, "quote": 160, "notes": 160, "mention": 240}
#: Space before the first block of a family.
_BEFORE = {
    "box": 160,
    "quote": 100,
    "notes": 60,
    "source": 60,
    "contents heading": 360,
    "mention": 2381,
}
#: Space between two blocks of these styles: the contents on a cover, among its facts.
_BETWEEN = {("Subtitle", "TOC1"): 680, ("MCSeparation", "MCCouvertureMention"): 680}
#: The paragraphs of cells in one style.
_TITLES_IN_CELLS = etree.XPath(
    "w:tbl/w:tr/w:tc/w:p[w:pPr/w:pStyle/@w:val = $style]", namespaces={"w": W}
)
#: Space before and after the title of a chapter that does not begin a page.
_RUNS_ON = (368, 140)
#: Space after the title of a chapter that holds contents; before and after the title of these;
#: before and after each of their entries.
_ABOVE_CONTENTS, _CONTENTS_RUN_ON, _CLOSE_ENTRY = 200, (300, 120), (0, 10)
#: Space between a text and a table under it.
_BEFORE_TABLE = 170
#: Space between a table and what follows it: a text, and what begins something.
_AFTER_TABLE, _BEGINS_AFTER_TABLE = 160, 280
#: What `styles.css` sets closer in a long document of tables and short paragraphs, in the styles:
#: before, after, height of lines; what it is, what it becomes.
_LISTS_CLOSER = ((0, 60, 259), (0, 60, 253))
_CLOSER = {
    "Normal": ((0, 120, 259), (0, 104, 253)),
    "ListBullet": _LISTS_CLOSER,
    "ListNumber": _LISTS_CLOSER,
    "ListContinue": _LISTS_CLOSER,
    "Heading4": ((204, 57, 0), (170, 40, 0)),
    "MCIntertitre": ((204, 57, 0), (170, 40, 0)),
    "MCCellule": ((0, 40, 240), (0, 40, 236)),
}
#: The same where all is on landscape pages, which are short.
_CLOSER_LYING = _CLOSER | {
    "Heading1": ((0, 480, 0), (0, 283, 0)),
    "Heading3": ((283, 91, 0), (204, 91, 0)),
    "MCCellule": ((0, 40, 240), (0, 17, 229)),
}
_MEASURES = ("before", "after", "line")
_STYLE_SPACING = f"{clark('pPr')}/{clark('spacing')}"


def space(body: etree._Element, definitions: etree._Element, styles: Mapping[str, str]) -> None:
    """Set the space and the ties of the blocks of `body`.

    `definitions` are the styles of its document, of which `styles` gives the ids.
    """
    blocks = _blocks(body)
    _separate(blocks, styles)
    _part_tables(blocks, definitions, styles)
    _part_chapters(blocks, styles)
    _close_contents(blocks, styles)
    _tie(blocks, styles)
    titles: Any = _TITLES_IN_CELLS(body, style=styles["MCCelluleIntertitre"])
    for title in titles:
        if title.getprevious().tag != _PARAGRAPH:
            _set(title, "before", 0)


def set_close(definitions: etree._Element, styles: Mapping[str, str], *, lying: bool) -> None:
    """Set closer the texts of a document, in its styles; those of a house that has its own stay.

    `lying`: all its pages are in landscape, but the cover.
    """
    for name, (ours, closer) in (_CLOSER_LYING if lying else _CLOSER).items():
        spacing = _spacing_of(definitions, styles[name])
        if spacing is None or _measures(spacing) != ours:
            continue
        for measure, twips in zip(_MEASURES, closer, strict=True):
            if twips or spacing.get(clark(measure)) is not None:
                spacing.set(clark(measure), str(twips))


def _spacing_of(definitions: etree._Element, style_id: str) -> etree._Element | None:
    """What a style itself says of space."""
    for style in definitions.iterfind(clark("style")):
        if style.get(clark("styleId")) == style_id:
            return style.find(_STYLE_SPACING)
    return None


def _measures(spacing: etree._Element | None) -> tuple[int, ...]:
    if spacing is None:
        return (0,) * len(_MEASURES)
    return tuple(int(spacing.get(clark(measure), "0")) for measure in _MEASURES)


def _separate(blocks: list[_Block], styles: Mapping[str, str]) -> None:
    """Set the space between paragraphs."""
    families = {styles[style]: family for style, family in _FAMILIES.items()}
    headings = {styles[style] for style in _HEADINGS}
    between = {(styles[a], styles[b]): space for (a, b), space in _BETWEEN.items()}
    for (above, style_above), (below, style) in pairwise(blocks):
        if (style_above, style) in between:
            _set(below, "before", between[style_above, style])
            continue
        if style in headings and (style_above in headings or _begins_page(above, below)):
            _set(below, "before", 0)
        if _TABLE in (above.tag, below.tag) or _begins_page(above, below):
            continue
        before, family = families.get(style_above, ""), families.get(style, "")
        if before != family:
            if before in _AFTER:
                _set(above, "after", _AFTER[before])
            if family in _BEFORE:
                _set(below, "before", _BEFORE[family])


def _part_tables(
    blocks: list[_Block], definitions: etree._Element, styles: Mapping[str, str]
) -> None:
    """Set the space around tables; where a style has more, it stays."""
    families = {styles[style]: family for style, family in _FAMILIES.items()}
    spaced = {styles[style] for style in _SPACED}

    @cache
    def own(style: str) -> tuple[int, ...]:
        return _measures(_spacing_of(definitions, style))

    for (above, style_above), (below, style) in pairwise(blocks):
        if _begins_page(above, below) or above.tag == below.tag:
            continue
        if below.tag == _TABLE:
            if style_above not in spaced and own(style_above)[1] < _BEFORE_TABLE:
                _set(above, "after", _BEFORE_TABLE)
        else:
            usual = _BEGINS_AFTER_TABLE if style in spaced else _AFTER_TABLE
            wanted = _BEFORE.get(families.get(style, ""), usual)
            if own(style)[0] < wanted:
                _set(below, "before", wanted)


def _part_chapters(blocks: list[_Block], styles: Mapping[str, str]) -> None:
    """Set the space around the title of a chapter that runs on: its style is for a new page.

    The first one, after the cover, is followed as closely as those that run on.
    """
    chapters = [
        (above, below)
        for (above, _), (below, style) in pairwise(blocks)
        if style == styles["Heading1"]
    ]
    run_on = [below for above, below in chapters if not _begins_page(above, below)]
    for title in run_on:
        _surround(title, _RUNS_ON)
    if run_on and chapters[0][0].find(_SECTION) is not None:
        _set(chapters[0][1], "after", _RUNS_ON[1])


def _close_contents(blocks: list[_Block], styles: Mapping[str, str]) -> None:
    """Set close the contents that run on under what is essential: they share its page, whole."""
    entries, running_on = {styles[f"TOC{n}"] for n in (1, 2, 3)}, False
    chapter = None
    for (above, _), (below, style) in pairwise(blocks):
        if style == styles["TOCHeading"] and not _begins_page(above, below):
            running_on = True
            _surround(below, _CONTENTS_RUN_ON)
            if chapter is not None:
                _set(chapter, "after", _ABOVE_CONTENTS)
        elif style not in entries:
            running_on = False
            chapter = below if style == styles["Heading1"] else chapter
        elif running_on:
            _surround(below, _CLOSE_ENTRY)


def _tie(blocks: list[_Block], styles: Mapping[str, str]) -> None:
    """Let a paragraph that ends with a colon stay with the list or the table that follows."""
    lists = {styles["ListBullet"], styles["ListNumber"]}
    for (above, _), (below, style) in pairwise(blocks):
        if below.tag != _TABLE and style not in lists:
            continue
        last = next(above.iterchildren(_RUN, reversed=True), None)
        if last is not None and "".join(last.itertext()).rstrip().endswith(":"):
            above.get_or_add_pPr().get_or_add_keepNext()


def _blocks(body: etree._Element) -> list[_Block]:
    """The paragraphs and tables of `body`, with the style of the paragraphs."""
    return [(block, _style(block)) for block in body if block.tag in (_PARAGRAPH, _TABLE)]


def _style(block: etree._Element) -> str:
    style = block.find(_STYLE)
    return style.get(_VALUE, "") if style is not None else ""


def _begins_page(above: etree._Element, below: etree._Element) -> bool:
    return above.find(_SECTION) is not None or below.find(_PAGE_BREAK) is not None


def _surround(paragraph: Any, spaces: tuple[int, int]) -> None:
    """Set the space before and after a paragraph."""
    for side, twips in zip(("before", "after"), spaces, strict=True):
        _set(paragraph, side, twips)


def _set(paragraph: Any, side: str, twips: int) -> None:
    spacing = paragraph.get_or_add_pPr().get_or_add_spacing()
    spacing.set(clark(side), str(twips))
