"""pydantic's errors → diagnostics in French, at the place that the YAML path leads to."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

from pydantic_core import ErrorDetails

from mc_builder.diagnostics import Diagnostic, Fix, erreur, suggestion
from mc_builder.loading.source_map import Path, Place, start_of
from mc_builder.model.base import Modele
from mc_builder.model.liens import Lien
from mc_builder.source.yaml_nodes import YamlMap

#: pydantic's error types → code and message; {…} is the error's context.
_MESSAGES = {
    "literal_error": ("SCH004", "valeur non admise ; les valeurs possibles sont {choices}"),
    "int_parsing": ("SCH003", "un nombre entier est attendu"),
    "int_type": ("SCH003", "un nombre entier est attendu"),
    "int_from_float": ("SCH003", "un nombre entier est attendu"),
    "int_parsing_size": ("SCH005", "le nombre est trop grand"),
    "finite_number": ("SCH003", "un nombre est attendu"),
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


def schema_diagnostic(cls: type[Modele], root: Place, detail: ErrorDetails) -> Diagnostic:
    """One error of pydantic, as a diagnostic."""
    path: Path = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        return unknown_key(cls, root, path)
    if kind == "missing":
        holder = root.walk(path[:-1])
        model = model_at(cls, path[:-1])
        if model is not None and issubclass(model, Lien):
            return _link_target(model, holder)
        return erreur("SCH001", f"la clé « {path[-1]} » manque", start_of(holder))
    place = root.walk(path)
    in_table = path[-1:] == ("id",) and place.key is not None and place.key.text != "id"
    span = place.key if place.key and (in_table or place.node is None) else start_of(place)
    code, message, aide, fix = _wording(cls, place, detail)
    return erreur(code, message, span, aide, fix=fix)


def _wording(
    cls: type[Modele], place: Place, detail: ErrorDetails
) -> tuple[str, str, str, Fix | None]:
    """Code, message, help and certain correction for a value that does not fit."""
    kind = detail["type"]
    if place.node is None:
        what = "la valeur manque après les deux-points" if place.key else "cet élément est vide"
        return "SCH003", what, "", None
    if kind in _MESSAGES:
        context = detail.get("ctx", {})
        code, message = _MESSAGES[kind]
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", " ou ")
        aide, fix = _near_choice(place, choices) if kind == "literal_error" else ("", None)
        return code, message.format(**{**context, "choices": choices}), aide, fix
    if isinstance(place.node, YamlMap) and set(place.node) == {"a_completer"}:
        return "SCH003", "« a_completer » attend un motif", "", None
    aide, fix = _as_list(model_at(cls, detail["loc"]), place) if kind == "liste" else ("", None)
    return "SCH003", detail["msg"], aide, fix  # our own errors carry their French message


def unknown_key(cls: type[Modele], root: Place, path: Path) -> Diagnostic:
    """A key that the model does not have, and the one that was perhaps meant."""
    holder = root.walk(path[:-1])
    key = str(path[-1])
    span = root.walk(path).key or start_of(holder)
    known = keys_of(model_at(cls, path[:-1]))
    written = holder.node.keys_at if isinstance(holder.node, YamlMap) else {}
    free = [name for name in known if name not in written]
    aide, fix = suggestion(key, known, span, allowed=free)
    aide = aide or "clés admises : " + ", ".join(known)
    return erreur("SCH002", f"clé inconnue « {key} »", span, aide, fix=fix)


def model_at(cls: type[Modele], path: Path) -> type[Modele] | None:
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


def keys_of(model: type[Modele] | None) -> list[str]:
    """The keys that an author may write in a model."""
    if model is None:
        return []
    if issubclass(model, Lien):
        return [*model.cles, "portee"]
    return sorted(model.model_fields)


def _link_target(model: type[Lien], holder: Place) -> Diagnostic:
    """A link in its long form names exactly one target."""
    keys = " ou ".join(f"« {key} »" for key in model.cles)
    if isinstance(holder.node, YamlMap) and sum(key in model.cles for key in holder.node) > 1:
        return erreur("SCH003", "un lien vise un seul objet", start_of(holder))
    return erreur("SCH001", f"la clé {keys} manque", start_of(holder))


def _as_list(model: type[Modele] | None, place: Place) -> tuple[str, Fix | None]:
    """The line with a list of one item, and its fix, when that is what was meant."""
    if model is not None and model.court is None and not issubclass(model, Lien):
        return "", None
    if place.key is None or not isinstance(place.node, str) or re.search(r"[,:#\[{]", place.node):
        return "", None
    one_item = f"[{place.node}]"
    fix = Fix(place.span, one_item) if place.span.text == place.node else None
    return f"écrivez : {place.key.text}: {one_item}", fix


def _near_choice(place: Place, choices: str) -> tuple[str, Fix | None]:
    known = choices.replace(" ou ", ", ").split(", ")
    return suggestion(str(place.node), known, place.span)


def _model_in(annotation: Any) -> type[Modele] | None:
    if isinstance(annotation, type) and issubclass(annotation, Modele):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a)) is not None), None)
