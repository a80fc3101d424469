"""The numbers of a Word model, with units or not, become plain integers; the others are named.

Why: Word writes twips, other programs « 21cm »; whoever reads a width reads an integer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from mc_builder.writers.docx.parts import Parts, Problem
from mc_builder.writers.docx.trust import place
from mc_builder.writers.docx.wml import W, clark

_NUMBER = re.compile(
    r"(-?[0-9]{1,7})(?:\.[0-9]{1,9})?|(-?[0-9]{1,5}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi)"
)
#: Twips in each unit.
_UNITS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
#: Attributes that are numbers, by element. Sizes of characters are in half-points: ten twips.
_SIZES = {"sz", "szCs", "position"}
_INDENT = ("left", "right", "start", "end", "hanging", "firstLine")
_NUMBERS = {
    "pgSz": ("w", "h"),
    "pgMar": ("top", "right", "bottom", "left", "header", "footer", "gutter"),
    "cols": ("num", "space"),
    "tab": ("pos",),
    "ind": _INDENT,
    "spacing": ("before", "after", "line", "val"),
    "framePr": ("x", "y", "w", "h"),
    **dict.fromkeys(("sz", "szCs", "position", "numId", "abstractNumId", "outlineLvl"), ("val",)),
    "abstractNum": ("abstractNumId",),
    "num": ("numId",),
    "defaultTabStop": ("val",),
}
#: Where Word sets them, for who has to correct one.
_DIALOGS = {
    "pgSz": "Mise en page › Taille",
    "pgMar": "Mise en page › Marges",
    "cols": "Mise en page › Colonnes",
    "tab": "Paragraphe › Tabulations",
    "ind": "Paragraphe › Retrait",
    "spacing": "Paragraphe › Espacement",
    "sz": "Police › Taille",
}


def normalise(parts: Parts) -> Iterator[Problem]:
    """Make integers of the numbers of what is taken, in place; what is no number is a problem."""
    for name, root in parts.roots.items():
        sections = name == parts.main
        tops = root.iter(clark("sectPr")) if sections else (root,)
        for top in tops:
            for tag, attributes in _NUMBERS.items():
                for element in top.iter(clark(tag)):
                    for attribute in attributes:
                        yield from _normalise(element, tag, attribute, place(parts, name))


def _normalise(element: etree._Element, tag: str, attribute: str, where: str) -> Iterator[Problem]:
    value = element.get(f"{{{W}}}{attribute}")
    if value is None:
        return
    match = _NUMBER.fullmatch(value.strip())
    if match is None:
        dialog = _DIALOGS.get(tag)
        yield Problem(
            f"{where} : {attribute}=« {value[:40]} » de « w:{tag} » n’est pas un nombre",
            f"dans Word, donnez-lui une valeur ({dialog}) et enregistrez"
            if dialog
            else "ouvrez le modèle dans Word et enregistrez-le de nouveau",
        )
    elif match[3]:
        twips = float(match[2]) * _UNITS[match[3]]
        element.set(f"{{{W}}}{attribute}", str(round(twips / 10 if tag in _SIZES else twips)))
    else:
        element.set(f"{{{W}}}{attribute}", match[1])
