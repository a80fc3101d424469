"""A job and the fiches that it was written from → what became of each of their items.

Why: a job that asks only for what the diploma teaches is covered by construction; what its fiches
ask beside, and nobody looked at, shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mc_builder.coverage.taux import Taux
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Emploi, Exigence, NatureExigence, Reperes
from mc_builder.model.fiches import ElementFiche, FicheMetier
from mc_builder.model.projet import Projet


class Sort(StrEnum):
    """What became of an item, the worst first."""

    NON_EXAMINE = "non_examine"
    ECARTE = "ecarte"
    REPRIS = "repris"


_RANKS = {sort: rank for rank, sort in enumerate(Sort)}


@dataclass(frozen=True, slots=True)
class ComptesElements:
    """Items of fiches, each counted once, by what became of them."""

    elements: int
    non_examines: int
    ecartes: int
    repris: int

    @property
    def examines(self) -> Taux:
        """Those that were looked at: taken up, or set aside with a motive."""
        return Taux(self.elements - self.non_examines, self.elements)


@dataclass(frozen=True, slots=True)
class ElementDemande:
    """An item of a fiche, and the requirement by which the job takes it up or leaves it out."""

    element: ElementFiche
    reperes: Reperes
    sort: Sort
    exigence: str | None = None

    @property
    def code(self) -> str:
        """Its code in the nomenclature."""
        return str(self.element.code)

    @property
    def intitule(self) -> str | ACompleter:
        """What the fiche asks for."""
        return self.element.intitule

    @property
    def nature(self) -> NatureExigence:
        """The nature of what it asks for."""
        return self.element.nature


@dataclass(frozen=True, slots=True)
class FicheDemande:
    """A fiche that a job takes up, item by item."""

    fiche: FicheMetier
    elements: tuple[ElementDemande, ...]

    @property
    def intitule(self) -> str | ACompleter:
        """The title of the fiche."""
        return self.fiche.intitule

    @property
    def comptes(self) -> ComptesElements:
        """Its figures."""
        return count_elements((self.elements,))


def demande(projet: Projet, emploi: Emploi) -> tuple[FicheDemande, ...]:
    """What the fiches of a job became, in the order of its file; links that lead nowhere apart."""
    if not emploi.fiches:
        return ()
    asked = _asked(projet, emploi)
    found = []
    for cited in emploi.fiches:
        fiche = projet.find(cited.fiche, FicheMetier)
        if fiche is not None:
            aside = {str(code) for group in cited.ecartes for code in group.elements}
            elements = (_element(fiche, one, asked, aside) for one in fiche.elements)
            found.append(FicheDemande(fiche, tuple(elements)))
    return tuple(found)


def _asked(projet: Projet, emploi: Emploi) -> Mapping[tuple[str, str], tuple[Sort, str]]:
    """What the job says of each code and of each wording: what it takes up before the rest."""
    found: dict[tuple[str, str], tuple[Sort, str]] = {}
    for line in sorted(emploi.exigences, key=lambda one: one.ecartee is not None):
        exigence = projet.find(line.exigence, Exigence)
        sort = Sort.REPRIS if line.ecartee is None else Sort.ECARTE
        for repere in exigence.reperes if exigence is not None else ():
            found.setdefault(repere, (sort, line.exigence))
    return found


def _element(
    fiche: FicheMetier,
    element: ElementFiche,
    asked: Mapping[tuple[str, str], tuple[Sort, str]],
    aside: set[str],
) -> ElementDemande:
    known = fiche.reperes(element)
    said = [asked[one] for one in sorted(known, reverse=True) if one in asked]  # codes first
    if said:
        return ElementDemande(element, known, *max(said, key=lambda one: _RANKS[one[0]]))
    sort = Sort.ECARTE if str(element.code) in aside else Sort.NON_EXAMINE
    return ElementDemande(element, known, sort)


def elements_of(fiches: Iterable[FicheDemande]) -> Iterator[ElementDemande]:
    """The items of some fiches, in order."""
    return (one for fiche in fiches for one in fiche.elements)


def count_elements(jobs: Iterable[Iterable[ElementDemande]]) -> ComptesElements:
    """Count the items of the fiches of jobs, each once.

    What one job says of an item in several fiches is the best that it says; what several jobs say
    of it is the worst: a figure that could be read two ways is the lower one.
    """
    worst: dict[tuple[str, str], Sort] = {}
    for elements in jobs:
        for code, sort in _of_job(elements).items():
            worst[code] = min(worst.get(code, sort), sort, key=_RANKS.__getitem__)
    sorts = list(worst.values())
    return ComptesElements(len(sorts), *(sorts.count(sort) for sort in Sort))


def _of_job(elements: Iterable[ElementDemande]) -> Mapping[tuple[str, str], Sort]:
    """What one job does of each item of its fiches."""
    best: dict[tuple[str, str], Sort] = {}
    for one in elements:
        code = max(one.reperes)  # the words are under an empty name: the code sorts last
        best[code] = max(best.get(code, one.sort), one.sort, key=_RANKS.__getitem__)
    return best
