"""A text that a document prints once for several objects → the files of all of them."""

from __future__ import annotations

from functools import partial

from mc_builder.editing.held import place_of
from mc_builder.editing.links import in_turn
from mc_builder.editing.setting import set_value
from mc_builder.editing.targets import Changes
from mc_builder.editing.values import Value
from mc_builder.project import Project


def set_printed(project: Project, ref: str, value: Value) -> Changes:
    """Give a field another value where a document prints it; raises Refused.

    Under the heading of a list, all that it stands above have it; in a sheet, one object alone
    would go under another heading (`set_value`).
    """
    refs = _said_together(project, ref)
    if len(refs) == 1:
        return set_value(project, ref, value)
    return in_turn(project, *(partial(set_value, ref=one, value=value) for one in refs))


def _said_together(project: Project, ref: str) -> list[str]:
    """The fields that a document prints as one: those of one list that say the same heading."""
    cle, _, name = ref.rpartition(":")
    found = project.projet.by_cle.get(cle)
    place = place_of(project, cle) if found is not None and found.rubrique == name else None
    if place is None:
        return [ref]
    heading = getattr(found, name)
    return [f"{one.cle}:{name}" for one in place.items if getattr(one, name) == heading]
