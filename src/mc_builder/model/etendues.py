"""How long, or how many, as a règlement says it: exact, in a range, at most, at least, or a sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from mc_builder.french import SPACES, counted, duration, number, ranged, whole
from mc_builder.model.formes import Forme

#: The two ends of a range; None where it has none (« 4 h au plus » has no least).
Terme = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Etendue:
    """A sum of ranges of whole numbers: minutes, weeks, hours, situations.

    « 3 h » is one term with two equal ends, « 30 à 40 min » one term, « 1 h + 10 min » two.
    """

    termes: tuple[Terme, ...]

    @classmethod
    def of(cls, value: int) -> Etendue:
        """One exact number."""
        return cls(((value, value),))

    @property
    def minimum(self) -> int | None:
        """The least that it may be; None when that is not said."""
        return _total(low for low, _ in self.termes)

    @property
    def maximum(self) -> int | None:
        """The most that it may be; None when that is not said."""
        return _total(high for _, high in self.termes)

    @property
    def exact(self) -> int | None:
        """The number, when it is one; None for a range."""
        return self.minimum if self.minimum == self.maximum else None

    def meets(self, other: Etendue) -> bool:
        """Whether the two may be the same number."""
        return not (_below(self.maximum, other.minimum) or _below(other.maximum, self.minimum))

    def within(self, low: int | None, high: int | None) -> bool:
        """Whether no number that it may be is out of these bounds, as far as it says."""
        return not (_below(self.minimum, low) or _below(high, self.maximum))

    @classmethod
    def total(cls, etendues: Iterable[Etendue]) -> Etendue:
        """What several make together, as one term."""
        known = list(etendues)
        return cls(((_total(e.minimum for e in known), _total(e.maximum for e in known)),))

    def said(self, how: Callable[[int], str]) -> str:
        """In words: « 14 à 16 semaines », « 1 h + 10 min »; `how` says one number."""
        return ranged(self.termes, how)


def in_hours(duree: Etendue) -> str:
    """A duration: « 1 h 30 », « 30 à 40 min », « 1 h + 10 min »."""
    return duree.said(duration)


def in_weeks(semaines: Etendue) -> str:
    """« 14 à 16 semaines »."""
    return semaines.said(lambda n: counted(n, "semaine"))


def in_situations(nombre: Etendue) -> str:
    """« 2 à 3 situations »."""
    return nombre.said(lambda n: counted(n, "situation"))


def in_figures(nombre: Etendue) -> str:
    """« 1 200 », « 400 à 420 »: where a head of column says of what."""
    return nombre.said(number)


def _total(ends: Iterable[int | None]) -> int | None:
    known = list(ends)
    return None if None in known else sum(n for n in known if n is not None)


def _below(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one < other


_BLANKS = re.compile(rf"[\s{SPACES}]+")
_ENTRE = re.compile(r"(?:de |entre )?(.{1,20}?)(?: à | et | ?[-–] ?)(.{1,20})\Z", re.IGNORECASE)
_AU_PLUS = re.compile(
    r"(?:(?:au plus|au maximum|jusqu[’']à) (.{1,20})|(.{1,20}) (?:au plus|(?:au )?maximum))\Z",
    re.IGNORECASE,
)
_AU_MOINS = re.compile(
    r"(?:(?:au moins|au minimum) (.{1,20})|(.{1,20}) (?:au moins|(?:au )?minimum))\Z", re.IGNORECASE
)
#: Four figures: no examination lasts ten thousand hours.
_DUREE = re.compile(
    r"(?=[0-9])(?:([0-9]{1,4}) ?h(?:eures?)?)? ?(?:([0-9]{1,4}) ?(?:min(?:utes?)?)?)?\Z",
    re.IGNORECASE,
)
#: Terms of a sum: no assessment has more stages.
_MOST_TERMS = 12

_Lecture = Callable[[str], int | None]


def _in_minutes(text: str) -> int | None:
    found = _DUREE.match(text)
    if found is None or whole(text) is not None:
        return None
    hours, minutes = found.groups()
    return 60 * int(hours or 0) + int(minutes or 0)


def _terme(text: str, read: _Lecture) -> Terme | None:
    if (exact := read(text)) is not None:
        return exact, exact
    if found := _AU_PLUS.match(text):
        high = read(found[1] or found[2])
        return None if high is None else (None, high)
    if found := _AU_MOINS.match(text):
        low = read(found[1] or found[2])
        return None if low is None else (low, None)
    if found := _ENTRE.match(text):
        first, last = found.groups()
        unit = re.sub(r"[^a-z]", "", last.lower()) if whole(first) is not None else ""
        low, high = read(f"{first} {unit}".strip()), read(last)
        if low is not None and high is not None:
            return low, high
    return None


def _read(value: object, read: _Lecture, kind: str, message: str) -> Etendue:
    text = _BLANKS.sub(" ", str(value)).strip()
    pieces = text.split("+")
    terms = [_terme(piece.strip(), read) for piece in pieces] if len(pieces) <= _MOST_TERMS else []
    known = [term for term in terms if term is not None]
    if not known or len(known) < len(terms):
        raise PydanticCustomError(kind, message)
    if any(low is not None and high is not None and low > high for low, high in known):
        raise PydanticCustomError(kind, "le plus petit des deux nombres s’écrit le premier")
    return Etendue(tuple(known))


#: A duration that holds its preparation, which is written apart.
_DONT = re.compile(r"(.{1,20}?),? dont (.{1,20}?) de préparation\Z", re.IGNORECASE)


def _duree(value: object) -> Etendue:
    if found := _DONT.match(_BLANKS.sub(" ", str(value)).strip()):
        whole_time, before = _in_minutes(found[1]), _in_minutes(found[2])
        if whole_time is not None and before is not None and before < whole_time:
            raise PydanticCustomError(
                "duree_et_preparation",
                "le temps de préparation s’écrit à part : « duree: {duree} » et"
                " « preparation: {preparation} »",
                {"duree": duration(whole_time - before), "preparation": duration(before)},
            )
    return _read(
        value,
        _in_minutes,
        "duree",
        "une durée est attendue, sous la forme « 3 h », « 1 h 30 », « 45 min », « 30 à 40 min »,"
        " « 4 h au plus » ou « 1 h + 10 min »",
    )


def read_fourchette(value: object) -> Etendue:
    """A number or a range as somebody writes it; raises PydanticCustomError for anything else."""
    return _read(
        value,
        lambda text: whole(text.replace(" ", "")),
        "fourchette",
        "un nombre entier ou une fourchette est attendu, sous la forme « 12 », « 14 à 16 »,"
        " « 16 au plus » ou « 6 + 8 »",
    )


#: A duration, held in minutes: « 1 h 30 », « 30 à 40 min », « 4 h au plus », « 1 h + 10 min ».
Duree = Annotated[Etendue, Forme(no_info_plain_validator_function(_duree), {"type": "string"})]
#: A whole number that may be a range: « 12 », « 14 à 16 », « 16 au plus »; weeks, situations.
Fourchette = Annotated[
    Etendue,
    Forme(no_info_plain_validator_function(read_fourchette), {"type": ["integer", "string"]}),
]
