"""What the prose of a project can call: figures, sources, charts, tables, pictures, as choices."""

from __future__ import annotations

from typing import Any

from mc_builder.model.base import Objet
from mc_builder.project import Project
from mc_builder.source.prose import TABLEAUX

#: What the tables that the data give are about.
_TABLES = {
    "demandeurs": "Qui demande",
    "emplois": "Les emplois visés",
    "poles": "Les pôles et les blocs",
    "acces": "Les niveaux d’accès",
    "calendrier": "Le calendrier",
}


def calls(project: Project) -> list[dict[str, Any]]:
    """By kind, what may be called, with the words to insert; raises Unreadable."""
    projet, said = project.projet, project.projet.said
    kinds: tuple[tuple[str, str, tuple[Objet, ...]], ...] = (
        ("chiffre", "Chiffre", projet.chiffres),
        ("source", "Source", projet.sources),
        ("graphique", "Graphique", projet.graphiques),
    )
    found: list[dict[str, Any]] = [
        {
            "nom": name,
            "seul": kind == "graphique",
            "choix": [
                {"appel": f'{{{{ {kind}("{one.id}") }}}}', "nom": _said(project, one)}
                for one in objets
                if one.id
            ],
        }
        for kind, name, objets in kinds
    ]
    tables = [
        {"appel": f'{{{{ tableau("{key}") }}}}', "nom": said(_TABLES[key])} for key in TABLEAUX
    ]
    return [*found, {"nom": "Tableau des données", "seul": True, "choix": tables}]


def _said(project: Project, one: Objet) -> str:
    """A figure with its value, a source as it is cited, a chart by its title."""
    title = project.names[one.cle].court
    value = getattr(one, "valeur", None)
    unit = getattr(one, "unite", None)
    return f"{title} : {value} {unit or ''}".strip() if value is not None else title
