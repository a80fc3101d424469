"""The bricks of the model: texts, lists, numbers, and `Objet`, the parent of all that is cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

T = TypeVar("T")

#: JSON Schema of « à compléter », shared by texts and lists.
A_COMPLETER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "À compléter",
    "description": "Ce qui n’est pas encore connu, avec le motif : compté, montré, pas inventé.",
    "properties": {
        "a_completer": {
            "type": "string",
            "title": "Motif",
            "description": "Pourquoi ce n’est pas encore connu.",
        }
    },
    "required": ["a_completer"],
    "additionalProperties": False,
}


class ACompleter(str):
    """A text that is not known yet: its value is the motive, shown as « à compléter »."""

    __slots__ = ()


class ListeACompleter(tuple[Any, ...]):
    """An empty list that is not known yet, with its motive."""

    motif: str

    def __new__(cls, motif: str) -> Self:
        """An empty tuple that carries `motif`."""
        liste = super().__new__(cls)
        liste.motif = motif
        return liste


def motif_a_completer(value: object) -> str | None:
    """The motive when `value` is the mapping ``{a_completer: motif}``, else None."""
    if isinstance(value, Mapping) and set(value) == {"a_completer"}:
        motif = value["a_completer"]
        if isinstance(motif, str) and motif.strip():
            return " ".join(motif.split())
    return None


def _relire(value: object, info: ValidationInfo) -> str | None:
    """Ask whoever reads the source whether a mapping was meant to be a text.

    Why: « - Accueil : écoute de la demande » is a mapping for YAML and a text for its author.
    """
    relire: Callable[[object], str | None] | None = (info.context or {}).get("relire")
    return relire(value) if relire else None


def _as_text(value: object, info: ValidationInfo) -> str:
    if isinstance(value, str):
        return value
    if (motif := motif_a_completer(value)) is not None:
        return ACompleter(motif)
    if (relu := _relire(value, info)) is not None:
        return relu
    raise PydanticCustomError("texte", "un texte est attendu")


def _texte(value: object, info: ValidationInfo) -> str:
    text = _as_text(value, info)
    if isinstance(text, ACompleter):
        return text
    text = " ".join(text.split())
    if not text:
        raise PydanticCustomError("texte_vide", "le texte est vide")
    return text


def _markdown(value: object, info: ValidationInfo) -> str:
    text = _as_text(value, info)
    if not isinstance(text, ACompleter) and not text.strip():
        raise PydanticCustomError("texte_vide", "le texte est vide")
    return text


_TEXT_SCHEMA = {"anyOf": [{"type": ["string", "number"]}, A_COMPLETER_SCHEMA]}

#: A plain text on one line; white space is collapsed.
Texte = Annotated[str, PlainValidator(_texte), WithJsonSchema(_TEXT_SCHEMA)]
#: A Markdown block, checked by `mc_builder.source.prose`.
Markdown = Annotated[str, PlainValidator(_markdown), WithJsonSchema(_TEXT_SCHEMA), "markdown"]

IDENTIFIANT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")


def _identifiant(value: object) -> str:
    if isinstance(value, str) and len(value) <= 80 and IDENTIFIANT.match(value):
        return str(value)
    raise PydanticCustomError(
        "identifiant",
        "un identifiant est fait de minuscules sans accent, de chiffres et de tirets"
        " (par exemple « {exemple} »)",
        {"exemple": "controle-freinage"},
    )


#: A stable identifier, unique in the whole project, never printed.
Identifiant = Annotated[
    str,
    PlainValidator(_identifiant),
    WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}),
]


_ADRESSE = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+\Z")


def _adresse(value: object) -> str:
    if isinstance(value, str) and _ADRESSE.match(value.strip()):
        return value.strip()
    raise PydanticCustomError("adresse", "une adresse commence par http://, https:// ou mailto:")


#: An address on the Web, or a mail address.
Adresse = Annotated[str, PlainValidator(_adresse), WithJsonSchema({"type": "string"})]


def _liste(value: object, handler: ValidatorFunctionWrapHandler) -> tuple[Any, ...]:
    if (motif := motif_a_completer(value)) is not None:
        return ListeACompleter(motif)
    if isinstance(value, str | Mapping) or value is None:
        raise PydanticCustomError("liste", "une liste est attendue")
    return tuple(handler(value))


class _SchemaDeListe:
    """Says in the JSON Schema that ``a_completer`` may stand for a list, and what else may."""

    def __init__(self, *, table: bool = False) -> None:
        self.table = table

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A list, or « à compléter », or a table of identifiers."""
        schema = handler(core_schema)
        forms: list[dict[str, Any]] = [schema, A_COMPLETER_SCHEMA]
        if self.table:
            # The object carries its id as the key of the table; the tool checks the rest.
            forms.append({"type": "object", "minProperties": 1})
        return {"anyOf": forms}


#: A list of objects or texts; ``{a_completer: motif}`` may stand for the whole of it.
Liste = Annotated[tuple[T, ...], WrapValidator(_liste), _SchemaDeListe()]


def _table_d_identifiants(value: object) -> object:
    """Turn ``{id: text}`` and ``{id: {…}}`` into a list of objects that carry their id."""
    if not isinstance(value, Mapping) or motif_a_completer(value) is not None:
        return value
    return [
        {"id": key, **item}
        if isinstance(item, Mapping) and motif_a_completer(item) is None
        else {"id": key, "intitule": item}
        for key, item in value.items()
    ]


#: A list that may also be written as a mapping from identifier to text or object.
ListeOuTable = Annotated[
    tuple[T, ...],
    WrapValidator(_liste),
    BeforeValidator(_table_d_identifiants),
    _SchemaDeListe(table=True),
]

_SPACES = re.compile("[\\s\u00a0\u202f]")
#: No figure of a dossier has more digits; « 1e99999999 » would print a hundred million.
_MOST_DIGITS = 15


def _nombre(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        number = Decimal(_SPACES.sub("", value).replace(",", "."))
    except InvalidOperation:
        raise PydanticCustomError("nombre", "un nombre est attendu") from None
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS or len(value) > 2 * _MOST_DIGITS:
        raise PydanticCustomError("nombre", "ce nombre est trop grand")
    return number


def _entier(value: object) -> object:
    return _SPACES.sub("", value) if isinstance(value, str) else value


_NUMBER_SCHEMA = WithJsonSchema({"type": ["number", "string"]})
#: A decimal number; « 0,7 » and « 1 200 » are accepted.
Nombre = Annotated[Decimal, BeforeValidator(_nombre), _NUMBER_SCHEMA]
#: A whole number, zero or more; « 1 200 » is accepted.
Entier = Annotated[
    int, Field(ge=0), BeforeValidator(_entier), WithJsonSchema({"type": ["integer", "string"]})
]

_VRAI = {"oui", "vrai", "true", "yes"}
_FAUX = {"non", "faux", "false", "no"}


def _booleen(value: object) -> bool:
    word = value.lower() if isinstance(value, str) else value
    if word is True or word in _VRAI:
        return True
    if word is False or word in _FAUX:
        return False
    raise PydanticCustomError("booleen", "« oui » ou « non » est attendu")


#: Yes or no, in French or as YAML writes it.
Booleen = Annotated[
    bool,
    PlainValidator(_booleen),
    WithJsonSchema({"enum": [True, False, "oui", "non", "vrai", "faux"]}),
]

_DATE_FR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")


def _date(value: object) -> object:
    if isinstance(value, str) and (found := _DATE_FR.match(value.strip())):
        day, month, year = (int(part) for part in found.groups())
        value = f"{year:04}-{month:02}-{day:02}"
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError(
            "date", "une date est attendue, sous la forme 2019-12-31 ou 31/12/2019"
        ) from None


#: A day: ISO (2019-12-31) or French (31/12/2019).
Date = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string"})]

_DUREE = re.compile(r"(?:(\d+)\s*h(?:eures?)?)?\s*(?:(\d+)\s*(?:min(?:utes?)?)?)?\Z")


def _duree(value: object) -> int:
    text = _SPACES.sub(" ", str(value)).strip()
    found = _DUREE.match(text)
    if found is None or not any(found.groups()) or text.isdigit():
        raise PydanticCustomError(
            "duree", "une durée est attendue, sous la forme « 3 h », « 1 h 30 » ou « 45 min »"
        )
    hours, minutes = found.groups()
    return 60 * int(hours or 0) + int(minutes or 0)


#: A duration, held in minutes.
Duree = Annotated[int, PlainValidator(_duree), WithJsonSchema({"type": "string"})]

#: 1 take part under authority, 2 usual situations alone, 3 complex situations.
Autonomie = Annotated[int, Field(ge=1, le=3), BeforeValidator(_entier)]
Importance = Annotated[int, Field(ge=1, le=3), BeforeValidator(_entier)]

#: Evidence for the criteria of R6113-25-1, code du travail.
Marqueur = Literal[
    "transition-ecologique", "transition-numerique", "sante-securite", "handicap-accessibilite"
]


class Modele(BaseModel):
    """A frozen object with a closed set of keys.

    `court` names the field that a plain string fills: « Écoute de la demande » for
    ``{intitule: Écoute de la demande}``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    court: ClassVar[str | None] = None
    _cle: str = PrivateAttr("")

    @property
    def cle(self) -> str:
        """Identity in the project: the id, or parent and place; set once by `nommer`.

        Why not ``self._cle``: pydantic answers thirty times more slowly for a private attribute,
        and the measure of coverage asks for identities all the time.
        """
        private = self.__pydantic_private__
        return private["_cle"] if private else ""

    def nommer(self, cle: str) -> None:
        """Give the object its identity; called once, by the loader."""
        self._cle = cle

    @model_validator(mode="before")
    @classmethod
    def _forme_courte(cls, value: object, info: ValidationInfo) -> object:
        if cls.court is None:
            return value
        if isinstance(value, str):
            return {cls.court: value}
        if isinstance(value, Mapping) and len(value) == 1 and set(value) - set(cls.model_fields):
            motif = motif_a_completer(value)
            text = ACompleter(motif) if motif is not None else _relire(value, info)
            if text is not None:
                return {cls.court: text}
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema of the object, or of its short form."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema.setdefault("description", (cls.__doc__ or "").split("\n")[0])
        if cls.court is None:
            return schema
        return {
            "anyOf": [{"type": ["string", "number"]}, schema],
            "title": schema.get("title", ""),
            "description": schema["description"],
        }


class Note(Modele):
    """Une note sous un tableau ou à la fin d’une annexe."""

    court: ClassVar[str | None] = "texte"
    texte: Markdown = Field(description="Texte de la note.")
    annexe: Texte | None = Field(None, description="Annexe où la note s’imprime (toutes, sinon).")
    categorie: Texte | None = Field(None, description="Catégorie de candidats concernée.")


class Objet(Modele):
    """What can be cited: it has an id, or else its identity is its parent and its place.

    `designation` names the kind in messages (« l’activité »).
    """

    designation: ClassVar[str] = "l’objet"

    id: Identifiant | None = Field(None, description="Identifiant stable, jamais imprimé.")
    notes: Liste[Note] = Field((), description="Notes appelées là où l’objet s’imprime.")

    @property
    def libelle(self) -> str:
        """What names the object in messages."""
        return str(getattr(self, "intitule", None) or self.cle)


def enfants(modele: Modele) -> Iterator[tuple[tuple[str | int, ...], Modele]]:
    """The models held directly by `modele`, with their path (field, or field and index)."""
    for name in type(modele).model_fields:
        value = getattr(modele, name)
        if isinstance(value, Modele):
            yield (name,), value
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Modele):
                    yield (name, i), item


def descendants(modele: Modele) -> Iterator[Modele]:
    """`modele` and all models below it, depth first, in the order of the file."""
    yield modele
    for _, child in enfants(modele):
        yield from descendants(child)
