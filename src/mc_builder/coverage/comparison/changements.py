"""What changed in coverage between two versions of a project, requirement by requirement, and why.

These are the frozen results that every form prints; `compare` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mc_builder.coverage.comparison.causes import Cause
from mc_builder.coverage.report import Comptes
from mc_builder.coverage.statuts import Drapeau, Statut
from mc_builder.coverage.taux import Taux
from mc_builder.model.base import ACompleter
from mc_builder.model.dossier import Etape
from mc_builder.model.emplois import NatureExigence


class Genre(StrEnum):
    """What became of a requirement, the worst first; the value is the stable identifier."""

    PERDUE = "perdue"
    DISPARUE = "disparue"
    ECARTEE = "ecartee"
    APPARUE = "apparue"
    RETABLIE = "retablie"
    NUANCEE = "nuancee"
    GAGNEE = "gagnee"

    @property
    def libelle(self) -> str:
        """The French label, in the plural, as the title of a list."""
        return _GENRES[self][0]

    @property
    def definition(self) -> str:
        """What the kind means, in one French sentence."""
        return _GENRES[self][1]


_GENRES = {
    Genre.PERDUE: (
        "Moins couvertes qu’avant",
        "Le statut de l’exigence a baissé.",
    ),
    Genre.DISPARUE: (
        "Plus demandées",
        "L’exigence était demandée, elle ne l’est plus.",
    ),
    Genre.ECARTEE: (
        "Nouvellement écartées",
        "L’exigence était retenue, elle est laissée de côté, avec un motif.",
    ),
    Genre.APPARUE: (
        "Nouvellement demandées",
        "L’exigence n’était pas demandée, elle l’est.",
    ),
    Genre.RETABLIE: (
        "De nouveau retenues",
        "L’exigence était écartée, elle est retenue.",
    ),
    Genre.NUANCEE: (
        "Même statut, autres réserves",
        "Le statut n’a pas changé ; une réserve, une importance ou ⟨une autonomie⟩, si.",
    ),
    Genre.GAGNEE: (
        "Mieux couvertes qu’avant",
        "Le statut de l’exigence a monté.",
    ),
}


@dataclass(frozen=True, slots=True)
class ChangementExigence:
    """A requirement that is not what it was, for one job or overall, and why.

    `exigence` is its identity today (in the other version when it is no more there), `intitule`
    its title. `avant` and `apres` are None where the requirement is not asked for; they are
    `ECARTEE` where it is left out. `reserves_levees` and `reserves_posees` are the flags that
    went and came (`par_defaut` and `multiple` call for nothing: they are never there). `causes`
    are never empty, the nearest to the requirement first.
    """

    exigence: str
    intitule: str | ACompleter
    nature: NatureExigence
    genre: Genre
    avant: Statut | None
    apres: Statut | None
    reserves_levees: tuple[Drapeau, ...] = ()
    reserves_posees: tuple[Drapeau, ...] = ()
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangementsPerimetre:
    """The changes of one job, or of the whole (`emploi` None: distinct requirements, each once).

    `avant` is None for a job that was not there, `apres` for one that is no more: its
    requirements are then not listed one by one. `exigences` are ordered by `Genre`, then as in
    the job's file.
    """

    emploi: str | None
    intitule: str | ACompleter
    avant: Comptes | None
    apres: Comptes | None
    exigences: tuple[ChangementExigence, ...]

    @property
    def nouveau(self) -> bool:
        """Whether the job was not there before."""
        return self.avant is None

    @property
    def disparu(self) -> bool:
        """Whether the job is no more there."""
        return self.apres is None

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return self.avant == self.apres and not self.exigences

    @property
    def by_genre(self) -> Iterator[tuple[Genre, tuple[ChangementExigence, ...]]]:
        """The requirements of each kind that has some, the worst kind first."""
        for genre in Genre:
            if found := tuple(x for x in self.exigences if x.genre is genre):
                yield genre, found

    @property
    def evaluees_avant(self) -> Taux:
        """Weighted rate of évaluées before; « s.o. » when it was not measured."""
        return self.avant.evaluees.taux_pondere if self.avant else Taux(None, 0)

    @property
    def evaluees_apres(self) -> Taux:
        """Weighted rate of évaluées now; « s.o. » when it is not measured."""
        return self.apres.evaluees.taux_pondere if self.apres else Taux(None, 0)


@dataclass(frozen=True, slots=True)
class Changements:
    """All that changed since `reference` (a git ref or a folder, as it was asked for).

    `emplois` are those of today in their order, then those that are no more; each is there even
    when nothing changed for it (see `is_empty`).
    """

    reference: str
    etape_avant: Etape
    etape_apres: Etape
    ensemble: ChangementsPerimetre
    emplois: tuple[ChangementsPerimetre, ...]

    @property
    def is_empty(self) -> bool:
        """Whether coverage is the same in both versions."""
        return self.ensemble.is_empty and all(e.is_empty for e in self.emplois)

    @property
    def perimetres(self) -> tuple[ChangementsPerimetre, ...]:
        """The whole, then each job."""
        return (self.ensemble, *self.emplois)

    def emploi(self, cle: str) -> ChangementsPerimetre | None:
        """The changes of one job."""
        return next((e for e in self.emplois if e.emploi == cle), None)
