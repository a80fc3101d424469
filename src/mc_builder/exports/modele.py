"""A project → all that its model holds, as JSON: each object with its identity, defaults left out.

Values are written as the files write them: the classes of the model read them again. Pictures and
the charter of the documents are files beside, and no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic.fields import FieldInfo

from mc_builder.editing.values import Kind, form_of
from mc_builder.model.base import ACompleter, Etendue, ListeACompleter, Modele
from mc_builder.model.etendues import in_figures, in_hours
from mc_builder.model.grandeurs import Note, Somme
from mc_builder.model.projet import parts_of_model
from mc_builder.project import Project
from mc_builder.schema import MODEL_VERSION

Data = dict[str, Any]


def modele_json(project: Project) -> bytes:
    """The file, in UTF-8; raises Unreadable. `numeros` are those that print, by identity."""
    projet = project.projet
    parts = {name: _part(getattr(projet, name)) for name in parts_of_model()}
    whole = {"version": MODEL_VERSION, **parts, "numeros": dict(project.names.numeros)}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def _part(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_object(one) for one in value]
    return None if value is None else _object(value)


def _object(model: Modele) -> Data:
    """Its identity, then what was given of it: what a class gives by default is in the schema."""
    found: Data = {"cle": model.cle} if model.cle else {}
    for name, info in type(model).model_fields.items():
        if name in model.model_fields_set:
            found[name] = _value(info, getattr(model, name))
    return found


def _value(info: FieldInfo, value: Any) -> Any:
    if isinstance(value, ACompleter | ListeACompleter):
        return {"a_completer": value.motif}
    if isinstance(value, Modele):
        return _object(value)
    if isinstance(value, tuple):
        return [_value(info, one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _value(info, one) for key, one in value.items()}
    return _alone(info, value)


def _alone(info: FieldInfo, value: Any) -> Any:
    """A value that holds no other, as JSON has it, or as the files write it."""
    if isinstance(value, Etendue):
        hours = form_of(info).kind is Kind.DUREE
        return _plain((in_hours if hours else in_figures)(value))
    if isinstance(value, Note | Somme):
        return _plain(str(value))
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _plain(text: str) -> str:
    """A text as one types it: without the spaces that keep a line whole."""
    return " ".join(text.split())
