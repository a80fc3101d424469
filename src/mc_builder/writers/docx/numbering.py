"""Lists: the bullets and numbers of a document, and one restart for each numbered list."""

from __future__ import annotations

from lxml import etree

from mc_builder.writers.docx.wml import NOTHING, Xml, clark, join, parse, w

#: Depth of lists that Word knows.
LEVELS = 9
#: At every depth, as in the PDF (`ul` of templates/styles.css).
_BULLET = "–"
_FORMATS = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{}."))

#: Name of each definition in the file → (numbered or not, indent of a level in twips).
DEFINITIONS: dict[str, tuple[bool, int]] = {
    "mc_puces": (False, 340),
    "mc_numeros": (True, 397),
    "mc_puces_cellule": (False, 198),
    "mc_numeros_cellule": (True, 312),
}


def install(numbering: etree._Element) -> dict[str, int]:
    """Add to ``w:numbering`` the definitions that it lacks; the ``w:abstractNumId`` of each.

    A definition is recognised by its ``w:name``, so that a reference document may change it.
    """
    found: dict[str, int] = {}
    highest = -1
    for element in numbering.iterfind(clark("abstractNum")):
        number = int(element.get(clark("abstractNumId"), "0"))
        highest = max(highest, number)
        label = element.find(clark("name"))
        if label is not None:
            found.setdefault(label.get(clark("val"), ""), number)
    for name in DEFINITIONS:
        if name not in found:
            highest += 1
            found[name] = highest
            _insert(numbering, parse(_definition(name, highest)))
    return {name: found[name] for name in DEFINITIONS}


class Lists:
    """Hands out list numbers (``w:num``) and adds them to ``w:numbering``."""

    def __init__(self, numbering: etree._Element) -> None:
        self._numbering = numbering
        self._definitions = install(numbering)
        numbers = [int(num.get(clark("numId"), "0")) for num in numbering.iterfind(clark("num"))]
        self._last = max(numbers, default=0)
        self._bullets: dict[str, int] = {}
        self._abstract: dict[int, int] = {}

    def bullets(self, definition: str) -> int:
        """The number of all bulleted lists of that look."""
        if definition not in self._bullets:
            self._bullets[definition] = self._add(definition, NOTHING)
        return self._bullets[definition]

    def numbers(self, definition: str, level: int, start: int) -> int:
        """The number of a new numbered list, whose items at `level` begin with `start`."""
        return self._add(definition, _override(level, start))

    def define(self, levels: list[Xml]) -> int:
        """The number of a list of this document alone, with these levels."""
        known = self._numbering.iterfind(clark("abstractNum"))
        abstract = 1 + max(int(one.get(clark("abstractNumId"), "0")) for one in known)
        _insert(self._numbering, parse(_abstract(abstract, NOTHING, levels)))
        return self._number(abstract, NOTHING)

    def restart(self, number: int, level: int, start: int) -> int:
        """A number that follows the same list, and whose `level` begins again at `start`."""
        return self._number(self._abstract[number], _override(level, start))

    def first(self, number: int) -> int:
        """The first number that follows the same list."""
        abstract = self._abstract[number]
        return min(other for other, same in self._abstract.items() if same == abstract)

    def _add(self, definition: str, override: Xml) -> int:
        return self._number(self._definitions[definition], override)

    def _number(self, abstract: int, override: Xml) -> int:
        self._last += 1
        self._abstract[self._last] = abstract
        num = w("num", w("abstractNumId", val=abstract), override, numId=self._last)
        _insert(self._numbering, parse(num))
        return self._last


def _definition(name: str, number: int) -> Xml:
    """One definition of nine levels."""
    numbered, step = DEFINITIONS[name]
    levels = [_level(level, step, numbered=numbered) for level in range(LEVELS)]
    return _abstract(number, w("name", val=name), levels)


def _abstract(number: int, name: Xml, levels: list[Xml]) -> Xml:
    return w(
        "abstractNum",
        w("nsid", val=f"4D43{number:04X}"),
        w("multiLevelType", val="multilevel"),
        w("tmpl", val=f"4D44{number:04X}"),
        name,
        *levels,
        abstractNumId=number,
    )


def _override(level: int, start: int) -> Xml:
    return w("lvlOverride", w("startOverride", val=start), ilvl=level)


def _level(level: int, step: int, *, numbered: bool) -> Xml:
    left = step * (level + 1)
    if numbered:
        format_, pattern = _FORMATS[level % len(_FORMATS)]
        text = pattern.format(level + 1)
    else:
        format_, text = "bullet", _BULLET
    return w(
        "lvl",
        join(w("start", val=1), w("numFmt", val=format_), w("lvlText", val=text)),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=step)),
        ilvl=level,
    )


def _insert(numbering: etree._Element, element: etree._Element) -> None:
    """Put a definition after the definitions, a number after the numbers."""
    same = numbering.findall(element.tag)
    if same:
        same[-1].addnext(element)
    elif element.tag == clark("abstractNum"):
        numbering.insert(len(numbering.findall(clark("numPicBullet"))), element)
    else:
        definitions = numbering.findall(clark("abstractNum"))
        definitions[-1].addnext(element)
