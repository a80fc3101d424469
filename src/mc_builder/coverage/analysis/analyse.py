"""Project and report → the analysis that only those who print coverage ask for.

Why apart from the report: `check` measures coverage at each save and needs none of this. The
analysis is computed once too, and every form of the report only formats it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Analyse:
    """Quality beyond presence, matrices, ruptures and chains by requirement.

    `ruptures` has one entry for each requirement retained that is not evaluated, in project order
    (none for a requirement that is taken up, at step `opportunite`: nothing is missing yet).
    `lecture` orders the chains of the report, as every form of it prints them.
    """

    qualite: QualiteCouverture
    matrices: Matrices
    ruptures: Mapping[str, Rupture]
    lecture: Lecture

    @property
    def chaines(self) -> Mapping[str, tuple[Chaine, ...]]:
        """The chains of each requirement, in reading order."""
        return self.lecture.chaines


def analyse(names: Names, rapport: RapportCouverture) -> Analyse:
    """Analyse a measure, that of the project whose names these are."""
    with without_collector():
        lecture = order(names, rapport)
        return Analyse(
            judge(rapport),
            cross(rapport),
            find_ruptures(names, rapport, lecture.chaines),
            lecture,
        )


def judge(rapport: RapportCouverture) -> QualiteCouverture:
    """The quality of coverage beyond presence."""
    return QualiteCouverture(
        count_multiples(rapport),
        overlap(rapport),
        concentrate(rapport, "competence"),
        concentrate(rapport, "epreuve"),
        share_blocs(rapport),
        share_competences(rapport),
        compare_niveaux(rapport.graphe.projet),
    )
