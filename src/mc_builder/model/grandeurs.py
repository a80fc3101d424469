"""Numbers, days, yes and no as French files write them, or « à compléter »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import (
    decimal_schema,
    int_schema,
    no_info_before_validator_function,
    no_info_plain_validator_function,
    no_info_wrap_validator_function,
)

from mc_builder.french import MOST_DIGITS, SPACES, YEARS, decimal, number, percent, whole
from mc_builder.model.formes import A_COMPLETER_SCHEMA, ACompleter, Forme, motif_a_completer

T = TypeVar("T")


class _OuACompleter:
    """A number or a day, or the motive why it is not known yet."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The motive first, then what reads the value."""
        return no_info_wrap_validator_function(
            _or_to_complete, handler.generate_schema(get_args(source)[0])
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The value, or « à compléter »."""
        return {"anyOf": [handler(schema), A_COMPLETER_SCHEMA]}


def _or_to_complete(value: object, handler: ValidatorFunctionWrapHandler) -> Any:
    motif = motif_a_completer(value)
    return handler(value) if motif is None else ACompleter(motif)


#: A value of which ``{a_completer: motif}`` may take the place; `if_known` gives the value alone.
OuACompleter = Annotated[T | ACompleter, _OuACompleter()]


_SPACES = re.compile(rf"[\s{SPACES}]")


def _refusal(kind: str, message: str, text: str) -> PydanticCustomError:
    if re.search(f"[0-9]{{{MOST_DIGITS + 1}}}", text):
        return PydanticCustomError("nombre_long", "ce nombre a trop de chiffres")
    return PydanticCustomError(kind, message)


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _SPACES.sub("", value)
    if (number := decimal(text)) is None:
        raise _refusal("nombre", "un nombre est attendu", text)
    return number


def _whole(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _SPACES.sub("", value)
    if (number := whole(text.removeprefix("-"))) is None:
        raise _refusal("entier", "un nombre entier est attendu", text)
    return -number if text.startswith("-") else number  # the bounds say why it is refused


#: A decimal number; « 0,7 » and « 1 200 » are accepted.
Nombre = Annotated[
    Decimal,
    Forme(
        no_info_before_validator_function(_number, decimal_schema()), {"type": ["number", "string"]}
    ),
]
#: The same, zero or more: a weight, a percentage.
Quantite = Annotated[
    Decimal,
    Forme(
        no_info_before_validator_function(_number, decimal_schema(ge=0)),
        {"type": ["number", "string"]},
    ),
]


@dataclass(frozen=True, slots=True)
class Somme:
    """Numbers as they are written, « 10 + 5 », that count for what they make together."""

    termes: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """What they make together."""
        return sum(self.termes, Decimal(0))

    def __str__(self) -> str:
        """« 10 + 5 », « 62,5 »."""
        return " + ".join(number(terme.normalize()) for terme in self.termes)


#: Terms of a sum: no teaching is given in more ways.
_MOST_TERMS = 6


def _sum(value: object) -> Somme:
    terms = [decimal(_SPACES.sub("", piece)) for piece in str(value).split("+")]
    known = tuple(term for term in terms if term is not None and term >= 0)
    if len(known) < len(terms) or len(terms) > _MOST_TERMS:
        raise _refusal("somme", "un nombre, ou une somme comme « 10 + 5 », est attendu", str(value))
    return Somme(known)


#: A number, zero or more, or a sum of some: « 62,5 », « 10 + 5 ».
QuantiteOuSomme = Annotated[
    Somme, Forme(no_info_plain_validator_function(_sum), {"type": ["number", "string"]})
]


@dataclass(frozen=True, slots=True)
class Note:
    """A mark, and out of how many; out of a hundred, it is said « 70 % »."""

    valeur: Decimal
    sur: int

    def __str__(self) -> str:
        """« 8 sur 20 », « 70 % »."""
        if self.sur == _CENT:
            return percent(self.valeur)
        return f"{number(self.valeur.normalize())} sur {self.sur}"


#: Out of how many a mark is when nothing says it, and what « % » means.
VINGT, _CENT = 20, 100
_NOTE = re.compile(r"(?P<valeur>[^/%a-z]+?)(?:(?:sur|/)(?P<sur>[0-9]{1,3})|(?P<cent>%))?\Z")


#: Said of a mark out of its bounds.
BORNES_DE_NOTE = "une note sur {sur} est entre 0 et {sur}"


def _mark(value: object) -> Note:
    found = _NOTE.match(_SPACES.sub("", str(value)).lower())
    mark = decimal(found["valeur"]) if found else None
    if found is None or mark is None:
        raise PydanticCustomError(
            "note", "une note est attendue, sous la forme « 8 », « 14 sur 30 » ou « 70 % »"
        )
    out_of = _CENT if found["cent"] else int(found["sur"] or VINGT)
    if not 0 <= mark <= out_of:
        raise PydanticCustomError("note_bornes", BORNES_DE_NOTE, {"sur": out_of})
    return Note(mark, out_of)


#: A mark, out of twenty when nothing says otherwise: « 8 », « 14 sur 30 », « 70 % ».
NoteMinimale = Annotated[
    Note, Forme(no_info_plain_validator_function(_mark), {"type": ["number", "string"]})
]
#: A whole number, zero or more; « 1 200 » is accepted.
Entier = Annotated[
    int,
    Forme(
        no_info_before_validator_function(_whole, int_schema(ge=0)),
        {"type": ["integer", "string"]},
    ),
]

_VRAI = {"oui", "vrai", "true", "yes"}
_FAUX = {"non", "faux", "false", "no"}


def _boolean(value: object) -> bool:
    word = value.lower() if isinstance(value, str) else ""
    if value is True or word in _VRAI:
        return True
    if value is False or word in _FAUX:
        return False
    raise PydanticCustomError("booleen", "« oui » ou « non » est attendu")


#: Yes or no, in French or as YAML writes it.
Booleen = Annotated[
    bool,
    Forme(
        no_info_plain_validator_function(_boolean),
        {"enum": [True, False, "oui", "non", "vrai", "faux"]},
    ),
]

#: What a day looks like, as it is said to whoever wrote something else.
DATE_ATTENDUE = "une date est attendue, sous la forme 2019-12-31 ou 31/12/2019"
_DATE_FR = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")


def _date(value: object) -> date:
    if isinstance(value, str) and (found := _DATE_FR.match(value.strip())):
        day, month, year = (int(part) for part in found.groups())
        value = f"{year:04}-{month:02}-{day:02}"
    try:
        day_read = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("date", DATE_ATTENDUE) from None
    if day_read.year not in YEARS:
        raise PydanticCustomError(
            "date",
            "une date de {premiere} à {derniere} est attendue",
            {"premiere": YEARS[0], "derniere": YEARS[-1]},
        )
    return day_read


#: A day: ISO (2019-12-31) or French (31/12/2019).
Date = Annotated[date, Forme(no_info_plain_validator_function(_date), {"type": "string"})]

#: 1 take part under authority, 2 usual situations alone, 3 complex situations.
Autonomie = Annotated[
    int,
    Forme(
        no_info_before_validator_function(_whole, int_schema(ge=1, le=3)),
        {"type": "integer", "minimum": 1, "maximum": 3},
    ),
]
Importance = Autonomie
