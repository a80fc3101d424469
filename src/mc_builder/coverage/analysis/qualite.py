"""Project and report → what presence does not say: overlaps, concentration, balance, levels.

Every figure carries its `definition` (`coverage.definitions`): words, formula, source, and the
anchor of docs/couverture.md. « s.o. » follows the rules of `coverage.taux`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from mc_builder.coverage.definitions import (
    ALIGNEMENT,
    CONCENTRATION,
    EQUILIBRE,
    MULTIPLES,
    NIVEAU,
    PARTAGE,
    RECOUPEMENT,
    Definition,
)
from mc_builder.coverage.taux import SANS_OBJET, Taux
from mc_builder.model.base import ACompleter, if_known


@dataclass(frozen=True, slots=True)
class Multiples:
    """The requirements retained that several ways reach at the same, best status."""

    definition: ClassVar[Definition] = MULTIPLES
    exigences: tuple[str, ...]
    retenues: int

    @property
    def taux(self) -> Taux:
        """On the requirements retained."""
        return Taux(len(self.exigences), self.retenues)


@dataclass(frozen=True, slots=True)
class PaireEmplois:
    """Two jobs, in the order of the project: requirements retained by both, by either."""

    definition: ClassVar[Definition] = RECOUPEMENT
    emplois: tuple[str, str]
    communes: int
    union: int

    @property
    def taux(self) -> Taux:
        """Jaccard's index."""
        return Taux(self.communes, self.union)


@dataclass(frozen=True, slots=True)
class PartageEmploi:
    """How many of the requirements retained by a job another job retains too."""

    definition: ClassVar[Definition] = PARTAGE
    emploi: str
    partagees: int
    retenues: int

    @property
    def taux(self) -> Taux:
        """On the requirements that the job retains."""
        return Taux(self.partagees, self.retenues)


@dataclass(frozen=True, slots=True)
class Recoupement:
    """What the jobs have in common.

    `paires` holds only the pairs with a requirement in common, the least alike first;
    `sans_commune` counts the others; `paire` answers for any two jobs. `emplois` gives each job,
    the one that shares least first.
    """

    definition: ClassVar[Definition] = RECOUPEMENT
    paires: tuple[PaireEmplois, ...]
    sans_commune: int
    emplois: tuple[PartageEmploi, ...]
    retenues: Mapping[str, int]
    communes: Mapping[tuple[str, str], int] = field(repr=False)

    def paire(self, un: str, autre: str) -> PaireEmplois:
        """Any two jobs, in any order."""
        both = self.communes.get((un, autre), 0) or self.communes.get((autre, un), 0)
        return PaireEmplois((un, autre), both, self.retenues[un] + self.retenues[autre] - both)


@dataclass(frozen=True, slots=True)
class Dependance:
    """What hangs on one competence or one épreuve alone, among the requirements evaluated."""

    definition: ClassVar[Definition] = CONCENTRATION
    objet: str
    exigences: tuple[str, ...]
    poids: int
    evaluees: int
    poids_evaluees: int

    @property
    def taux(self) -> Taux:
        """On the requirements evaluated."""
        return Taux(len(self.exigences), self.evaluees)

    @property
    def taux_pondere(self) -> Taux:
        """Weighted by importance, on the requirements evaluated."""
        return Taux(self.poids, self.poids_evaluees)


@dataclass(frozen=True, slots=True)
class Concentration:
    """What hangs on a single object of one kind; `objets`, the heaviest first.

    `dependantes` are the requirements that hang on one object at least; None at `opportunite`.
    """

    definition: ClassVar[Definition] = CONCENTRATION
    nature: Literal["competence", "epreuve"]
    objets: tuple[Dependance, ...]
    dependantes: int | None
    poids_dependantes: int | None
    evaluees: int
    poids_evaluees: int

    @property
    def taux(self) -> Taux:
        """Requirements that hang on one object alone, on those evaluated."""
        return Taux(self.dependantes, self.evaluees)

    @property
    def taux_pondere(self) -> Taux:
        """The same, weighted by importance."""
        return Taux(self.poids_dependantes, self.poids_evaluees)


@dataclass(frozen=True, slots=True)
class PartObjet:
    """One row of a comparison; `objet` is None for the requirements that nothing takes up.

    Both shares are exact, from 0 to 1, and each column adds up to 1.
    """

    objet: str | None
    exigences: Fraction
    evaluation: Fraction

    @property
    def ecart(self) -> Fraction:
        """Positive when the assessment gives the object less weight than the requirements do."""
        return self.exigences - self.evaluation


@dataclass(frozen=True, slots=True)
class Repartition:
    """The weight of the requirements and the weight in assessment, over blocs or competences.

    `parts` is empty when one of the two has no weight at all (no coefficient, no requirement, or
    step `opportunite`): « s.o. ». `des_coefficients` is the share of all the coefficients that the
    rows have together; None when some other coefficient is not known. `partagees` says that several
    rows take up one requirement, whose weight is divided between them.
    """

    definition: ClassVar[Definition] = EQUILIBRE
    definition_indice: ClassVar[Definition] = ALIGNEMENT
    nature: Literal["bloc", "competence"]
    parts: tuple[PartObjet, ...]
    des_coefficients: Fraction | None = Fraction(1)
    partagees: bool = False

    @property
    def indice(self) -> Fraction | None:
        """Porter's alignment index, from 0 to 1; None for « s.o. »."""
        if not self.parts:
            return None
        return 1 - sum((abs(part.ecart) for part in self.parts), Fraction(0)) / 2

    @property
    def indice_affiche(self) -> str:
        """« 0,87 », or « s.o. »; 0 and 1 only when exactly true."""
        if (indice := self.indice) is None:
            return SANS_OBJET
        if indice in (0, 1):
            return str(indice)
        return f"0,{min(99, max(1, round(100 * indice))):02}"


@dataclass(frozen=True, slots=True)
class NiveauEmploi:
    """The usual level of a job against that of the diploma; `usuel` is None when unknown."""

    definition: ClassVar[Definition] = NIVEAU
    emploi: str
    usuel: int | ACompleter | None
    diplome: int | ACompleter

    @property
    def ecart(self) -> int | None:
        """Positive when the job is usually held at a higher level."""
        usual, asked = if_known(self.usuel), if_known(self.diplome)
        return None if usual is None or asked is None else usual - asked


@dataclass(frozen=True, slots=True)
class Niveaux:
    """The level of every job, in the order of the project."""

    definition: ClassVar[Definition] = NIVEAU
    emplois: tuple[NiveauEmploi, ...]

    @property
    def taux(self) -> Taux:
        """Jobs usually held at the level of the diploma, on those whose level is known."""
        known = [e for e in self.emplois if e.ecart is not None]
        return Taux(sum(e.ecart == 0 for e in known), len(known))


@dataclass(frozen=True, slots=True)
class QualiteCouverture:
    """The quality of coverage beyond presence."""

    multiples: Multiples
    recoupement: Recoupement
    competences: Concentration
    epreuves: Concentration
    blocs: Repartition
    alignement: Repartition
    niveaux: Niveaux
