"""Links and assessments → what an evaluated requirement cannot do without.

Why no second measure per object removed: removing a bloc, a competence or an épreuve can only
break what passes through it, so it is enough to ask each competence, savoir and habilitation
what it hangs on, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal

from mc_builder.coverage.controles import Controle, Controles
from mc_builder.coverage.graphe import Categories, Verbe
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
    """A function that gives the objects without any one of which a requirement breaks."""
    known: dict[object, Requis] = {}

    def required(chaine: Chaine) -> Requis:
        key: object = chaine.noeud
        if chaine.savoir is not None:
            key = controles.cle_du_savoir(chaine.savoir)  # savoirs assessed alike share one answer
        if key not in known:
            known[key] = _du_noeud(controles, chaine, axe)
        return known[key]

    def of(exigence: CouvertureExigence) -> Requis:
        # One chain per node is enough: its other parts hang on the same objects.
        nodes = {
            (c.noeud, c.indicateurs): c for c in exigence.chaines if c.statut is Statut.EVALUEE
        }
        found: Requis | None = None
        for chaine in nodes.values():
            needed = required(chaine)
            # A savoir-être seen in an indicateur of activités needs the bloc where it is written.
            if axe == "bloc" and exigence.nature == "savoir-etre" and chaine.activite is not None:
                needed |= _bloc_repondant(controles, chaine)
            found = needed if found is None else found & needed
            if not found:
                break
        return found or _RIEN

    return of


def _bloc_repondant(controles: Controles, chaine: Chaine) -> Requis:
    """The bloc of the indicateur that carries a savoir-être; none when several are named."""
    if len(chaine.indicateurs) != 1:
        return _RIEN
    observed = controles.graphe.de(chaine.indicateurs[0], Verbe.OBSERVE)
    return frozenset(a.vers for a in observed if a.vers not in controles.graphe.competences)


def _du_noeud(controles: Controles, chaine: Chaine, axe: Axe) -> Requis:
    """What a complete chain hangs on, after the object that takes up."""
    if chaine.savoir is not None:
        return _du_savoir(controles, chaine.savoir, axe)
    if chaine.competence is not None:
        return _de_la_competence(controles, chaine.competence, axe)
    return _de_l_habilitation(controles, chaine.habilitation or "", axe)


def _requis(parts: Iterable[Fourniture], ouvertes: Iterable[Fourniture]) -> Requis:
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


def _de_la_competence(controles: Controles, cle: str, axe: Axe) -> Requis:
    """A competence needs a bloc where it lives, an indicateur, and its parts."""
    blocs = controles.graphe.competences[cle]
    if axe == "competence":
        return frozenset({cle})
    if axe == "bloc" and len(blocs) == 1:
        return frozenset(blocs)
    parts = (
        (c.partie.categories, _seul(c.bloc if axe == "bloc" else c.partie.epreuve))
        for c in controles.competence(cle)
    )
    ouvertes = (
        (categories, _seul(bloc if axe == "bloc" else None))
        for bloc in blocs
        for categories in controles.graphe.ouvertes_du_bloc(bloc)
    )
    needed = _requis(parts, ouvertes)
    if axe == "bloc":
        needed |= frozenset.intersection(*(_seul(o.bloc) for o in controles.observations[cle]))
    return needed


def _du_savoir(controles: Controles, cle: str, axe: Axe) -> Requis:
    """A savoir needs its bloc, and parts that name it or assess competences of its scope."""
    graphe = controles.graphe
    home = graphe.bloc_du_savoir(cle)

    def by(controle: Controle) -> Requis:
        if axe == "epreuve":
            return _seul(controle.partie.epreuve)
        if controle.competence is None:
            return _RIEN
        if axe == "competence":
            return _seul(controle.competence)
        blocs = graphe.competences[controle.competence]
        return _seul(controle.bloc) | (frozenset(blocs) if len(blocs) == 1 else _RIEN)

    needed = _requis(
        ((c.partie.categories, by(c)) for c in controles.savoir(cle)),
        ((categories, _RIEN) for categories in graphe.ouvertes_du_bloc(home)),
    )
    return needed | _seul(home) if axe == "bloc" else needed


def _de_l_habilitation(controles: Controles, cle: str, axe: Axe) -> Requis:
    """An habilitation belongs to no bloc and to no competence; an attestation is enough."""
    if axe != "epreuve" or controles.attestations(cle):
        return _RIEN
    parts = controles.habilitation(cle)
    of_unit: dict[Categories, list[Requis]] = defaultdict(list)
    for c in parts:
        of_unit[controles.graphe.ouvertes(c.partie.unite)].append(_seul(c.partie.epreuve))
    return _requis(
        ((c.partie.categories, _seul(c.partie.epreuve)) for c in parts),
        ((unit, frozenset.intersection(*needed)) for unit, needed in of_unit.items()),
    )


def _seul(cle: str | None) -> Requis:
    return _RIEN if cle is None else frozenset({cle})
