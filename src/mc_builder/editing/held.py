"""An identity → what holds its object, in which field, and what is beside it."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.model.base import Modele
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object is: what holds it (nothing, in a list of the project), in which field."""

    holder: Modele | None
    items: tuple[Modele, ...]
    field: str
    #: Whether there may be others beside it.
    many: bool = True


def place_of(project: Project, cle: str) -> Place | None:
    """Where an object is held; None for one that a project always has."""
    if project.model is None:
        return None
    for model in project.projet.modeles():
        for name in type(model).model_fields:
            value = getattr(model, name)
            items = models_in(value)
            if any(one.cle == cle for one in items):
                return Place(model, items, name, isinstance(value, tuple))
    for name in _LISTS:
        items = models_in(getattr(project.projet, name))
        if any(one.cle == cle for one in items):
            return Place(None, items, name)
    return None


#: What a project lists, each in a file or all in one.
_LISTS = (
    "emplois",
    "exigences",
    "poles",
    "blocs",
    "blocs_generaux",
    "chiffres",
    "sources",
    "certifications",
    "fiches",
    "graphiques",
)


def models_in(value: object) -> tuple[Modele, ...]:
    """The models of a field that holds one, several or none."""
    inside = value if isinstance(value, tuple) else (value,)
    return tuple(one for one in inside if isinstance(one, Modele))
