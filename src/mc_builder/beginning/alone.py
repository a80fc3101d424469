"""A project and a file that it lacks → that file, begun of what the project has."""

from __future__ import annotations

from typing import Any

from mc_builder.beginning.content import correspondance, evaluation, formation
from mc_builder.beginning.files import text_of
from mc_builder.loading.layout import FILES, MAIN
from mc_builder.model.blocs import Bloc
from mc_builder.project import Project
from mc_builder.source.edits import new_file

#: The files that hold one object each, by their field: how each is called.
ALONE = {
    "evaluation": "l’évaluation",
    "formation": "la formation",
    "correspondance": "la correspondance",
}


def lacking(project: Project) -> list[str]:
    """Those that the project, at its step, could have and has not, in order."""
    dossier = project.projet.dossier
    if not dossier.referentiel_attendu:
        return []
    possible = [f for f in ALONE if f != "correspondance" or dossier.nature == "revision"]
    return [field for field in possible if getattr(project.projet, field) is None]


def begun_alone(project: Project, field: str) -> dict[str, bytes]:
    """The file of a field, by its path."""
    kind = next(kind for kind in FILES if kind.field == field)
    said = project.projet.said(text_of(kind.pattern, _content(project, field)))
    return {kind.pattern: new_file(said, project.files.read(MAIN))}


def _content(project: Project, field: str) -> dict[str, Any]:
    if field == "evaluation":
        return evaluation({b.id: _competences(b) for b in project.projet.blocs if b.id})
    return {"formation": formation, "correspondance": correspondance}[field]()


def _competences(bloc: Bloc) -> list[str]:
    return [competence.id for competence in bloc.competences if competence.id]
