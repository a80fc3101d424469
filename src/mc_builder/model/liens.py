"""Links between objects: each is written once, on the object that depends on the other."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from mc_builder.model.base import Identifiant, Libelle, Modele, Texte, Vers

Portee = Literal["entiere", "partielle"]


class Lien(Modele):
    """A link: an identifier, or ``{kind: identifier, portee: partielle, reserve: why}``.

    A subclass gives the kinds of its target: `cles` maps the key of the long form to classes;
    `autour` are the keys that stand beside it. A link that has a reserve is partial.
    """

    cles: ClassVar[dict[str, tuple[str, ...]]] = {}
    autour: ClassVar[tuple[str, ...]] = ("portee", "reserve")
    cible: Identifiant = Field(description="Identifiant de l’objet visé.")
    portee: Portee = Field(
        "entiere",
        description="« partielle » quand l’objet ne répond qu’à une part de celui qu’il cite.",
    )
    reserve: Libelle | None = Field(
        None,
        description="Pourquoi le lien est partiel : la part qu’il couvre, ou ce qu’il laisse.",
        examples=["pour les ateliers de moins de dix personnes seulement"],
    )

    @property
    def partielle(self) -> bool:
        """Whether it covers a part of its target only."""
        return self.portee == "partielle"

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: object, info: ValidationInfo) -> object:  # noqa: ARG003
        if isinstance(value, str):
            return {"cible": value}
        if not isinstance(value, Mapping):
            return value
        found = dict(value)
        named = [key for key in value if key in cls.cles]
        if len(named) == 1 and "cible" not in value:
            found = {"cible" if key in cls.cles else key: v for key, v in value.items()}
        if found.get("reserve") is not None:
            found["portee"] = "partielle"
        return found

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """An identifier, or an object with one of the keys of `cles`."""
        del schema, handler
        identifiant = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
        visee = {**identifiant, "description": "Identifiant de l’objet visé."}
        portee = {
            "enum": ["entiere", "partielle"],
            "description": cls.model_fields["portee"].description,
        }
        reserve = {
            "type": ["string", "number"],
            "description": cls.model_fields["reserve"].description,
        }
        long = {
            "type": "object",
            "properties": {**dict.fromkeys(cls.cles, visee), "portee": portee, "reserve": reserve},
            "oneOf": [{"required": [key]} for key in cls.cles],
            "additionalProperties": False,
        }
        summary = (cls.__doc__ or "").split("\n")[0]
        return {"title": "Lien", "description": summary, "anyOf": [identifiant, long]}


class LienExigence(Lien):
    """« Répond à » une exigence."""

    cles: ClassVar[dict[str, tuple[str, ...]]] = {"exigence": ("Exigence",)}


class LienActivite(Lien):
    """« Mobilise » une activité, une de ses tâches, ou toutes les activités d’un pôle."""

    cles: ClassVar[dict[str, tuple[str, ...]]] = {
        "activite": ("Activite",),
        "tache": ("Tache",),
        "pole": ("Pole",),
    }


class LienEvaluation(Lien):
    """Ce qu’une partie d’épreuve évalue."""

    cles: ClassVar[dict[str, tuple[str, ...]]] = {
        "competence": ("Competence",),
        "sous_competence": ("SousCompetence",),
        "indicateur": ("Indicateur",),
        "savoir": ("Savoir", "ElementSavoir"),
        "activite": ("Activite",),
        "bloc": ("Bloc", "BlocGeneral"),
    }


class LienSource(Modele):
    """Une source et l’endroit où l’on y trouve ce qui est cité."""

    court: ClassVar[str | None] = "ref"
    ref: Annotated[Identifiant, Vers("Source")] = Field(
        description="Identifiant de la source.", examples=["enquete-ateliers-2024"]
    )
    reperage: Texte | None = Field(
        None,
        description="Page imprimée ; à défaut tableau, annexe ou section.",
        examples=["tableau 3"],
    )
    page: Texte | None = Field(None, description="Page imprimée.", examples=["14"])

    @property
    def lieu(self) -> str | None:
        """Where to look in the source, as printed: « p. 106 », « tableau 3 »."""
        pages = f"p. {self.page}" if self.page else None
        return ", ".join(str(part) for part in (pages, self.reperage) if part) or None


def cibles(annotation_metadata: tuple[Any, ...] | list[Any]) -> tuple[str, ...]:
    """The class names that a field's metadata says it may point to, or ()."""
    return next((m.natures for m in annotation_metadata if isinstance(m, Vers)), ())


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _OuUnSeul:
    """Accepts one identifier where a list of them goes."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """One string becomes a list of one."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A string, or the list."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}


#: Accepts one identifier where a list of them goes.
ou_un_seul = _OuUnSeul()
