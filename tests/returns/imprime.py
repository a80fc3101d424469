"""The documents of a project as they print: each text in pieces, as a reader of Word gives them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.page.text import NOTE
from mc_builder.project import Project
from mc_builder.returns.changes import Piece

EDITES = ("note", "referentiel")


def textes(project: Project, documents: tuple[str, ...] = EDITES) -> dict[str, tuple[Piece, ...]]:
    """The pieces of each text of the data that these documents print, by reference."""
    builder = Builder(project)
    found: dict[str, tuple[Piece, ...]] = {}
    for kind in DOCUMENTS:
        if kind.key in documents:
            root = Making(kind, builder).document.root
            for element in root.iter("span"):
                ref = element.get("data-ref")
                if ref is not None and not _inside(element):
                    found.setdefault(ref, tuple(_pieces(element, ref, "")))
    return found


def _inside(element: etree._Element) -> bool:
    return any(above.get("data-ref") is not None for above in element.iterancestors())


def _pieces(element: etree._Element, ref: str, call: str) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, ref, call)
    for child in element:
        if child.get("class") == "note" or child.tag == "note":
            yield Piece(NOTE, ref, computed=True)
        elif child.tag == "br":
            yield Piece(" ", ref, call)
        else:
            inner = child.get("data-appel") or child.get("data-ref")
            yield from _pieces(child, ref, call or inner or _called(child))
        if child.tail:
            yield Piece(child.tail, ref, call)


def _called(element: etree._Element) -> str:
    return "renvoi" if (element.get("href") or "").startswith("#") else ""
