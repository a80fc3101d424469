"""A project and a step → the files that the step adds to it: none that is there is touched."""

from __future__ import annotations

from dataclasses import replace

from mc_builder.beginning.answers import Answers
from mc_builder.beginning.files import begun
from mc_builder.loading.layout import FILES, PROSE
from mc_builder.model.base import if_known
from mc_builder.project import Project


def answers_of(project: Project, step: str) -> Answers:
    """What a project says of itself, at a step; raises Unreadable."""
    dossier, profil = project.projet.dossier, project.projet.profil
    level = if_known(dossier.diplome.niveau) or profil.niveaux[0]
    asking = str(dossier.demandeurs[0].nom) if dossier.demandeurs else ""
    title = str(dossier.diplome.intitule)
    return Answers(profil, title, level, step, asking, dossier.nature, dossier.date_reference)


def added_by(
    project: Project, answers: Answers, files: dict[str, bytes] | None = None
) -> dict[str, bytes]:
    """The files of a step that the present one does not ask for, nor where some are.

    `files` are all those of the step, when they are not the usual ones.
    """
    files = begun(answers) if files is None else files
    present = begun(replace(answers, etape=project.projet.dossier.etape))
    held = {folder for path in files if (folder := _numbered(path)) and project.files.paths(folder)}
    return {
        path: data
        for path, data in files.items()
        if path.startswith(".") or (path not in present and _numbered(path) not in held)
    }


def _numbered(path: str) -> str:
    """The folder of a file that has others of its kind beside it; empty when it has none."""
    folder = path.rpartition("/")[0]
    return folder if folder in {*PROSE, *(f.folder for f in FILES if "*" in f.pattern)} else ""
