"""Laid-out pages → why a PDF of them is neither PDF/A nor PDF/UA, in French; nothing when it is.

What the writer can mend, it mends (`pdf_tags`, `maison`, `images`); what is left is said here, and
the file does not claim what it is not.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from mc_builder.french import agreed, listed

#: Sides of a page, in points (ISO 19005-3, 6.1.13).
_SMALLEST, _LARGEST = 3, 14_400
_POINTS = 0.75
#: Signs that a reason names; more would say no more.
_NAMED = 5
_PRIVATE = "Co"


def reserves(laid_out: Any) -> tuple[str, ...]:
    """The reasons; the signs are known once the pages are drawn."""
    found = []
    fonts = laid_out.fonts.values()
    missing = sorted({sign for font in fonts for sign in font.missing})
    if missing:
        found.append(f"aucune police n’a {_named(missing)}")
    drawn = {ord(sign) for font in fonts for text in font.to_unicode.values() for sign in text}
    private = sorted(s for s in drawn - {*missing} if unicodedata.category(chr(s)) == _PRIVATE)
    if private:
        found.append(f"rien ne dit ce que signifie {_named(private)}, à usage privé")
    sides = {side * _POINTS for page in laid_out.pages for side in (page.width, page.height)}
    if sides and not (min(sides) >= _SMALLEST and max(sides) <= _LARGEST):
        found.append("une page a moins de 1 mm ou plus de 5 m de côté")
    return tuple(found)


def _named(signs: list[int]) -> str:
    """« le signe U+F0B7 », « les signes U+F0A7 et U+F0B7 »."""
    names = [f"U+{sign:04X}" for sign in signs[:_NAMED]]
    if len(signs) > _NAMED:
        names = [*names[:-1], "d’autres"]
    return f"{agreed(len(names), 'le signe', 'les signes')} {listed(names)}"
