"""The rows of two tables → those of one, each row that came or went whole marked.

Rows under a cell that spans them are one unit: they come and go together, and are compared cell by
cell only when their cells lie alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from mc_builder.french.word_diff import Fate
from mc_builder.page.redline.alignment import align, dice, likeness
from mc_builder.page.redline.shape import alone, attributes, canonical
from mc_builder.page.tree import name_of, text_of

#: Rows that one cell spans, or one row.
Unit = tuple[etree._Element, ...]  # noqa: SLF001 - the one name of its type
#: Two elements that are one → what stands in their place.
Merged = Callable[[etree._Element, etree._Element], list[etree._Element]]  # noqa: SLF001
#: How alike two rows must be to be one.
_ALIKE = 0.3


def merged_rows(
    one: Merged, old: etree._Element, new: etree._Element
) -> list[etree._Element] | None:
    """The parts of the table; None when it has not as many columns as it had.

    `one` merges two cells.
    """
    if _columns(old) != _columns(new):
        return None
    made: list[etree._Element] = []
    for tag in ("thead", "tbody"):
        was, now = list(old.iterchildren(tag)), list(new.iterchildren(tag))
        for before, after in align(was, now, canonical, likeness):
            part = etree.Element(tag)
            found = _units(before) if before is not None else []
            part.extend(_rows(one, found, _units(after) if after is not None else []))
            made.append(part)
    return made


def _columns(table: etree._Element) -> int:
    first = next(table.iter("tr"), None)
    return 0 if first is None else sum(int(cell.get("colspan", "1")) for cell in first)


def _units(part: etree._Element) -> list[Unit]:
    """The rows of a part, those that a cell spans together."""
    found: list[list[etree._Element]] = []
    left = 0
    for row in part:
        if left <= 0:
            found.append([])
            left = 0
        found[-1].append(row)
        spans = [int(cell.get("rowspan", "1")) for cell in row]
        left = max([left, *spans]) - 1
    return [tuple(rows) for rows in found]


def _rows(one: Merged, old: list[Unit], new: list[Unit]) -> Iterator[etree._Element]:
    for before, after in align(old, new, _canonical, _likeness):
        if before is not None and after is not None:
            for was, now in zip(before, after, strict=True):
                yield _row(one, was, now)
            continue
        for row in before or ():
            yield from alone(row, Fate.GONE)
        for row in after or ():
            yield from alone(row, Fate.COME)


def _row(one: Merged, old: etree._Element, new: etree._Element) -> etree._Element:
    made = etree.Element(new.tag, attributes(new))
    for was, now in zip(old, new, strict=True):
        made.extend(one(was, now))
    return made


def _canonical(unit: Unit) -> str:
    return "".join(map(canonical, unit))


def _likeness(old: Unit, new: Unit) -> float:
    """How much two units are one: their cells lie alike, and their words or texts are the same."""
    if _shape(old) != _shape(new):
        return 0.0
    refs = [_refs(old), _refs(new)]
    shared = len(refs[0] & refs[1]) / max(len(refs[0] | refs[1]), 1)
    words = dice(_text(old), _text(new))
    return shared + words if shared >= _ALIKE or words >= _ALIKE else 0.0


def _shape(unit: Unit) -> tuple[object, ...]:
    return tuple(
        (name_of(row), *((c.tag, c.get("rowspan", "1"), c.get("colspan", "1")) for c in row))
        for row in unit
    )


def _refs(unit: Unit) -> frozenset[str]:
    """The texts of the data that rows show."""
    return frozenset(r for row in unit for s in row.iter("span") if (r := s.get("data-ref")))


def _text(unit: Unit) -> str:
    return " ".join(map(text_of, unit))
