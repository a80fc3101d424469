"""A field of the model → what may be written there: in words, and as lines of correct YAML.

All that the classes know serves: kinds of values, bounds, choices, keys, descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from mc_builder.french import listed, un
from mc_builder.model.base import (
    Adresse,
    Autonomie,
    Booleen,
    Date,
    Duree,
    Entier,
    Fourchette,
    Identifiant,
    Modele,
    Nombre,
    NoteMinimale,
    Objet,
    Quantite,
    QuantiteOuSomme,
)
from mc_builder.model.liens import Lien, cibles
from mc_builder.model.modes import DuProfil
from mc_builder.source.yaml_writing import Data, flow, inline

#: The identifiers of the project that name objects of these classes.
Ids = Callable[[tuple[str, ...]], list[str]]

#: Scalars by what marks them in the model: what is expected, in words, and an example.
_SCALARS: dict[int, tuple[str, str]] = {
    id(get_args(form)[1]): words
    for form, words in (
        (Identifiant, ("un identifiant", "controle-freinage")),
        (Adresse, ("une adresse", "https://www.insee.fr/")),
        (Nombre, ("un nombre", "12")),
        (Quantite, ("un nombre, zéro ou plus,", "12")),
        (QuantiteOuSomme, ("un nombre, ou une somme (« 10 + 5 »),", "84")),
        (NoteMinimale, ("une note (« 8 », « 14 sur 30 », « 70 % »)", "8")),
        (Entier, ("un nombre entier, zéro ou plus,", "3")),
        (Autonomie, ("un nombre entier de 1 à 3", "2")),
        (Booleen, ("« oui » ou « non »", "oui")),
        (Date, ("une date", "2026-06-15")),
        (Duree, ("une durée", "1 h 30")),
        (Fourchette, ("un nombre entier ou une fourchette (« 14 à 16 »)", "12")),
    )
}
_QUOTED = re.compile(r"« ([^«»]+) »")
_MOST_NAMES = 12
#: Of what stands in a table, whose field says nothing of it.
_NOTHING = FieldInfo()


@dataclass(frozen=True)
class Expected:
    """What a value may be; `form` is « liste », « objet », « table » or « valeur »."""

    form: Literal["liste", "objet", "table", "valeur"]
    words: str
    example: Data
    #: The values, or the identifiers, that may be written; the keys of an object.
    names: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    short: bool = False
    item: Expected | None = None
    link: bool = False

    @property
    def contents(self) -> str:
        """What is inside, or which values are possible; empty when the words say it all."""
        if self.item is not None:
            return self.item.contents
        if self.form == "valeur":
            nothing = "rien de tel n’est encore déclaré" if self.link else ""
            return f"valeurs possibles : {first_names(self.names)}" if self.names else nothing
        optional = [key for key in self.names if key not in self.required]
        parts = (("clés obligatoires", self.required), ("clés possibles", optional))
        keys = " ; ".join(f"{name} : {first_names(keys)}" for name, keys in parts if keys)
        return f"un texte suffit ; {keys}" if self.short else keys


def first_names(names: tuple[str, ...] | list[str]) -> str:
    """« a, b, c », cut when there are too many."""
    return ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")


def expected(info: FieldInfo, ids: Ids) -> Expected:
    """What a field of the model expects."""
    return _of(info.annotation, tuple(info.metadata), info, ids, 0)


def inside(info: FieldInfo, ids: Ids) -> Expected:
    """What an item of the list, or of the table, of a field expects."""
    annotation, metadata = unwrapped(info.annotation, tuple(info.metadata))
    arguments = get_args(annotation)
    item = arguments[-1] if get_origin(annotation) is dict else arguments[0]
    return _of(item, metadata, info, ids, 1)


def unwrapped(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[Any, tuple[Any, ...]]:
    """A type without « or nothing », and all that marks it."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *marks = get_args(annotation)
            metadata = (*marks, *metadata)
        elif origin in {Union, UnionType}:
            annotation = next(a for a in get_args(annotation) if a is not NoneType)
        else:
            return annotation, metadata


def kinds(annotation: Any, metadata: tuple[Any, ...]) -> tuple[str, ...]:
    """The classes that an identifier written here may name."""
    annotation, metadata = unwrapped(annotation, metadata)
    if named := cibles(metadata):
        return named
    if get_origin(annotation) is tuple:
        return kinds(get_args(annotation)[0], metadata)
    if isinstance(annotation, type) and issubclass(annotation, Lien):
        return tuple(name for names in annotation.cles.values() for name in names)
    if isinstance(annotation, type) and issubclass(annotation, Modele) and annotation.court:
        short = annotation.model_fields[annotation.court]
        return kinds(short.annotation, tuple(short.metadata))
    return ()


def is_table(info: FieldInfo) -> bool:
    """Whether a field is a table, whose keys are free."""
    return get_origin(unwrapped(info.annotation)[0]) is dict


def _of(annotation: Any, marks: tuple[Any, ...], info: FieldInfo, ids: Ids, deep: int) -> Expected:
    annotation, metadata = unwrapped(annotation, marks)
    origin = get_origin(annotation)
    if names := _choices(annotation, metadata):
        return Expected("valeur", "une des valeurs admises", _given(info) or names[0], names)
    if origin is tuple:
        item = _of(get_args(annotation)[0], metadata, info, ids, deep + 1)
        return Expected("liste", "une liste", [item.example], item=item)
    if origin is dict:
        value = get_args(annotation)[1]
        item = _of(value, (), _NOTHING, ids, deep + 1)
        given: Data = info.examples[0] if info.examples else {"cle": item.example}
        return Expected("table", "une table de clés et de valeurs", given, item=item)
    if named := kinds(annotation, metadata):
        return of_link(named, ids, _given(info))
    if isinstance(annotation, type) and issubclass(annotation, Modele):
        return _model(annotation, ids, deep)
    return _scalar(annotation, metadata, info)


def _choices(annotation: Any, metadata: tuple[Any, ...]) -> tuple[str, ...]:
    """The values of a closed list, or those of any diploma where a profile may add its own."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((mark.communs for mark in metadata if isinstance(mark, DuProfil)), ())


def _given(info: FieldInfo) -> str:
    """The example that the model gives of a field, or of an item of its list."""
    example: Data = info.examples[0] if info.examples else ""
    return str(example[0]) if isinstance(example, list) else str(example)


def of_link(named: tuple[str, ...], ids: Ids, given: str = "") -> Expected:
    """What the identifier of an object of these classes may be."""
    names = tuple(ids(named))
    words = f"l’identifiant d’{any_of(named)}"
    return Expected(
        "valeur", words, (*names, given or _class(named[0]).exemple)[0], names, link=True
    )


def _model(cls: type[Modele], ids: Ids, deep: int) -> Expected:
    fields = cls.model_fields
    required = tuple(name for name, info in fields.items() if info.is_required())
    own = [name for name in fields if name not in Objet.model_fields]
    shown = [*required, *_one_of(cls)] or own[:2]
    if cls.court is not None and deep:
        shown = [cls.court]
    values = {name: _of_field(fields[name], ids, deep) for name in shown}
    if issubclass(cls, Objet) and cls.court is None:
        values = {"id": cls.exemple, **values}
    example: Data = values[cls.court] if cls.court is not None and deep else values
    names = tuple(fields)
    return Expected("objet", "un objet", example, names, required, short=cls.court is not None)


def _of_field(info: FieldInfo, ids: Ids, deep: int) -> Data:
    return _of(info.annotation, tuple(info.metadata), info, ids, deep + 1).example


def _one_of(cls: type[Modele]) -> Iterator[str]:
    """The first key of each group of which an object must have one."""
    return (keys[0] for keys in ONE_OF.get(cls.__name__, ()))


#: Classes that ask for one of several keys, none of which is required by itself.
ONE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "Competence": (("intitule", "ref"),),
    "Chiffre": (("annee", "periode"),),
}


def any_of(kinds: tuple[str, ...], said: Callable[[str], str] = str) -> str:
    """« une compétence, un savoir ou un bloc », in the words that `said` puts in a sentence."""
    named = (said(f"⟨{_designation(kind)}⟩").strip("⟨⟩") for kind in kinds)
    return listed(dict.fromkeys(named), "ou")


@cache
def _designation(kind: str) -> str:
    """The class named `kind` with an indefinite article: « une activité », « un bloc »."""
    return un(_class(kind).designation)


def _class(kind: str) -> type[Objet]:
    return next((c for c in _subclasses(Objet) if c.__name__ == kind), Objet)


def _subclasses(cls: type[Objet]) -> Iterator[type[Objet]]:
    for child in cls.__subclasses__():
        yield child
        yield from _subclasses(child)


def _scalar(annotation: Any, metadata: tuple[Any, ...], info: FieldInfo) -> Expected:
    found = next((_SCALARS[id(mark)] for mark in metadata if id(mark) in _SCALARS), None)
    given = _given(info)
    if found is not None:
        words, example = found
        return Expected("valeur", words, given or example)
    if annotation is int or annotation is float:
        return Expected("valeur", "un nombre", given or "3")
    return Expected("valeur", "un texte", given or _text(info.description or ""))


def _text(about: str) -> str:
    """An example of text: the one that a description gives, else the description."""
    given = _QUOTED.search(about)
    return given[1] if given else re.split(r" ?[;:.(]", about)[0] or "Texte"


def lines(key: str, example: Data) -> str:
    """A key and its example, as YAML of two lines or more where there is something inside."""
    if isinstance(example, str):
        return f"{key}: {inline(example)}"
    if isinstance(example, list):
        return f"{key}:\n" + "\n".join(f"  - {flow(item)}" for item in example)
    return f"{key}:\n" + "\n".join(f"  {name}: {flow(item)}" for name, item in example.items())
