"""Graph → what each competence, savoir and habilitation is assessed by, and observed by.

What comes after a competence does not depend on the requirement that led to it: it is walked
once per object, whatever the number of requirements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mc_builder.coverage.graphe import (
    PAR_DEFAUT,
    Arete,
    Categories,
    Chemin,
    Graphe,
    PartieLiee,
    Verbe,
)
from mc_builder.coverage.observations import Constats, Observation
from mc_builder.model.blocs import Competence, ElementSavoir, Savoir
from mc_builder.model.evaluation import Habilitation


@dataclass(frozen=True, slots=True)
class Controle:
    """One way in which a part assesses a competence, a savoir or an habilitation.

    `aretes` is the walk from what is assessed to the part. `bloc` is the bloc whose name the part
    gives instead of its competences; `competence` is the one by which a savoir is assessed by
    default, `avec` those by which it is as well; `indicateur` is the one that the part names.
    """

    partie: PartieLiee
    qualite: int
    aretes: Chemin = field(compare=False, repr=False)
    sous_competence: str | None = None
    bloc: str | None = None
    competence: str | None = None
    indicateur: str | None = None
    avec: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attente:
    """Categories of candidates whose assessment is enough: those of a unit, or all of them.

    `aretes` is the walk from the unit, or from the bloc that has none, to what is assessed.
    """

    categories: Categories
    unite: str | None = None
    bloc: str | None = None
    aretes: Chemin = ()


@dataclass(frozen=True)
class Controles:
    """Follows the graph from what a requirement reaches; each walk is made once."""

    graphe: Graphe
    #: What objects hang on, by what is removed (`analysis.dependances`).
    requis: dict[str, Any] = field(default_factory=dict)
    _known: dict[object, tuple[Controle, ...]] = field(default_factory=dict)
    _defaults: dict[str, tuple[Controle, ...]] = field(default_factory=dict)

    def key(self, cle: str) -> object:
        """What says how an object is assessed: savoirs of a group that share it are alike."""
        if not issubclass(self.graphe.nature(cle), Savoir | ElementSavoir):
            return cle
        names = self._names(cle)
        return names[-1], *(name for name in names if self.graphe.into(name, Verbe.EVALUE))

    def of(self, cle: str, constats: Constats = None) -> tuple[Controle, ...]:
        """The ways in which a competence, a savoir or an habilitation is assessed.

        Those of a competence are in the order of the épreuves; those that name one of `constats`
        when there are some.
        """
        if constats is not None:
            return tuple(c for c in self.of(cle) if c.indicateur in constats)
        key = self.key(cle)
        if key not in self._known:
            self._known[key] = tuple(self._walk(cle))
        return self._known[key]

    def at_level(self, cle: str, niveau: int, constats: Constats = None) -> list[Controle]:
        """Those that are at least as good as a level: with no weakness that it has not."""
        return [c for c in self.of(cle, constats) if not c.qualite & ~niveau]

    def _walk(self, cle: str) -> Iterable[Controle]:
        parties = self.graphe.parties
        nature = self.graphe.nature(cle)
        if issubclass(nature, Competence):
            return sorted(self._competence(cle), key=lambda c: self._ranks[c.partie.cle])
        if issubclass(nature, Habilitation):
            found = self.graphe.into(cle, Verbe.DELIVRE)
            return (Controle(parties[a.de], 0, (a,)) for a in found if a.de in parties)
        return (*self._by_name(cle), *self._by_default(self._names(cle)[-1]))

    def attestations(self, habilitation: str) -> list[Arete]:
        """What delivers an habilitation to everyone, outside the épreuves."""
        found = self.graphe.into(habilitation, Verbe.DELIVRE)
        return [a for a in found if a.de not in self.graphe.parties]

    def assessed(self, cle: str, niveau: int, constats: Constats = None) -> set[str]:
        """The categories that a part assesses at a level at least."""
        parts = self.at_level(cle, niveau, constats)
        return {category for controle in parts for category in controle.partie.categories}

    def expected(self, cle: str) -> list[Attente]:
        """The categories that must be assessed, for each unit of the blocs of an object.

        For the units of its parts when it is an habilitation: it belongs to no bloc.
        """
        graphe, everyone = self.graphe, frozenset(self.graphe.categories)
        if issubclass(graphe.nature(cle), Habilitation):
            units = [(u, c.aretes) for c in self.of(cle) for u in c.partie.unites or (None,)]
            return [Attente(graphe.open_to(u), u, None, walk) for u, walk in units] or [
                Attente(everyone)
            ]
        found: list[Attente] = []
        for home in graphe.homes(cle):
            bloc = home[-1].de
            units_of = graphe.into(bloc, Verbe.VALIDE)
            found += [Attente(graphe.open_to(a.de), a.de, bloc, (a, *home)) for a in units_of] or [
                Attente(everyone, None, bloc, home)
            ]
        return found

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {cle: rank for rank, cle in enumerate(self.graphe.parties)}

    # --- competences --------------------------------------------------------------------------

    def _assessing(self, cle: str) -> Iterator[tuple[PartieLiee, Arete]]:
        for arete in self.graphe.into(cle, Verbe.EVALUE):
            yield self.graphe.parties[arete.de], arete

    def _competence(self, cle: str) -> Iterator[Controle]:
        """By its name, that of a part of it, of what it takes up, of a bloc, of an indicateur."""
        for partie, arete in self._assessing(cle):
            yield Controle(partie, arete.qualite, (arete,))
        for inside in self.graphe.out(cle, Verbe.CONTIENT):
            for partie, arete in self._assessing(inside.vers):
                yield Controle(partie, arete.qualite, (arete, inside), inside.vers)
        for activite, taking in self.graphe.taken_by(cle):
            for partie, arete in self._assessing(activite):
                yield Controle(partie, arete.qualite | PAR_DEFAUT, (arete, *taking))
        for member in self.graphe.memberships(cle):
            for partie, arete in self._assessing(member.de):
                q = arete.qualite | PAR_DEFAUT
                yield Controle(partie, q, (arete, member), bloc=member.de)
        for o in self.observations.get(cle, ()):
            for partie, arete in self._assessing(o.indicateur):
                q = arete.qualite | (PAR_DEFAUT if o.activite else 0)
                yield Controle(
                    partie, q, (arete, *o.aretes), o.sous_competence, indicateur=o.indicateur
                )

    # --- savoirs ------------------------------------------------------------------------------

    def _names(self, cle: str) -> tuple[str, ...]:
        """A savoir, then those that contain it; the last is the group."""
        return (cle, *(a.de for a in self.graphe.containers(cle)[:-1]))

    def _by_name(self, cle: str) -> Iterator[Controle]:
        """By its name, or that of a savoir that contains it."""
        inside = self.graphe.containers(cle)
        for n, name in enumerate(self._names(cle)):
            for partie, arete in self._assessing(name):
                yield Controle(partie, arete.qualite, (arete, *inside[:n]))

    def _by_default(self, groupe: str) -> tuple[Controle, ...]:
        """By any part that assesses a competence that asks for it."""
        if groupe not in self._defaults:
            self._defaults[groupe] = tuple(
                Controle(
                    c.partie, c.qualite | PAR_DEFAUT, (*walk, *c.aretes), None, c.bloc, competence
                )
                for competence, walk in self.graphe.asking(groupe)
                for c in self.of(competence)
            )
        return self._defaults[groupe]

    # --- indicateurs --------------------------------------------------------------------------

    @cached_property
    def observations(self) -> Mapping[str, tuple[Observation, ...]]:
        """The indicateurs of each competence: on it, on a sub-competence, on its activités."""
        found: dict[str, list[Observation]] = defaultdict(list)
        blocs: list[Arete] = []
        for arete in self.graphe.aretes:
            if arete.verbe is not Verbe.OBSERVE:
                continue
            competence = self.graphe.competence_of(arete.vers)
            if competence in self.graphe.competences:
                sous = arete.vers if arete.vers != competence else None
                found[competence].append(Observation(arete.de, (arete,), sous))
            else:
                blocs.append(arete)
        for arete in blocs:
            for competence, taking in borne_by(self.graphe, arete.de, arete.vers):
                found[competence].append(
                    Observation(arete.de, (arete, *taking), None, taking[0].vers)
                )
        return {cle: tuple(observed) for cle, observed in found.items()}

    def named_by(self, partie: str) -> frozenset[str]:
        """The indicateurs that a part names, among all that it names."""
        return frozenset(a.vers for a in self.graphe.out(partie, Verbe.EVALUE))

    @cached_property
    def named(self) -> frozenset[str]:
        """The competences of which a part names an indicateur: the others are presumed seen."""
        return frozenset(
            cle
            for cle, observed in self.observations.items()
            if any(self.graphe.into(o.indicateur, Verbe.EVALUE) for o in observed)
        )


def borne_by(graphe: Graphe, indicateur: str, bloc: str) -> Iterator[tuple[str, Chemin]]:
    """The competences of a bloc that take up what one of its indicateurs bears on: or all."""
    members: dict[str, Arete] = {}
    for arete in graphe.members[bloc]:
        members.setdefault(arete.vers, arete)
    for bearing in graphe.out(indicateur, Verbe.PORTE):
        if bearing.vers == bloc:
            yield from ((cle, (bearing, member)) for cle, member in members.items())
            continue
        for competence, taking in graphe.takings(bearing.vers):
            if competence in members:
                yield competence, (bearing, *taking, members[competence])
