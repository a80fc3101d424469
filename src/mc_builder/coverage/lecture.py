"""Names and report → the chains of each requirement, the easiest to believe first.

The measure orders chains by what they reach, and equals by their identities: any of them is the
measured one. Who reads the report wants among equals the one of the bloc that serves the job, then
the one that speaks of the requirement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureExigence, RapportCouverture
from mc_builder.coverage.statuts import Statut
from mc_builder.names import Names
from mc_builder.nomenclatures.matching.stems import stems

#: How much each bloc serves a job: the importance of what it has evaluated.
Services = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Lecture:
    """The chains of each requirement in reading order: overall, and for one job.

    Status, flags and autonomy still come first: only the chains as good as the best change
    places. Of the blocs through which they are complete, the one that serves the job most leads;
    overall, the one that serves most the jobs that retain the requirement.
    """

    chaines: Mapping[str, tuple[Chaine, ...]]
    services: Services

    def for_job(self, emploi: str, exigence: str) -> tuple[Chaine, ...]:
        """The chains of a requirement as one job reads them."""
        chaines = self.chaines[exigence]
        equals = _equals(chaines)
        if len({c.blocs for c in equals}) < 2:
            return chaines
        return (*_by_service(equals, self.services[emploi]), *chaines[len(equals) :])


def order(names: Names, rapport: RapportCouverture) -> Lecture:
    """The chains of each requirement of the report, by its identity."""
    services = {e.emploi: Counter[str]() for e in rapport.emplois}
    for emploi in rapport.emplois:
        for line in emploi.lignes:
            for bloc in _blocs(line.mesure) if line.retenue else ():
                services[emploi.emploi][bloc] += line.importance
    spoken = _speaking(names)

    def ordered(exigence: CouvertureExigence) -> tuple[Chaine, ...]:
        equals = _equals(exigence.chaines)
        if len({(tuple(_maillons(c)), c.blocs) for c in equals}) < 2:
            return exigence.chaines
        served: Counter[str] = sum((services[e] for e in exigence.emplois_retenant), Counter())
        first = _by_service(spoken(exigence.exigence, equals), served)
        return (*first, *exigence.chaines[len(equals) :])

    return Lecture({e.exigence: ordered(e) for e in rapport.exigences}, services)


def _blocs(exigence: CouvertureExigence) -> set[str]:
    """The blocs that have a requirement evaluated."""
    return {b for c in exigence.chaines if c.statut is Statut.EVALUEE for b in c.blocs}


def _by_service(chaines: Iterable[Chaine], served: Counter[str]) -> list[Chaine]:
    """Those of the bloc that serves most first; equals keep their order."""
    return sorted(chaines, key=lambda c: -max((served[b] for b in c.blocs), default=0))


def _speaking(names: Names) -> Callable[[str, tuple[Chaine, ...]], list[Chaine]]:
    """What puts first the chains whose titles share the most words with their requirement."""
    known: dict[str, frozenset[str]] = {}

    def words(cle: str) -> frozenset[str]:
        if cle not in known:
            known[cle] = frozenset(stems(str(names[cle].titre)))
        return known[cle]

    def spoken(exigence: str, chaines: tuple[Chaine, ...]) -> list[Chaine]:
        asked = words(exigence)
        shared = {cle: len(asked & words(cle)) for c in chaines for cle in _maillons(c)}
        return sorted(chaines, key=lambda c: -sum(shared[cle] for cle in _maillons(c)))

    return spoken


def _equals(chaines: tuple[Chaine, ...]) -> tuple[Chaine, ...]:
    """The chains as good as the best."""
    return tuple(takewhile(lambda c: _valeur(c) == _valeur(chaines[0]), chaines))


def _valeur(chaine: Chaine) -> tuple[object, ...]:
    """What makes two chains as good as one another."""
    return (chaine.statut, chaine.drapeaux, chaine.autonomie)


def _maillons(chaine: Chaine) -> Iterator[str]:
    """What a chain goes through before the part that ends it."""
    noeud = chaine.savoir or chaine.habilitation
    inside = (chaine.competence, chaine.sous_competence) if noeud is None else (noeud,)
    return (cle for cle in (chaine.activite, chaine.tache, *inside) if cle is not None)
