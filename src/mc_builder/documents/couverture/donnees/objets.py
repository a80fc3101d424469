"""Names → the objects that the coverage JSON cites: kind, title, file and line."""

from __future__ import annotations

from typing import Any

from mc_builder.model.activites import Activite, Tache
from mc_builder.model.base import Objet
from mc_builder.model.blocs import (
    Bloc,
    Competence,
    ElementSavoir,
    Indicateur,
    Savoir,
    SousCompetence,
)
from mc_builder.model.emplois import Emploi, Exigence
from mc_builder.model.evaluation import (
    Attestation,
    CategorieCandidats,
    Epreuve,
    Habilitation,
    Partie,
    SousEpreuve,
)
from mc_builder.model.fiches import FicheMetier
from mc_builder.model.preuves import Source
from mc_builder.names import Names

#: Class of an object → its kind, as the JSON says it.
NATURES: dict[type[Objet], str] = {
    Emploi: "emploi",
    Exigence: "exigence",
    Activite: "activite",
    Tache: "tache",
    Bloc: "bloc",
    Competence: "competence",
    SousCompetence: "sous_competence",
    Indicateur: "indicateur",
    Savoir: "savoir",
    ElementSavoir: "savoir",
    CategorieCandidats: "categorie",
    Epreuve: "epreuve",
    SousEpreuve: "sous_epreuve",
    Partie: "partie",
    Habilitation: "habilitation",
    Attestation: "attestation",
    Source: "source",
    FicheMetier: "fiche",
}


def objets(names: Names) -> dict[str, dict[str, Any]]:
    """Every object that a chain may cite, by its identity; `lieu` is null without its places."""
    found: dict[str, dict[str, Any]] = {}
    for cle, objet in names.projet.by_cle.items():
        nature = NATURES.get(type(objet))
        if nature is None or (isinstance(objet, Competence) and objet.ref is not None):
            continue
        span = names.places.start(objet) if names.places is not None else None
        found[cle] = {
            "nature": nature,
            "intitule": names[cle].titre,
            "lieu": None if span is None else {"fichier": span.path, "ligne": span.line},
        }
    return found
