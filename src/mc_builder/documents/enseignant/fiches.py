"""The sheet of a competence: what the annexes say of it, put together for who teaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mc_builder.coverage.analysis.matrices import Matrice
from mc_builder.coverage.controles import Controle
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.enseignant.occasions import (
    EpreuveFiche,
    GroupeIndicateurs,
    Occasions,
    Partiel,
)
from mc_builder.documents.enseignant.progression import Moments
from mc_builder.documents.referentiel.fiches import MiseEnOeuvre, mise_en_oeuvre
from mc_builder.documents.referentiel.lignes import (
    Commun,
    Ligne,
    activites_of,
    commun,
    groupes,
    lignes,
)
from mc_builder.documents.referentiel.savoirs import Familles, GroupeSavoirs, familles
from mc_builder.model.activites import Activite, Pole
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.model.emplois import Emploi
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class TacheFiche:
    """A task that a competence takes up; its autonomy where it differs from its activity's."""

    objet: Numerote
    partielle: bool
    autonomie: int | Texte | None


@dataclass(frozen=True, slots=True)
class ActiviteFiche:
    """An activity that a competence takes up: its level of autonomy, the tasks taken up."""

    objet: Numerote
    partielle: bool
    autonomie: int | Texte | None
    taches: tuple[TacheFiche, ...]


@dataclass(frozen=True, slots=True)
class EmploiFiche:
    """A job that a competence serves, and how many of its requirements it takes up."""

    objet: Numerote
    exigences: int


@dataclass(frozen=True, slots=True)
class RangeeFiche:
    """A row of a competence, when it is worked on, and where its indicateurs are seen."""

    ligne: Ligne
    moment: str
    groupes: tuple[GroupeIndicateurs, ...]


@dataclass(frozen=True, slots=True)
class CommunFiche:
    """Indicateurs that several objects hold together, and where they are seen."""

    commun: Commun
    groupes: tuple[GroupeIndicateurs, ...]


@dataclass(frozen=True, slots=True)
class Fiche:
    """The page of a competence. `objet` cites it: it is defined in the référentiel.

    `tetes` are the candidates of each column that says where an indicateur is seen; `presumes`
    when no part names one; `partiels` are those that a part sees in part only. `etapes` says the
    steps of the progression that teach it, `avant` the competences of its bloc that are taught
    whole before.
    """

    ancre: str
    objet: Numerote
    bloc: Numerote
    repris_par: tuple[Numerote, ...]
    activites: tuple[ActiviteFiche, ...]
    rangees: tuple[RangeeFiche, ...]
    communs: tuple[CommunFiche, ...]
    tetes: tuple[str, ...]
    presumes: bool
    partiels: tuple[Partiel, ...]
    etapes: str
    avant: tuple[Numerote, ...]
    mise_en_oeuvre: MiseEnOeuvre | None
    savoirs: Familles
    epreuves: tuple[EpreuveFiche, ...]
    emplois: tuple[EmploiFiche, ...]


class Fiches:
    """Makes the sheets of one project."""

    def __init__(self, b: Builder) -> None:
        self.b = b
        rapport = b.project.coverage
        measured = rapport.etape != "opportunite"
        self.controles = rapport.suites.controles if measured else None
        self.moments = Moments(b)
        self.emplois: Matrice = b.project.analysis.matrices.competences
        self.competences = tuple(
            (bloc, competence)
            for bloc in b.projet.blocs
            for competence in bloc.competences
            if competence.ref is None
        )

    def fiche(self, bloc: Bloc, competence: Competence) -> Fiche:
        """The page of one competence, in the bloc that defines it."""
        b = self.b
        activities = {a.cle for a in activites_of(b, competence)}
        seen = Occasions(b, competence, self.controles)
        rows = [
            replace(line, objet=replace(line.objet, notes=()))
            for line in lignes(b, bloc, competence)
        ]
        communs = (*groupes(b, bloc, competence), *self._communs(competence, activities))
        return Fiche(
            ancre=f"fiche-{competence.cle}",
            objet=b.objet(competence),
            bloc=b.objet(bloc),
            repris_par=tuple(b.objet(o) for o in self._blocs(competence) if o is not bloc),
            activites=self._activites(competence),
            rangees=tuple(
                RangeeFiche(
                    line,
                    self.moments.said(holder.cle),
                    seen.groupes(line.indicateurs, ensemble=line.hauteur > 1),
                )
                for line, holder in zip(
                    rows, (competence, *competence.sous_competences), strict=True
                )
            ),
            communs=tuple(CommunFiche(c, seen.groupes(c.indicateurs)) for c in communs),
            tetes=seen.tetes,
            presumes=seen.presumes,
            partiels=seen.partiels(
                [t for line in rows for t in line.indicateurs]
                + [t for group in communs for t in group.indicateurs]
            ),
            etapes=self.moments.taught(competence),
            avant=self.moments.before(bloc, competence),
            mise_en_oeuvre=mise_en_oeuvre(b, competence),
            savoirs=self._savoirs(bloc, competence),
            epreuves=seen.epreuves,
            emplois=self._emplois(competence),
        )

    def _savoirs(self, bloc: Bloc, competence: Competence) -> Familles:
        """The groups of savoirs that it asks for, each with the sub-competences that do."""
        own = {self.b.objet(sub).ancre for sub in competence.sous_competences}

        def asked(groupe: GroupeSavoirs) -> GroupeSavoirs:
            return replace(groupe, demandeurs=tuple(d for d in groupe.demandeurs if d.ancre in own))

        found = familles(self.b, bloc, competence)
        return tuple((famille, tuple(map(asked, groups))) for famille, groups in found)

    def _communs(self, competence: Competence, activities: set[str]) -> Iterable[Commun]:
        """The indicators that its blocs, borrowers included, put on its activities or on all."""
        for bloc in self._blocs(competence):
            for group in bloc.indicateurs:
                borne = {a.cle for a in self.b.projet.activites(group.activites)}
                if not group.activites or activities & borne:
                    yield commun(self.b, group)

    def _blocs(self, competence: Competence) -> tuple[Bloc, ...]:
        """Those that a competence is in, those that borrow it included."""
        return self.b.projet.all_of(self.b.graphe.competences[competence.cle], Bloc)

    def _activites(self, competence: Competence) -> tuple[ActiviteFiche, ...]:
        """The activities taken up, each with its tasks: all of them, or those that are named."""
        links = [walk[0] for _, walk in self.b.graphe.taken_by(competence.cle)]
        named = {link.vers for link in links}
        partial = named - {link.vers for link in links if not link.partielle}
        return tuple(
            ActiviteFiche(
                self.b.objet(activite),
                activite.cle in partial,
                self._autonomie(activite),
                tuple(
                    TacheFiche(self.b.abrege(t), t.cle in partial, self.b.autonomie(t))
                    for t in activite.taches
                    if activite.cle in named or t.cle in named
                ),
            )
            for activite in activites_of(self.b, competence)
        )

    def _autonomie(self, activite: Activite) -> int | Texte | None:
        """The level of an activity: its own, else its pôle's."""
        pole = self.b.projet.parents.get(activite.cle)
        holder = pole if activite.autonomie is None and isinstance(pole, Pole) else activite
        return self.b.autonomie(holder)

    def examens(self, competence: Competence) -> dict[str, list[Controle]]:
        """The ways in which each épreuve or sous-épreuve assesses a competence."""
        found: dict[str, list[Controle]] = {}
        for controle in self.controles.of(competence.cle) if self.controles else ():
            partie = controle.partie
            found.setdefault(partie.sous_epreuve or partie.epreuve, []).append(controle)
        return found

    def _emplois(self, competence: Competence) -> tuple[EmploiFiche, ...]:
        return tuple(
            EmploiFiche(self.b.objet(emploi), number)
            for emploi in self.b.projet.emplois
            if (number := self.nombre(emploi, competence))
        )

    def nombre(self, emploi: Emploi, competence: Competence) -> int:
        """How many requirements that the job retains are taken up by the competence."""
        case = self.emplois.case(emploi.cle, competence.cle)
        return len(case.evaluees) + len(case.traduites) if case is not None else 0
