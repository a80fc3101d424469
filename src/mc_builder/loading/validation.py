"""YAML nodes → model, with every error of the schema as a diagnostic in French.

What is wrong is taken out and the rest is validated again: a file with a mistake still gives the
objects that the other files cite, and all its mistakes come out at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mc_builder.diagnostics import Diagnostic, Fix, did_you_mean
from mc_builder.loading.codes import SCH002, SCH006
from mc_builder.loading.expected import Ids
from mc_builder.loading.keys import (
    keys_of,
    meant_keys,
    missing_keys,
    model_at,
    two_texts,
    unknown_key,
)
from mc_builder.loading.schema_errors import schema_diagnostic
from mc_builder.loading.source_map import Path, Place
from mc_builder.model.base import Modele
from mc_builder.model.liens import Lien
from mc_builder.model.modes import DuProfil
from mc_builder.source.codes import YML004
from mc_builder.source.yaml_fixes import quoted
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.source.yaml_traps import corrected_line
from mc_builder.source.yaml_writing import flow
from mc_builder.spans import SourceText

M = TypeVar("M", bound=Modele)
_MAX_ROUNDS = 30
#: What stands in for a required value that is missing or wrong.
UNKNOWN = "inconnu"


#: Errors of our own that say that one of several keys is missing.
_ONE_OF: dict[str, tuple[str, ...]] = {
    "competence": ("intitule", "ref"),
    "chiffre_date": ("periode", "annee"),
}
#: The keys that a short form stands for.
_SHORT = ("intitule", "texte", "ref")
_DEFINES = re.compile(
    r"""\b(?:id|sigle)[ \t]*:[ \t]*["']?([\w-]+)|(?<![\w-])["']?([\w-]+)["']?[ \t]*:(?=\s|$)"""
)


@dataclass
class Validated:
    """What came out of one file: the model if any, diagnostics, identifiers that were lost."""

    model: Any
    place: Place
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


def _no_ids(_kinds: tuple[str, ...]) -> list[str]:
    return []


def validate(cls: type[M], data: YamlMap, source: SourceText, ids: Ids = _no_ids) -> Validated:
    """Validate one file against the class of its root.

    `ids` gives the identifiers of the project that a link may name, for what is said of a mistake.
    """
    root = Place(data, data.span)
    result = Validated(None, root)
    reread: dict[int, Diagnostic] = {}

    def read_again(value: object) -> str | None:
        return _reread_as_text(value, source, reread)

    seen: set[tuple[int, str]] = set()
    for _ in range(_MAX_ROUNDS):
        try:
            result.model = cls.model_validate(data, context={"relire": read_again})
            result.diagnostics += _without_value(data)
            break
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
        if renamed := [*_give_two_keys(cls, root, details), *_rename_misspelt(cls, root, details)]:
            result.diagnostics += renamed
            continue
        for detail in details:
            if _already_said(cls, root, detail):
                continue
            diagnostic = schema_diagnostic(cls, root, detail, ids)
            key = (diagnostic.span.start, diagnostic.message)
            if key not in seen:
                seen.add(key)
                result.diagnostics.append(diagnostic)
        if not _mend(cls, root, details, result.lost):
            break
    result.diagnostics.extend(reread.values())
    return result


def _without_value(node: object) -> Iterator[Diagnostic]:
    """The keys that are followed by nothing, and that the model does not require."""
    if isinstance(node, YamlMap):
        for key, value in node.items():
            if value is None and node.values_at[key].start == node.values_at[key].end:
                yield SCH006(
                    f"la clé « {key} » n’a pas de valeur",
                    node.keys_at[key],
                    "donnez-lui la sienne, ou retirez la clé",
                )
            else:
                yield from _without_value(value)
    elif isinstance(node, YamlList):
        for item in node:
            yield from _without_value(item)


def identifiers_below(node: object) -> set[str]:
    """Everything below a node that may be the identifier of an object."""
    found: set[str] = set()
    if isinstance(node, YamlMap):
        for key, value in node.items():
            found.add(key)
            if key == "id" and isinstance(value, str):
                found.add(value)
            found |= identifiers_below(value)
    elif isinstance(node, YamlList):
        for item in node:
            found |= identifiers_below(item)
    return found


def identifiers_in(text: str) -> set[str]:
    """Every word of a text that is not read as YAML and may be the identifier of an object."""
    return {ident or key for ident, key in _DEFINES.findall(text)}


def _reread_as_text(
    value: object, source: SourceText, warnings: dict[int, Diagnostic]
) -> str | None:
    """« - Accueil : écoute » is a mapping for YAML: give back the text that was meant."""
    if not isinstance(value, YamlMap) or value.flow or len(value) != 1:
        return None
    ((key, inside),) = value.items()
    span = value.span
    if isinstance(inside, YamlMap | YamlList) or "\n" in span.text:
        return None
    if span.text.startswith(f"{key}:") and did_you_mean(key, _SHORT):
        return None  # « intitulé: Contrôle » is a misspelt key; « Titre : suite » is a text
    warnings[span.start] = YML004(
        "ce texte contient « : » et serait pris pour une clé ; il est lu comme un texte",
        span,
        corrected_line(source.line(span.line)),
        fix=Fix(span, quoted(span.text)),
    )
    return span.text


def _give_two_keys(cls: type[Modele], root: Place, details: list[ErrorDetails]) -> list[Diagnostic]:
    """« - VAE : validation » becomes the object of two texts that was meant; say how to write it.

    Why: an unknown key and two that are missing are one mistake.
    """
    found: list[Diagnostic] = []
    for detail in details:
        path: Path = detail["loc"][:-1]
        place = root.walk(path)
        keys = (
            two_texts(model_at(cls, path), place) if detail["type"] == "extra_forbidden" else None
        )
        if keys is None:
            continue
        ((key, value),) = place.node.items()
        text = flow({keys[0]: key, keys[1]: value})
        message = f"« {key} » n’est pas une clé : cet objet a les clés {keys[0]} et {keys[1]}"
        fix = Fix(place.span, text) if "\n" not in place.span.text else None
        found.append(SCH002(message, place.span, f"écrivez : {text}", fix=fix))
        place.node.put(keys[0], key)
        place.node.rename(key, keys[1])
    return found


def _rename_misspelt(
    cls: type[Modele], root: Place, details: list[ErrorDetails]
) -> list[Diagnostic]:
    """Read a key that is missing under the name that its author gave it; say its right name.

    Why: « intitulé » for « intitule » is one mistake, not an unknown key and a missing one.
    """
    found: list[Diagnostic] = []
    for detail in details:
        path: Path = detail["loc"]
        if detail["type"] == "missing":
            path = path[:-1]
        elif detail["type"] not in _ONE_OF:
            continue
        place, model = root.walk(path), model_at(cls, path)
        holder = place.node
        if model is None or not isinstance(holder, YamlMap):
            continue
        for key in [key for key in holder if key not in keys_of(model)]:
            near = meant_keys(model, place, key)
            if len(near) == 1 and near[0] in missing_keys(model, place):
                found.append(unknown_key(cls, root, (*path, key)))
                holder.rename(key, near[0])
    return found


def _already_said(cls: type[Modele], root: Place, detail: ErrorDetails) -> bool:
    """What another diagnostic says: a key taken out earlier for its value, a link's second key."""
    holder = root.walk(detail["loc"][:-1]).node
    if detail["type"] in _ONE_OF:
        owner = root.walk(detail["loc"]).node
        keys = set(_ONE_OF[detail["type"]])
        return isinstance(owner, YamlMap) and not keys.isdisjoint(owner.keys_at)
    if detail["type"] == "missing":
        return isinstance(holder, YamlMap) and detail["loc"][-1] in holder.keys_at
    model = model_at(cls, detail["loc"][:-1])
    is_link = model is not None and issubclass(model, Lien)
    return detail["type"] == "extra_forbidden" and is_link and detail["loc"][-1] in keys_of(model)


def _mend(cls: type[Modele], root: Place, details: list[ErrorDetails], lost: set[str]) -> bool:
    """Put a stand-in where a value is required, take out what is wrong elsewhere.

    Returns False when nothing more can be done.
    """
    removals: dict[tuple[int, str | int], tuple[Any, str | int]] = {}
    mended = False
    for detail in details:
        path: Path = detail["loc"]
        if _complete(root, detail) or _stand_in(cls, root, path):
            lost.add(UNKNOWN)
            mended = True
            continue
        if detail["type"] == "missing":
            path = path[:-1]
        if (target := _removable(root, path)) is not None:
            removals[id(target[0]), target[1]] = target
    for holder, last in sorted(removals.values(), key=lambda t: str(t[1]).zfill(9), reverse=True):
        if isinstance(holder, YamlMap):
            lost |= {str(last)} | identifiers_below(holder[str(last)])
            if last == "id" and isinstance(holder["id"], str):
                lost.add(holder["id"])
            holder.remove(str(last))
        elif isinstance(holder, YamlList) and isinstance(last, int):
            lost |= identifiers_below(holder[last])
            holder.remove_at(last)
    return mended or bool(removals)


def _complete(root: Place, detail: ErrorDetails) -> bool:
    """Make good a rule of our own on several keys, so that the object survives."""
    holder = root.walk(detail["loc"]).node
    if not isinstance(holder, YamlMap):
        return False
    if detail["type"] == "competence_ref":
        for key in set(holder) - {"ref", "numero", "notes"}:
            holder.remove(key)
        return True
    if (wanted := _ONE_OF.get(detail["type"])) is not None:
        holder.put(wanted[0], {"a_completer": UNKNOWN})
        return True
    return False


def _stand_in(cls: type[Modele], root: Place, path: Path) -> bool:
    """Give a required field a value that is valid, so that its object survives its mistake."""
    holder = root.walk(path[:-1]).node
    model = model_at(cls, path[:-1])
    name = path[-1]
    if model is None or not isinstance(holder, YamlMap) or not isinstance(name, str):
        return False
    info = model.model_fields.get(name)
    if info is None or not info.is_required():
        return False
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    choices = [a for a in get_args(info.annotation) if isinstance(a, str)]
    choices += [m.communs[0] for m in info.metadata if isinstance(m, DuProfil)]
    for candidate in (*choices[:1], {"a_completer": UNKNOWN}, UNKNOWN, "1", "2000-01-01"):
        try:
            adapter.validate_python(candidate)
        except ValidationError:
            continue
        holder.put(name, candidate)
        return True
    return False


def _removable(root: Place, path: Path) -> tuple[Any, str | int] | None:
    """The container and the key, or index, of the nearest thing on `path` that can be taken out."""
    while path:
        holder, last = root.walk(path[:-1]).node, path[-1]
        if isinstance(holder, YamlMap) and isinstance(last, int):
            last = list(holder)[last] if last < len(holder) else ""
        if (isinstance(holder, YamlMap) and last in holder) or (
            isinstance(holder, YamlList) and isinstance(last, int) and last < len(holder)
        ):
            return holder, last
        path = path[:-1]
    return None
