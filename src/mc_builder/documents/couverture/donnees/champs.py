"""What the data of the report are declared with: their base, their types, where a key reads.

Each class is a part of the JSON and of its schema, which pydantic makes from it: its docstring
and its descriptions are for whoever reads the schema. A key reads the attribute of its name on
the frozen results of `mc_builder.coverage`, or the one that `lu` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Annotated, Any, TypeVar, cast

from pydantic import (
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    WrapSerializer,
    WrapValidator,
    model_serializer,
)
from pydantic_core import CoreSchema

from mc_builder.coverage import Drapeau, Statut
from mc_builder.model.base import ACompleter

#: Shares and scores are rounded: the exact value is a fraction.
_DECIMALES = 4


class Donnees(BaseModel):
    """Une part du rapport."""

    model_config = ConfigDict(frozen=True, from_attributes=True, extra="forbid")


def lu(attribut: str, description: str, **bornes: int) -> Any:
    """A key that reads `attribut` (« ecart.motif » goes through another one)."""
    alias = AliasPath(*attribut.split("."))
    return Field(validation_alias=alias, description=description, json_schema_extra={**bornes})


def dit(description: str, **bornes: int) -> Any:
    """A key that reads the attribute of its own name; `bornes` are those of the schema."""
    return Field(description=description, json_schema_extra={**bornes})


class Incomplet(Donnees):
    """Ce qui peut tenir un texte ou un nombre « à compléter » : la clé vaut alors null."""

    @model_serializer(mode="wrap")
    def _with_motifs(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        motifs = {key: value.motif for key, value in self if isinstance(value, ACompleter)}
        return {**data, "a_completer": motifs} if motifs else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # What the serializer gives has no declared type: the fields say it.
        fields = {key: part for key, part in core_schema.items() if key != "serialization"}
        found = handler(cast("CoreSchema", fields))
        handler.resolve_ref_schema(found)["properties"]["a_completer"] = {
            "type": "object",
            "description": "Par clé qui vaut null : pourquoi sa valeur n’est pas encore connue.",
            "minProperties": 1,
            "additionalProperties": {"type": "string"},
        }
        return found


def codes(values: Iterable[object]) -> tuple[PlainSerializer, WithJsonSchema]:
    """How an enumeration is said: by its stable identifiers."""
    return PlainSerializer(str), WithJsonSchema({"enum": [str(value) for value in values]})


def _rounded(value: Any) -> Any:
    return value if value is None else round(float(Fraction(value)), _DECIMALES)


T = TypeVar("T")
#: A value, or why it is not known yet.
OuMotif = Annotated[
    T | None,
    WrapValidator(lambda value, known: value if isinstance(value, ACompleter) else known(value)),
    WrapSerializer(lambda value, known: None if isinstance(value, ACompleter) else known(value)),
]


def from_context(read: Callable[[Any, Any], Any]) -> BeforeValidator:
    """A value that the view gives: `read` has the view and what the key reads."""
    return BeforeValidator(lambda value, info: read(info.context, value))


#: What the schema says of values is for whoever reads it: the run refuses nothing of what the
#: measure gives, the tests do.
Identite = Annotated[str, WithJsonSchema({"type": "string", "minLength": 1})]
Identites = tuple[Identite, ...]
Nombre = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 0})]
Degre = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 3})]
Part = Annotated[
    float,
    BeforeValidator(_rounded),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Pourcentage = Annotated[float, BeforeValidator(_rounded)]
Ancre = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[a-z-]+$"})]
#: The title of the object whose identity the key reads.
Titre = Annotated[OuMotif[str], from_context(lambda vue, cle: vue.intitule(cle))]

StatutDemande = Annotated[Statut, *codes(Statut)]
StatutMesure = Annotated[Statut, *codes(s for s in Statut if s is not Statut.ECARTEE)]
StatutRompu = Annotated[Statut, *codes(s for s in Statut if 0 <= s < Statut.EVALUEE)]
Drapeaux = tuple[Annotated[Drapeau, *codes(Drapeau)], ...]


class Taux(Donnees):
    """Un compte, son tout, et le pourcentage imprimé."""

    numerateur: Nombre | None = dit("Le compte ; null quand il n’est pas mesuré.")
    denominateur: Nombre = dit("Le tout.")
    pourcent: (
        Annotated[int, WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 100})] | None
    ) = dit("Arrondi ; 0 ou 100 seulement quand c’est exact, null quand c’est sans objet.")
