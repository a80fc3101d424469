"""Whom ``exporter grilles --candidats`` names → the workbooks, one for each grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mc_builder.commands import given_files
from mc_builder.commands.exported import write
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
from mc_builder.french import slug, whole
from mc_builder.project import Project
from mc_builder.returns.tableaux import opening
from mc_builder.system_errors import cause

#: The most signs of the name of a file.
_NOM = 60


def write_for_candidates(
    project: Project, target: Path, typed: str, echelle: Sequence[str]
) -> None:
    """Write a workbook for each grid, with a sheet for each candidate."""
    if extension_of(target) in {"xlsx", "docx", "pdf"}:
        stop("-o : avec --candidats, c’est un dossier : un classeur par épreuve y est écrit")
    candidats = _named(typed)
    found = list(_workbooks(project, grilles_of(project), candidats, echelle))
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop(f"{target} ne peut pas être écrit : {cause(error)}")
    for name, data in found:
        write(target / name, data)


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
            name = _file(grille, taken)
            yield name, workbook_of(project, grille, whose, echelle)


def _file(grille: Grille, taken: set[str]) -> str:
    """« e1-a.xlsx »; a number after it when another grid has that name."""
    name = plain = slug(grille.nom)[:_NOM].strip("-") or "epreuve"
    rank = 1
    while name in taken:
        rank += 1
        name = f"{plain}-{rank}"
    taken.add(name)
    return f"{name}.xlsx"
