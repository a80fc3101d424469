"""Project → coverage report: which requirements of the target jobs the competence blocs cover."""

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
    LigneCouverture,
    Palier,
    RapportCouverture,
)
from mc_builder.coverage.seuils import (
    SeuilMesure,
    emplois_en_doute,
    phrase_des_seuils,
    seuil_ecartees,
    seuils_manques,
    seuils_mesures,
)
from mc_builder.coverage.statuts import MOTIFS, NATURES, Drapeau, Statut
from mc_builder.coverage.taux import SANS_OBJET, Taux

if TYPE_CHECKING:
    from mc_builder.coverage.analysis.analyse import Analyse, analyse
    from mc_builder.coverage.analysis.matrices import Case, Matrice, Matrices
    from mc_builder.coverage.analysis.qualite import (
        Concentration,
        Dependance,
        Multiples,
        NiveauEmploi,
        Niveaux,
        PaireEmplois,
        PartageEmploi,
        PartObjet,
        QualiteCouverture,
        Recoupement,
        Repartition,
    )
    from mc_builder.coverage.analysis.suggestions import Maillon, Rupture
    from mc_builder.coverage.analysis.vocabulaire import Proche
    from mc_builder.coverage.comparison.causes import Cause
    from mc_builder.coverage.comparison.changements import (
        ChangementExigence,
        Changements,
        ChangementsPerimetre,
        Genre,
    )
    from mc_builder.coverage.comparison.compare import compare
    from mc_builder.coverage.comparison.seuil import Perte, pertes, phrase_des_pertes
    from mc_builder.coverage.comparison.versions import Version
    from mc_builder.coverage.definitions import DEFINITIONS, Definition

__all__ = [
    "DEFINITIONS",
    "MOTIFS",
    "NATURES",
    "RIEN_A_MESURER",
    "SANS_OBJET",
    "Analyse",
    "Case",
    "Cause",
    "Chaine",
    "ChangementExigence",
    "Changements",
    "ChangementsPerimetre",
    "Comptes",
    "Concentration",
    "CouvertureBloc",
    "CouvertureEmploi",
    "CouvertureExigence",
    "Definition",
    "Dependance",
    "Drapeau",
    "Genre",
    "LigneCouverture",
    "Maillon",
    "Matrice",
    "Matrices",
    "Multiples",
    "NiveauEmploi",
    "Niveaux",
    "PaireEmplois",
    "Palier",
    "PartObjet",
    "PartageEmploi",
    "Perte",
    "Proche",
    "QualiteCouverture",
    "RapportCouverture",
    "Recoupement",
    "Repartition",
    "Rupture",
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
    "pertes",
    "phrase_des_pertes",
    "phrase_des_seuils",
    "seuil_ecartees",
    "seuils_manques",
    "seuils_mesures",
]

#: What only the report of coverage and the comparison need, by module: `check` pays for neither.
_A_LA_DEMANDE = {
    "analysis.analyse": ("Analyse", "analyse"),
    "comparison.changements": (
        "ChangementExigence",
        "Changements",
        "ChangementsPerimetre",
        "Genre",
    ),
    "comparison.causes": ("Cause",),
    "comparison.compare": ("compare",),
    "comparison.versions": ("Version",),
    "comparison.seuil": ("Perte", "pertes", "phrase_des_pertes"),
    "definitions": ("DEFINITIONS", "Definition"),
    "analysis.matrices": ("Case", "Matrice", "Matrices"),
    "analysis.qualite": (
        "Concentration",
        "Dependance",
        "Multiples",
        "NiveauEmploi",
        "Niveaux",
        "PaireEmplois",
        "PartageEmploi",
        "PartObjet",
        "QualiteCouverture",
        "Recoupement",
        "Repartition",
    ),
    "analysis.suggestions": ("Maillon", "Rupture"),
    "analysis.vocabulaire": ("Proche",),
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is (PEP 562)."""
    for module, names in _A_LA_DEMANDE.items():
        if name in names:
            return getattr(import_module(f"mc_builder.coverage.{module}"), name)
    raise AttributeError(name)
