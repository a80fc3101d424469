"""What somebody says of a diploma that does not exist yet → checked answers, or what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from mc_builder.diagnostics import did_you_mean
from mc_builder.french import folded, listed, slug, whole
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import Profiles, profile, profile_at
from mc_builder.model.dossier import Dossier
from mc_builder.model.profil import Profil

#: Words by which people name the steps, beside their own.
_STEPS = {"opportunite": "note d’opportunité", "examen-cpc": "examen par la commission"}
#: How the name of an organisation begins, and the quality that it has then.
_QUALITIES = {
    "federation": ("federation", "union", "confederation"),
    "syndicat": ("syndicat",),
    "cpnefp": ("cpne", "commission paritaire"),
    "ministere": ("ministere",),
    "branche": ("branche",),
}


#: The profiles of a folder that has none of its own.
_OF_THE_TOOL = Profiles()


class WrongAnswer(ValueError):
    """An answer that cannot be taken; the message is in French."""


@dataclass(frozen=True)
class Answers:
    """What is known of a diploma when its project begins; `jour` is its date of reference."""

    profil: Profil
    intitule: str
    niveau: int
    etape: str
    demandeur: str
    nature: str
    jour: date

    @property
    def qualite(self) -> str:
        """The quality of who asks, as far as the name says it."""
        name = folded(self.demandeur)
        return next((q for q, words in _QUALITIES.items() if name.startswith(words)), "autre")


#: What is asked, in order: the name of the option, and the question.
QUESTIONS: Mapping[str, str] = {
    "type": "Type de diplôme",
    "intitule": "Intitulé de la spécialité, sans le nom du diplôme",
    "niveau": "Niveau, de 2 à 8",
    "etape": "Étape du dossier",
    "demandeur": "Qui demande (fédération, branche, commission paritaire…)",
}


def steps() -> tuple[str, ...]:
    """The steps of a dossier, in their order."""
    return get_args(Dossier.model_fields["etape"].annotation)


def natures() -> tuple[str, ...]:
    """What a dossier may ask for."""
    return get_args(Dossier.model_fields["nature"].annotation)


def types_on(day: date) -> dict[str, Profil]:
    """The diploma types that may begin on a day, by the name of their profile."""
    return {name: profile(name) for name in profile_names() if profile_at(name, day).id == name}


def type_meant(words: str, day: date, own: Profiles = _OF_THE_TOOL) -> Profil:
    """The profile that words name: its identifier, its name, its acronym; on that day.

    `own` has those of the folder too. Raises WrongAnswer.
    """
    said = slug(words)
    named: dict[str, str] = {}
    for name in reversed(own.names()):  # its own profiles last: their names are theirs
        found = own.read(name).profil
        if found is not None:
            for word in (found.id, found.formes.nom, found.formes.sigle or name):
                named[slug(word)] = name
    meant = own.at(named[said], day).profil if said in named else None
    if meant is not None:
        return meant
    known = listed((f"« {found.formes.nom} »" for found in types_on(day).values()), "ou")
    near = did_you_mean(said, named)
    guess = own.read(named[near]).profil if near else None
    hint = f" ; vouliez-vous dire « {guess.formes.nom} » ?" if guess is not None else ""
    raise WrongAnswer(f"type de diplôme inconnu « {words} »{hint} (types connus : {known})")


def level_meant(words: str, profil: Profil) -> int:
    """A level that this type of diploma has; raises WrongAnswer."""
    known = listed(map(str, profil.niveaux), "ou")
    found = whole(slug(words).removeprefix("niveau-"))
    if found not in profil.niveaux:
        raise WrongAnswer(f"{profil.formes.un} est de niveau {known}, et non « {words} »")
    return found


def step_meant(words: str) -> str:
    """One of the steps; raises WrongAnswer."""
    said = slug(words)
    named = {**{slug(text): step for step, text in _STEPS.items()}, **{s: s for s in steps()}}
    if said in named:
        return named[said]
    near = did_you_mean(said, named)
    meant = f" ; vouliez-vous dire « {named[near]} » ?" if near else ""
    raise WrongAnswer(f"étape inconnue « {words} »{meant} (étapes : {', '.join(steps())})")


def text_meant(words: str, question: str) -> str:
    """A text on one line; raises WrongAnswer when there is none."""
    found = " ".join(words.split())
    if not found:
        raise WrongAnswer(f"une réponse est attendue : {question}")
    return found
