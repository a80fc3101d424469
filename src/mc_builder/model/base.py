"""The bricks of the model: the forms of values, and `Objet`, the parent of all that is cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema

from mc_builder.model.etendues import Duree, Etendue, Fourchette
from mc_builder.model.formes import (
    A_COMPLETER_SCHEMA,
    IDENTIFIANT,
    MARKDOWN,
    ACompleter,
    Adresse,
    Identifiant,
    Libelle,
    Liste,
    ListeACompleter,
    ListeOuTable,
    Markdown,
    Marqueur,
    Texte,
    Vers,
    if_known,
    known_words,
    motif_a_completer,
    read_again,
)
from mc_builder.model.grandeurs import (
    Autonomie,
    Booleen,
    Date,
    Entier,
    Importance,
    Nombre,
    NoteMinimale,
    OuACompleter,
    Quantite,
    QuantiteOuSomme,
    Somme,
)

__all__ = [
    "A_COMPLETER_SCHEMA",
    "IDENTIFIANT",
    "MARKDOWN",
    "ACompleter",
    "Adresse",
    "Autonomie",
    "Booleen",
    "Champs",
    "Date",
    "Duree",
    "Entier",
    "Etendue",
    "Fourchette",
    "Identifiant",
    "Importance",
    "Libelle",
    "Liste",
    "ListeACompleter",
    "ListeOuTable",
    "Markdown",
    "Marqueur",
    "Modele",
    "Nombre",
    "Note",
    "NoteMinimale",
    "Objet",
    "OuACompleter",
    "Quantite",
    "QuantiteOuSomme",
    "Somme",
    "Texte",
    "Vers",
    "champs",
    "children",
    "descendants",
    "if_known",
    "known_words",
    "motif_a_completer",
    "read_again",
]


T = TypeVar("T")


class _Kept:
    """What was said of an object; two that are equal are so whatever was said of them."""

    __slots__ = ("said",)

    def __init__(self) -> None:
        self.said: dict[Callable[[Any], Any], Any] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    __hash__ = None  # type: ignore[assignment]


class Modele(BaseModel):
    """A frozen object with a closed set of keys.

    `court` names the field that a plain string fills: « Écoute de la demande » for
    ``{intitule: Écoute de la demande}``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    court: ClassVar[str | None] = None
    #: Identity in the project: the id, or parent and place; given once, by `name_it`.
    cle: ClassVar[str] = ""

    def name_it(self, cle: str) -> None:
        """Give the object its identity; called once, by the loader.

        Why not a private attribute: pydantic answers thirty times more slowly for one, and makes
        room for it in each object; the measure of coverage asks for identities all the time.
        """
        self.__dict__["cle"] = cle

    def kept(self, make: Callable[[Self], T]) -> T:
        """What a function says of the object and of all that it holds, computed once.

        Why: nothing in it changes, and a project that is opened again has the same objects of all
        the files that are what they were.
        """
        known: _Kept = self.__dict__.setdefault("_kept", _Kept())
        if make not in known.said:
            known.said[make] = make(self)
        answer: T = known.said[make]
        return answer

    def __copy__(self) -> Self:
        """A copy, made to be given other values: nothing that was said of the object is its own."""
        copied = super().__copy__()
        copied.__dict__.pop("_kept", None)
        return copied

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: object, info: ValidationInfo) -> object:
        if cls.court is None:
            return value
        if isinstance(value, str):
            return {cls.court: value}
        if isinstance(value, Mapping) and len(value) == 1 and set(value) - set(cls.model_fields):
            motif = motif_a_completer(value)
            text = ACompleter(motif) if motif is not None else read_again(value, info)
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
    texte: Markdown = Field(
        description="Texte de la note.", examples=["Sauf pour les candidats qui en sont dispensés."]
    )
    annexe: Libelle | None = Field(
        None,
        description="Annexe où la note s’imprime (« III ») ; celle de l’objet, sinon.",
        examples=["III"],
    )
    categorie: Annotated[Identifiant | None, Vers("CategorieCandidats")] = Field(
        None,
        description="Catégorie de candidats concernée (identifiant).",
        examples=["candidats-scolaires"],
    )


class Objet(Modele):
    """What can be cited: it has an id, or else its identity is its parent and its place.

    `designation` names the kind in messages (« l’activité »), `exemple` an identifier in examples;
    `rubrique` is the field under which those of one list are printed together, said once.
    """

    designation: ClassVar[str] = "l’objet"
    exemple: ClassVar[str] = "mon-objet"
    rubrique: ClassVar[str] = ""

    id: Identifiant | None = Field(None, description="Identifiant stable, jamais imprimé.")
    notes: Liste[Note] = Field((), description="Notes appelées là où l’objet s’imprime.")


class Champs(NamedTuple):
    """The fields of a class: all, those that may hold models, words, and Markdown among these."""

    noms: tuple[str, ...]
    modeles: tuple[str, ...]
    mots: tuple[str, ...]
    markdown: tuple[str, ...]


@cache
def champs(cls: type[Modele]) -> Champs:
    """The fields of a class, in order; read once: the model is walked often."""
    modeles: list[str] = []
    mots: list[str] = []
    markdown: list[str] = []
    for name, info in cls.model_fields.items():
        parts = [*info.metadata, *_parts_of(info.annotation)]
        if any(isinstance(part, type) and issubclass(part, Modele) for part in parts):
            modeles.append(name)
        if any(part is str or isinstance(part, str) for part in parts):  # a text, or a choice
            mots.append(name)
        if MARKDOWN in parts:
            markdown.append(name)
    return Champs(tuple(cls.model_fields), tuple(modeles), tuple(mots), tuple(markdown))


def _parts_of(annotation: Any) -> Iterator[Any]:
    """An annotation, and all that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts_of(part)


def children(modele: Modele) -> Iterator[tuple[tuple[str | int, ...], Modele]]:
    """The models held directly by `modele`, with their path (field, or field and index)."""
    for name in champs(type(modele)).modeles:
        value = getattr(modele, name)
        if isinstance(value, tuple):
            for i, item in enumerate(value):
                yield (name, i), item
        elif isinstance(value, Modele):
            yield (name,), value


def descendants(modele: Modele) -> list[Modele]:
    """`modele` and all models below it, depth first, in the order of the file."""
    found: list[Modele] = []
    _descend(modele, found)
    return found


def _descend(modele: Modele, found: list[Modele]) -> None:
    found.append(modele)
    for name in champs(type(modele)).modeles:
        value = getattr(modele, name)
        if isinstance(value, tuple):
            for item in value:
                _descend(item, found)
        elif isinstance(value, Modele):
            _descend(value, found)
