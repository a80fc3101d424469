"""A path of the model → its class and field; an unknown key → the one that was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from mc_builder.diagnostics import Diagnostic, did_you_mean, one_slip, suggestion
from mc_builder.french import listed, slug
from mc_builder.loading.codes import SCH002
from mc_builder.loading.expected import (
    ONE_OF,
    Expected,
    Ids,
    expected,
    inside,
    is_table,
    lines,
    of_link,
)
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.source_map import Path, Place, start_of
from mc_builder.model.base import Modele
from mc_builder.model.dossier import Diplome
from mc_builder.model.liens import Lien
from mc_builder.source.yaml_nodes import YamlMap


@dataclass(frozen=True)
class Field:
    """A field of the model that a path leads to, or an item of its list or of its table."""

    owner: type[Modele]
    name: str
    info: FieldInfo
    item: bool = False
    #: Of a link in its long form, the classes that its key names.
    kinds: tuple[str, ...] = ()

    def expected(self, ids: Ids) -> Expected:
        """What may be written there."""
        if self.kinds:
            return of_link(self.kinds, ids)
        if (self.owner, self.name) == (Diplome, "type"):  # a name, of a file of the package
            names = profile_names()
            return Expected("valeur", "un type de diplôme", names[0], names)
        return inside(self.info, ids) if self.item else expected(self.info, ids)

    def example(self, ids: Ids) -> str:
        """The whole field, as it may be written."""
        whole = replace(self, item=False)
        return lines(self.name, whole.expected(ids).example)


def field_at(cls: type[Modele], path: Path) -> Field | None:
    """The field that a path leads to, or the list or the table that holds the item."""
    current: type[Modele] | None = cls
    found: Field | None = None
    for part in path:
        key = found is not None and is_table(found.info) and not found.item
        if found is not None and (isinstance(part, int) or key):
            found = Field(found.owner, found.name, found.info, item=True)
            continue
        info = current.model_fields.get(str(part)) if current is not None else None
        if current is None or info is None:
            return found
        found = Field(current, str(part), info)
        current = model_of(info.annotation)
    return found


def written_as(field: Field | None, place: Place) -> Field | None:
    """The field, under the key that a link in its long form gives it: « competence »."""
    if field is None or place.key is None or not issubclass(field.owner, Lien):
        return field
    kinds = field.owner.cles.get(place.key.text, ())
    return replace(field, name=place.key.text, kinds=kinds) if kinds else field


def two_texts(model: type[Modele] | None, holder: Place) -> tuple[str, str] | None:
    """The two keys of an object that « - VAE : validation » meant to give; None otherwise."""
    node = holder.node
    if model is None or not isinstance(node, YamlMap) or node.flow or len(node) != 1:
        return None
    required = [name for name, info in model.model_fields.items() if info.is_required()]
    ((key, value),) = node.items()
    texts = isinstance(value, str) and all(_fits(model, name, _ANY_TEXT) for name in required)
    if len(required) != 2 or key in model.model_fields or not texts:
        return None
    return required[0], required[1]


def model_at(cls: type[Modele], path: Path) -> type[Modele] | None:
    """The class of the model that a path leads to."""
    current: type[Modele] | None = cls
    parts = iter(path)
    for part in parts:
        if isinstance(part, int) or current is None:
            continue
        info = current.model_fields.get(part)
        current = model_of(info.annotation) if info is not None else None
        if info is not None and is_table(info):
            next(parts, None)  # the key of a table, not a field
    return current


def keys_of(model: type[Modele] | None) -> list[str]:
    """The keys that an author may write in a model."""
    if model is None:
        return []
    if issubclass(model, Lien):
        return [*model.cles, *model.autour]
    return sorted(model.model_fields)


def unknown_key(cls: type[Modele], root: Place, path: Path) -> Diagnostic:
    """A key that the model does not have, and the one that was perhaps meant."""
    holder = root.walk(path[:-1])
    key = str(path[-1])
    span = root.walk(path).key or start_of(holder)
    model = model_at(cls, path[:-1])
    near = meant_keys(model, holder, key)
    message = f"clé inconnue « {key} »"
    if near:
        _, fix = suggestion(key, keys_of(model), span, allowed=near)
        meant = listed((f"« {name} »" for name in near), "ou")
        return SCH002(message, span, f"vouliez-vous dire {meant} ?", fix=fix)
    absent = missing_keys(model, holder)
    missing = f"il manque {', '.join(absent)} ; " if absent else ""
    return SCH002(message, span, f"{missing}clés admises : {', '.join(keys_of(model))}")


def meant_keys(model: type[Modele] | None, holder: Place, key: str) -> list[str]:
    """The keys that an unknown one may stand for: first those that are missing there."""
    written = holder.node if isinstance(holder.node, YamlMap) else YamlMap(flow=False)
    known = keys_of(model)
    free = [name for name in known if name not in written.keys_at]
    absent = [name for name in missing_keys(model, holder) if name in free]
    same = [name for name in free if slug(name) == slug(key) or one_slip(key, name)]
    begun = [name for name in free if re.match(rf"{re.escape(key)}_|{re.escape(key)}s?\Z", name)]
    fitting = [name for name in absent if model is not None and _fits(model, name, written[key])]
    fitting = [n for n in fitting if model is not None and not _fits(model, n, _ANY_TEXT)]
    return (
        same[:1]
        or _close(key, absent)
        or begun
        or (fitting if len(fitting) == 1 else [])
        or _close(key, free)
    )


#: What only a field of free text takes: that such a field takes a value proves nothing.
_ANY_TEXT = "Un texte, quel qu’il soit"


def _close(key: str, names: Sequence[str]) -> list[str]:
    near = did_you_mean(key, names)
    return [near] if near else []


def missing_keys(model: type[Modele] | None, holder: Place) -> list[str]:
    """The keys that an object must have and does not."""
    if model is None or not isinstance(holder.node, YamlMap):
        return []
    written = set(holder.node)
    if issubclass(model, Lien):
        return [] if written & set(model.cles) else list(model.cles)
    fields = model.model_fields.items()
    absent = [name for name, info in fields if info.is_required() and name not in written]
    for keys in ONE_OF.get(model.__name__, ()):
        absent += () if written & set(keys) else keys
    return absent


def _fits(model: type[Modele], name: str, value: Any) -> bool:
    """Whether a value may be that of a field: « 2019 » is a year, and no list of figures."""
    info = model.model_fields.get(name)
    if info is None:
        return False
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        inside = model_of(info.annotation)
        if isinstance(value, dict) and inside and not is_table(info):
            return not set(keys_of(inside)).isdisjoint(value)
        whole = (e["loc"] for e in error.errors(include_url=False, include_input=False))
        return isinstance(value, dict | list) and all(whole)
    return True


def model_of(annotation: Any) -> type[Modele] | None:
    """The class of the objects that a type is made of; None when there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Modele):
        return annotation
    return next((m for a in get_args(annotation) if (m := model_of(a)) is not None), None)
