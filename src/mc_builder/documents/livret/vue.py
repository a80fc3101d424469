"""The booklet of the period in company: for each bloc, tasks to tick and competences to assess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote, Tete
from mc_builder.documents.referentiel.vue import sigles
from mc_builder.french import capital
from mc_builder.model.activites import Activite
from mc_builder.model.base import Objet
from mc_builder.model.blocs import Bloc, Competence, Indicateur
from mc_builder.model.etendues import in_weeks
from mc_builder.model.formation import Formation, Pfmp
from mc_builder.page.text import Texte
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class TacheLivret:
    """A task to tick, and the autonomy that is expected there, when the diploma has a scale."""

    objet: Numerote
    autonomie: int | None


@dataclass(frozen=True, slots=True)
class ActiviteLivret:
    """An activité and its tasks; without any, it is what is ticked."""

    objet: Numerote
    taches: tuple[TacheLivret, ...]


@dataclass(frozen=True, slots=True)
class CompetenceLivret:
    """A competence that the tutor assesses, and what is seen of it."""

    objet: Numerote
    indicateurs: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class BlocLivret:
    """A chapter: what the period must allow, what is done there, what is assessed.

    `communs` are the indicateurs that are of no competence alone.
    """

    objet: Numerote
    conditions: Markup | None
    activites: tuple[ActiviteLivret, ...]
    competences: tuple[CompetenceLivret, ...]
    communs: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class LivretVue:
    """All that the template of the booklet sees.

    `autres` are the activités that no bloc takes up; `autonomie` the degrees of the scale, none
    when nothing is expected by it.
    """

    tete: Tete
    semaines: str
    objectifs: Markup | None
    blocs: tuple[BlocLivret, ...]
    autres: tuple[ActiviteLivret, ...]
    autonomie: tuple[str, ...]
    evaluation: Markup | None
    attestation: Markup | None
    sigles: tuple[tuple[Texte, Texte], ...]


def period_of(project: Project) -> Pfmp | None:
    """The period in company of a diploma, when it has one."""
    return (project.projet.formation or Formation()).pfmp


def without_period(project: Project) -> str:
    """Why there is no booklet, in French; an empty text when there is one."""
    if period_of(project) is not None:
        return ""
    return project.projet.said(
        "le référentiel ne prévoit aucune ⟨période de formation en milieu professionnel⟩"
    )


def vue(b: Builder) -> LivretVue:
    """The context of the booklet; of a diploma without a period, what its blocs say."""
    pfmp = period_of(b.project)
    maker = _Livret(b)
    blocs = tuple(maker.bloc(bloc, pfmp) for bloc in b.projet.blocs)
    title = capital(b.projet.said("⟨livret de PFMP⟩"))
    return LivretVue(
        tete=b.tete(title, "À remplir par la personne en formation et par l’entreprise"),
        semaines=b.imprimee(pfmp, "semaines", in_weeks) if pfmp else "",
        objectifs=b.prose(pfmp, "objectifs") if pfmp else None,
        blocs=blocs,
        autres=tuple(maker.others()),
        autonomie=tuple(map(str, b.projet.profil.autonomie)) if maker.expected else (),
        evaluation=b.prose(pfmp, "evaluation") if pfmp else None,
        attestation=b.prose(pfmp, "attestation") if pfmp else None,
        sigles=sigles(b),
    )


class _Livret:
    """Makes the chapters of one project; an activité is ticked in the first that takes it up."""

    def __init__(self, b: Builder) -> None:
        self.b = b
        self.shown: set[str] = set()
        self.expected = False

    def bloc(self, bloc: Bloc, pfmp: Pfmp | None) -> BlocLivret:
        """The chapter of one bloc."""
        inside = self.b.within(bloc)
        said = [c for c in (pfmp.conditions if pfmp else ()) if c.bloc == bloc.cle]
        taken = self.b.graphe.taken_in(bloc.cle)
        found = [
            activite
            for pole in self.b.projet.poles
            for activite in pole.activites
            if pole.cle == bloc.pole or activite.cle in taken
        ]
        return BlocLivret(
            self.b.objet(bloc),
            self.b.prose(said[0], "texte") if said else None,
            tuple(self._activites(found, inside)),
            tuple(
                CompetenceLivret(inside.objet(c), self.b.titres(_indicateurs(c)))
                for c in self.b.projet.competences(bloc)
            ),
            self.b.titres(one for group in bloc.indicateurs for one in group.liste),
        )

    def others(self) -> Iterator[ActiviteLivret]:
        """The activités that no chapter has shown."""
        every = [activite for pole in self.b.projet.poles for activite in pole.activites]
        return self._activites(every, self.b)

    def _activites(self, found: list[Activite], b: Builder) -> Iterator[ActiviteLivret]:
        for activite in found:
            if activite.cle not in self.shown:
                self.shown.add(activite.cle)
                held: tuple[Objet, ...] = tuple(activite.taches) or (activite,)
                yield ActiviteLivret(b.objet(activite), tuple(self._tache(one, b) for one in held))

    def _tache(self, objet: Objet, b: Builder) -> TacheLivret:
        scale = b.projet.profil.autonomie
        level = b.graphe.autonomie_of(objet.cle) if scale else None
        self.expected = self.expected or level is not None
        return TacheLivret(b.objet(objet), level)


def _indicateurs(competence: Competence) -> Iterator[Indicateur]:
    """Those of its sub-competences, then its own."""
    for part in competence.sous_competences:
        yield from part.indicateurs
    yield from competence.indicateurs
