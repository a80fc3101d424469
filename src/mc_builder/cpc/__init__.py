"""Project → the grid of the criteria of the consultative commission (R6113-25-1): facts only."""

from __future__ import annotations

from mc_builder.cpc.criteres import (
    ARTICLE,
    CRITERES,
    DEFINITIONS,
    EN_VIGUEUR,
    Critere,
    Etat,
    Examen,
    Preuve,
    anticipation,
    applies_early,
)
from mc_builder.cpc.faits import examine
from mc_builder.cpc.grille import GrilleCpc, LigneGrille, Poids, draw_up
from mc_builder.cpc.lieux import Lieux

__all__ = [
    "ARTICLE",
    "CRITERES",
    "DEFINITIONS",
    "EN_VIGUEUR",
    "Critere",
    "Etat",
    "Examen",
    "GrilleCpc",
    "Lieux",
    "LigneGrille",
    "Poids",
    "Preuve",
    "anticipation",
    "applies_early",
    "draw_up",
    "examine",
]
