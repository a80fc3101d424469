"""Graph → what each competence, savoir and habilitation reaches, all its parts together.

What is walked is kept with the graph: a project that has an equal one takes it up (`measure`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from mc_builder.coverage.controles import Controle, Controles
from mc_builder.coverage.graphe import TOUTES, Categories, Graphe
from mc_builder.coverage.observations import Constats, Observants, Observation, observing
from mc_builder.coverage.paths import Passage
from mc_builder.coverage.voies import Voie

#: Qualities that a set of parts may have, from the best to the worst.
_QUALITES = range(TOUTES + 1)


@dataclass(frozen=True, slots=True)
class Aval:
    """What a competence, a savoir or an habilitation reaches.

    `niveaux` are the qualities at which the union of parts is complete, none when it is not;
    `blocs` are the blocs through which it is, or all its blocs when there is none; `controles`
    the best way of each part; `manquantes` the categories that no part assesses; `attestations`
    deliver an habilitation to everyone.
    """

    blocs: tuple[str, ...] = ()
    niveaux: tuple[int, ...] = ()
    controles: tuple[Controle, ...] = ()
    manquantes: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    attestations: tuple[str, ...] = ()

    @property
    def is_observed(self) -> bool:
        """Whether it has an indicateur."""
        return bool(self.observations)

    @property
    def indicateur_qualite(self) -> int:
        """Whether it has none but those of activités."""
        return observing(self.observations, None, None).qualite

    def qualite(self, amont: int) -> int:
        """The best quality of a complete path that reaches here with quality `amont`."""
        return min(amont | niveau for niveau in self.niveaux)


@dataclass(frozen=True)
class Suites:
    """What everything reaches, each computed when it is first asked for."""

    controles: Controles
    #: The paths of each answer, of this quality, whether épreuves are expected (`chains`).
    passages: dict[tuple[str, int, bool], tuple[Passage, ...]] = field(default_factory=dict)
    _known: dict[object, Aval] = field(default_factory=dict)

    @property
    def graphe(self) -> Graphe:
        """The links that are followed."""
        return self.controles.graphe

    def observants(self, voie: Voie, sous_competence: str | None = None) -> Observants:
        """Who observes a way: the indicateur that carries it, else those of its competence.

        `sous_competence` is the one through which it is looked at when the way names none. A
        savoir is not observed.
        """
        if voie.indicateur is not None:
            return Observants(((voie.indicateur,),))
        if voie.competence is None:
            return Observants()
        observations = self.controles.observations.get(voie.competence, ())
        return observing(observations, voie.sous_competence or sous_competence, voie.activite)

    def constats(self, voie: Voie) -> Constats:
        """The indicateurs that a part must name one of to see a way; None when it is presumed."""
        if voie.competence not in self.controles.named:
            return None
        return frozenset(self.observants(voie).tous)

    def after(self, voie: Voie) -> Aval | None:
        """What a way reaches; None when nothing takes it up."""
        if voie.noeud is not None:
            return self.of(voie.noeud, self.constats(voie))
        # An indicateur of activités that no competence of its bloc takes up.
        return None if voie.indicateur is None else Aval(manquantes=self.graphe.categories)

    def of(self, cle: str, constats: Constats = None) -> Aval:
        """What a competence, a savoir or an habilitation reaches."""
        key = (self.controles.key(cle), constats)
        if key not in self._known:
            self._known[key] = self._aval(cle, constats)
        return self._known[key]

    def _aval(self, cle: str, constats: Constats) -> Aval:
        parts, expected = self.controles.of(cle, constats), self.controles.expected(cle)
        best = _one_by_part(parts, self.graphe.rangs)
        if attestations := tuple(a.de for a in self.controles.attestations(cle)):
            return Aval((), tuple(_QUALITES), best, (), (), attestations)
        observations = self.controles.observations.get(cle, ())
        of_bloc: dict[str, list[Categories]] = {}
        for a in expected:
            if a.bloc is not None:
                of_bloc.setdefault(a.bloc, []).append(a.categories)
        complete = [b for b, found in of_bloc.items() if complete_levels(parts, found)]
        every = [a.categories for a in expected]
        return Aval(
            tuple(complete if complete and observations else of_bloc),
            complete_levels(parts, every),
            best,
            self.missing(cle, constats=constats),
            observations,
        )

    def missing(self, cle: str, niveau: int = TOUTES, constats: Constats = None) -> tuple[str, ...]:
        """The categories that no part assesses at a level at least, in declared order.

        Those of the unit that misses the fewest; of all of them, when several miss as few.
        """
        found = self.controles.assessed(cle, niveau, constats)
        missing = [a.categories - found for a in self.controles.expected(cle)]
        fewest = min(map(len, missing), default=0)
        told = {category for one in missing if len(one) == fewest for category in one}
        return tuple(c for c in self.graphe.categories if c in told)


def complete_levels(
    controles: Iterable[Controle], expected: Sequence[Categories]
) -> tuple[int, ...]:
    """The qualities at which every category of one of the sets `expected` is assessed."""
    by_quality: dict[int, set[str]] = {}
    for controle in controles:
        by_quality.setdefault(controle.qualite, set()).update(controle.partie.categories)
    complete = []
    for niveau in _QUALITES:
        parts = [found for q, found in by_quality.items() if not q & ~niveau]
        assessed = {category for found in parts for category in found}
        if parts and any(categories <= assessed for categories in expected):
            complete.append(niveau)
    return tuple(complete)


def _one_by_part(parts: Iterable[Controle], rangs: Mapping[str, int]) -> tuple[Controle, ...]:
    """The best way of each part: the quality first, the shortest link then.

    A part that assesses several sub-competences equally assesses their competence: naming one of
    them would be a choice at random. One that assesses a savoir through several competences does
    through all of them: the first leads.
    """
    best: dict[str, Controle] = {}
    for controle in sorted(parts, key=partial(_rank, rangs)):
        known = best.setdefault(controle.partie.cle, controle)
        several = controle.qualite == known.qualite and known.competence == controle.competence
        if several and known.sous_competence not in (None, controle.sous_competence):
            best[controle.partie.cle] = replace(known, sous_competence=None)
        elif controle.qualite == known.qualite and known.competence != controle.competence:
            beside = tuple(c for c in (*known.avec, controle.competence) if c is not None)
            best[controle.partie.cle] = replace(known, avec=tuple(dict.fromkeys(beside)))
    return tuple(best[cle] for cle in sorted(best, key=rangs.__getitem__))


def _rank(rangs: Mapping[str, int], controle: Controle) -> tuple[int, ...]:
    through = (controle.sous_competence, controle.competence, controle.bloc)
    return controle.qualite, *(rangs.get(cle or "", 0) for cle in through)
