"""French typography, in one place: apostrophes, no-break spaces and ordinals of a tree's words."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from mc_builder.document.tree import name_of
from mc_builder.document.vocabulary import INLINE, VOCABULARY

_NBSP, _THIN = "\u00a0", "\u202f"
_Replacement = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"[ \u202f](?=[:;!?»%€])"), _NBSP),
    (re.compile(r"(?<=«)[ \u202f]"), _NBSP),
    # « 12 500 », « 1 250 000 »: what stands before is no digit, what follows neither.
    (
        re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)"),
        lambda number: re.sub(r"[ \u00a0]", _THIN, number[0]),
    ),
    # « p. 12 », « n° 3 », « art. 5 », « niveau 4 », « annexe IV », « 12 semaines ».
    (re.compile(r"(?<=\b[pn][.°]) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\bart\.) (?=\w)"), _NBSP),
    (re.compile(r"(?<=\b[Nn]iveau) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\b[Aa]nnexe) (?=[IVX\d])"), _NBSP),
    (re.compile(r"(?<=\d) (?=(?:h|min|ans?|semaines?|heures?)\b|Md?€)"), _NBSP),
)
#: « 1er », « 2e », « XXIe siècle »: the letters are raised.
_ORDINAL = re.compile(
    r"(?<![\w.,’-])(?:1(?=(?:ers?|res?)\b)|\d{1,3}(?=es?\b)|[IVX]+(?=er? siècle))(?P<sign>[a-z]+)"
)


def french(text: str) -> str:
    """The text with its apostrophes and no-break spaces."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def apply(root: etree._Element) -> None:
    """Set the typography of all the words of a tree, in place."""
    for element in list(root.iter()):
        if element.text:
            element.text = french(element.text)
        if element.tail:
            element.tail = french(element.tail)
    for element in list(root.iter()):
        _raise_ordinals(element)


def _raise_ordinals(element: etree._Element) -> None:
    """Put the letters of the ordinals of an element's own words in a ``sup``."""
    rule = VOCABULARY.get(name_of(element))
    if rule is None or INLINE not in rule.contains or element.tag == "sup":
        return
    # From the end, so that the ranks of the children before stay what they were.
    for place in range(len(element), -1, -1):
        text = element[place - 1].tail if place else element.text
        if text and _ORDINAL.search(text) is not None:
            _split(element, place, text)


def _split(element: etree._Element, place: int, text: str) -> None:
    """Write a text before the child of this rank, with one ``sup`` per ordinal."""
    plain = etree.Element("span")  # holds the pieces until they are in their place
    last: etree._Element | None = None
    before = 0
    for found in _ORDINAL.finditer(text):
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
