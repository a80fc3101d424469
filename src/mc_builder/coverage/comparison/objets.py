"""Two projects → which object of the one is which object of the other.

By id; then, below the same parent, by text, then by place (DESIGN, vocabulary and identity):
what nothing cites needs no id, and a text that is moved or reworded remains what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mc_builder.model.base import Objet
from mc_builder.model.projet import Projet
from mc_builder.names import Names


@dataclass(frozen=True, slots=True)
class Correspondance:
    """The identity of each object that both versions have, from one side to the other."""

    vers_apres: Mapping[str, str]
    vers_avant: Mapping[str, str]


#: The objects directly below a parent (None: the roots), by parent.
_Enfants = Mapping[str | None, list[Objet]]


def pair(before: Names, after: Names) -> Correspondance:
    """Match the objects of two versions."""
    avant, apres = before.projet, after.projet
    found = {
        cle: cle
        for cle, old in avant.by_cle.items()
        if old.id is not None and type(apres.by_cle.get(cle)) is type(old)
    }
    taken = set(found.values())
    old_below, new_below = _enfants(avant), _enfants(apres)
    waiting: list[tuple[str | None, str | None]] = [(None, None)]
    for old_parent, new_parent in waiting:  # grows: parents come before what they hold
        pairs = _pair(
            [o for o in old_below.get(old_parent, ()) if o.cle not in found],
            [o for o in new_below.get(new_parent, ()) if o.cle not in taken],
            (old_parent, new_parent),
            (before, after),
        )
        for old, new in pairs:
            found[old.cle] = new.cle
            taken.add(new.cle)
        waiting += [(o.cle, found[o.cle]) for o in old_below.get(old_parent, ()) if o.cle in found]
    return Correspondance(found, {new: old for old, new in found.items()})


def _enfants(projet: Projet) -> _Enfants:
    below: dict[str | None, list[Objet]] = defaultdict(list)
    for cle, objet in projet.by_cle.items():
        parent = projet.parents.get(cle)
        below[None if parent is None else parent.cle].append(objet)
    return below


def _pair(
    avant: list[Objet],
    apres: list[Objet],
    parents: tuple[str | None, str | None],
    names: tuple[Names, Names],
) -> Iterator[tuple[Objet, Objet]]:
    """Children of one parent: by class and text first, by class and place then.

    Places are for objects without id: with one, another text is another object.
    """
    by_text: dict[tuple[type[Objet], object], list[Objet]] = defaultdict(list)
    for new in apres:
        by_text[type(new), names[1][new.cle].titre].append(new)
    left: list[Objet] = []
    for old in avant:
        same = by_text[type(old), names[0][old.cle].titre]
        if same:
            yield old, same.pop(0)
        else:
            left.append(old)
    by_place = {
        _place(new, parents[1]): new for same in by_text.values() for new in same if new.id is None
    }
    for old in left:
        here = by_place.get(_place(old, parents[0])) if old.id is None else None
        if here is not None:
            yield old, here


def _place(objet: Objet, parent: str | None) -> tuple[type[Objet], str]:
    """Class, and way below the parent: an object without id is named after both."""
    return type(objet), objet.cle.removeprefix(f"{parent}/")
