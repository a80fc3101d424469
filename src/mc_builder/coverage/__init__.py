"""Project → coverage report: which requirements of the target jobs the competence blocs cover."""

from __future__ import annotations

from mc_builder.coverage.measure import mesurer
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
    SeuilManque,
    emplois_en_doute,
    seuil_ecartees,
    seuils_manques,
)
from mc_builder.coverage.statuts import MOTIFS, NATURES, Drapeau, Statut
from mc_builder.coverage.taux import SANS_OBJET, Taux

__all__ = [
    "MOTIFS",
    "NATURES",
    "SANS_OBJET",
    "Chaine",
    "Comptes",
    "CouvertureBloc",
    "CouvertureEmploi",
    "CouvertureExigence",
    "Drapeau",
    "LigneCouverture",
    "Palier",
    "RapportCouverture",
    "SeuilManque",
    "Statut",
    "Taux",
    "emplois_en_doute",
    "mesurer",
    "seuil_ecartees",
    "seuils_manques",
]
