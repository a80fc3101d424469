"""The activities: the context of the diploma and its activities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.model.activites import Activite, Pole, Ressources
from mc_builder.model.base import if_known
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
class GroupeRessources:
    """A group of resources, each with what it comprises."""

    nom: Texte
    liste: tuple[Groupe, ...]
    manques: tuple[Texte, ...]


@dataclass(frozen=True, slots=True)
class PoleVue:
    """A pôle. `exceptions` says that an activity or a task has its own level of autonomy."""

    objet: Numerote
    manques: tuple[Texte, ...]
    conditions: Markup | None
    activites: tuple[ActiviteVue, ...]
    ressources: tuple[GroupeRessources, ...]
    environnement: tuple[Texte, ...]
    internes: tuple[Texte, ...]
    externes: tuple[Texte, ...]
    resultats: tuple[Texte, ...]
    autonomie: int | Texte | None
    responsabilite: Markup | None
    exceptions: bool


@dataclass(frozen=True, slots=True)
class EmploiVue:
    """A job and its usual names, but for its own title; one that is only named has no anchor.

    `niveau` is the level at which it is usually held, None when none is established.
    """

    objet: Numerote
    appellations: tuple[Texte, ...]
    niveau: int | Texte | None = None


@dataclass(frozen=True, slots=True)
class ActivitesVue:
    """The activities; the jobs are under what says when they are within reach.

    `conditions_acces` say of the access what is no diploma: « Aucun diplôme n’est exigé ».
    """

    acces: tuple[Texte, ...]
    conditions_acces: tuple[Texte, ...]
    regles_acces: tuple[str, ...]
    emplois: tuple[tuple[str, tuple[EmploiVue, ...]], ...]
    par_acces: dict[str, tuple[EmploiVue, ...]]
    poursuites: tuple[Texte, ...]
    contraintes: tuple[Texte, ...]
    poles: tuple[PoleVue, ...]
    autonomie: tuple[str, ...]
    degres_sans_tache: tuple[int, ...]


#: What begins so names no diploma that one would hold.
_NUL = re.compile(r"aucune?\b|sans\b|pas d[e’']", re.IGNORECASE)

#: When a job is within reach, in the order of a life.
ACCES = {
    "premiere-insertion": "Dans le cadre d’une première insertion",
    "apres-experience": "Après une première expérience",
}

#: The same of the jobs that are only named, beside others of which the requirements are known.
CITES = {
    "premiere-insertion": "Autres emplois cités, dans le cadre d’une première insertion",
    "apres-experience": "Évolutions possibles",
}


def access(b: Builder) -> tuple[tuple[Texte, ...], tuple[Texte, ...]]:
    """The diplomas that open the training, and what the access says that is no diploma."""
    said = b.liste(b.projet.dossier.diplome, "acces")
    denied = tuple(text for text in said if _NUL.match(text.brut))
    return tuple(text for text in said if text not in denied), denied


def vue(b: Builder) -> ActivitesVue:
    """The context of the activities."""
    projet = b.projet
    diplome = projet.dossier.diplome
    acces, denied = access(b)
    return ActivitesVue(
        acces=acces,
        conditions_acces=denied,
        regles_acces=projet.profil.regles_acces,
        emplois=(*targets(b), *cited(b)),
        par_acces=dict(jobs(b)),
        poursuites=b.liste(diplome, "poursuite_etudes"),
        contraintes=b.liste(diplome, "contraintes_legales"),
        poles=tuple(_pole(b, pole) for pole in projet.poles),
        autonomie=tuple(projet.profil.autonomie),
        degres_sans_tache=_unasked(projet),
    )


def _unasked(projet: Projet) -> tuple[int, ...]:
    """The degrees of autonomy at which nothing is: the scale has them, and its reader meets none.

    None are given as long as no level is: what is not written yet is not left out.
    """
    asked = {
        level
        for pole in projet.poles
        for activite in pole.activites
        for level in (pole.autonomie, activite.autonomie, *(t.autonomie for t in activite.taches))
        if isinstance(level, int)
    }
    degrees = range(1, len(projet.profil.autonomie) + 1)
    return tuple(degree for degree in degrees if degree not in asked) if asked else ()


def jobs(b: Builder) -> Iterator[tuple[str, tuple[EmploiVue, ...]]]:
    """The target jobs, then those that are only named, by what gives access to them."""
    yield from _by_access(b, [*b.projet.emplois, *b.projet.dossier.autres_emplois])


def targets(b: Builder) -> tuple[tuple[str, tuple[EmploiVue, ...]], ...]:
    """The target jobs under their titles: those of known requirements, else those named."""
    found = _by_access(b, b.projet.emplois or b.projet.dossier.autres_emplois)
    return tuple((ACCES[acces], jobs) for acces, jobs in found)


def cited(b: Builder) -> tuple[tuple[str, tuple[EmploiVue, ...]], ...]:
    """The jobs that are only named beside the target jobs, under their titles."""
    named = b.projet.dossier.autres_emplois if b.projet.emplois else ()
    return tuple((CITES[acces], jobs) for acces, jobs in _by_access(b, named))


def _by_access(
    b: Builder, jobs: Sequence[Emploi | AutreEmploi]
) -> Iterator[tuple[str, tuple[EmploiVue, ...]]]:
    for acces in ACCES:
        if found := tuple(_emploi(b, job) for job in jobs if job.acces == acces):
            yield acces, found


def _emploi(b: Builder, job: Emploi | AutreEmploi) -> EmploiVue:
    if not isinstance(job, Emploi):
        return EmploiVue(Numerote("", "", b.un(job, "intitule")), ())
    named = b.titres(a for a in job.appellations if a.intitule != job.intitule)
    usual = if_known(job.niveau_usuel)
    level = None if usual is None else b.valeur(job, "niveau_usuel")
    return EmploiVue(b.defini(job), named, level)


def _pole(b: Builder, pole: Pole) -> PoleVue:
    liaisons = pole.liaisons
    objet, b = b.defini(pole), b.within(pole)
    return PoleVue(
        objet=objet,
        manques=b.manques(pole, "activites", "ressources"),
        conditions=b.prose(pole, "conditions"),
        activites=tuple(_activite(b, a) for a in pole.activites),
        ressources=tuple(_ressources(b, group) for group in pole.ressources),
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


def _ressources(b: Builder, group: Ressources) -> GroupeRessources:
    return GroupeRessources(
        b.un(group, "groupe"),
        tuple(Groupe(b.un(r, "intitule"), b.liste(r, "liste")) for r in group.liste),
        b.manques(group, "liste"),
    )


def _activite(b: Builder, activite: Activite) -> ActiviteVue:
    objet, b = b.defini(activite), b.within(activite)
    return ActiviteVue(
        objet=objet,
        manques=b.manques(activite, "taches"),
        taches=tuple(TacheVue(b.defini(t), b.autonomie(t)) for t in activite.taches),
        resultats=b.liste(activite, "resultats_attendus"),
        autonomie=b.autonomie(activite),
    )
