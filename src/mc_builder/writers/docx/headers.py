"""Headers and footers of a Word model → what they do not say, hide or cover (MOD003, 004, 008)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from lxml import etree

from mc_builder.diagnostics import Diagnostic, did_you_mean
from mc_builder.spans import Span
from mc_builder.writers.docx.codes import MOD004, MOD008
from mc_builder.writers.docx.pages import PageSetup
from mc_builder.writers.docx.running import PLACEHOLDERS
from mc_builder.writers.docx.trust import BY_ITS_RESULT, fields
from mc_builder.writers.docx.wml import clark

_POSITIONS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#: English Metric Units in a twip.
_EMU = 635
#: Fields whose value is thrown away with the properties of the old text.
_EMPTIED = {"DOCPROPERTY", "DOCVARIABLE", "MERGEFIELD"}


def margins(word: WordDocument) -> list[tuple[str, Any]]:
    """The headers and footers, by the name of their part."""
    found: dict[str, Any] = {}
    for rel in word.part.rels.values():
        if rel.reltype.endswith(("/header", "/footer")):
            part: Any = rel.target_part
            found[str(part.partname).rpartition("/")[2]] = part.element
    return sorted(found.items())


def words_of(element: etree._Element) -> str:
    """The words of an element."""
    return "".join(text.text or "" for text in element.iter(clark("t")))


def unsaid(word: WordDocument, at: Span) -> Iterator[Diagnostic]:
    """What a header or a footer should say, and what it says that nothing replaces."""
    parts = margins(word)
    said = " ".join(words_of(element) for _, element in parts)
    braces = set(re.findall(r"\{(\w+)\}", said))
    replaced = {word.casefold() for word in braces}
    named = {field for _, element in parts for field in fields(element)}
    for wanted, present, aide in (
        ("le numéro de page", "PAGE" in named, "Insertion › Numéro de page, dans le pied de page"),
        (
            "le titre du document",
            "titre" in replaced or bool({"TITLE", "STYLEREF"} & named),
            "écrivez {titre} dans l’en-tête ou le pied de page",
        ),
        (
            "la marque « Projet »",
            "marque" in replaced,
            "écrivez {marque} : une page imprimée dira que c’est un projet",
        ),
        ("la version", "version" in replaced, "écrivez {version} dans le pied de page"),
    ):
        if not present:
            message = f"ni l’en-tête ni le pied de page ne disent {wanted}"
            yield MOD004(message, at, aide)
    for unknown in sorted(word for word in braces if word.casefold() not in PLACEHOLDERS):
        near = did_you_mean(unknown.casefold(), PLACEHOLDERS)
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        aide = f"vouliez-vous dire {{{near}}} ?" if near else f"ce qui est remplacé : {known}"
        yield MOD004(f"{{{unknown}}} ne sera pas remplacé", at, aide)
    for field in sorted(named & _EMPTIED):
        yield MOD004(
            f"le champ « {field} » ne dira rien : les propriétés du modèle ne sont pas reprises",
            at,
            BY_ITS_RESULT,
        )


def covering(word: WordDocument, setup: PageSetup, at: Span) -> Iterator[Diagnostic]:
    """Pictures and texts of the margins that stand over the text, out of the page, or fill it."""
    for name, element in margins(word):
        where = "l’en-tête" if name.startswith("header") else "le pied de page"
        high = 0
        for drawing in element.iter(f"{{{_POSITIONS}}}inline"):
            high += _extent(drawing)[1]
        if high > setup.side("h") / 3:
            yield MOD008(
                f"{where} ({name}) prend {round(high / 56.7)} mm de haut sur chaque page",
                at,
                "réduisez son image dans Word (Format de l’image › Taille)",
            )
        for anchor in element.iter(f"{{{_POSITIONS}}}anchor"):
            fault = _fault(anchor, setup, footer=name.startswith("footer"))
            if fault:
                yield MOD008(
                    f"une image ou une zone de texte de {where} ({name}) {fault}",
                    at,
                    "dans Word, Format de l’image › Position, ou Habillage › Derrière le texte",
                )


def _fault(anchor: etree._Element, setup: PageSetup, *, footer: bool) -> str | None:
    """Why a floating picture spoils a page."""
    width, height = _extent(anchor)
    page = (setup.side("w"), setup.side("h"))
    left = _place(anchor, "positionH", width, setup, 0)
    line = page[1] - setup.margin("footer") - height if footer else setup.margin("header")
    top = _place(anchor, "positionV", height, setup, line)
    if left >= page[0] or top >= page[1] or left + width <= 0 or top + height <= 0:
        return "est hors de la page"
    flows = any(
        anchor.find(f"{{{_POSITIONS}}}{wrap}") is not None
        for wrap in ("wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom")
    )
    behind = anchor.get("behindDoc", "0") in ("1", "true", "on")
    across = left < page[0] - setup.margin("right") and left + width > setup.margin("left")
    # A logo may come a little below the margin: nothing is written on the very first line.
    deep = min(top + height, page[1] - setup.margin("bottom")) - max(top, setup.margin("top"))
    if not flows and not behind and across and deep > _LINE:
        return "est par-dessus le texte"
    return None


#: A line of text, in twips.
_LINE = 240


def _extent(drawing: etree._Element) -> tuple[int, int]:
    """Width and height of a drawing, in twips."""
    extent = drawing.find(f"{{{_POSITIONS}}}extent")
    if extent is None:
        return 0, 0
    return _emu(extent.get("cx")), _emu(extent.get("cy"))


def _emu(text: str | None) -> int:
    """EMU → twips; what is no number is 0."""
    found = re.fullmatch(r"\s*(-?[0-9]{1,12})\s*", text or "")
    return round(int(found[1]) / _EMU) if found else 0


#: Margins before and after, and side of the page, of each direction.
_SIDES = {"positionH": ("left", "right", "w"), "positionV": ("top", "bottom", "h")}


def _place(anchor: etree._Element, tag: str, size: int, setup: PageSetup, line: int) -> int:
    """Where a drawing begins from the edge of the page, in twips; `line` is that of its text."""
    position = anchor.find(f"{{{_POSITIONS}}}{tag}")
    if position is None:
        return line
    first, last, side = _SIDES[tag]
    before, after, page = setup.margin(first), setup.margin(last), setup.side(side)
    origin = position.get("relativeFrom", "")
    start, end = {
        "page": (0, page),
        "leftMargin": (0, before),
        "topMargin": (0, before),
        "rightMargin": (page - after, page),
        "bottomMargin": (page - after, page),
        "paragraph": (line, page),
        "line": (line, page),
    }.get(origin, (before, page - after))
    offset = position.findtext(f"{{{_POSITIONS}}}posOffset")
    if offset is not None:
        return start + _emu(offset)
    align = position.findtext(f"{{{_POSITIONS}}}align") or ""
    if align == "center":
        return (start + end - size) // 2
    return end - size if align in ("right", "bottom") else start
