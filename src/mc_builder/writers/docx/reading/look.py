"""The styles and lists of a Word file → which paragraphs are headings, which are items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from mc_builder.writers.docx.reading.opened import Parts
from mc_builder.writers.docx.wml import clark

_VAL = clark("val")
#: Names of the heading styles: Word keeps the English one in a file, others their own.
_HEADING = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
#: What a paragraph says of its form: its style, its level, its list and its depth in it.
_SAID = tuple(map(clark, ("pStyle", "outlineLvl", "numId", "ilvl")))
_LIST = clark("numPr")
#: Ways to base one style on another: a ring of them does not end.
_MOST_BASES = 20


@dataclass(frozen=True)
class Look:
    """What styles and lists say of paragraphs."""

    parts: Parts
    _known: dict[tuple[str, ...], tuple[int, str, int]] = field(default_factory=dict)

    @cached_property
    def _styles(self) -> dict[str, etree._Element]:
        root = self.parts.get("word/styles.xml")
        found = () if root is None else root.iterfind(clark("style"))
        return {style.get(clark("styleId"), ""): style for style in found}

    @cached_property
    def _formats(self) -> dict[tuple[str, str], str]:
        """The format of the number of each list and level."""
        root = self.parts.get("word/numbering.xml")
        if root is None:
            return {}
        levels = {
            (a.get(clark("abstractNumId"), ""), level.get(clark("ilvl"), "")): _value(
                level.find(clark("numFmt"))
            )
            for a in root.iterfind(clark("abstractNum"))
            for level in a.iterfind(clark("lvl"))
        }
        kinds = {
            n.get(clark("numId"), ""): _value(n.find(clark("abstractNumId")))
            for n in root.iterfind(clark("num"))
        }
        return {
            (number, level): form
            for number, kind in kinds.items()
            for (abstract, level), form in levels.items()
            if abstract == kind
        }

    def of(self, properties: etree._Element | None) -> tuple[int, str, int]:
        """Level of heading (0: none), mark of item (empty: none), its depth."""
        said = _said(properties)
        if said not in self._known:
            self._known[said] = self._of(properties, self._chain(said[0]))
        return self._known[said]

    def _of(
        self, properties: etree._Element | None, chain: list[etree._Element]
    ) -> tuple[int, str, int]:
        """The same, of properties and of the styles that they are based on."""
        level = self._level(properties, chain)
        if level:
            return level, "", 0
        number, depth = "", ""
        for holder in (properties, *(style.find(clark("pPr")) for style in chain)):
            found = None if holder is None else holder.find(clark("numPr"))
            if found is not None:
                number = number or _value(found.find(clark("numId")))
                depth = depth or _value(found.find(clark("ilvl")))
        if number in {"", "0"}:
            return 0, "", 0
        form = self._formats.get((number, depth or "0"), "bullet")
        mark = "-" if form == "bullet" else "" if form == "none" else "1."
        return 0, mark, int(depth) if depth.isdecimal() else 0

    def _chain(self, style: str) -> list[etree._Element]:
        """A style, and those that it is based on."""
        found: list[etree._Element] = []
        while style in self._styles and len(found) < _MOST_BASES:
            found.append(self._styles[style])
            style = _value(self._styles[style].find(clark("basedOn")))
        return found

    def _level(self, properties: etree._Element | None, chain: list[etree._Element]) -> int:
        for holder in (properties, *(style.find(clark("pPr")) for style in chain)):
            outline = None if holder is None else holder.find(clark("outlineLvl"))
            if outline is not None:
                value = _value(outline)
                return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0
        for style in chain[:1]:
            if named := _HEADING.fullmatch(_value(style.find(clark("name")))):
                return int(named[1])
        return 0


def _said(properties: etree._Element | None) -> tuple[str, ...]:
    """What a paragraph says of its own form, by which its like are known."""
    if properties is None or not len(properties):
        return ("",) * len(_SAID)
    said = {
        one.tag: _value(one)
        for child in properties
        for one in (child if child.tag == _LIST else (child,))
    }
    return tuple(said.get(tag, "") for tag in _SAID)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VAL, "")
