"""Links and assessments → what an evaluated requirement cannot do without.

Why no second measure per object removed: removing a bloc, a competence or an épreuve can only
break what passes through it, so it is enough to ask each competence, savoir and habilitation
what it hangs on, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Literal

from mc_builder.coverage.controles import Controles
from mc_builder.coverage.graphe import Arete, Chemin, Graphe, Verbe
from mc_builder.coverage.observations import Constats
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureExigence
from mc_builder.coverage.statuts import Statut

#: The kind of object that is removed.
Axe = Literal["bloc", "competence", "epreuve"]
Requis = frozenset[str]
#: Categories of candidates, and what they come with: a part, or the unit of a bloc.
Fourniture = tuple[Iterable[str], Requis]

_RIEN: Requis = frozenset()


def dependances(controles: Controles, axe: Axe) -> Callable[[CouvertureExigence], Requis]:
    """A function that gives the objects without any one of which a requirement breaks.

    It is kept with what it walks.
    """
    if axe not in controles.requis:
        controles.requis[axe] = _dependances(controles, axe)
    found: Callable[[CouvertureExigence], Requis] = controles.requis[axe]
    return found


def _dependances(controles: Controles, axe: Axe) -> Callable[[CouvertureExigence], Requis]:
    known: dict[object, Requis] = {}
    at = cache(partial(_at, controles.graphe, axe))
    steps: dict[int, tuple[Arete, Requis]] = {}

    def step(arete: Arete) -> Requis:
        # By the identity of an arete, held so that no other takes it: it is long to compare, and
        # the walks of a project go through the same ones a hundred times.
        if id(arete) not in steps:
            steps[id(arete)] = (arete, at(arete.de) | at(arete.vers))
        return steps[id(arete)][1]

    def on(aretes: Chemin) -> Requis:
        return _RIEN.union(*filter(None, map(step, aretes)))

    def required(cle: str, constats: Constats) -> Requis:
        key = (controles.key(cle), constats)  # savoirs assessed alike share one answer
        if key not in known:
            known[key] = _required(controles, cle, constats, on)
        return known[key]

    def of(exigence: CouvertureExigence) -> Requis:
        # One chain per node is enough: its other parts hang on the same objects.
        nodes = {
            (c.noeud, c.indicateurs if c.constats is None else c.constats): c
            for c in exigence.chaines
            if c.statut is Statut.EVALUEE
        }
        found: Requis | None = None
        for chaine in nodes.values():
            needed = required(chaine.noeud or "", chaine.constats)
            # What is seen in an indicateur of a bloc needs the bloc where that is written.
            if axe == "bloc":
                needed |= _bloc_of_answer(controles.graphe, exigence.exigence, chaine)
            found = needed if found is None else found & needed
            if not found:
                break
        return found or _RIEN

    return of


def _bloc_of_answer(graphe: Graphe, exigence: str, chaine: Chaine) -> Requis:
    """The bloc of the indicateur that itself answers a requirement; none when none does."""
    found = (*chaine.indicateurs, "")[0]
    if all(a.de != found for a in graphe.into(exigence, Verbe.REPOND_A)):
        return _RIEN
    observed = graphe.out(found, Verbe.OBSERVE)
    return frozenset(a.vers for a in observed if a.vers not in graphe.competences)


def _required(
    controles: Controles, cle: str, constats: Constats, on: Callable[[Chemin], Requis]
) -> Requis:
    """What a competence, a savoir or an habilitation cannot do without.

    The walks to its parts and to the units that ask for them; when it is observed, what all its
    indicateurs need. An attestation is enough: it hangs on nothing.
    """
    if controles.attestations(cle):
        return _RIEN
    needed = _joined(
        ((c.partie.categories, on(c.aretes)) for c in controles.of(cle, constats)),
        ((a.categories, on(a.aretes)) for a in controles.expected(cle)),
    )
    observed = [
        on(o.aretes)
        for o in controles.observations.get(cle, ())
        if constats is None or o.indicateur in constats
    ]
    return needed.union(frozenset.intersection(*observed)) if observed else needed


def _at(graphe: Graphe, axe: Axe, cle: str) -> Requis:
    """What a walk needs to go through an object: with a competence, the only bloc it is in."""
    if axe == "epreuve":
        return frozenset({graphe.parties[cle].epreuve} if cle in graphe.parties else ())
    if cle in graphe.members:
        return frozenset({cle} if axe == "bloc" else ())
    competence = graphe.competence_of(cle)
    if axe == "competence":
        return frozenset({competence} & graphe.competences.keys())
    blocs = graphe.competences.get(competence, ())
    return frozenset(blocs if len(blocs) == 1 else ())


def _joined(parts: Iterable[Fourniture], ouvertes: Iterable[Fourniture]) -> Requis:
    """What it takes for one of the sets `ouvertes` to have all its categories in `parts`.

    A category hangs on what all its parts hang on; a set, on what each of its categories does;
    the whole, on what all the complete sets do.
    """
    by_category: dict[str, Requis] = {}
    everywhere: Requis | None = None
    for categories, needed in parts:
        everywhere = needed if everywhere is None else everywhere & needed
        for category in categories:
            known = by_category.get(category)
            by_category[category] = needed if known is None else known & needed
    complete = [
        (everywhere or _RIEN).union(own, *(by_category[c] for c in categories))
        for categories, own in ouvertes
        if all(c in by_category for c in categories)
    ]
    return frozenset.intersection(*complete) if complete else _RIEN
