"""The printed numbers of two versions → those that changed, and what moved them."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.comparison.changes import Change, NumberChanged
from mc_builder.comparison.models import Walk
from mc_builder.comparison.sides import Side
from mc_builder.french import counted, de, listed
from mc_builder.model.base import Objet

#: Beyond, the objects that moved a number are counted, not named.
_MOST = 3


def compare_numbers(walk: Walk) -> Iterator[Change]:
    """The outermost objects whose number changed: what they hold follows."""
    old, new = walk.before.project.names.numeros, walk.after.project.names.numeros
    projet = walk.after.project.projet
    changed = {
        cle
        for cle, was in walk.pairs.vers_avant.items()
        if old.get(was, "") != new.get(cle, "") and cle in projet.by_cle
    }
    for cle, objet in projet.by_cle.items():
        parent = projet.parents.get(cle)
        if cle not in changed or (parent is not None and parent.cle in changed):
            continue
        was = old.get(walk.pairs.vers_avant[cle], "")
        yield NumberChanged(
            walk.after.subject(objet, objet), "", was, new.get(cle, ""), _cause(walk, objet)
        )


def _cause(walk: Walk, objet: Objet) -> str:
    """The brothers before it that came or went."""
    cle = walk.pairs.vers_avant[objet.cle]
    come = [o for o in _before(walk.after, objet.cle) if o not in walk.pairs.vers_avant]
    gone = [o for o in _before(walk.before, cle) if o not in walk.pairs.vers_apres]
    said = (_said(walk.after, come, "ajout"), _said(walk.before, gone, "retrait"))
    return " ; ".join(filter(None, said))


def _before(side: Side, cle: str) -> Iterator[str]:
    """The identities of the brothers of an object that stand before it."""
    projet = side.project.projet
    own, parent = projet.by_cle[cle], projet.parents.get(cle)
    for other, objet in projet.by_cle.items():
        if other == cle:
            return
        if type(objet) is type(own) and projet.parents.get(other) is parent:
            yield other


def _said(side: Side, cles: list[str], what: str) -> str:
    """« ajout de la tâche « … » avant »."""
    if len(cles) > _MOST:
        return f"{what} de {counted(len(cles), 'objet')} avant"
    return f"{what} {listed([de(side.name(cle)) for cle in cles])} avant" if cles else ""
