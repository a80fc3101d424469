"""YAML nodes → model, with every error of the schema as a diagnostic in French.

What is wrong is taken out and the rest is validated again: a file with a mistake still gives the
objects that the other files cite, and all its mistakes come out at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mc_builder.diagnostics import Diagnostic, avertissement, did_you_mean, erreur
from mc_builder.loading.source_map import Path, Place, start_of
from mc_builder.model.base import Modele
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.source.yaml_traps import corrected_line
from mc_builder.spans import SourceText

M = TypeVar("M", bound=Modele)
_MAX_ROUNDS = 30
#: What stands in for a required value that is missing or wrong.
_UNKNOWN = "inconnu"

#: pydantic's error types → code and message; {…} is the error's context.
_MESSAGES = {
    "literal_error": ("SCH004", "valeur non admise ; les valeurs possibles sont {choices}"),
    "int_parsing": ("SCH003", "un nombre entier est attendu"),
    "int_type": ("SCH003", "un nombre entier est attendu"),
    "int_from_float": ("SCH003", "un nombre entier est attendu"),
    "decimal_parsing": ("SCH003", "un nombre est attendu"),
    "decimal_type": ("SCH003", "un nombre est attendu"),
    "string_type": ("SCH003", "un texte est attendu"),
    "date_type": ("SCH003", "une date est attendue, sous la forme 2019-12-31"),
    "greater_than_equal": ("SCH005", "la valeur doit être au moins {ge}"),
    "less_than_equal": ("SCH005", "la valeur doit être au plus {le}"),
    "dict_type": ("SCH003", "des clés et leurs valeurs sont attendues"),
    "model_type": ("SCH003", "un objet (des clés et leurs valeurs) est attendu"),
    "model_attributes_type": ("SCH003", "un objet (des clés et leurs valeurs) est attendu"),
    "tuple_type": ("SCH003", "une liste est attendue"),
}

#: Errors of our own that say that one of several keys is missing.
_ONE_OF = {"competence": ("intitule",), "chiffre_date": ("periode", "annee")}
#: The keys that a short form stands for.
_SHORT = ("intitule", "texte", "ref")
_DEFINES = re.compile(r"""["']?([\w-]+)["']?[ \t]*:(?=\s|$)|\b(?:id|sigle)[ \t]*:[ \t]*["']?([\w-]+)""")


@dataclass
class Validated:
    """What came out of one file: the model if any, diagnostics, identifiers that were lost."""

    model: Any
    place: Place
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


def validate(cls: type[M], data: YamlMap, source: SourceText) -> Validated:
    """Validate one file against the class of its root."""
    root = Place(data, data.span)
    result = Validated(None, root)
    reread: dict[int, Diagnostic] = {}

    def relire(value: object) -> str | None:
        return _reread_as_text(value, source, reread)

    seen: set[tuple[int, str]] = set()
    for _ in range(_MAX_ROUNDS):
        try:
            result.model = cls.model_validate(data, context={"relire": relire})
            break
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
        if renamed := _rename_misspelt(cls, root, details):
            result.diagnostics += renamed
            continue
        for detail in details:
            if _already_said(root, detail):
                continue
            diagnostic = _diagnostic(cls, root, detail)
            key = (diagnostic.span.start, diagnostic.message)
            if key not in seen:
                seen.add(key)
                result.diagnostics.append(diagnostic)
        if not _mend(cls, root, details, result.lost):
            break
    result.diagnostics.extend(reread.values())
    return result


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
    return {key or ident for key, ident in _DEFINES.findall(text)}


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
    warnings[span.start] = avertissement(
        "YML004",
        "ce texte contient « : » et serait pris pour une clé ; il est lu comme un texte",
        span,
        corrected_line(source.line(span.line)),
    )
    return span.text


def _model_at(cls: type[Modele], path: Path) -> type[Modele] | None:
    """The class of the model that a path leads to."""
    current: type[Modele] | None = cls
    parts = iter(path)
    for part in parts:
        if isinstance(part, int) or current is None:
            continue
        info = current.model_fields.get(part)
        current = _model_in(info.annotation) if info is not None else None
        if info is not None and get_origin(info.annotation) is dict:
            next(parts, None)  # the key of a table, not a field
    return current


def _model_in(annotation: Any) -> type[Modele] | None:
    if isinstance(annotation, type) and issubclass(annotation, Modele):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a)) is not None), None)


def _diagnostic(cls: type[Modele], root: Place, detail: ErrorDetails) -> Diagnostic:
    path: Path = detail["loc"]
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(cls, root, path)
    if kind == "missing":
        holder = root.walk(path[:-1])
        return erreur("SCH001", f"la clé « {path[-1]} » manque", start_of(holder))
    place = root.walk(path)
    span = place.key if place.node is None and place.key is not None else start_of(place)
    if kind in _MESSAGES:
        code, message = _MESSAGES[kind]
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", " ou ")
        message = message.format(**{**context, "choices": choices})
        aide = _near_choice(place.node, choices) if kind == "literal_error" else ""
        return erreur(code, message, span, aide)
    # Our own errors carry their French message.
    return erreur("SCH003", _own_message(place, detail), span)


def _own_message(place: Place, detail: ErrorDetails) -> str:
    if place.node is None and detail["type"] in {"texte", "liste"}:
        return "la valeur manque après les deux-points"
    return detail["msg"]


def _near_choice(value: object, choices: str) -> str:
    near = did_you_mean(str(value), choices.replace(" ou ", ", ").split(", "))
    return f"vouliez-vous dire « {near} » ?" if near else ""


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
            path, wanted = path[:-1], (str(path[-1]),)
        else:
            wanted = _ONE_OF.get(detail["type"], ())
        holder, model = root.walk(path).node, _model_at(cls, path)
        if not wanted or model is None or not isinstance(holder, YamlMap):
            continue
        for key in [key for key in holder if key not in model.model_fields]:
            near = did_you_mean(key, sorted(model.model_fields))
            if near in wanted and near not in holder.keys_at:
                found.append(_unknown_key(cls, root, (*path, key)))
                holder.rename(key, near)
    return found


def _unknown_key(cls: type[Modele], root: Place, path: Path) -> Diagnostic:
    holder = root.walk(path[:-1])
    model = _model_at(cls, path[:-1])
    key = str(path[-1])
    span = root.walk(path).key or start_of(holder)
    known = sorted(model.model_fields) if model is not None else []
    near = did_you_mean(key, known)
    aide = f"vouliez-vous dire « {near} » ?" if near else "clés admises : " + ", ".join(known)
    return erreur("SCH002", f"clé inconnue « {key} »", span, aide)


def _already_said(root: Place, detail: ErrorDetails) -> bool:
    """A key taken out in an earlier round, because its value was wrong, is not « missing »."""
    if detail["type"] != "missing":
        return False
    holder = root.walk(detail["loc"][:-1]).node
    return isinstance(holder, YamlMap) and detail["loc"][-1] in holder.keys_at


def _mend(cls: type[Modele], root: Place, details: list[ErrorDetails], lost: set[str]) -> bool:
    """Put a stand-in where a value is required, take out what is wrong elsewhere.

    Returns False when nothing more can be done.
    """
    removals: dict[tuple[int, str | int], tuple[Any, str | int]] = {}
    mended = False
    for detail in details:
        path: Path = detail["loc"]
        if _stand_in(cls, root, path):
            lost.add(_UNKNOWN)
            mended = True
            continue
        if detail["type"] == "missing":
            path = path[:-1]
        if (target := _removable(root, path)) is not None:
            removals[id(target[0]), target[1]] = target
    for holder, last in sorted(removals.values(), key=lambda t: str(t[1]).zfill(9), reverse=True):
        if isinstance(holder, YamlMap):
            lost |= {str(last)} | identifiers_below(holder[str(last)])
            holder.remove(str(last))
        elif isinstance(holder, YamlList) and isinstance(last, int):
            lost |= identifiers_below(holder[last])
            holder.remove_at(last)
    return mended or bool(removals)


def _stand_in(cls: type[Modele], root: Place, path: Path) -> bool:
    """Give a required field a value that is valid, so that its object survives its mistake."""
    holder = root.walk(path[:-1]).node
    model = _model_at(cls, path[:-1])
    name = path[-1]
    if model is None or not isinstance(holder, YamlMap) or not isinstance(name, str):
        return False
    info = model.model_fields.get(name)
    if info is None or not info.is_required():
        return False
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    choices = [a for a in get_args(info.annotation) if isinstance(a, str)]
    for candidate in (*choices[:1], {"a_completer": _UNKNOWN}, _UNKNOWN, "1", "2000-01-01"):
        try:
            adapter.validate_python(candidate)
        except ValidationError:
            continue
        holder.keys_at.setdefault(name, holder.span)
        holder.values_at.setdefault(name, holder.span)
        holder[name] = candidate
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
