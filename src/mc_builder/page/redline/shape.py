"""An element → what makes it the same in two versions, and the copy of one that went."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from mc_builder.french.word_diff import Fate
from mc_builder.page.redline.marks import BEFORE, FATE
from mc_builder.page.tree import PROSE, SCHEME

#: What changes with nothing that a reader sees: anchors, identities, counts.
_UNSEEN = frozenset(
    {"id", "data-ref", "data-appel", PROSE, "data-numero", "data-citation", "data-largeur"}
)


def canonical(element: etree._Element) -> str:
    """An element as a text: two that read the same give the same."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element: etree._Element, pieces: list[str]) -> None:
    seen = sorted(attributes(element).items())
    kept = [f"{name}={value}" for name, value in seen if not _is_unseen(name, value)]
    pieces.append(f"<{element.tag} {' '.join(kept)}>{element.text or ''}")
    for child in element:
        _write(child, pieces)
        pieces.append(child.tail or "")
    pieces.append(">")


def _is_unseen(name: str, value: str) -> bool:
    """Whether no reader sees an attribute; an anchor of the document may have another number."""
    return name in _UNSEEN or (name == "href" and value.startswith("#"))


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of an element, for another."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def stripped(element: etree._Element) -> None:
    """Take its identity away from the copy of an element: that of today has it."""
    for name in ("id", "data-ref", "data-appel"):
        if name in element.attrib:
            del element.attrib[name]


def alone(element: etree._Element, fate: Fate) -> list[etree._Element]:
    """An element that one version has, as it stands in both: marked.

    A section that went leaves its blocks: nothing begins a page for what is no more. Contents and
    lists are those of today, unmarked: the tool makes them.
    """
    if fate is Fate.GONE and element.tag == "section":
        return [one for child in element for one in alone(child, fate)]
    if fate is Fate.GONE and element.tag == "nav":
        return []
    made = deepcopy(element)
    made.tail = None
    if element.tag == "nav":
        return [made]
    made.set(FATE, str(fate))
    if fate is Fate.GONE:
        for one in made.iter():
            put_aside(one)
    return [made]


def put_aside(element: etree._Element) -> None:
    """Anchors and pictures of before have names of their own; identities are those of today."""
    identifier = element.get("id")
    named = identifier is not None and element.get("data-ref") is None
    stripped(element)
    if named:
        element.set("id", f"{BEFORE}{identifier}")
    href = element.get("href", "")
    if href.startswith("#"):
        element.set("href", f"#{BEFORE}{href[1:]}")
    if element.tag == "img":
        element.set("src", f"{SCHEME}{BEFORE}{element.get('src', '').removeprefix(SCHEME)}")
