"""Whom ``exporter grilles --candidats`` names → the workbooks, one for each grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mc_builder.commands import given_files
from mc_builder.commands.exported import free_name, write_all
from mc_builder.commands.on_demand import extension_of
from mc_builder.commands.printing import stop
from mc_builder.documents.jury.grilles import Grille, grilles_of
from mc_builder.exports.candidats import (
    MOST,
    Candidat,
    candidats_counted,
    candidats_read,
    concerned,
    unknown_category,
)
from mc_builder.exports.grilles_candidats import workbook_of
from mc_builder.french import whole
from mc_builder.project import Project
from mc_builder.returns.tableaux import opening


def write_for_candidates(
    project: Project, target: Path, typed: str, echelle: Sequence[str]
) -> None:
    """Write a workbook for each grid, with a sheet for each candidate."""
    if extension_of(target) in {"xlsx", "docx", "pdf"}:
        stop("-o : avec --candidats, c’est un dossier : un classeur par épreuve y est écrit")
    candidats = _named(typed)
    found = list(_workbooks(project, grilles_of(project), candidats, echelle))
    write_all(target, found)


def _named(typed: str) -> tuple[Candidat, ...]:
    """Those of a list, or so many without names; stops when there are none, or too many."""
    count = whole(typed)
    if count is not None:
        if not 1 <= count <= MOST:
            stop(f"--candidats : donnez un nombre de 1 à {MOST}, ou une liste de noms")
        return candidats_counted(count)
    path = Path(typed)
    try:
        return candidats_read(given_files.content(path), path.name)
    except given_files.Unreadable as problem:
        stop(f"--candidats : {problem}")
    except opening.Unreadable as problem:
        stop(f"--candidats : la liste ne se lit pas : {problem}")


def _workbooks(
    project: Project,
    grilles: Sequence[Grille],
    candidats: Sequence[Candidat],
    echelle: Sequence[str],
) -> Iterator[tuple[str, bytes]]:
    """The name of each workbook and its bytes; none of a grid that concerns nobody."""
    evaluation, names = project.projet.evaluation, project.names
    known = [c.cle for c in evaluation.categories] if evaluation else []
    if unknown_category(candidats, known, names):
        stop(
            "--candidats : une catégorie de la liste n’est la lettre d’aucune de celles du"
            " référentiel"
        )
    taken: set[str] = set()
    for grille in grilles:
        if whose := concerned(candidats, grille.categories, names):
            name = free_name(grille.nom, taken)
            yield f"{name}.xlsx", workbook_of(project, grille, whose, echelle)
