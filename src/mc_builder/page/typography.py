"""A tree → the same in French typography, its ordinals raised."""

from __future__ import annotations

from lxml import etree

from mc_builder.french import ORDINAL, typeset
from mc_builder.page.tree import name_of
from mc_builder.page.vocabulary import INLINE, VOCABULARY


def apply(root: etree._Element) -> None:
    """Set the typography of all the words of a tree, in place."""
    holding: dict[etree._Element, None] = {}
    for element in root.iter():
        if text := element.text:
            element.text = text = typeset(text)
            if ORDINAL.search(text) is not None:
                holding[element] = None
        if text := element.tail:
            element.tail = text = typeset(text)
            holder = element.getparent() if ORDINAL.search(text) is not None else None
            if holder is not None:
                holding[holder] = None
    for element in holding:
        _raise_ordinals(element)


def _raise_ordinals(element: etree._Element) -> None:
    """Put the letters of the ordinals of an element's own words in a ``sup``."""
    rule = VOCABULARY.get(name_of(element))
    if rule is None or INLINE not in rule.contains or element.tag == "sup":
        return
    # From the end, so that the ranks of the children before stay what they were.
    for place in range(len(element), -1, -1):
        text = element[place - 1].tail if place else element.text
        if text and ORDINAL.search(text) is not None:
            _split(element, place, text)


def _split(element: etree._Element, place: int, text: str) -> None:
    """Write a text before the child of this rank, with one ``sup`` per ordinal."""
    plain = etree.Element("span")  # holds the pieces until they are in their place
    last: etree._Element | None = None
    before = 0
    for found in ORDINAL.finditer(text):
        words = text[before : found.start("sign")]
        if last is None:
            plain.text = words
        else:
            last.tail = words
        last = etree.SubElement(plain, "sup")
        last.text = found["sign"]
        before = found.end()
    if last is not None:
        last.tail = text[before:]
    if place:
        element[place - 1].tail = plain.text
    else:
        element.text = plain.text
    for offset, sign in enumerate(list(plain)):
        element.insert(place + offset, sign)
