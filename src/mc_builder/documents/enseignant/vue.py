"""The teacher's edition: the référentiel, a sheet for each competence, crossed tables, indexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from mc_builder.coverage.analysis.matrices import Matrice
from mc_builder.coverage.controles import Controle
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.referentiel import competences
from mc_builder.documents.referentiel import vue as referentiel
from mc_builder.documents.referentiel.competences import GroupeSavoirs
from mc_builder.documents.referentiel.croisements import Croisement, tables
from mc_builder.documents.referentiel.fiches import MiseEnOeuvre, mise_en_oeuvre
from mc_builder.documents.referentiel.lignes import (
    Commun,
    Ligne,
    activites_of,
    commun,
    groupes,
    lignes,
)
from mc_builder.french import alphabetical, quoted
from mc_builder.model.activites import Activite, Pole
from mc_builder.model.blocs import Bloc, Competence
from mc_builder.model.emplois import Emploi
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve
from mc_builder.names import ancre
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class EpreuveFiche:
    """An épreuve that assesses a competence, and its parts with the letters of candidates.

    `rang` is 2 for a sous-épreuve.
    """

    objet: Numerote
    rang: int
    parties: tuple[tuple[Texte, str], ...]


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
class Fiche:
    """The page of a competence. `objet` cites it: it is defined in the référentiel."""

    ancre: str
    objet: Numerote
    bloc: Numerote
    repris_par: tuple[Numerote, ...]
    activites: tuple[ActiviteFiche, ...]
    lignes: tuple[Ligne, ...]
    communs: tuple[Commun, ...]
    mise_en_oeuvre: MiseEnOeuvre | None
    savoirs: tuple[tuple[Texte, tuple[GroupeSavoirs, ...]], ...]
    epreuves: tuple[EpreuveFiche, ...]
    emplois: tuple[EmploiFiche, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Objects, each facing the numbers of those that are linked to it; in groups that have a title.

    Why not a grid: each is linked to one or two, so that nearly all its squares would be empty.
    """

    titre: str
    entetes: tuple[str, str]
    groupes: tuple[tuple[str, tuple[tuple[Numerote, tuple[Numerote, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class EntreeEmploi:
    """A job in the index: where it is named, the pages of the competences that serve it.

    Each with how many of its requirements it takes up: those that take up most come first.
    """

    objet: Numerote
    fiches: tuple[tuple[str, Numerote, int], ...]


@dataclass(frozen=True, slots=True)
class EnseignantVue(referentiel.ReferentielVue):
    """All that the template of the teacher's edition sees: the référentiel, and more."""

    fiches: tuple[Fiche, ...]
    relations: tuple[Relation, ...]
    croisements: tuple[Croisement, ...]
    index_competences: tuple[Fiche, ...]
    index_emplois: tuple[EntreeEmploi, ...]


def vue(b: Builder) -> EnseignantVue:
    """The context of the teacher's edition."""
    base = referentiel.vue(b)
    maker = Fiches(b)
    fiches = tuple(maker.fiche(bloc, c) for bloc, c in maker.competences)
    inherited = {f.name: getattr(base, f.name) for f in fields(base)}
    inherited["tete"] = b.tete(
        "Référentiel – édition ⟨de l’enseignant⟩", f"D’après les {b.annexes}"
    )
    return EnseignantVue(
        **inherited,
        fiches=fiches,
        relations=tuple(maker.relations()),
        croisements=tuple(maker.croisements()),
        index_competences=tuple(sorted(fiches, key=lambda f: alphabetical(f.objet.titre.brut))),
        index_emplois=tuple(
            EntreeEmploi(
                b.objet(emploi),
                _by_count(
                    (fiche.ancre, fiche.objet, served.exigences)
                    for fiche in fiches
                    for served in fiche.emplois
                    if served.objet.ancre == ancre(emploi.cle)
                ),
            )
            for emploi in sorted(b.projet.emplois, key=lambda e: alphabetical(str(e.intitule)))
        ),
    )


def _by_count(
    fiches: Iterable[tuple[str, Numerote, int]],
) -> tuple[tuple[str, Numerote, int], ...]:
    return tuple(sorted(fiches, key=lambda fiche: -fiche[2]))


class Fiches:
    """Makes the pages and the tables of one project."""

    def __init__(self, b: Builder) -> None:
        self.b = b
        rapport = b.project.coverage
        measured = rapport.etape != "opportunite"
        self.controles = rapport.suites.controles if measured else None
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
        return Fiche(
            ancre=f"fiche-{competence.cle}",
            objet=b.objet(competence),
            bloc=b.objet(bloc),
            repris_par=tuple(b.objet(o) for o in self._blocs(competence) if o is not bloc),
            activites=self._activites(competence),
            lignes=tuple(
                replace(line, objet=replace(line.objet, notes=()))
                for line in lignes(b, bloc, competence)
            ),
            communs=(*groupes(b, bloc, competence), *self._communs(competence, activities)),
            mise_en_oeuvre=mise_en_oeuvre(b, competence),
            savoirs=competences.familles(b, bloc, activities),
            epreuves=self._epreuves(competence),
            emplois=self._emplois(competence),
        )

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

    def _examens(self, competence: Competence) -> dict[str, list[Controle]]:
        """The ways in which each épreuve or sous-épreuve assesses a competence."""
        found: dict[str, list[Controle]] = {}
        for controle in self.controles.of(competence.cle) if self.controles else ():
            partie = controle.partie
            found.setdefault(partie.sous_epreuve or partie.epreuve, []).append(controle)
        return found

    def _epreuves(self, competence: Competence) -> tuple[EpreuveFiche, ...]:
        return tuple(
            EpreuveFiche(self.b.objet(exam), exam.rang, self._parties(controls))
            for cle, controls in self._examens(competence).items()
            if isinstance(exam := self.b.projet.by_cle.get(cle), Epreuve | SousEpreuve)
        )

    def _parties(self, controls: list[Controle]) -> tuple[tuple[Texte, str], ...]:
        """The parts with the letters of their candidates; those of the same title are one."""
        titles: dict[str, Texte] = {}
        taken: dict[str, set[str]] = {}
        for controle in controls:
            partie = self.b.projet.find(controle.partie.cle, Partie)
            if partie is not None:
                titles.setdefault(str(partie.intitule), self.b.un(partie, "intitule"))
                taken.setdefault(str(partie.intitule), set()).update(controle.partie.categories)
        evaluation = self.b.projet.evaluation
        if evaluation is None or len(evaluation.categories) < 2:
            return tuple((title, "") for title in titles.values())
        return tuple((title, self.b.names.lettres(taken[key])) for key, title in titles.items())

    def _emplois(self, competence: Competence) -> tuple[EmploiFiche, ...]:
        return tuple(
            EmploiFiche(self.b.objet(emploi), number)
            for emploi in self.b.projet.emplois
            if (number := self._nombre(emploi, competence))
        )

    def relations(self) -> Iterable[Relation]:
        """The activities and the savoirs of each bloc and what takes them up, the épreuves between.

        Of épreuves, what they assess.
        """
        b, own = self.b, [competence for _, competence in self.competences]
        blocs = ((bloc, tuple(self._activites_of_bloc(bloc))) for bloc in b.projet.blocs)
        groups = tuple((self._competences_of(bloc), lines) for bloc, lines in blocs if lines)
        if groups:
            heads = ("⟨Activité⟩", "⟨Compétences⟩")
            yield Relation("⟨Activités⟩ et ⟨compétences⟩ qui les reprennent", heads, groups)
        assessed = {c.cle: self._examens(c) for c in own}
        exams = tuple(
            (b.objet(exam), tuple(b.objet(c) for c in own if exam.cle in assessed[c.cle]))
            for exam in self._all_examens()
        )
        if lines := tuple(line for line in exams if line[1]):
            heads = ("⟨Épreuve⟩", "⟨Compétences⟩")
            yield Relation(
                "⟨Épreuves⟩ et ⟨compétences⟩ ⟨compétences:évalué⟩", heads, (("", lines),)
            )
        asked = ((bloc, tuple(self._savoirs_of_bloc(bloc))) for bloc in b.projet.blocs)
        if groups := tuple((self._competences_of(bloc), lines) for bloc, lines in asked if lines):
            heads = ("⟨Savoirs⟩", "⟨Compétences⟩")
            yield Relation("⟨Savoirs⟩ et ⟨compétences⟩ qui les demandent", heads, groups)

    def _savoirs_of_bloc(self, bloc: Bloc) -> Iterable[tuple[Numerote, tuple[Numerote, ...]]]:
        """The groups of savoirs that have a title, each with the competences of the bloc."""
        b = self.b
        own = [c for definer, c in self.competences if definer is bloc]
        taken = {c.cle: {a.cle for a in activites_of(b, c)} for c in own}
        for savoir in bloc.savoirs if own else ():
            asked = set(savoir.activites)
            takers = tuple(b.objet(c) for c in own if not asked or asked & taken[c.cle])
            if savoir.intitule is not None:
                yield Numerote(ancre(savoir.cle), "", b.un(savoir, "intitule")), takers

    def _competences_of(self, bloc: Bloc) -> str:
        """« Compétences du bloc 1 »: what the lines under it are activities of is a pôle."""
        return f"⟨Compétences⟩ ⟨du bloc⟩ {self.b.numeros.get(bloc.cle) or quoted(bloc.intitule)}"

    def croisements(self) -> Iterable[Croisement]:
        """Competences × jobs."""
        b = self.b
        return tables(
            "⟨Compétences⟩ et emplois visés (nombre d’exigences de l’emploi reprises par la"
            " ⟨compétence⟩)",
            "⟨Compétence⟩",
            [(str(n), b.objet(job)) for n, job in enumerate(b.projet.emplois, start=1)],
            [(b.objet(c), self._nombres(c)) for _, c in self.competences],
            nombres=True,
        )

    def _activites_of_bloc(self, bloc: Bloc) -> Iterable[tuple[Numerote, tuple[Numerote, ...]]]:
        """The activities of its pôle or that its competences take up elsewhere, each with them.

        Those that another bloc defines are there too: the bloc has them as its own.
        """
        b = self.b
        own = b.projet.competences(bloc)
        taken = {c.cle: {a.cle for a in activites_of(b, c)} for c in own}
        for pole in b.projet.poles:
            for activity in pole.activites:
                takers = tuple(b.objet(c) for c in own if activity.cle in taken[c.cle])
                if own and (takers or pole.cle == bloc.pole):
                    yield b.objet(activity), takers

    def _all_examens(self) -> Iterable[Epreuve | SousEpreuve]:
        """The épreuves, each before its sous-épreuves."""
        evaluation = self.b.projet.evaluation
        for epreuve in evaluation.epreuves if evaluation else ():
            yield epreuve
            yield from epreuve.sous_epreuves

    def _nombres(self, competence: Competence) -> dict[int, str]:
        """The place of each job that a competence serves → the count of its requirements."""
        counted = (
            (n, self._nombre(job, competence)) for n, job in enumerate(self.b.projet.emplois)
        )
        return {n: str(number) for n, number in counted if number}

    def _nombre(self, emploi: Emploi, competence: Competence) -> int:
        """How many requirements that the job retains are taken up by the competence."""
        case = self.emplois.case(emploi.cle, competence.cle)
        return len(case.evaluees) + len(case.traduites) if case is not None else 0
