"""An object that begins: what is asked for it at once, and what may wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from pydantic.fields import FieldInfo

from mc_builder.editing import Kind, Refused
from mc_builder.editing.fields import choices
from mc_builder.editing.values import form_of
from mc_builder.loading.described import accepts
from mc_builder.model.base import Modele
from mc_builder.model.projet import Projet
from mc_builder.project import Project
from mc_builder.studio.fields import shown_choices
from mc_builder.studio.titles import field_help, field_name, found, title_field

#: What is written where something is due and not known yet.
_WAITING = {"a_completer": "À dire."}


def asked(project: Project, holder: str, field: str) -> dict[str, Any]:
    """What is asked for a new object: a title when it has one, what may not wait, then the rest."""
    cls = class_of(project, holder, field)
    own = title_field(cls)
    return {
        "titre": own is not None,
        "questions": [
            _question(project, name, info)
            for name, info in cls.model_fields.items()
            if name not in {own, "id"}
            and form_of(info).kind not in {Kind.OBJET, Kind.TABLE}
            and not _pointless(project, info)
        ],
    }


def _pointless(project: Project, info: FieldInfo) -> bool:
    """Whether a link that may be left out could name nothing."""
    form = form_of(info)
    return form.kind is Kind.LIEN and not info.is_required() and not choices(project, form)


def _question(project: Project, name: str, info: FieldInfo) -> dict[str, Any]:
    form = form_of(info)
    title = field_name(project, name)
    waits = accepts(info, _WAITING) and form.kind not in {Kind.CHOIX, Kind.LIEN}
    return {
        "champ": name,
        "nom": title,
        "description": field_help(title, info.description or ""),
        "attend": waits or not info.is_required(),
        "choix": shown_choices(choices(project, form)),
    }


def begun(
    project: Project, holder: str, field: str, title: str, given: Mapping[str, str]
) -> str | dict[str, Any]:
    """The data of a new object: its title, what was answered, what is due left to complete.

    Only its title for a class that is written so. Raises Refused.
    """
    cls = class_of(project, holder, field)
    own = title_field(cls)
    data: dict[str, Any] = {}
    for name, info in cls.model_fields.items():
        answer = given.get(name)
        if name == own:
            data[name] = title
        elif isinstance(answer, str) and answer.strip():
            data[name] = [answer] if form_of(info).many else answer
        elif info.is_required() and accepts(info, _WAITING):
            data[name] = dict(_WAITING)
    return title if cls.court is not None and set(data) == {cls.court} else data


def class_of(project: Project, holder: str, field: str) -> type[Modele]:
    """What a list holds: a list of the project when nothing holds it. Raises Refused.

    Refused too where only one object goes, and one is written: it would take its place in silence.
    """
    if holder:
        model = found(project, holder)
        info = type(model).model_fields.get(field)
        cls = None if info is None else form_of(info, item=True).cls
        if info is not None and not form_of(info).many and _written(model, field):
            raise Refused("Il y en a déjà un, et un seul se met ici : modifiez celui-là.")
    else:
        hints = get_args(get_type_hints(Projet).get(field))
        cls = hints[0] if hints and isinstance(hints[0], type) else None
    if cls is None or not issubclass(cls, Modele):
        raise Refused("Rien ne s’ajoute ici.")
    return cls


def _written(model: Modele, field: str) -> bool:
    """Whether somebody wrote an object there: what is to complete may be replaced."""
    return field in model.model_fields_set and isinstance(getattr(model, field), Modele)


def listed(project: Project, holder: str, field: str) -> bool:
    """Whether a field holds several objects; raises Refused."""
    return not holder or form_of(type(found(project, holder)).model_fields[field]).many
