"""Links and assessments → what an evaluated requirement cannot do without.

Why no second measure per object removed: removing a bloc, a competence or an épreuve can only
break what passes through it, so it is enough to ask each competence, savoir and habilitation
what it hangs on, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from mc_builder.coverage.controles import Controles
from mc_builder.coverage.graphe import Chemin, Graphe, Verbe
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureExigence
from mc_builder.coverage.statuts import Statut
from mc_builder.model.blocs import Bloc, Competence, SousCompetence

#: The kind of object that is removed.
Axe = Literal["bloc", "competence", "epreuve"]
Requis = frozenset[str]
#: Categories of candidates, and what they come with: a part, or the unit of a bloc.
Fourniture = tuple[Iterable[str], Requis]

_RIEN: Requis = frozenset()


def dependances(controles: Controles, axe: Axe) -> Callable[[CouvertureExigence], Requis]:
    """A function that gives the objects without any one of which a requirement breaks."""
    known: dict[object, Requis] = {}

    def required(cle: str) -> Requis:
        key = controles.key(cle)  # savoirs assessed alike share one answer
        if key not in known:
            known[key] = _required(controles, cle, axe)
        return known[key]

    def of(exigence: CouvertureExigence) -> Requis:
        # One chain per node is enough: its other parts hang on the same objects.
        nodes = {
            (c.noeud, c.indicateurs): c for c in exigence.chaines if c.statut is Statut.EVALUEE
        }
        found: Requis | None = None
        for chaine in nodes.values():
            needed = required(chaine.noeud or "")
            # A savoir-être seen in an indicateur of activités needs the bloc where it is written.
            if axe == "bloc" and exigence.nature == "savoir-etre" and chaine.activite is not None:
                needed |= _bloc_of_answer(controles, chaine)
            found = needed if found is None else found & needed
            if not found:
                break
        return found or _RIEN

    return of


def _bloc_of_answer(controles: Controles, chaine: Chaine) -> Requis:
    """The bloc of the indicateur that carries a savoir-être; none when several are named."""
    if len(chaine.indicateurs) != 1:
        return _RIEN
    observed = controles.graphe.out(chaine.indicateurs[0], Verbe.OBSERVE)
    return frozenset(a.vers for a in observed if a.vers not in controles.graphe.competences)


def _required(controles: Controles, cle: str, axe: Axe) -> Requis:
    """What a competence, a savoir or an habilitation cannot do without.

    The walks to its parts and to the units that ask for them; when it is observed, what all its
    indicateurs need. An attestation is enough: it hangs on nothing.
    """

    def on(aretes: Chemin) -> Requis:
        return frozenset(_on_walk(controles.graphe, aretes, axe))

    if controles.attestations(cle):
        return _RIEN
    needed = _joined(
        ((c.partie.categories, on(c.aretes)) for c in controles.of(cle)),
        ((a.categories, on(a.aretes)) for a in controles.expected(cle)),
    )
    observed = [on(o.aretes) for o in controles.observations.get(cle, ())]
    return needed.union(frozenset.intersection(*observed)) if observed else needed


def _on_walk(graphe: Graphe, aretes: Chemin, axe: Axe) -> Iterator[str]:
    """The objects of a kind through which a walk goes, the only bloc of a competence included."""
    for arete in aretes:
        if axe == "epreuve":
            if arete.de in graphe.parties:
                yield graphe.parties[arete.de].epreuve
            continue
        for cle in (arete.de, arete.vers):
            objet = graphe.objet(cle)
            if isinstance(objet, Bloc) and axe == "bloc":
                yield cle
            elif isinstance(objet, Competence | SousCompetence):
                competence = graphe.competence_of(cle)
                blocs = graphe.competences[competence]
                if axe == "competence":
                    yield competence
                elif len(blocs) == 1:
                    yield blocs[0]


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
