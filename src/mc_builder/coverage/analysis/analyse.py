"""Project and report → the analysis that only those who print coverage ask for.

Why apart from the report: `check` measures coverage at each save and needs none of this. The
analysis is computed once too, and every form of the report only formats it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mc_builder.coverage.analysis.concentration import concentrer
from mc_builder.coverage.analysis.matrices import Matrices, croiser
from mc_builder.coverage.analysis.qualite import QualiteCouverture
from mc_builder.coverage.analysis.recoupement import comparer_niveaux, compter_multiples, recouper
from mc_builder.coverage.analysis.repartition import repartir_blocs, repartir_competences
from mc_builder.coverage.analysis.suggestions import Rupture, trouver_ruptures
from mc_builder.coverage.collector import without_collector
from mc_builder.coverage.lecture import ordonner
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import RapportCouverture
from mc_builder.model.projet import Projet


@dataclass(frozen=True, slots=True)
class Analyse:
    """Quality beyond presence, matrices, ruptures and chains by requirement.

    `ruptures` has one entry for each requirement retained that is not evaluated, in project order
    (none for a requirement that is taken up, at step `opportunite`: nothing is missing yet).
    `chaines` are those of the report, in the order in which every form of it prints them.
    """

    qualite: QualiteCouverture
    matrices: Matrices
    ruptures: Mapping[str, Rupture]
    chaines: Mapping[str, tuple[Chaine, ...]]


def analyser(projet: Projet, rapport: RapportCouverture) -> Analyse:
    """Analyse a measure of `projet` (the one that `mesurer` gave)."""
    with without_collector():
        chaines = ordonner(projet, rapport)
        return Analyse(
            juger(rapport),
            croiser(rapport),
            trouver_ruptures(projet, rapport, chaines),
            chaines,
        )


def juger(rapport: RapportCouverture) -> QualiteCouverture:
    """The quality of coverage beyond presence."""
    return QualiteCouverture(
        compter_multiples(rapport),
        recouper(rapport),
        concentrer(rapport, "competence"),
        concentrer(rapport, "epreuve"),
        repartir_blocs(rapport),
        repartir_competences(rapport),
        comparer_niveaux(rapport.graphe.projet),
    )
