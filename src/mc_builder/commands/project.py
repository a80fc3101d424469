"""What several commands do with a project: open that of a folder, say what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from mc_builder.codes import causes_first
from mc_builder.commands.printing import paint, say, stop
from mc_builder.diagnostics import Diagnostic
from mc_builder.loading.inventory import misnamed_folders
from mc_builder.loading.layout import MAIN
from mc_builder.project import Project
from mc_builder.reports.diagnostics.texte import one, summary
from mc_builder.source.tree import Folder
from mc_builder.system_errors import cause
from mc_builder.writing import Files, Outdated, OutputProblem, write_all


def project_tree(folder: Path) -> Folder:
    """The files of a project; a folder that holds none stops the command."""
    try:
        if not (folder / "dossier").is_dir():
            _stop_without_project(folder)
    except OSError as error:
        stop(f"« {folder} » ne peut pas être lu : {cause(error)}")
    return Folder(folder)


def _stop_without_project(folder: Path) -> NoReturn:
    near = misnamed_folders(Folder(folder)).get("dossier")
    why = f" ; son dossier « {near} » doit s’appeler « dossier »" if near else ""
    stop(f"aucun projet dans « {folder.resolve()} » : il n’a pas de fichier {MAIN}{why}")


def opened(folder: Path) -> Project:
    """The project of a folder; stops the command when the folder holds none."""
    return Project.open(project_tree(folder))


def comparable(folder: Path) -> Project:
    """The project of a folder; stops the command when it gives nothing to compare with."""
    project = opened(folder)
    if project.model is None:
        stop("le projet a des erreurs qui empêchent de le comparer : voyez « mc-builder check »")
    return project


def print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """Say on stderr why a command cannot do its work."""
    for diagnostic in causes_first(diagnostics):
        click.echo(one(diagnostic, paint), err=True)
    say(summary(diagnostics))


def write_files(folder: Path, before: Files, after: Files, during: str) -> None:
    """All the files of a change or none, if they are what they were when they were read."""
    try:
        write_all(folder, before, after)
    except Outdated as changed:
        stop(f"{changed} a changé pendant {during} : rien n’a été écrit, relancez")
    except OutputProblem as problem:
        stop(str(problem))
