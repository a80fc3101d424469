"""Names and report → the chains of each requirement, the easiest to believe first.

The measure orders chains by what they reach, and equals by their identities: any of them is the
measured one. Who reads the report wants among equals the one that speaks of the requirement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from mc_builder.coverage.analysis.vocabulaire import radicaux
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureExigence, RapportCouverture
from mc_builder.names import Names


def order(names: Names, rapport: RapportCouverture) -> Mapping[str, tuple[Chaine, ...]]:
    """The chains of each requirement, by its identity: those of the report, in reading order.

    Status, flags and autonomy still come first: only the chains as good as the best change
    places, and those whose titles share the most words with the requirement lead.
    """
    known: dict[str, frozenset[str]] = {}

    def words(cle: str) -> frozenset[str]:
        if cle not in known:
            known[cle] = frozenset(radicaux(str(names[cle].titre)))
        return known[cle]

    def ordered(exigence: CouvertureExigence) -> tuple[Chaine, ...]:
        chaines = exigence.chaines
        equals = tuple(takewhile(lambda c: _valeur(c) == _valeur(chaines[0]), chaines))
        if len({tuple(_maillons(c)) for c in equals}) < 2:
            return chaines
        asked = words(exigence.exigence)
        shared = {cle: len(asked & words(cle)) for c in equals for cle in _maillons(c)}
        equals = _sort(equals, shared)
        return (*equals, *chaines[len(equals) :])

    return {e.exigence: ordered(e) for e in rapport.exigences}


def _sort(chaines: Sequence[Chaine], shared: Mapping[str, int]) -> tuple[Chaine, ...]:
    """The most shared words first, each title counting its own; equals keep their order."""
    return tuple(sorted(chaines, key=lambda c: -sum(shared[cle] for cle in _maillons(c))))


def _valeur(chaine: Chaine) -> tuple[object, ...]:
    """What makes two chains as good as one another."""
    return (chaine.statut, chaine.drapeaux, chaine.autonomie)


def _maillons(chaine: Chaine) -> Iterator[str]:
    """What a chain goes through before the part that ends it."""
    noeud = chaine.savoir or chaine.habilitation
    inside = (chaine.competence, chaine.sous_competence) if noeud is None else (noeud,)
    return (cle for cle in (chaine.activite, chaine.tache, *inside) if cle is not None)
