"""Project and report → the analysis that only those who print coverage ask for.

Why apart from the report: `check` measures coverage at each save and needs none of this. The
analysis is computed once too, and every form of the report only formats it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mc_builder.collector import without_collector
from mc_builder.coverage.analysis.concentration import concentrate
from mc_builder.coverage.analysis.matrices import Matrices, cross
from mc_builder.coverage.analysis.qualite import QualiteCouverture
from mc_builder.coverage.analysis.recoupement import compare_niveaux, count_multiples, overlap
from mc_builder.coverage.analysis.repartition import share_blocs, share_competences
from mc_builder.coverage.analysis.suggestions import Rupture, find_ruptures
from mc_builder.coverage.lecture import Lecture, order
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import RapportCouverture
from mc_builder.names import Names


@dataclass(frozen=True)
class Analyse:
    """Quality beyond presence, matrices, ruptures and chains by requirement, each made when asked.

    Why: a page that shows the measure needs a part of it at each edit, a report all of it once.
    """

    names: Names
    rapport: RapportCouverture

    @cached_property
    def qualite(self) -> QualiteCouverture:
        """The quality of coverage beyond presence."""
        with without_collector():
            return judge(self.rapport)

    @cached_property
    def matrices(self) -> Matrices:
        """What crosses what."""
        with without_collector():
            return cross(self.rapport)

    @cached_property
    def ruptures(self) -> Mapping[str, Rupture]:
        """One entry for each requirement retained that is not evaluated, in project order.

        None for a requirement that is taken up, at step `opportunite`: nothing is missing yet.
        """
        with without_collector():
            return find_ruptures(self.names, self.rapport, self.chaines)

    @cached_property
    def lecture(self) -> Lecture:
        """The chains of the report in the order in which every form of it prints them."""
        with without_collector():
            return order(self.names, self.rapport)

    @property
    def chaines(self) -> Mapping[str, tuple[Chaine, ...]]:
        """The chains of each requirement, in reading order."""
        return self.lecture.chaines


def analyse(names: Names, rapport: RapportCouverture) -> Analyse:
    """The analysis of a measure, that of the project whose names these are."""
    return Analyse(names, rapport)


def judge(rapport: RapportCouverture) -> QualiteCouverture:
    """The quality of coverage beyond presence."""
    return QualiteCouverture(
        count_multiples(rapport),
        overlap(rapport),
        concentrate(rapport, "competence"),
        concentrate(rapport, "epreuve"),
        share_blocs(rapport),
        share_competences(rapport),
        compare_niveaux(rapport.projet),
    )
