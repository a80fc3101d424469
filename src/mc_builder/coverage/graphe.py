"""The graph of links of a project: typed edges, each with its quality and where it is written.

Everything that follows a link walks these edges: the measure, what hangs on an object, the causes
of a change, the tables that print. A finer walk is never kept beside them: an edge that two
versions do not share is what changed between these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from mc_builder.model.activites import Tache
from mc_builder.model.base import Objet

#: Quality of a path: a set of bits. The smaller, the better: « not partielle » comes before
#: « not par_defaut » when paths are compared, and joining two links is a bitwise or.
PAR_DEFAUT = 1
PARTIELLE = 2
#: Any path is at least as good.
TOUTES = PARTIELLE | PAR_DEFAUT

Categories = frozenset[str]


class Verbe(StrEnum):
    """What an edge says of its two ends; the value is the key of the files where there is one."""

    #: A job asks for a requirement.
    DEMANDE = "demande"
    #: What answers a requirement.
    REPOND_A = "repond_a"
    #: A competence or a sub-competence takes up an activité or a tâche.
    MOBILISE = "mobilise"
    #: A pôle, an activité, a competence, a bloc, a savoir, and what is written in it.
    CONTIENT = "contient"
    #: A bloc takes the competence of another.
    REF = "ref"
    #: A known indicateur, and what holds it: competence, sub-competence, or the bloc of those
    #: that bear on activités.
    OBSERVE = "observe"
    #: An indicateur of a bloc bears on an activité, or (deduced) on all the bloc.
    PORTE = "porte"
    #: The scope of a group of savoirs: a competence or a sub-competence that asks for it, an
    #: activité, or (deduced) its bloc.
    CONCERNE = "concerne"
    #: What a part of an épreuve assesses.
    EVALUE = "evalue"
    #: A part or an attestation delivers an habilitation.
    DELIVRE = "delivre"
    #: A category of candidates takes a part.
    PASSE = "passe"
    #: A unit validates a bloc.
    VALIDE = "valide"
    #: A unit is not open to a category: nobody has to be assessed.
    DISPENSE = "dispense"


@dataclass(frozen=True, slots=True)
class Arete:
    """One link; where it is written, `tracer.Ecrit` says."""

    verbe: Verbe
    de: str
    vers: str
    qualite: int = 0

    @property
    def ends(self) -> tuple[str, str, str]:
        """What makes it the same in two versions."""
        return (self.verbe, self.de, self.vers)

    @property
    def partielle(self) -> bool:
        """Whether it covers a part of its target only."""
        return bool(self.qualite & PARTIELLE)

    @property
    def deduite(self) -> bool:
        """Whether nothing writes it: it is deduced."""
        return bool(self.qualite & PAR_DEFAUT)


#: A walk, edge after edge.
Chemin = tuple[Arete, ...]


@dataclass(frozen=True, slots=True)
class PartieLiee:
    """A part of an épreuve, where it stands, and the categories of candidates who take it."""

    cle: str
    epreuve: str
    sous_epreuve: str | None
    unites: tuple[str, ...]
    categories: tuple[str, ...]


class Tenu(NamedTuple):
    """What holds an indicateur, whether it is a bloc, and whether the indicateur is known yet."""

    par: str
    bloc: bool
    connu: bool


@dataclass(frozen=True)
class Graphe:
    """The edges of a project, in the order of its files, indexed by both ends.

    It is a value, without a text and without an object: what is walked in one holds in its equal,
    drawn from files where only words changed. Whatever a walk reads is a field, in its order.
    """

    aretes: tuple[Arete, ...]
    #: In the order of the épreuves.
    ensemble: tuple[PartieLiee, ...]
    categories: tuple[str, ...]
    #: Every object, in the order of the files, and its class.
    objets: tuple[tuple[str, type[Objet]], ...]
    blocs: tuple[str, ...]
    #: The competences that are defined, not taken from another bloc.
    definies: tuple[str, ...]
    #: The level of each object that says one; None while it is to complete.
    autonomies: Mapping[str, int | None]
    indicateurs: Mapping[str, Tenu]

    @cached_property
    def parties(self) -> Mapping[str, PartieLiee]:
        """The parts of the épreuves by identity."""
        return {partie.cle: partie for partie in self.ensemble}

    @cached_property
    def _natures(self) -> Mapping[str, type[Objet]]:
        return dict(self.objets)

    @cached_property
    def _out(self) -> Mapping[tuple[str, Verbe], list[Arete]]:
        return _indexed((a.de, a) for a in self.aretes)

    @cached_property
    def _into(self) -> Mapping[tuple[str, Verbe], list[Arete]]:
        return _indexed((a.vers, a) for a in self.aretes)

    @cached_property
    def _best(self) -> Mapping[tuple[str, str, str], Arete]:
        """Written twice, the whole link is the one that counts."""
        found: dict[tuple[str, str, str], Arete] = {}
        for arete in self.aretes:
            if arete.qualite < found.setdefault(arete.ends, arete).qualite:
                found[arete.ends] = arete
        return found

    def find(self, verbe: Verbe, de: str, vers: str) -> Arete | None:
        """The edge between two objects; the best one when there are several."""
        return self._best.get((verbe, de, vers))

    def out(self, cle: str, verbe: Verbe) -> Sequence[Arete]:
        """The edges that go out of an object."""
        return self._out.get((cle, verbe), ())

    def into(self, cle: str, verbe: Verbe) -> Sequence[Arete]:
        """The edges that come to an object."""
        return self._into.get((cle, verbe), ())

    # --- what several walks need ----------------------------------------------------------------

    @cached_property
    def rangs(self) -> Mapping[str, int]:
        """The rank of each object in the files: of equals the first is named, whatever its id."""
        return {cle: rank for rank, (cle, _) in enumerate(self.objets, 1)}

    def nature(self, cle: str) -> type[Objet]:
        """The class of the object at the end of an edge."""
        return self._natures[cle]

    def container(self, cle: str) -> Arete | None:
        """The edge from what contains an object."""
        found = self.into(cle, Verbe.CONTIENT)
        return found[0] if found else None

    def containers(self, cle: str) -> Chemin:
        """From an object to the outermost one that contains it, edge after edge."""
        inside = self.container(cle)
        return () if inside is None else (inside, *self.containers(inside.de))

    def competence_of(self, cle: str) -> str:
        """A competence itself, or that of a sub-competence."""
        inside = self.container(cle)
        return cle if inside is None or inside.de not in self.competences else inside.de

    def bloc_of_savoir(self, cle: str) -> str:
        """The bloc of a savoir, or of the group that holds it."""
        return self.containers(cle)[-1].de

    @cached_property
    def competences(self) -> Mapping[str, tuple[str, ...]]:
        """The blocs of each competence."""
        return {
            cle: tuple(dict.fromkeys(a.de for a in edges))
            for cle, edges in self._memberships.items()
        }

    @cached_property
    def _memberships(self) -> Mapping[str, list[Arete]]:
        found: dict[str, list[Arete]] = {cle: [] for cle in self.definies}
        for arete in self.aretes:
            if arete.verbe in (Verbe.CONTIENT, Verbe.REF) and arete.vers in found:
                found[arete.vers].append(arete)
        return found

    @cached_property
    def members(self) -> Mapping[str, list[Arete]]:
        """The edges from each bloc to its competences, those taken from others included."""
        found: dict[str, list[Arete]] = {bloc: [] for bloc in self.blocs}
        for arete in self.aretes:
            if arete.de in found and arete.vers in self._memberships:
                found[arete.de].append(arete)
        return found

    def memberships(self, competence: str) -> Sequence[Arete]:
        """The edges to a competence from its blocs."""
        return self._memberships[competence]

    def homes(self, cle: str) -> list[Chemin]:
        """The walks from the blocs of a competence, or from that of a savoir."""
        if cle in self.competences:
            return [(member,) for member in self.memberships(cle)]
        walk = self.containers(cle)
        return [walk] if walk else []

    def takings(self, activite: str) -> Iterator[tuple[str, Chemin]]:
        """The competences that take up an activité or one of its tâches, each with its walk."""
        for taking in self.into(activite, Verbe.MOBILISE):
            yield self.competence_of(taking.de), (taking,)
        for inside in self.out(activite, Verbe.CONTIENT):
            for taking in self.into(inside.vers, Verbe.MOBILISE):
                yield self.competence_of(taking.de), (taking, inside)

    def taken_by(self, competence: str) -> Iterator[tuple[str, Chemin]]:
        """The activités that a competence or its sub-competences take up, each with its walk."""
        yield from self.taken_by_itself(competence)
        for inside in self.out(competence, Verbe.CONTIENT):
            yield from self.taken_by_itself(inside.vers)

    def taken_by_itself(self, holder: str) -> Iterator[tuple[str, Chemin]]:
        """Those that a competence, or a sub-competence, takes up without its parts."""
        for taking in self.out(holder, Verbe.MOBILISE):
            inside = self.container(taking.vers)
            if inside is not None and issubclass(self.nature(taking.vers), Tache):
                yield inside.de, (taking, inside)
            else:
                yield taking.vers, (taking,)

    def asking(self, groupe: str) -> Iterator[tuple[str, Chemin]]:
        """The competences that ask for a group of savoirs, each with its walk.

        Those that it names; else those that take up an activité of its scope; else those of its
        bloc. Why not both: two competences may share an activité, and only one ask for the group.
        """
        for scope in self.out(groupe, Verbe.CONCERNE):
            if scope.deduite:
                yield from ((member.vers, (scope, member)) for member in self.members[scope.vers])
            elif scope.vers in self.competences:
                yield scope.vers, (scope,)
            elif (inside := self.container(scope.vers)) and inside.de in self.competences:
                yield inside.de, (scope, inside)
            else:
                yield from ((c, (scope, *taking)) for c, taking in self.takings(scope.vers))

    def taken_in(self, bloc: str) -> set[str]:
        """The activités that the competences of a bloc take up, whole or by a tâche."""
        return {activite for a in self.members[bloc] for activite, _ in self.taken_by(a.vers)}

    def autonomie_of(self, cle: str | None) -> int | None:
        """The autonomy of a tâche or an activité: the nearest of tâche, activité, pôle."""
        if cle is None:
            return None
        holders = (cle, *(a.de for a in self.containers(cle)))
        return next((self.autonomies[h] for h in holders if h in self.autonomies), None)

    def open_to(self, unite: str | None) -> Categories:
        """The categories to which a unit is open; all of them when there is no unit."""
        dispensed = {a.vers for a in self.out(unite, Verbe.DISPENSE)} if unite else set()
        return frozenset(self.categories) - dispensed


def _indexed(edges: Iterable[tuple[str, Arete]]) -> Mapping[tuple[str, Verbe], list[Arete]]:
    found: dict[tuple[str, Verbe], list[Arete]] = defaultdict(list)
    for cle, arete in edges:
        found[cle, arete.verbe].append(arete)
    return found
