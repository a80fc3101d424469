"""French typography, in one place: apostrophes and no-break spaces on the words of a tree."""

from __future__ import annotations

import re

from lxml import etree

_NBSP = "\u00a0"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"[ \u202f](?=[:;!?»%€])"), _NBSP),
    (re.compile(r"(?<=«)[ \u202f]"), _NBSP),
    # « p. 12 », « n° 3 », « art. 5 », « niveau 4 », « annexe IV », « 12 semaines ».
    (re.compile(r"(?<=\b[pn][.°]) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\bart\.) (?=\w)"), _NBSP),
    (re.compile(r"(?<=\b[Nn]iveau) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\b[Aa]nnexe) (?=[IVX\d])"), _NBSP),
    (re.compile(r"(?<=\d) (?=(?:h|min|ans?|semaines?|heures?)\b|Md?€)"), _NBSP),
)


def french(text: str) -> str:
    """The text with its apostrophes and no-break spaces."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def apply(root: etree._Element) -> None:
    """Set the typography of all the words of a tree, in place."""
    for element in root.iter():
        if element.text:
            element.text = french(element.text)
        if element.tail:
            element.tail = french(element.tail)
