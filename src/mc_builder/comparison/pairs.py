"""The objects of two versions → which is which, those without an identifier that moved included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mc_builder.coverage.comparison.objets import Correspondance, pair
from mc_builder.model.base import Objet
from mc_builder.names import Names

_Same = dict[tuple[type[Objet], str], list[str]]


def pair_all(before: Names, after: Names) -> Correspondance:
    """As coverage matches them; then what has no identifier, by its title, in another object.

    Only when one object alone of each version has that title: of two, nobody knows which moved.
    """
    pairs = pair(before, after)
    old = _by_title(before, pairs.vers_apres)
    new = _by_title(after, pairs.vers_avant)
    moved = {
        was[0]: new[what][0]
        for what, was in old.items()
        if len(was) == 1 and len(new.get(what, ())) == 1
    }
    return Correspondance(
        {**pairs.vers_apres, **moved}, {**pairs.vers_avant, **{n: o for o, n in moved.items()}}
    )


def _by_title(names: Names, known: Iterable[str]) -> _Same:
    """The objects without an identifier that are not matched, by class and title."""
    matched = frozenset(known)
    found: _Same = defaultdict(list)
    for cle, objet in names.projet.by_cle.items():
        if cle not in matched and objet.id is None and (title := str(names[cle].titre)):
            found[type(objet), title].append(cle)
    return found
