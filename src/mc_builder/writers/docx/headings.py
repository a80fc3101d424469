"""Headings: the numbers that a document computes become Word's own multilevel numbering.

« Annexe II – » and « II.1 » are two levels of one list, « Bloc de compétences 3 – » is another: a
heading added in Word takes the next number. What Word would not count as the document does stays a
text, so that the printed number is always that of the data.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from mc_builder.page.passes import HEADINGS
from mc_builder.page.redline.marks import is_gone, is_marked
from mc_builder.page.tree import name_of, text_of
from mc_builder.writers.docx.numbering import LEVELS, Lists
from mc_builder.writers.docx.wml import NOTHING, Xml, clark, join, parse, w

_PART = r"(?:[0-9]{1,4}|[IVXLC]{1,12}|[A-Z]|[a-z])"
#: What stands before, a number in pieces (« II.1 », « 2 a », the figure of « E1 »), what is after.
_NUMBER = re.compile(
    r"(?P<before>[^%]*?)(?:(?<!\w)|(?<=[A-Z])(?=[0-9]))"
    rf"(?P<parts>{_PART}(?:[.\s-]{_PART})*)(?P<after>[^\w%]*)\Z"
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
#: Alone, these are letters, after A and B: nothing goes as far as fifty or a hundred.
_LETTERS = frozenset("LC")


@dataclass(frozen=True, slots=True)
class _Label:
    """A printed number taken apart: « II.1 » is the values 2 and 1, in two formats of Word."""

    values: tuple[int, ...]
    formats: tuple[str, ...]
    pattern: str
    space: bool

    @classmethod
    def read(cls, text: str) -> _Label | None:
        """The number that a text says, None when Word could not count so."""
        match = _NUMBER.match(text)
        if match is None:
            return None
        pieces = re.split(r"([.\s-])", match["parts"])
        counted = [_counted(piece) for piece in pieces[::2]]
        separators = [*pieces[1::2], ""]
        numbers = "".join(f"%{n}{mark}" for n, mark in enumerate(separators, start=1))
        after = match["after"]
        return cls(
            tuple(value for value, _ in counted),
            tuple(form for _, form in counted),
            match["before"] + numbers + after.removesuffix(" "),
            after.endswith(" "),
        )


def _counted(piece: str) -> tuple[int, str]:
    """A piece of a number: its value and its format."""
    if piece.isdecimal():
        return int(piece), "decimal"
    if set(piece) <= _ROMAN.keys() and piece not in _LETTERS:
        values = [_ROMAN[letter] for letter in piece]
        following = [*values[1:], 0]
        pairs = zip(values, following, strict=True)
        return sum(-v if v < after else v for v, after in pairs), "upperRoman"
    return ord(piece.lower()) - ord("a") + 1, "upperLetter" if piece.isupper() else "lowerLetter"


@dataclass(slots=True)
class _Family:
    """A list of headings: what Word knows of each level, and where its counters stand."""

    patterns: list[_Label] = field(default_factory=list)
    counters: list[int] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)

    def takes(self, label: _Label, style: int) -> bool:
        """Whether a label is the next of one of the levels, or opens a level below the last."""
        depth = len(label.values) - 1
        if depth >= LEVELS or tuple(self.counters[:depth]) != label.values[:-1]:
            return False
        if depth == len(self.patterns):
            return tuple(p.formats[-1] for p in self.patterns) == label.formats[:-1]
        if depth > len(self.patterns):
            return False
        known = self.patterns[depth]
        same = (known.pattern, known.formats, known.space) == (
            label.pattern,
            label.formats,
            label.space,
        )
        return same and self.styles[depth] == style

    def count(self, label: _Label, style: int) -> bool:
        """Go to a label; whether Word comes to it by itself."""
        depth = len(label.values) - 1
        if depth == len(self.patterns):
            self.patterns.append(label)
            self.styles.append(style)
        expected = self.counters[depth] + 1 if depth < len(self.counters) else 1
        self.counters[depth:] = [label.values[-1]]
        return expected == label.values[-1]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The place of a heading in Word's numbering: ``w:numId`` and level from 0."""

    number: int
    level: int


def number_headings(
    root: etree._Element, lists: Lists, styles: etree._Element, ids: Mapping[str, str]
) -> dict[Any, Numbered]:
    """The numbering of each heading of a tree, added to `lists` and linked to the heading styles.

    The style of a level is linked to the list that most of its headings follow. As soon as one
    is, headings without a number say so, or the style would number them; in a document that
    numbers none, the reference document decides. Titles out of the contents have no number.
    """
    every = list(root.iter(*HEADINGS))
    headings = [heading for heading in every if not is_gone(heading)]
    families, found = _followed(headings)
    linked = _linked(headings, found)
    numbers = {id(family): lists.define(_definition(family, linked, ids)) for family in families}
    numbered: dict[Any, Numbered] = {}
    # What went counts on its own: the numbers of today are those of today.
    gone, before = _followed([heading for heading in every if is_gone(heading)])
    numbers |= {id(family): lists.define(_definition(family, {}, ids)) for family in gone}
    for heading, family, depth, start in (*found, *before):
        if start:
            numbers[id(family)] = lists.restart(numbers[id(family)], depth, start)
        numbered[heading] = Numbered(numbers[id(family)], depth)
    for style, (family, depth) in linked.items():
        _link(styles, ids[f"Heading{style}"], lists.first(numbers[id(family)]), depth)
    if linked:
        silent = {heading: Numbered(0, 0) for heading in every if heading not in numbered}
        numbered |= silent
    _silence(styles, ids["TOCHeading"])
    return numbered


#: A heading, the list that it follows, its level, and where that begins again (0: it goes on).
_Followed = tuple[Any, _Family, int, int]


def _followed(headings: Iterable[etree._Element]) -> tuple[list[_Family], list[_Followed]]:
    """The lists that headings follow, and the place of each heading that Word can count."""
    families: list[_Family] = []
    found: list[_Followed] = []
    for heading in headings:
        label = _label(heading)
        style = int(heading.tag[1])
        if label is None:
            continue
        family = next((f for f in reversed(families) if f.takes(label, style)), None)
        if family is None:
            if len(label.values) > 1:
                continue
            family = _Family()
            families.append(family)
        goes_on = family.count(label, style)
        depth = len(label.values) - 1
        found.append((heading, family, depth, 0 if goes_on else label.values[-1]))
    return families, found


def titles(root: etree._Element) -> dict[str, str]:
    """The words of each heading that has nothing but words, without its number, by its id."""
    found: dict[str, str] = {}
    for heading in root.iter(*HEADINGS):
        identifier = heading.get("id")
        plain = not is_marked(heading) and not is_gone(heading)
        if identifier and plain and not any(name_of(e) == "span.note" for e in heading.iter()):
            number = _label(heading)
            first = text_of(heading[0]) if number is not None else ""
            found[identifier] = text_of(heading).removeprefix(first)
    return found


def _label(heading: etree._Element) -> _Label | None:
    """The printed number of a heading."""
    first = heading[0] if len(heading) else None
    if first is None or heading.text or name_of(first) != "span.numero" or len(first):
        return None
    return _Label.read(first.text or "")


def _linked(headings: Sequence[Any], found: Sequence[_Followed]) -> dict[int, tuple[_Family, int]]:
    """Level of headings → the list and level that more than half of them follow."""
    all_of = Counter(int(heading.tag[1]) for heading in headings)
    places = Counter((int(h.tag[1]), id(f), depth) for h, f, depth, _ in found)
    by_id = {id(family): family for _, family, _, _ in found}
    return {
        style: (by_id[family], depth)
        for (style, family, depth), count in places.items()
        if 2 * count > all_of[style]
    }


def _definition(
    family: _Family, linked: Mapping[int, tuple[_Family, int]], ids: Mapping[str, str]
) -> list[Xml]:
    """The levels of a list, those of linked styles with the name of the style."""
    styles = {depth: ids[f"Heading{style}"] for style, (f, depth) in linked.items() if f is family}
    levels = []
    for depth, label in enumerate(family.patterns):
        style = styles.get(depth)
        levels.append(
            w(
                "lvl",
                join(w("start", val=1), w("numFmt", val=label.formats[-1])),
                w("pStyle", val=style) if style else NOTHING,
                w("suff", val="space" if label.space else "nothing"),
                w("lvlText", val=label.pattern),
                w("lvlJc", val="left"),
                ilvl=depth,
            )
        )
    return levels


def _link(styles: etree._Element, style_id: str, number: int, level: int) -> None:
    """Let a heading style number its paragraphs."""
    for style in styles.iterfind(clark("style")):
        if style.get(clark("styleId")) == style_id:
            properties: Any = style.get_or_add_pPr()  # type: ignore[attr-defined]
            for old in properties.findall(clark("numPr")):
                properties.remove(old)
            properties.insert_element_before(
                parse(w("numPr", w("ilvl", val=level), w("numId", val=number))),
                *_AFTER_NUMBER,
            )


def _silence(styles: etree._Element, style_id: str) -> None:
    """Let a style number nothing: Word bases the heading of contents on the first heading."""
    by_id = {style.get(clark("styleId")): style for style in styles.iterfind(clark("style"))}
    seen, current = set(), style_id
    while current in by_id and current not in seen:
        seen.add(current)
        if by_id[current].find(f"{clark('pPr')}/{clark('numPr')}") is not None:
            _link(styles, style_id, 0, 0)
            return
        base = by_id[current].find(clark("basedOn"))
        current = base.get(clark("val"), "") if base is not None else ""


#: Properties of a paragraph that stand after its numbering.
_AFTER_NUMBER = tuple(
    f"w:{name}"
    for name in (
        "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
        "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
        "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
        "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
        "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
