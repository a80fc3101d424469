"""Space between blocks of different kinds: what styles alone cannot say is set on paragraphs.

Why: Word has no space after a table, and the space after the last item of a list or the last
paragraph of a callout is not that between two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from lxml import etree

from mc_builder.writers.docx.wml import clark

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
#: Styles with enough space before them.
_SPACED = ("Heading1", "Heading2", "Heading3", "Heading4", "Caption", "MCIntertitre")
#: Space after the last block of a family, in twips.
_AFTER = {"list": 120, "box": 240, "quote": 160, "notes": 160, "mention": 240}
#: Space before the first block of a family.
_BEFORE = {
    "box": 200,
    "quote": 100,
    "notes": 60,
    "source": 60,
    "contents heading": 360,
    "mention": 600,
}
#: Space between a table and what follows it.
_AFTER_TABLE = 160


def space(body: etree._Element, styles: Mapping[str, str]) -> None:
    """Set the space between the blocks of `body`; `styles` gives the Word id of each style."""
    families = {styles[style]: family for style, family in _FAMILIES.items()}
    spaced = {styles[style] for style in _SPACED}
    blocks: list[Any] = [e for e in body if e.tag in (clark("p"), clark("tbl"))]
    for above, below in pairwise(blocks):
        if below.tag == clark("tbl") or _begins_page(above, below):
            continue
        style = _style(below)
        before, family = families.get(_style(above), ""), families.get(style, "")
        if above.tag == clark("tbl"):
            if style not in spaced:
                _set(below, "before", _BEFORE.get(family, _AFTER_TABLE))
        elif before != family:
            if before in _AFTER:
                _set(above, "after", _AFTER[before])
            if family in _BEFORE:
                _set(below, "before", _BEFORE[family])


def _begins_page(above: etree._Element, below: etree._Element) -> bool:
    properties = clark("pPr")
    return (
        above.find(f"{properties}/{clark('sectPr')}") is not None
        or below.find(f"{properties}/{clark('pageBreakBefore')}") is not None
    )


def _style(block: etree._Element) -> str:
    style = block.find(f"{clark('pPr')}/{clark('pStyle')}")
    return style.get(clark("val"), "") if style is not None else ""


def _set(paragraph: Any, side: str, twips: int) -> None:
    spacing = paragraph.get_or_add_pPr().get_or_add_spacing()
    spacing.set(clark(side), str(twips))
