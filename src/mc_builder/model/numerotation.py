"""The formats of the numbers that a type of diploma prints: « C{p}.{n} »."""

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from mc_builder.model.base import Modele
from mc_builder.model.plan import FormatPartie

_FORMAT_NUMERO = re.compile(r"(?:[^{}]|\{[pan]\})*")


def _format_numero(value: object) -> object:
    if isinstance(value, str) and _FORMAT_NUMERO.fullmatch(value):
        return value
    raise PydanticCustomError(
        "format_numero", "un format de numéro n’a entre accolades que p, a ou n (« C{p}.{n} »)"
    )


#: « C{p}.{n} »: text, and what is put in the place of p, a and n; nothing else is computed.
FormatNumero = Annotated[str, BeforeValidator(_format_numero)]


class Numerotation(Modele):
    """Formats des numéros : {p} pôle ou bloc, {a} activité, {n} rang ; vide : non numéroté.

    Pour les parties du plan : {p} le numéro de celle qui la contient, {n} son rang, ou {I}, {A},
    {a} le même en chiffres romains ou en lettres.
    """

    annexe: FormatPartie = Field("{I}", description="Numéro d’une annexe.", examples=["{A}"])
    sous_annexe: FormatPartie = Field(
        "{p} {a}", description="Numéro d’une sous-annexe.", examples=["{p} {a}"]
    )
    rubrique: FormatPartie = Field(
        "{p}.{n}", description="Numéro d’une rubrique.", examples=["{p}-{n}"]
    )
    sous_rubrique: FormatPartie = Field(
        "{p}.{n}", description="Numéro d’une rubrique dans une autre.", examples=["{p}.{n}"]
    )
    pole: FormatNumero = Field("{n}", description="Numéro d’un pôle.", examples=["{n}"])
    activite: FormatNumero = Field(
        "{p}.{n}", description="Numéro d’une activité.", examples=["{n}"]
    )
    tache: FormatNumero = Field("{p}.{a}.{n}", description="Numéro d’une tâche.", examples=["{n}"])
    bloc: FormatNumero = Field("{n}", description="Numéro d’un bloc.", examples=["{n}"])
    niveau: FormatNumero = Field("{n}", description="Numéro d’un niveau.", examples=["{n}"])
    competence: FormatNumero = Field(
        "C{p}.{n}", description="Numéro d’une compétence.", examples=["{n}"]
    )
    sous_competence: FormatNumero = Field(
        "C{p}.{a}.{n}", description="Numéro d’une sous-compétence.", examples=["C{p}.{a}.{n}"]
    )
    savoir: FormatNumero = Field("", description="Numéro d’un savoir.", examples=["{n}"])
    unite: FormatNumero = Field("U{n}", description="Numéro d’une unité.", examples=["{n}"])
    epreuve: FormatNumero = Field("E{n}", description="Numéro d’une épreuve.", examples=["{n}"])
    sous_epreuve: FormatNumero = Field(
        "E{p}.{n}", description="Numéro d’une sous-épreuve.", examples=["{n}"]
    )

    @model_validator(mode="after")
    def _follow(self) -> Self:
        """Number what an object holds after the number that its author gives the object.

        « E2.1 » below « 2 » would be of another series: it is « 2.1 », or nothing below nothing.
        """
        for holder, held, rank in _HELD:
            if holder in self.model_fields_set and held not in self.model_fields_set:
                above: str = getattr(self, holder)
                self.__dict__[held] = f"{above.replace('{n}', rank)}.{{n}}" if above else ""
                self.model_fields_set.add(held)
        return self


#: What is numbered after what holds it, and what stands there for the rank of the holder.
_HELD = (
    ("activite", "tache", "{a}"),
    ("competence", "sous_competence", "{a}"),
    ("epreuve", "sous_epreuve", "{p}"),
)
