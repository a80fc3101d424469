"""A project → all that a teacher plans over a year: competences, tasks, savoirs, hours, weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mc_builder.documents.referentiel.vue import VOIES
from mc_builder.exports.framework import Element, framework_of
from mc_builder.model.activites import Activite
from mc_builder.model.base import if_known
from mc_builder.model.blocs import ElementSavoir
from mc_builder.model.etendues import Etendue
from mc_builder.model.formation import Formation, Pfmp
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class Groupe:
    """What is planned under one heading, each by its name."""

    titre: str
    objets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Volet:
    """One kind of things to plan: what they are called, in the plural and the singular."""

    nom: str
    un: str
    groupes: tuple[Groupe, ...]

    @property
    def nombre(self) -> int:
        """How many there are to plan."""
        return sum(len(groupe.objets) for groupe in self.groupes)


@dataclass(frozen=True, slots=True)
class Attendu:
    """What the référentiel asks for, hours or weeks, in words and in figures."""

    titre: str
    etendue: Etendue


@dataclass(frozen=True, slots=True)
class Progression:
    """What a year is made of. `en_entreprise`: the diploma has a period in company.

    `blocs` are pairs: what is said before the title (« Bloc 1 », or nothing), the title.
    """

    volets: tuple[Volet, ...]
    blocs: tuple[tuple[str, str], ...]
    heures: tuple[Attendu, ...]
    en_entreprise: bool
    semaines: tuple[Attendu, ...]


def progression_of(project: Project) -> Progression:
    """All that is to be planned; a kind of which there is nothing is left out."""
    maker = _Progression(project)
    formation = project.projet.formation or Formation()
    volets = (
        Volet("⟨Compétences⟩", "⟨Compétence⟩", tuple(maker.competences())),
        Volet("⟨Tâches⟩", "⟨Tâche⟩", tuple(maker.taches())),
        Volet("⟨Savoirs⟩", "⟨Savoir⟩", tuple(maker.savoirs())),
    )
    return Progression(
        tuple(volet for volet in volets if volet.groupes),
        tuple((one.numero, one.intitule) for one in maker.blocs),
        tuple(_hours(formation)),
        formation.pfmp is not None,
        tuple(_weeks(formation.pfmp)) if formation.pfmp else (),
    )


class _Progression:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.blocs = framework_of(project).blocs

    def competences(self) -> Iterator[Groupe]:
        """Those of each bloc; a bloc that describes none is planned as a whole."""
        for bloc in self.blocs:
            held = [one for one in bloc.dans if one.genre == "competence"]
            found = [self._said(one.ident, one.nom) for one in held]
            yield Groupe(_title(bloc), tuple(found) or (bloc.intitule,))

    def taches(self) -> Iterator[Groupe]:
        """Those of each activité; an activité without any is planned as a whole."""
        names = self.project.names
        for pole in self.project.projet.poles:
            for activite in pole.activites:
                held = tuple(activite.taches) or (activite,)
                found = (self._said(one.cle, names[one.cle].court) for one in held)
                yield Groupe(self._heading(activite), tuple(found))

    def savoirs(self) -> Iterator[Groupe]:
        """Those of each group of each bloc."""
        names = self.project.names
        for bloc in self.project.projet.blocs:
            mark = names[bloc.cle].mark
            for savoir in bloc.savoirs:
                heads = (mark, str(savoir.famille), str(savoir.intitule or ""))
                whole = (str(names[savoir.cle].titre),)
                yield Groupe(
                    " – ".join(filter(None, heads)),
                    tuple(self._said(savoir.cle, item) for item in _leaves(savoir.liste) or whole),
                )

    def _heading(self, activite: Activite) -> str:
        return self._said(activite.cle, self.project.names[activite.cle].court)

    def _said(self, cle: str, nom: str) -> str:
        """A name, and the options for which it holds when these are not all."""
        selection = self.project.names.selection
        held = selection.of(cle)
        return nom if held == selection.toutes else f"{nom} ({self.project.names.options(held)})"


def _title(bloc: Element) -> str:
    return " – ".join(filter(None, (bloc.numero, bloc.intitule)))


def _leaves(items: Iterable[ElementSavoir], above: str = "") -> tuple[str, ...]:
    """The savoirs that hold no other, after those that hold them."""
    found: list[str] = []
    for item in items:
        name = f"{above} – {item.intitule}" if above else str(item.intitule)
        found += _leaves(item.liste, name) or (name,)
    return tuple(found)


def _hours(formation: Formation) -> Iterator[Attendu]:
    for route in formation.heures:
        heures = if_known(route.heures)
        if isinstance(heures, Etendue):
            yield Attendu(VOIES[route.voie], heures)


def _weeks(pfmp: Pfmp) -> Iterator[Attendu]:
    """The weeks of each route that says its own; those of all, when none does."""
    known = [(VOIES[route.voie], if_known(route.semaines)) for route in pfmp.voies]
    named = [(title, weeks) for title, weeks in known if isinstance(weeks, Etendue)]
    whole = if_known(pfmp.semaines)
    if not named and isinstance(whole, Etendue):
        named = [("Durée normale", whole)]
    for title, weeks in named:
        yield Attendu(title, weeks)
