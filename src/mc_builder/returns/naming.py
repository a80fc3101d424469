"""An object that a change gave an identifier → the changes that follow and knew it by its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mc_builder.editing.held import place_of
from mc_builder.project import Project
from mc_builder.returns.changes import Change

#: The fields of changes that name an object, or a text of one.
_NAMING = ("ref", "cle", "like", "after", "into", "holder", "target")


def renamed(before: Project, now: Project, cles: Iterable[str]) -> dict[str, str]:
    """The identities now of objects that had none but their place, by those that they had."""
    found: dict[str, str] = {}
    for cle in cles:
        if "/" not in cle or now.places.find(cle) is not None:
            continue
        place = place_of(before, cle)
        if place is None or place.holder is None:
            continue
        holder = now.places.find(place.holder.cle)
        rank = [one.cle for one in place.items].index(cle)
        items = getattr(holder[0], place.field, ()) if holder is not None else ()
        if len(items) == len(place.items):
            found[cle] = items[rank].cle
    return found


def called_now(change: Change, names: Mapping[str, str]) -> Change:
    """A change whose objects have the identities that others gave them meanwhile."""
    new: dict[str, str] = {}
    for name in _NAMING:
        value = getattr(change, name, None)
        if isinstance(value, str):
            for old, cle in names.items():
                if value == old or value.startswith((f"{old}/", f"{old}:")):
                    value = cle + value[len(old) :]
            new[name] = value
    if all(getattr(change, name) == value for name, value in new.items()):
        return change
    asked: Any = change
    called: Change = replace(asked, **new)
    return called
