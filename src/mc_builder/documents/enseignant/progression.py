"""The progression that a project proposes: its steps, and when each competence is worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.french import agreed, capital, listed
from mc_builder.model.blocs import Bloc, Competence, SousCompetence
from mc_builder.model.etendues import in_figures, in_weeks
from mc_builder.model.formation import EtapeProgression, Progression
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class EtapeVue:
    """A step: `savoirs` are, by bloc, the groups that what it teaches is the first to ask for."""

    rang: int
    titre: Texte
    heures: str
    centre: tuple[Numerote, ...]
    savoirs: tuple[tuple[Numerote, tuple[Texte, ...]], ...]
    semaines: str
    entreprise: tuple[Numerote, ...]
    bilan: Markup | None


@dataclass(frozen=True, slots=True)
class ProgressionVue:
    """The steps, under what they are worth.

    `sans_periode`: what is taught in centre, and that no period in company takes up.
    """

    presentation: Markup | None
    etapes: tuple[EtapeVue, ...]
    sans_periode: tuple[Numerote, ...]


class Moments:
    """When each competence and sub-competence of a project is worked on."""

    def __init__(self, b: Builder) -> None:
        self.b = b
        formation = b.projet.formation
        self.progression: Progression | None = formation.progression if formation else None
        etapes = self.progression.etapes if self.progression else ()
        self.centre = [self._whole(etape.centre) for etape in etapes]
        self.entreprise = [self._whole(etape.entreprise) for etape in etapes]

    def vue(self) -> ProgressionVue | None:
        """The progression; None when the project has none."""
        if self.progression is None:
            return None
        return ProgressionVue(
            self.b.prose(self.progression, "presentation"),
            tuple(self._etape(n, etape) for n, etape in enumerate(self.progression.etapes)),
            self.b.cites(self._only_in_centre()),
        )

    def said(self, cle: str) -> str:
        """« Étapes 1 et 3, période 2 »: in centre, in company."""
        moments = (("étape", self.centre), ("période", self.entreprise))
        ranks = ((word, _ranks(held, cle)) for word, held in moments)
        return capital(", ".join(f"{agreed(len(n), word)} {in_a_row(n)}" for word, n in ranks if n))

    def steps(self, competence: Competence) -> tuple[int, ...]:
        """The steps in which a competence, or a part of it, is taught."""
        cles = {competence.cle, *(sub.cle for sub in competence.sous_competences)}
        return tuple(n for n, taught in enumerate(self.centre, start=1) if cles & taught)

    def taught(self, competence: Competence) -> str:
        """« Étapes 1 à 4 »; empty without a progression."""
        steps = self.steps(competence)
        return capital(f"{agreed(len(steps), 'étape')} {in_a_row(steps)}") if steps else ""

    def before(self, bloc: Bloc, competence: Competence) -> tuple[Numerote, ...]:
        """The competences of its bloc that are taught whole in earlier steps."""
        steps = self.steps(competence)
        return tuple(
            self.b.objet(other)
            for other in bloc.competences
            if other.ref is None and steps and max(self.steps(other), default=steps[0]) < steps[0]
        )

    def _only_in_centre(self) -> Iterator[str]:
        """The competences that no period takes up; of one that is in part, its sub-competences.

        None as long as no period takes up anything: what is not written yet is not left out.
        """
        worked = set[str]().union(*self.entreprise)
        left = set[str]().union(*self.centre) - worked if worked else set[str]()
        for bloc in self.b.projet.blocs:
            for competence in bloc.competences:
                parts = [sub.cle for sub in competence.sous_competences] or [competence.cle]
                found = [cle for cle in parts if cle in left]
                yield from [competence.cle] if found == parts else found

    def _whole(self, cles: Iterable[str]) -> set[str]:
        """Some competences and sub-competences; with a competence, its parts."""
        found: set[str] = set()
        for cle in cles:
            named = self.b.projet.by_cle.get(cle)
            if isinstance(named, Competence | SousCompetence):
                found.add(cle)
            if isinstance(named, Competence):
                found |= {sub.cle for sub in named.sous_competences}
        return found

    def _etape(self, n: int, etape: EtapeProgression) -> EtapeVue:
        before = set().union(*self.centre[:n])
        return EtapeVue(
            n + 1,
            self.b.un(etape, "intitule"),
            self.b.imprimee(etape, "heures", in_figures),
            self.b.cites(cle for cle in etape.centre if cle in self.centre[n]),
            tuple(
                (self.b.objet(bloc), found)
                for bloc in self.b.projet.blocs
                if (found := tuple(self._first_asked(bloc, self.centre[n], before)))
            ),
            self.b.imprimee(etape, "semaines", in_weeks),
            self.b.cites(cle for cle in etape.entreprise if cle in self.entreprise[n]),
            self.b.prose(etape, "bilan"),
        )

    def _first_asked(self, bloc: Bloc, taught: set[str], before: set[str]) -> Iterator[Texte]:
        """The groups of savoirs of a bloc that what is taught asks for, and nothing before."""
        for savoir in bloc.savoirs:
            asking = self._whole(savoir.competences)
            if savoir.intitule is not None and asking & taught and not asking & before:
                yield self.b.un(savoir, "intitule")


def in_a_row(ranks: Sequence[int]) -> str:
    """« 1 », « 1 et 3 », « 1 à 4 »."""
    if len(ranks) > 2 and ranks[-1] - ranks[0] == len(ranks) - 1:
        return f"{ranks[0]} à {ranks[-1]}"
    return listed(map(str, ranks))


def _ranks(moments: list[set[str]], cle: str) -> list[int]:
    return [rank for rank, held in enumerate(moments, start=1) if cle in held]
