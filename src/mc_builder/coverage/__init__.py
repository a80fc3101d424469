"""Project → coverage report: which requirements of the target jobs the competence blocs cover.

What only the report and the comparison read is in `analysis` and `comparison`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mc_builder.coverage.bilan import RIEN_A_MESURER, bilan, lacunes, mesurable
from mc_builder.coverage.measure import measure
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import (
    Comptes,
    CouvertureBloc,
    CouvertureEmploi,
    CouvertureExigence,
    Degres,
    LigneCouverture,
    Palier,
    RapportCouverture,
)
from mc_builder.coverage.seuils import (
    SeuilMesure,
    emplois_en_doute,
    phrase_of_seuils,
    seuil_ecartees,
    seuils_manques,
    seuils_mesures,
)
from mc_builder.coverage.statuts import MOTIFS, NATURES, Drapeau, Statut
from mc_builder.coverage.taux import SANS_OBJET, Taux

if TYPE_CHECKING:
    from mc_builder.coverage.analysis.analyse import analyse
    from mc_builder.coverage.comparison.compare import compare
    from mc_builder.coverage.comparison.versions import Version

__all__ = [
    "MOTIFS",
    "NATURES",
    "RIEN_A_MESURER",
    "SANS_OBJET",
    "Chaine",
    "Comptes",
    "CouvertureBloc",
    "CouvertureEmploi",
    "CouvertureExigence",
    "Degres",
    "Drapeau",
    "LigneCouverture",
    "Palier",
    "RapportCouverture",
    "SeuilMesure",
    "Statut",
    "Taux",
    "Version",
    "analyse",
    "bilan",
    "compare",
    "emplois_en_doute",
    "lacunes",
    "measure",
    "mesurable",
    "phrase_of_seuils",
    "seuil_ecartees",
    "seuils_manques",
    "seuils_mesures",
]

#: What is imported when it is asked for: `check` measures at each save and needs none of it.
_ON_DEMAND = {
    "analyse": "analysis.analyse",
    "compare": "comparison.compare",
    "Version": "comparison.versions",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is (PEP 562)."""
    if name in _ON_DEMAND:
        return getattr(import_module(f"mc_builder.coverage.{_ON_DEMAND[name]}"), name)
    raise AttributeError(name)
