"""The competences of a bloc in lists: what each activity asks, and how it is recognised."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.coverage.graphe import Chemin
from mc_builder.documents.builder import Builder, Numerote, Vise
from mc_builder.documents.referentiel.lignes import (
    Commun,
    Rangees,
    activites_of,
    commun,
)
from mc_builder.model.activites import Activite
from mc_builder.model.blocs import Bloc, Competence


@dataclass(frozen=True, slots=True)
class Prise:
    """A competence that takes up an activity; `rangees` is None where it printed before."""

    objet: Numerote
    partielle: bool
    rangees: Rangees | None


@dataclass(frozen=True, slots=True)
class Liste:
    """An activity with the tasks that are taken up, the competences that do, their indicators.

    `activite` is None for what no activity gathers.
    """

    activite: Numerote | None
    taches: tuple[Vise, ...]
    competences: tuple[Prise, ...]
    communs: tuple[Commun, ...]


def listes(b: Builder, bloc: Bloc, rangees: tuple[Rangees, ...]) -> tuple[Liste, ...]:
    """The activities that the bloc takes up, in the order of the pôles.

    A competence prints whole under the first activity that it takes up, then by its title; what is
    common to several activities, or to none of the bloc, comes last.
    """
    return _Listes(b, bloc, rangees).make()


class _Listes:
    def __init__(self, b: Builder, bloc: Bloc, rangees: tuple[Rangees, ...]) -> None:
        self.b, self.bloc = b, bloc
        own = b.projet.competences(bloc)
        self.rangees = {c.cle: row for c, row in zip(own, rangees, strict=False)}
        self.competences = own
        self.taken = {c.cle: {a.cle for a in activites_of(b, c)} for c in own}
        self.printed: set[str] = set()

    def make(self) -> tuple[Liste, ...]:
        activities = [
            a
            for pole in self.b.projet.poles
            for a in pole.activites
            if any(a.cle in cles for cles in self.taken.values())
        ]
        found = [self._of(activite) for activite in activities]
        alone = tuple(self._prise(c, None) for c in self.competences if not self.taken[c.cle])
        met = {activite.cle for activite in activities}
        shared = tuple(
            commun(self.b, group)
            for group in self.bloc.indicateurs
            if len(group.activites) != 1 or group.activites[0] not in met
        )
        if alone or shared:
            found.append(Liste(None, (), alone, shared))
        return tuple(found)

    def _of(self, activite: Activite) -> Liste:
        takers = [c for c in self.competences if activite.cle in self.taken[c.cle]]
        return Liste(
            self.b.objet(activite),
            self._taches(activite, takers),
            tuple(self._prise(c, activite) for c in takers),
            tuple(
                commun(self.b, group)
                for group in self.bloc.indicateurs
                if list(group.activites) == [activite.cle]
            ),
        )

    def _walks(self, competence: Competence, activite: Activite) -> list[Chemin]:
        found = self.b.graphe.taken_by(competence.cle)
        return [walk for cle, walk in found if cle == activite.cle]

    def _taches(self, activite: Activite, takers: list[Competence]) -> tuple[Vise, ...]:
        """All its tasks when something takes it up whole, those that are named otherwise."""
        links = [walk[0] for c in takers for walk in self._walks(c, activite)]
        whole = any(link.vers == activite.cle for link in links)
        named = {link.vers: link.partielle for link in links}
        return tuple(
            Vise(self.b.abrege(t), not whole and named.get(t.cle, False))
            for t in activite.taches
            if whole or t.cle in named
        )

    def _prise(self, competence: Competence, activite: Activite | None) -> Prise:
        partial = False
        if activite is not None:
            links = [walk[0] for walk in self._walks(competence, activite)]
            whole = [link for link in links if link.vers == activite.cle]
            partial = bool(whole) and all(link.partielle for link in whole)
        rows = None
        if competence.cle not in self.printed:
            self.printed.add(competence.cle)
            row = self.rangees[competence.cle]
            mine = tuple(c for c in row.communs if c.nature != "activites")
            rows = Rangees(row.lignes, mine)
        return Prise(self.b.objet(competence), partial, rows)
