"""A project → the grids by which a jury rates: for each épreuve, its parts and what is seen there.

What a part observes is what it names, else all the indicateurs of the competences that it
assesses: the same that the coverage counts. What is seen is told by identities, so that each form
prints it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from mc_builder.coverage.controles import Controles
from mc_builder.coverage.graphe import PartieLiee
from mc_builder.coverage.observations import Observation
from mc_builder.french import capital, number
from mc_builder.model.base import if_known
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve
from mc_builder.project import Project

NOTE, ACQUIS = "note", "acquis"


@dataclass(frozen=True, slots=True)
class Critere:
    """A competence and what is seen of it in a part, by identities; nothing without indicateur.

    Indicateurs come under the sub-competence that they observe; under none, those of all of it.
    """

    competence: str
    groupes: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def indicateurs(self) -> tuple[str, ...]:
        """All of them, in the order of the groups."""
        return tuple(one for _, inside in self.groupes for one in inside)


@dataclass(frozen=True, slots=True)
class PartieGrille:
    """A part: its title, its weight when it has one, what it gives, what is seen there."""

    cle: str
    titre: str
    poids: Decimal | None
    resultat: str
    criteres: tuple[Critere, ...]


@dataclass(frozen=True, slots=True)
class Grille:
    """The grid of an épreuve, for the candidates that take these parts.

    `categories` are theirs, told by `lettres` and `candidats`, empty when all take them;
    `passees`: only the parts that were taken count; `issues` are what is chosen where there is no
    mark, the good one first.
    """

    cle: str
    nom: str
    titre: str
    coefficient: str
    resultat: str
    categories: tuple[str, ...]
    lettres: str
    candidats: str
    passees: bool
    issues: tuple[str, ...]
    parties: tuple[PartieGrille, ...]

    @property
    def notee(self) -> bool:
        """Whether the épreuve has a mark, reckoned from those of its parts."""
        return self.resultat != ACQUIS and any(p.resultat == NOTE for p in self.parties)


def grilles_of(project: Project) -> tuple[Grille, ...]:
    """The grids, in the order of the épreuves; none of an épreuve that describes no part."""
    return tuple(_Grilles(project).all())


def without_parts(project: Project) -> str:
    """Why there is no grid, in French; an empty text when there is one."""
    if grilles_of(project):
        return ""
    return project.projet.said("aucune ⟨épreuve⟩ ne décrit de partie")


@dataclass(frozen=True, slots=True)
class _Grilles:
    project: Project

    @property
    def _controles(self) -> Controles:
        return self.project.coverage.suites.controles

    def all(self) -> Iterator[Grille]:
        parties = self.project.coverage.graphe.parties.values()
        for exam, parts in groupby(parties, key=lambda p: p.sous_epreuve or p.epreuve):
            found = list(parts)
            for taken, categories in self._taken(found):
                yield self._grille(exam, taken, categories)

    def _taken(
        self, parts: list[PartieLiee]
    ) -> Iterator[tuple[tuple[PartieLiee, ...], tuple[str, ...]]]:
        """The parts that candidates take together, and their categories; all of them: none."""
        by_parts: dict[tuple[PartieLiee, ...], list[str]] = {}
        for category in self.project.coverage.graphe.categories:
            taken = tuple(part for part in parts if category in part.categories)
            if taken:
                by_parts.setdefault(taken, []).append(category)
        for taken, categories in by_parts.items():
            yield taken, tuple(categories) if len(by_parts) > 1 else ()

    def _grille(
        self, exam: str, parts: tuple[PartieLiee, ...], categories: tuple[str, ...]
    ) -> Grille:
        projet, names = self.project.projet, self.project.names
        found = projet.find(exam, Epreuve) or projet.find(exam, SousEpreuve)
        resultat = found.resultat if found is not None else None
        coefficient = if_known(found.coefficient) if found is not None else None
        name = names[exam]
        letters = names.lettres(categories) if categories else ""
        return Grille(
            exam,
            " ".join(filter(None, (name.numero or str(name.titre), letters))),
            name.court,
            number(coefficient) if isinstance(coefficient, Decimal) else "",
            projet.nature_resultat(found) if found is not None else NOTE,
            categories,
            letters,
            names.categories(categories) if categories else "",
            resultat is not None and resultat.moyenne == "passees",
            tuple(map(capital, projet.profil.resultats.acquis.split(" ou "))),
            tuple(self._partie(part) for part in parts),
        )

    def _partie(self, linked: PartieLiee) -> PartieGrille:
        found = self.project.projet.find(linked.cle, Partie)
        poids = if_known(found.poids) if found is not None else None
        return PartieGrille(
            linked.cle,
            self.project.names[linked.cle].court,
            poids if isinstance(poids, Decimal) else None,
            self.project.projet.nature_resultat(found) if found is not None else NOTE,
            tuple(self._criteres(linked.cle)),
        )

    def _criteres(self, partie: str) -> Iterator[Critere]:
        controles = self._controles
        named = controles.named_by(partie)
        for competence in controles.graphe.competences:
            ways = [c for c in controles.of(competence) if c.partie.cle == partie]
            if not ways:
                continue
            seen = controles.observations.get(competence, ())
            asked = {way.sous_competence for way in ways}
            chosen = [o for o in seen if o.indicateur in named] or [
                o for o in seen if None in asked or o.sous_competence in {None, *asked}
            ]
            groups = ((part, tuple(inside)) for part, inside in _by_part(chosen).items())
            yield Critere(competence, tuple(groups))


def _by_part(seen: Sequence[Observation]) -> dict[str, list[str]]:
    """The indicateurs by the sub-competence that they observe, once: under none when of several."""
    parts: dict[str, set[str]] = {}
    for one in seen:
        parts.setdefault(one.indicateur, set()).add(one.sous_competence or "")
    found: dict[str, list[str]] = {}
    for indicateur, of in parts.items():
        found.setdefault(next(iter(of)) if len(of) == 1 else "", []).append(indicateur)
    return found
