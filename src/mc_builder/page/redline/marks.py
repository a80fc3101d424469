"""What marks a change in a tree, and how a tree reads once changes are accepted.

Words in a row are in ``span.ajoute`` or ``span.retire``; a block, an item, a row that came or went
whole has the attribute `FATE`. No template writes these: they are put there after the checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mc_builder.french.word_diff import Fate
from mc_builder.page.tree import name_of

#: On a block, an item or a row: « ajoute », or « retire ».
FATE = "data-sort"
GONE, COME = f"span.{Fate.GONE}", f"span.{Fate.COME}"
#: Before the anchors of what went: those of today may have the same name.
BEFORE = "avant."


def fate_of(element: etree._Element) -> Fate | None:
    """What became of a block, of an item or of a row; None when it is in both versions."""
    value = element.get(FATE)
    return None if value is None else Fate(value)


def is_gone(element: etree._Element) -> bool:
    """Whether an element, or what holds it, went whole."""
    return any(fate_of(one) is Fate.GONE for one in (element, *element.iterancestors()))


def accepted(element: etree._Element) -> str:
    """The words of an element that are those of today."""
    return "".join(_accepted(element))


def _accepted(element: etree._Element) -> Iterator[str]:
    if name_of(element) == GONE or fate_of(element) is Fate.GONE:
        return
    yield element.text or ""
    for child in element:
        yield from _accepted(child)
        yield child.tail or ""


def is_marked(element: etree._Element) -> bool:
    """Whether words of an element came or went."""
    return any(name_of(one) in {GONE, COME} for one in element.iter("span"))
