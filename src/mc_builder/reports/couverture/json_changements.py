"""Changes of coverage since another version → their part of the coverage JSON."""

from __future__ import annotations

from typing import Any

from mc_builder.coverage import Changements, ChangementsPerimetre, Statut
from mc_builder.coverage.comparison.changements import ChangementExigence
from mc_builder.reports.couverture.json_analyse import taux_donnees


def changements_donnees(changements: Changements) -> dict[str, Any]:
    """What changed, overall then job by job."""
    return {
        "reference": changements.reference,
        "etape_avant": changements.etape_avant,
        "etape_apres": changements.etape_apres,
        "perimetres": [_perimetre(perimetre) for perimetre in changements.perimetres],
    }


def _perimetre(perimetre: ChangementsPerimetre) -> dict[str, Any]:
    return {
        "emploi": perimetre.emploi,
        "intitule": perimetre.intitule,
        "nouveau": perimetre.nouveau,
        "disparu": perimetre.disparu,
        "evaluees_avant": taux_donnees(perimetre.evaluees_avant),
        "evaluees_apres": taux_donnees(perimetre.evaluees_apres),
        "exigences": [_exigence(changement) for changement in perimetre.exigences],
    }


def _exigence(changement: ChangementExigence) -> dict[str, Any]:
    return {
        "id": changement.exigence,
        "intitule": changement.intitule,
        "nature": changement.nature,
        "genre": str(changement.genre),
        "avant": _statut(changement.avant),
        "apres": _statut(changement.apres),
        "reserves_levees": [str(flag) for flag in changement.reserves_levees],
        "reserves_posees": [str(flag) for flag in changement.reserves_posees],
        "causes": [
            {"genre": cause.genre, "explication": cause.explication, "lieu": cause.place or None}
            for cause in changement.causes
        ],
    }


def _statut(statut: Statut | None) -> str | None:
    return None if statut is None else statut.identifiant
