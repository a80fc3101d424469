"""What the prose of a project can call: figures, sources, charts, tables, pictures, as choices."""

from __future__ import annotations

from typing import Any

from mc_builder.model.preuves import Chiffre, Graphique, PointGraphique, Source
from mc_builder.names.sources import places
from mc_builder.project import Project
from mc_builder.source.prose import TABLEAUX

#: What the tables that the data give are about.
_TABLES = {
    "demandeurs": "Qui demande",
    "emplois": "Les emplois visés",
    "poles": "Les pôles et les blocs",
    "certifications": "Les certifications comparées",
    "acces": "Les niveaux d’accès",
    "calendrier": "Le calendrier",
}


def calls(project: Project) -> list[dict[str, Any]]:
    """By kind, what may be called: its name, what it prints, the words to insert.

    Raises Unreadable.
    """
    projet, said = project.projet, project.projet.said
    kinds: tuple[tuple[str, str, tuple[Chiffre | Source | Graphique, ...]], ...] = (
        ("chiffre", "Chiffre", projet.chiffres),
        ("source", "Source", projet.sources),
        ("graphique", "Graphique", projet.graphiques),
    )
    found: list[dict[str, Any]] = [
        {
            "nom": name,
            "seul": kind == "graphique",
            "choix": [
                {
                    "appel": f'{{{{ {kind}("{one.id}") }}}}',
                    "nom": _named(project, one),
                    "apercu": _printed(project, one),
                }
                for one in objets
                if one.id
            ],
        }
        for kind, name, objets in kinds
    ]
    tables = [
        {"appel": f'{{{{ tableau("{key}") }}}}', "nom": said(_TABLES[key]), "apercu": ""}
        for key in TABLEAUX
    ]
    return [*found, {"nom": "Tableau des données", "seul": True, "choix": tables}]


def _named(project: Project, one: Chiffre | Source | Graphique) -> str:
    """Its title, and the value of a figure."""
    title = project.names[one.cle].court
    return f"{title} : {one.printed}" if isinstance(one, Chiffre) else title


def _printed(project: Project, one: Chiffre | Source | Graphique) -> str:
    """What a reader will see of it, and what tells it from its like."""
    if isinstance(one, Source):
        return ", ".join([one.appel, str(one.titre), *places(project.projet, one)])
    if isinstance(one, Graphique):
        return " ; ".join(_point(project, point) for point in one.points)
    source = project.projet.find(one.source.ref, Source)
    place = places(project.projet, source, one.source.page, one.source.reperage) if source else ()
    cited = [", ".join([source.appel, *place])] if source else []
    return " – ".join([one.printed, str(one.perimetre), *cited])


def _point(project: Project, point: PointGraphique) -> str:
    """A bar of a chart: its name and its value."""
    chiffre = project.projet.find(point.chiffre, Chiffre)
    name = point.libelle or (chiffre.intitule if chiffre else point.chiffre)
    return f"{name} : {chiffre.printed}" if chiffre else str(name)
