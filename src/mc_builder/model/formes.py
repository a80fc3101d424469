"""What a value of the files may be: texts and lists, and « à compléter » in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, TypeVar, get_args

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import (
    no_info_plain_validator_function,
    no_info_wrap_validator_function,
    tuple_variable_schema,
    with_info_plain_validator_function,
)

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


@dataclass(frozen=True, slots=True)
class ACompleter:
    """What is not known yet, in place of a text, a number or a day, and why.

    It is no text: who judges or measures words has to say what it does of it (`if_known`); who
    prints it says « À compléter : motif », documents with a mark.
    """

    motif: str

    def __str__(self) -> str:
        return f"À compléter : {self.motif}"


def if_known(value: T | ACompleter | None) -> T | None:
    """A value, None when it is not known yet."""
    return None if isinstance(value, ACompleter) else value


def known_words(value: object) -> str:
    """The words of a text; none when it is absent or not known yet."""
    return value if isinstance(value, str) else ""


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


def read_again(value: object, info: ValidationInfo) -> str | None:
    """Ask whoever reads the source whether a mapping was meant to be a text.

    Why: « - Accueil : écoute de la demande » is a mapping for YAML and a text for its author.
    """
    read: Callable[[object], str | None] | None = (info.context or {}).get("relire")
    return read(value) if read else None


def _as_text(value: object, info: ValidationInfo) -> str | ACompleter:
    if isinstance(value, str | ACompleter):
        return value
    if (motif := motif_a_completer(value)) is not None:
        return ACompleter(motif)
    if (relu := read_again(value, info)) is not None:
        return relu
    raise PydanticCustomError("texte", "un texte est attendu")


def _texte(value: object, info: ValidationInfo) -> str | ACompleter:
    text = _as_text(value, info)
    if isinstance(text, ACompleter):
        return text
    text = " ".join(text.split())
    if not text:
        raise PydanticCustomError("texte_vide", "le texte est vide")
    return text


def _texte_connu(value: object, info: ValidationInfo) -> str:
    if isinstance(text := _texte(value, info), ACompleter):
        raise PydanticCustomError("texte", "un texte est attendu")
    return text


def _markdown(value: object, info: ValidationInfo) -> str | ACompleter:
    text = _as_text(value, info)
    if not isinstance(text, ACompleter) and not text.strip():
        raise PydanticCustomError("texte_vide", "le texte est vide")
    return text


#: Marks a field that holds Markdown.
MARKDOWN = "markdown"
_TEXT_SCHEMA = {"anyOf": [{"type": ["string", "number"]}, A_COMPLETER_SCHEMA]}


class Forme:
    """What a field accepts: pydantic's schema, made once, and its JSON Schema.

    Why not pydantic's own validators: they look into the function and the type again for each of
    the four hundred fields, and making the classes is a good part of `check`.
    """

    def __init__(self, schema: CoreSchema, json: Mapping[str, Any]) -> None:
        self.schema = schema
        self.json = json

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The schema, without looking at the type of the field."""
        del source, handler
        return copy(self.schema)  # pydantic adds to it

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The JSON Schema."""
        del schema, handler
        return dict(self.json)


#: A text that must be known: a printed number, a setting, a text of a profile.
Libelle = Annotated[
    str, Forme(with_info_plain_validator_function(_texte_connu), {"type": ["string", "number"]})
]
#: What is written instead of a number where there is none, though its neighbours have one.
SANS_NUMERO = "aucun"
#: What `numero` is, of all that has one.
NUMERO = "Numéro imprimé, quand il n’est pas calculé ; « aucun », pour n’en avoir pas."
#: A plain text on one line; white space is collapsed.
Texte = Annotated[str | ACompleter, Forme(with_info_plain_validator_function(_texte), _TEXT_SCHEMA)]
#: A Markdown block, checked by `mc_builder.source.prose`.
Markdown = Annotated[
    str | ACompleter, Forme(with_info_plain_validator_function(_markdown), _TEXT_SCHEMA), MARKDOWN
]


@dataclass(frozen=True)
class Vers:
    """Marks a field as a reference: the names of the classes that it may point to."""

    natures: tuple[str, ...]

    def __init__(self, *natures: str) -> None:
        object.__setattr__(self, "natures", natures)


#: What a name that others cite is made of.
SIGNES_IDENTIFIANT = "minuscules sans accent, de chiffres et de tirets"
IDENTIFIANT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")


IDENTIFIANT_SCHEMA = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}


def _identifiant(value: object) -> str:
    if isinstance(value, str) and len(value) <= 80 and IDENTIFIANT.match(value):
        return str(value)
    raise PydanticCustomError(
        "identifiant",
        f"un identifiant est fait de {SIGNES_IDENTIFIANT} (par exemple « {{exemple}} »)",
        {"exemple": "controle-freinage"},
    )


#: A stable identifier, unique in the whole project, never printed.
Identifiant = Annotated[
    str,
    Forme(
        no_info_plain_validator_function(_identifiant),
        IDENTIFIANT_SCHEMA,
    ),
]


#: How an address begins, as it is said to whoever wrote another.
DEBUT_D_ADRESSE = "une adresse commence par http://, https:// ou mailto:"
_ADRESSE = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+\Z")


def _address(value: object) -> str:
    if isinstance(value, str) and _ADRESSE.match(value.strip()):
        return value.strip()
    raise PydanticCustomError("adresse", DEBUT_D_ADRESSE)


#: An address on the Web, or a mail address.
Adresse = Annotated[str, Forme(no_info_plain_validator_function(_address), {"type": "string"})]


def _liste(value: object, handler: ValidatorFunctionWrapHandler) -> tuple[Any, ...]:
    if (motif := motif_a_completer(value)) is not None:
        return ListeACompleter(motif)
    if isinstance(value, str | Mapping) or value is None:
        raise PydanticCustomError("liste", "une liste est attendue")
    return tuple(handler(value))


class _FormeDeListe:
    """A list whose items have the type of the field; the JSON Schema says what else may stand."""

    def __init__(self, read: Callable[[Any, ValidatorFunctionWrapHandler], Any]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """What reads the whole, around what reads each item."""
        items = tuple_variable_schema(handler.generate_schema(get_args(source)[0]))
        return no_info_wrap_validator_function(self.read, items)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A list, or « à compléter », or a table of identifiers."""
        forms: list[dict[str, Any]] = [handler(schema), A_COMPLETER_SCHEMA]
        if self.read is _liste_or_table:
            # The object carries its id as the key of the table; the tool checks the rest.
            forms.append({"type": "object", "minProperties": 1})
        return {"anyOf": forms}


#: A list of objects or texts; ``{a_completer: motif}`` may stand for the whole of it.
Liste = Annotated[tuple[T, ...], _FormeDeListe(_liste)]


def _table_of_identifiants(value: object) -> object:
    """Turn ``{id: text}`` and ``{id: {…}}`` into a list of objects that carry their id."""
    if not isinstance(value, Mapping) or motif_a_completer(value) is not None:
        return value
    return [
        {"id": key, **item}
        if isinstance(item, Mapping) and motif_a_completer(item) is None
        else {"id": key, "intitule": item}
        for key, item in value.items()
    ]


def _liste_or_table(value: object, handler: ValidatorFunctionWrapHandler) -> tuple[Any, ...]:
    return _liste(_table_of_identifiants(value), handler)


#: A list that may also be written as a mapping from identifier to text or object.
ListeOuTable = Annotated[tuple[T, ...], _FormeDeListe(_liste_or_table)]

#: Evidence for the criteria of R6113-25-1, code du travail.
Marqueur = Literal[
    "transition-ecologique", "transition-numerique", "sante-securite", "handicap-accessibilite"
]
