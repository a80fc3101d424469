"""Graph → what each competence, savoir and habilitation is assessed by, and observed by.

What comes after a competence does not depend on the requirement that led to it: it is walked
once per object, whatever the number of requirements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mc_builder.coverage.graphe import (
    PAR_DEFAUT,
    Arete,
    Chemin,
    Graphe,
    PartieLiee,
    Verbe,
)
from mc_builder.model.evaluation import Habilitation

#: Group of savoirs, and the names that parts cite: savoirs that share them are assessed alike.
CleSavoir = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Controle:
    """One way in which a part assesses a competence, a savoir or an habilitation.

    `aretes` is the walk from what is assessed to the part. `bloc` is the bloc whose name the part
    gives instead of its competences; `competence` is the one by which a savoir is assessed by
    default.
    """

    partie: PartieLiee
    qualite: int
    aretes: Chemin = field(compare=False, repr=False)
    sous_competence: str | None = None
    bloc: str | None = None
    competence: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One indicateur of a competence: what it observes of it, all of it when it names nothing.

    `bloc` is the one that puts it on `activite`, which the competence takes up.
    """

    indicateur: str
    aretes: Chemin
    sous_competence: str | None = None
    activite: str | None = None
    bloc: str | None = None


@dataclass(frozen=True)
class Controles:
    """Follows the graph from what a requirement reaches; each walk is made once."""

    graphe: Graphe
    _connus: dict[object, tuple[Controle, ...]] = field(default_factory=dict)

    def du_noeud(self, cle: str) -> tuple[Controle, ...]:
        """The ways in which a competence, a savoir or an habilitation is assessed."""
        if cle in self.graphe.competences:
            return self.competence(cle)
        if isinstance(self.graphe.objet(cle), Habilitation):
            return self.habilitation(cle)
        return self.savoir(cle)

    def competence(self, cle: str) -> tuple[Controle, ...]:
        """The ways in which a competence is assessed, in the order of the épreuves."""
        if cle not in self._connus:
            found = sorted(self._competence(cle), key=lambda c: self._rangs[c.partie.cle])
            self._connus[cle] = tuple(found)
        return self._connus[cle]

    def savoir(self, cle: str) -> tuple[Controle, ...]:
        """The ways in which a savoir is assessed: by name, then by default."""
        key = self.cle_du_savoir(cle)
        if key not in self._connus:
            self._connus[key] = (*self._nomme(cle), *self._par_defaut(key[0]))
        return self._connus[key]

    def habilitation(self, cle: str) -> tuple[Controle, ...]:
        """The parts that deliver an habilitation."""
        parties = self.graphe.parties
        found = self.graphe.vers(cle, Verbe.DELIVRE)
        return tuple(Controle(parties[a.de], 0, (a,)) for a in found if a.de in parties)

    def attestations(self, habilitation: str) -> list[Arete]:
        """What delivers an habilitation to everyone, outside the épreuves."""
        found = self.graphe.vers(habilitation, Verbe.DELIVRE)
        return [a for a in found if a.de not in self.graphe.parties]

    @cached_property
    def _rangs(self) -> Mapping[str, int]:
        return {cle: rang for rang, cle in enumerate(self.graphe.parties)}

    # --- competences --------------------------------------------------------------------------

    def _evaluent(self, cle: str) -> Iterator[tuple[PartieLiee, Arete]]:
        for arete in self.graphe.vers(cle, Verbe.EVALUE):
            yield self.graphe.parties[arete.de], arete

    def _competence(self, cle: str) -> Iterator[Controle]:
        """By its name, that of a sub-competence, of an activité that it takes up, of a bloc."""
        for partie, arete in self._evaluent(cle):
            yield Controle(partie, arete.qualite, (arete,))
        for inside in self.graphe.de(cle, Verbe.CONTIENT):
            for partie, arete in self._evaluent(inside.vers):
                yield Controle(partie, arete.qualite, (arete, inside), inside.vers)
        for activite, taking in self.graphe.mobilisees(cle):
            for partie, arete in self._evaluent(activite):
                yield Controle(partie, arete.qualite | PAR_DEFAUT, (arete, *taking))
        for member in self.graphe.appartenances(cle):
            for partie, arete in self._evaluent(member.de):
                q = arete.qualite | PAR_DEFAUT
                yield Controle(partie, q, (arete, member), bloc=member.de)

    # --- savoirs ------------------------------------------------------------------------------

    def cle_du_savoir(self, cle: str) -> CleSavoir:
        """What says how a savoir is assessed."""
        return self.groupe(cle), tuple(
            name for name in self._noms(cle) if self.graphe.vers(name, Verbe.EVALUE)
        )

    def groupe(self, cle: str) -> str:
        """The group that holds a savoir, which may be itself."""
        return self._noms(cle)[-1]

    def _noms(self, cle: str) -> tuple[str, ...]:
        """A savoir, then those that contain it; the last is the group."""
        return (cle, *(a.de for a in self.graphe.interieur(cle)[:-1]))

    def _nomme(self, cle: str) -> Iterator[Controle]:
        """By its name, or that of a savoir that contains it."""
        inside = self.graphe.interieur(cle)
        for n, name in enumerate(self._noms(cle)):
            for partie, arete in self._evaluent(name):
                yield Controle(partie, arete.qualite, (arete, *inside[:n]))

    def _par_defaut(self, groupe: str) -> tuple[Controle, ...]:
        """By any part that assesses a competence taking up an activité of its scope.

        By any part that assesses a competence of its bloc when it has no scope.
        """
        key = ("par défaut", groupe)
        if key not in self._connus:
            self._connus[key] = tuple(
                Controle(
                    c.partie,
                    c.qualite | PAR_DEFAUT,
                    (*reached, *c.aretes),
                    None,
                    c.bloc,
                    competence,
                )
                for scope in self.graphe.de(groupe, Verbe.CONCERNE)
                for competence, reached in self._concernees(scope)
                for c in self.competence(competence)
            )
        return self._connus[key]

    def _concernees(self, scope: Arete) -> Iterator[tuple[str, Chemin]]:
        """The competences in the scope of a group of savoirs, each with its walk."""
        if scope.deduite:
            for member in self.graphe.membres(scope.vers):
                yield member.vers, (scope, member)
        else:
            for competence, taking in self.graphe.prises(scope.vers):
                yield competence, (scope, *taking)

    # --- indicateurs --------------------------------------------------------------------------

    @cached_property
    def observations(self) -> Mapping[str, tuple[Observation, ...]]:
        """The indicateurs of each competence: on it, on a sub-competence, on its activités."""
        found: dict[str, list[Observation]] = defaultdict(list)
        blocs: list[Arete] = []
        for arete in self.graphe.aretes:
            if arete.verbe is not Verbe.OBSERVE:
                continue
            competence = self.graphe.competence_de(arete.vers)
            if competence in self.graphe.competences:
                sous = arete.vers if arete.vers != competence else None
                found[competence].append(Observation(arete.de, (arete,), sous))
            else:
                blocs.append(arete)
        for arete in blocs:
            for competence, taking in portees(self.graphe, arete.de, arete.vers):
                found[competence].append(
                    Observation(arete.de, (arete, *taking), None, taking[0].vers, arete.vers)
                )
        return {cle: tuple(observed) for cle, observed in found.items()}


def portees(graphe: Graphe, indicateur: str, bloc: str) -> Iterator[tuple[str, Chemin]]:
    """The competences of a bloc that take up what one of its indicateurs bears on."""
    members: dict[str, Arete] = {}
    for arete in graphe.membres(bloc):
        members.setdefault(arete.vers, arete)
    for bearing in graphe.de(indicateur, Verbe.PORTE):
        for competence, taking in graphe.prises(bearing.vers):
            if competence in members:
                yield competence, (bearing, *taking, members[competence])
