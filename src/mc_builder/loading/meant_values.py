"""A value that does not fit → what its author meant, when its words say it."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date

from pydantic_core import PydanticCustomError

from mc_builder.diagnostics import Fix
from mc_builder.french import MONTHS, slug
from mc_builder.loading.expected import Expected, lines
from mc_builder.loading.source_map import Place
from mc_builder.model.base import IDENTIFIANT
from mc_builder.model.etendues import read_fourchette

#: Help, certain correction, lines of YAML that may be written.
Meant = tuple[str, Fix | None, str]

_MONTHS = tuple(slug(month) for month in MONTHS)
_LONG_DATE = re.compile(r"(?:le-)?(?:[a-z]+di-)?([0-9]{1,2})(?:er)?-([a-z]+)-([0-9]{4})")
_SEPARATORS = re.compile(r"(?<!\s)\s*(?:[;\n•]|,(?=\s)|\s/\s|\s[-–]\s|\bet\b)\s*")
#: What says that there is nothing in a list.
_NONE = frozenset({"non", "aucun", "aucune", "rien", "neant"})
#: What would end a text, or start another thing, between brackets.
_SPECIAL = re.compile(r"[,:#\[{\]}]")
_YEARS = re.compile(r"\s*([12][0-9]{3})\s*(?:-|–|/|à|et)\s*([12][0-9]{3})\s*")
_RANGE = re.compile(
    r"(?:entre|de)?\s*([0-9][0-9,. ]*?)\s*(?:-|–|à|et)\s*([0-9][0-9,. ]*)\s*([^0-9]*)"
)


def meant_value(
    name: str, text: str, place: Place, wanted: Expected, keys: Container[str]
) -> Meant | None:
    """What a text meant where something else is expected; None when it does not say.

    `keys` are those that may stand beside it: another is not proposed.
    """
    if not text.strip():
        return None
    if wanted.form == "liste":
        none = f"une liste vide s’écrit {name}: []", None, f"{name}: []"
        return none if slug(text) in _NONE else _list(name, text, place, wanted)
    if wanted.words == "une date":
        return _date(name, text, place)
    if wanted.words.startswith("un nombre entier ou une fourchette"):
        return _meant_range(name, text, place)
    if wanted.words == "un identifiant" and not wanted.names:
        return _identifier(name, text, alone=place.key is not None)
    return _figure(name, text, keys)


def _figure(name: str, text: str, keys: Container[str]) -> Meant | None:
    """A year or a value that says two."""
    if name == "annee" and (found := _YEARS.fullmatch(text)):
        first, last = found.groups()
        if "periode" in keys:
            return "une période s’écrit sous une autre clé", None, f"periode: {first}-{last}"
        return "une seule année s’écrit ici, la dernière des deux", None, f"annee: {last}"
    if (
        name == "valeur"
        and "jusqu_a" in keys
        and (found := _RANGE.fullmatch(" ".join(text.split())))
    ):
        return _interval(found)
    return None


def _list(name: str, text: str, place: Place, wanted: Expected) -> Meant | None:
    if not isinstance(wanted.example, list) or not isinstance(wanted.example[0], str):
        return None
    if wanted.item is not None and wanted.item.words.startswith("un nombre"):
        return None  # these words would be no number either
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    if wanted.item is not None and wanted.item.words == "un identifiant":
        return _identifiers(name, pieces)
    if len(pieces) > 1:
        return "écrivez un élément par ligne", None, lines(name, pieces)
    key = place.key.text if place.key is not None else name
    certain = place.span.text == text and not _SPECIAL.search(text)
    if wanted.item is not None and wanted.item.names and wanted.item.form == "valeur":
        return None  # the values possible say more
    fix = Fix(place.span, f"[{text}]") if certain and place.key is not None else None
    return (f"écrivez : {key}: [{text}]" if fix else ""), fix, lines(name, [text])


def _meant_range(name: str, text: str, place: Place) -> Meant | None:
    """« semaines: 14 à 16 semaines »: the key already says of what."""
    bare = re.sub(rf" ?\b{re.escape(name)}?\b", "", " ".join(text.split()))
    try:
        read_fourchette(bare)
    except PydanticCustomError:
        return None
    fix = Fix(place.span, bare) if "\n" not in place.span.text else None
    return f"écrivez : {name}: {bare}", fix, f"{name}: {bare}"


def _date(name: str, text: str, place: Place) -> Meant | None:
    found = _LONG_DATE.fullmatch(slug(text))
    if found is None or found[2] not in _MONTHS:
        return None
    try:
        day = date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
    fix = Fix(place.span, day.isoformat()) if "\n" not in place.span.text else None
    return f"écrivez : {name}: {day.isoformat()}", fix, f"{name}: {day.isoformat()}"


def _identifier(name: str, text: str, *, alone: bool) -> Meant | None:
    proposed = slug(text)[:80].strip("-")
    if not IDENTIFIANT.match(proposed):
        return None
    example = f"{name}: {proposed}" if alone else lines(name, [proposed])
    return f"par exemple « {proposed} »", None, example


def _identifiers(name: str, pieces: list[str]) -> Meant | None:
    """One a line; nothing when these words would be no identifiers either."""
    named = [slug(piece)[:80].strip("-") for piece in pieces]
    if not all(map(IDENTIFIANT.match, named)):
        return None
    return "écrivez un identifiant par ligne", None, lines(name, named)


def _interval(found: re.Match[str]) -> Meant:
    low, high = (part.strip(" ,.") for part in found.groups()[:2])
    unit = f"\nunite: {found[3].strip()}" if re.fullmatch(r"\w[\w ]*", found[3].strip()) else ""
    aide = "une fourchette s’écrit en deux clés"
    return aide, None, f"{lines('valeur', low)}\n{lines('jusqu_a', high)}{unit}"
