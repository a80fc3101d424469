"""Analysis of coverage → the part of the JSON that says quality, matrices, ruptures, thresholds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from mc_builder.coverage import (
    DEFINITIONS,
    Concentration,
    Matrice,
    Matrices,
    Niveaux,
    QualiteCouverture,
    Recoupement,
    Repartition,
    Rupture,
    SeuilMesure,
    Taux,
)
from mc_builder.model.projet import Projet

#: Shares and scores are rounded: the exact value is a fraction.
_DECIMALES = 4


def taux_donnees(taux: Taux) -> dict[str, int | None]:
    """A count, its whole, and the printed percentage."""
    return {
        "numerateur": taux.numerateur,
        "denominateur": taux.denominateur,
        "pourcent": taux.pourcent,
    }


def seuil_donnees(manque: SeuilMesure, projet: Projet) -> dict[str, Any]:
    """A threshold that is missed, with the sentence that says it."""
    return {
        "emploi": manque.emploi,
        "bloc": manque.bloc,
        "importance": manque.importance,
        "palier": manque.palier,
        "seuil": _nombre(Fraction(manque.seuil)),
        "atteint": taux_donnees(manque.taux),
        "phrase": manque.phrase(projet),
    }


def ruptures_donnees(ruptures: Iterable[Rupture]) -> list[dict[str, Any]]:
    """Where chains break, with suggestions."""
    return [
        {
            "exigence": rupture.exigence,
            "statut": rupture.statut.identifiant,
            "maillon": str(rupture.maillon),
            "phrase": rupture.phrase,
            "atteint": rupture.atteint,
            "categories": list(rupture.categories),
            "suggestions": [
                {"id": p.cle, "score": round(p.score, _DECIMALES), "mots": list(p.mots)}
                for p in rupture.proches
            ],
        }
        for rupture in ruptures
    ]


def matrices_donnees(matrices: Matrices) -> dict[str, Any]:
    """Both tables, without their empty cells."""
    return {"competences": _matrice(matrices.competences), "blocs": _matrice(matrices.blocs)}


def _matrice(matrice: Matrice) -> dict[str, Any]:
    cells = [
        (ligne, colonne, case)
        for ligne in matrice.lignes
        for colonne in matrice.colonnes
        if (case := matrice.case(ligne, colonne)) is not None
    ]
    return {
        "definition": matrice.definition.ancre,
        "colonnes": list(matrice.colonnes),
        "cases": [
            {
                "emploi": ligne,
                "objet": colonne,
                "evaluees": list(case.evaluees),
                "traduites": list(case.traduites),
                "poids_evaluees": case.poids_evaluees,
                "poids_traduites": case.poids_traduites,
            }
            for ligne, colonne, case in cells
        ],
    }


def qualite_donnees(qualite: QualiteCouverture) -> dict[str, Any]:
    """Quality beyond presence; each figure names its definition."""
    multiples = qualite.multiples
    return {
        "multiples": {
            "definition": multiples.definition.ancre,
            "exigences": list(multiples.exigences),
            "taux": taux_donnees(multiples.taux),
        },
        "recoupement": _recoupement(qualite.recoupement),
        "competences": _concentration(qualite.competences),
        "epreuves": _concentration(qualite.epreuves),
        "blocs": _repartition(qualite.blocs),
        "alignement": _repartition(qualite.alignement),
        "niveaux": _niveaux(qualite.niveaux),
    }


def _recoupement(recoupement: Recoupement) -> dict[str, Any]:
    return {
        "definition": recoupement.definition.ancre,
        "paires": [
            {"emplois": list(paire.emplois), "taux": taux_donnees(paire.taux)}
            for paire in recoupement.paires
        ],
        "sans_commune": recoupement.sans_commune,
        "emplois": [
            {"emploi": emploi.emploi, "taux": taux_donnees(emploi.taux)}
            for emploi in recoupement.emplois
        ],
    }


def _concentration(concentration: Concentration) -> dict[str, Any]:
    return {
        "definition": concentration.definition.ancre,
        "taux": taux_donnees(concentration.taux),
        "ponderees": taux_donnees(concentration.taux_pondere),
        "objets": [
            {
                "objet": objet.objet,
                "exigences": list(objet.exigences),
                "taux": taux_donnees(objet.taux),
                "ponderees": taux_donnees(objet.taux_pondere),
            }
            for objet in concentration.objets
        ],
    }


def _repartition(repartition: Repartition) -> dict[str, Any]:
    return {
        "definition": repartition.definition.ancre,
        "definition_indice": repartition.definition_indice.ancre,
        "indice": _nombre(repartition.indice),
        "parts": [
            {
                "objet": part.objet,
                "exigences": _nombre(part.exigences),
                "evaluation": _nombre(part.evaluation),
            }
            for part in repartition.parts
        ],
    }


def _niveaux(niveaux: Niveaux) -> dict[str, Any]:
    return {
        "definition": niveaux.definition.ancre,
        "taux": taux_donnees(niveaux.taux),
        "emplois": [
            {"emploi": e.emploi, "usuel": e.usuel, "diplome": e.diplome, "ecart": e.ecart}
            for e in niveaux.emplois
        ],
    }


def definitions_donnees() -> dict[str, Any]:
    """Every definition, by its anchor in docs/couverture.md."""
    return {
        definition.ancre: {k: v for k, v in asdict(definition).items() if k != "ancre"}
        for definition in DEFINITIONS
    }


def _nombre(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), _DECIMALES)
