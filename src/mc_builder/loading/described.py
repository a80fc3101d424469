"""The classes of the files → every key that an author may write: what it is, its values, examples.

A path is the name of a file and its keys: « preuves.chiffres.valeur ». A file with one key of its
own name (« emploi ») is not named twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from mc_builder.french import listed, typeset
from mc_builder.loading.expected import ONE_OF, Expected
from mc_builder.loading.keys import Field, model_of
from mc_builder.loading.layout import FORMS, FileKind
from mc_builder.model.base import Modele, Objet
from mc_builder.model.liens import Lien
from mc_builder.source.yaml_writing import Data, block


@dataclass(frozen=True)
class Cle:
    """One key of a file, where `path` leads."""

    path: str
    file: FileKind
    field: Field

    @property
    def name(self) -> str:
        """The key itself."""
        return self.field.name

    @property
    def description(self) -> str:
        """What it is, in a sentence or two."""
        return (self.field.info.description or "").rstrip(".") + "."

    @property
    def required(self) -> bool:
        """Whether its object must have it, whatever its other keys."""
        if self.field.kinds:
            return self.rather == (self.name,)
        return self.field.info.is_required()

    @property
    def rather(self) -> tuple[str, ...]:
        """The keys of which the object must have one, this one among them."""
        owner = self.field.owner
        if self.field.kinds:
            return tuple(owner.cles) if issubclass(owner, Lien) else ()
        return next((keys for keys in ONE_OF.get(owner.__name__, ()) if self.name in keys), ())

    @property
    def need(self) -> str:
        """« obligatoire », « facultatif », or which keys it stands beside."""
        if self.required:
            return "obligatoire"
        others = [f"« {key} »" for key in self.rather if key != self.name]
        return f"obligatoire, ou {listed(others, 'ou')}" if others else "facultatif"

    @property
    def expected(self) -> Expected:
        """What may be written there, in a project of which nothing is known."""
        return self.field.expected(lambda _: [])

    @property
    def form(self) -> str:
        """What may be written there, in words: « une liste d’objets », « un nombre »."""
        found = self.expected
        what = found.item if found.form in {"liste", "table"} and found.item else found
        words = _in_words(what)
        if found.form == "table":
            words = f"une table : des clés, et pour chacune {words}"
        elif found.form == "liste":
            words = f"une liste, où chaque élément est {words}"
        return typeset(f"{words} ; peut rester à compléter" if self.to_complete else words)

    @property
    def to_complete(self) -> bool:
        """Whether « {a_completer: motif} » may take its place."""
        if self.field.kinds:
            return False
        return accepts(self.field.info, {"a_completer": "Pas encore connu."})

    @property
    def default(self) -> str:
        """What it is worth when it is not written; empty when that is nothing."""
        default = self.field.info.default
        if isinstance(default, bool):
            return "oui" if default else "non"
        return str(default) if isinstance(default, str | Decimal) else ""

    @property
    def example(self) -> Data:
        """An example of its value."""
        owner = self.field.owner
        if self.name == "id" and issubclass(owner, Objet):
            return owner.exemple
        return self.expected.example

    @property
    def lines(self) -> str:
        """The key and its example, as they may be written."""
        return "\n".join(block(self.name, self.example))

    @property
    def holds(self) -> type[Modele] | None:
        """The class of the objects that stand there, None for a plain value."""
        return None if self.field.kinds else model_of(self.field.info.annotation)

    @property
    def keys(self) -> tuple[Cle, ...]:
        """The keys of the object, or of each object, that stands there."""
        held = self.holds
        return () if held is None else tuple(_keys(held, self.path, self.file))


def _in_words(what: Expected) -> str:
    words = "un objet" if what.form == "objet" else what.words.rstrip(",")
    if what.short:
        words = f"un texte, ou {words}"
    if what.form == "valeur" and what.names:
        named = listed((f"« {name} »" for name in what.names), "ou")
        words = named if words == "une des valeurs admises" else f"{words} ({named})"
    return words


def accepts(info: FieldInfo, value: Any) -> bool:
    """Whether a field takes a value as it is read in a file."""
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def _keys(cls: type[Modele], path: str, file: FileKind) -> Iterator[Cle]:
    if issubclass(cls, Lien):
        for name, kinds in cls.cles.items():
            yield Cle(f"{path}.{name}", file, Field(cls, name, _CIBLE, kinds=kinds))
        fields = {name: cls.model_fields[name] for name in cls.autour}
    else:
        fields = cls.model_fields
    for name, info in fields.items():
        whole = path if name == path else f"{path}.{name}"
        yield Cle(whole, file, Field(cls, name, info))


_CIBLE = Lien.model_fields["cible"]


def keys_of_file(file: FileKind) -> tuple[Cle, ...]:
    """The keys with which a file begins."""
    return tuple(_keys(file.cls, file.schema, file))


@dataclass(frozen=True)
class Group:
    """The keys of one class of objects: `path` is where they stand first, `also` elsewhere."""

    path: str
    file: FileKind
    cls: type[Modele]
    keys: tuple[Cle, ...]
    also: tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Each class of objects once, in the order of the files: a file, then what it holds."""
    first: dict[type[Modele], tuple[str, FileKind, tuple[Cle, ...]]] = {}
    others: dict[type[Modele], list[str]] = {}

    def visit(cls: type[Modele], path: str, file: FileKind, keys: tuple[Cle, ...]) -> None:
        if cls in first:
            others[cls].append(path)
            return
        first[cls], others[cls] = (path, file, keys), []
        for key in keys:
            if key.holds is not None:
                visit(key.holds, key.path, file, key.keys)

    for file in FORMS:
        visit(file.cls, file.schema, file, keys_of_file(file))
    return tuple(
        Group(path, file, cls, keys, tuple(others[cls]))
        for cls, (path, file, keys) in first.items()
    )


def every_key() -> Iterator[Cle]:
    """Each key of each class of objects, once."""
    return (key for group in groups() for key in group.keys)


def find(path: str) -> Cle | None:
    """The key that a path leads to; None when there is none, or when it is a whole file."""
    first, *names = path.split(".")
    file = next((kind for kind in FORMS if kind.schema == first), None)
    if file is None:
        return None
    level, found = keys_of_file(file), None
    if level[0].path == first:
        found, level = level[0], level[0].keys
    for name in names:
        found = next((key for key in level if key.name == name), None)
        if found is None:
            return None
        level = found.keys
    return found


def all_paths() -> Iterator[str]:
    """The path of every key, an object in itself once."""

    def visit(keys: tuple[Cle, ...], above: tuple[type[Modele], ...]) -> Iterator[str]:
        for key in keys:
            yield key.path
            if key.holds is not None and key.holds not in above:
                yield from visit(key.keys, (*above, key.holds))

    for file in FORMS:
        yield from visit(keys_of_file(file), ())
