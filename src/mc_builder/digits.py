"""A text → the number that its figures write, or None: nothing that Python reads further.

Why: `int`, `float` and `Decimal` read what no dossier means (the figures of other alphabets,
« 1e-999999999 », five thousand digits) or refuse what `str.isdigit` admits (« ² »). Whatever comes
from outside as a text becomes a number here.
"""

from __future__ import annotations

import re
from decimal import Decimal

#: No figure of a dossier has more digits; « 1e99999999 » would print a hundred million.
MOST_DIGITS = 15
#: The years of the calendar that a dossier may speak of: days can be counted around them.
YEARS = range(1800, 2200)

_WHOLE = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}\Z")
_DECIMAL = re.compile(
    rf"[+-]?(?=[.,]?[0-9])[0-9]{{0,{MOST_DIGITS}}}(?:[.,][0-9]{{0,{MOST_DIGITS}}})?\Z"
)


def whole(text: str) -> int | None:
    """A whole number, zero or more: « 12 », « 012 »; None for anything else."""
    return int(text) if _WHOLE.match(text) else None


def decimal(text: str) -> Decimal | None:
    """A number with a comma or a point: « 0,7 », « -3.50 »; None for anything else."""
    return Decimal(text.replace(",", ".")) if _DECIMAL.match(text) else None
