"""A text → the number that its figures write, or None; a number → as French writes it.

Why: `int`, `float` and `Decimal` read what no dossier means (the figures of other alphabets,
« 1e-999999999 », five thousand digits) or refuse what `str.isdigit` admits (« ² »). Whatever comes
from outside as a text becomes a number here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from mc_builder.french.typography import THIN, tied

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


def number(value: float | Decimal, places: int | None = None) -> str:
    """A number as French writes it: « 12 500 », « 0,7 », « −3 », with so many decimals.

    Its thousands are held together by thin no-break spaces; zeros that say nothing are left out
    unless `places` asks for them.
    """
    form = ",.12g" if isinstance(value, float) else ",f" if isinstance(value, Decimal) else ","
    text = format(value, form if places is None else f",.{places}f")
    return text.replace(",", THIN).replace(".", ",").replace("-", "−")


def percent(value: float | Decimal, places: int | None = None) -> str:
    """« 85 % »; zeros after the comma are left out."""
    return tied(number(value.normalize() if isinstance(value, Decimal) else value, places), "%")


#: The numbers that a sentence says in words.
_SPELLED = (
    *("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)


def spelled(count: int) -> str:
    """« sept », in words up to sixteen, in figures beyond."""
    return _SPELLED[count] if count < len(_SPELLED) else number(count)


def ranked(rank: int) -> str:
    """« 1re », « 2e »: the rank of a year, of a session."""
    return f"{rank}{'re' if rank == 1 else 'e'}"


def duration(minutes: int) -> str:
    """« 3 h », « 1 h 30 », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tied(str(rest), "min")
    return tied(str(hours), "h", f"{rest:02}" if rest else None)


#: A number and its unit, when it has one unit only: « 30 min », « 16 semaines ».
_WITH_UNIT = re.compile(r"(\S+)\s(\D+)\Z")


def ranged(terms: Iterable[tuple[int | None, int | None]], said: Callable[[int], str]) -> str:
    """« 30 à 40 min », « 4 h au plus », « 1 h + 10 min »: a sum of ranges; `said` says a number.

    The unit is said once where both ends have it; an end that is None is open.
    """
    return " + ".join(_one_range(low, high, said) for low, high in terms)


def _one_range(low: int | None, high: int | None, said: Callable[[int], str]) -> str:
    if low is None or high is None:
        return f"{said(high or 0)} au plus" if low is None else f"{said(low)} au moins"
    if low == high:
        return said(low)
    first, last = said(low), said(high)
    one, other = _WITH_UNIT.match(first), _WITH_UNIT.match(last)
    shared = one is not None and other is not None and other[2].startswith(one[2])
    return f"{one[1] if shared and one else first} à {last}"


#: The figures of Rome, those that subtract included, from the largest.
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(value: int) -> str:
    """« IV » for 4; an empty text for zero, which Rome does not write."""
    said = ""
    for worth, figure in _ROMAN:
        times, value = divmod(value, worth)
        said += figure * times
    return said
