"""Annexe II: the context of the diploma and its activities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote, Section
from mc_builder.model.activites import Activite, Pole
from mc_builder.model.dossier import AutreEmploi
from mc_builder.model.emplois import Emploi
from mc_builder.model.projet import Projet
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class TacheVue:
    """A task; its autonomy only where it differs from its activity's."""

    objet: Numerote
    autonomie: int | Texte | None


@dataclass(frozen=True, slots=True)
class ActiviteVue:
    """An activity, its tasks, its own results and level of autonomy."""

    objet: Numerote
    manques: tuple[Texte, ...]
    taches: tuple[TacheVue, ...]
    resultats: tuple[Texte, ...]
    autonomie: int | Texte | None


@dataclass(frozen=True, slots=True)
class Groupe:
    """A named list."""

    nom: Texte
    liste: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class PoleVue:
    """A pôle. `exceptions` says that an activity or a task has its own level of autonomy."""

    objet: Numerote
    manques: tuple[Texte, ...]
    conditions: Markup | None
    activites: tuple[ActiviteVue, ...]
    ressources: tuple[Groupe, ...]
    environnement: tuple[Texte, ...]
    internes: tuple[Texte, ...]
    externes: tuple[Texte, ...]
    resultats: tuple[Texte, ...]
    autonomie: int | Texte | None
    responsabilite: Markup | None
    exceptions: bool


@dataclass(frozen=True, slots=True)
class EmploiVue:
    """A job and its usual names, but for its own title; one that is only named has no anchor."""

    objet: Numerote
    appellations: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class ActivitesVue:
    """Annexe II; the jobs are under what says when they are within reach."""

    acces: tuple[Texte, ...]
    contexte: tuple[Section, ...]
    emplois: tuple[tuple[str, tuple[EmploiVue, ...]], ...]
    perspectives: tuple[Section, ...]
    poursuites: tuple[Texte, ...]
    contraintes: tuple[Texte, ...]
    poles: tuple[PoleVue, ...]
    autonomie: tuple[str, ...]


#: When a job is within reach, in the order of a life.
ACCES = {
    "premiere-insertion": "Dans le cadre d’une première insertion",
    "apres-experience": "Après une première expérience",
}
#: The places that an annexe has for its prose; what the profile puts elsewhere ends its annexe.
PLACES = frozenset({("activites", "contexte"), ("activites", "perspectives")})


def vue(b: Builder) -> ActivitesVue:
    """The context of annexe II."""
    projet = b.projet
    diplome = projet.dossier.diplome
    return ActivitesVue(
        acces=b.liste(diplome, "acces"),
        contexte=sections(b, "activites", "contexte"),
        emplois=tuple(_emplois(b)),
        perspectives=sections(b, "activites", "perspectives"),
        poursuites=b.liste(diplome, "poursuite_etudes"),
        contraintes=b.liste(diplome, "contraintes_legales"),
        poles=tuple(_pole(b, pole) for pole in projet.poles),
        autonomie=tuple(projet.profil.autonomie) if _graded(projet) else (),
    )


def _graded(projet: Projet) -> bool:
    """Whether anything has a level of autonomy."""
    return any(
        level is not None
        for pole in projet.poles
        for a in pole.activites
        for level in (pole.autonomie, a.autonomie, *(t.autonomie for t in a.taches))
    )


def _emplois(b: Builder) -> Iterator[tuple[str, tuple[EmploiVue, ...]]]:
    """The target jobs, then those that are only named, by what gives access to them."""
    jobs: list[Emploi | AutreEmploi] = [*b.projet.emplois, *b.projet.dossier.autres_emplois]
    for acces, said in ACCES.items():
        if found := tuple(_emploi(b, job) for job in jobs if job.acces == acces):
            yield said, found


def _emploi(b: Builder, job: Emploi | AutreEmploi) -> EmploiVue:
    if not isinstance(job, Emploi):
        return EmploiVue(Numerote("", "", b.un(job, "intitule")), ())
    named = b.titres(a for a in job.appellations if a.intitule != job.intitule)
    return EmploiVue(b.defini(job), named)


def sections(b: Builder, annexe: str, *places: str) -> tuple[Section, ...]:
    """The prose that the profile expects in an annexe, at a place, or at none that it prints.

    What is missing is left out; a heading of its author's wins over that of the profile.
    """
    files = {file.nom: file for file in b.projet.textes}
    return tuple(
        Section(text.nom, own or text.titre, body)
        for text in b.projet.profil.textes
        if text.annexe == annexe and text.nom in files
        if text.place in places or (not places and (annexe, text.place) not in PLACES)
        for own, body in [b.fichier(files[text.nom], 4)]
    )


def _pole(b: Builder, pole: Pole) -> PoleVue:
    liaisons = pole.liaisons
    return PoleVue(
        objet=b.defini(pole),
        manques=b.manques(pole, "activites", "ressources"),
        conditions=b.prose(pole, "conditions"),
        activites=tuple(_activite(b, a) for a in pole.activites),
        ressources=tuple(Groupe(b.un(r, "groupe"), b.liste(r, "liste")) for r in pole.ressources),
        environnement=b.liste(pole, "environnement_numerique"),
        internes=b.liste(liaisons, "internes") if liaisons else (),
        externes=b.liste(liaisons, "externes") if liaisons else (),
        resultats=b.liste(pole, "resultats_attendus"),
        autonomie=b.autonomie(pole),
        responsabilite=b.prose(pole, "responsabilite"),
        exceptions=any(
            level is not None
            for a in pole.activites
            for level in (a.autonomie, *(t.autonomie for t in a.taches))
        ),
    )


def _activite(b: Builder, activite: Activite) -> ActiviteVue:
    return ActiviteVue(
        objet=b.defini(activite),
        manques=b.manques(activite, "taches"),
        taches=tuple(TacheVue(b.defini(t), b.autonomie(t)) for t in activite.taches),
        resultats=b.liste(activite, "resultats_attendus"),
        autonomie=b.autonomie(activite),
    )
