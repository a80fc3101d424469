"""The files of a change made to a project: shown as a difference, or written, all or none."""

from __future__ import annotations

from pathlib import Path

import click

from mc_builder.commands.differences import give_difference
from mc_builder.commands.project import write_files
from mc_builder.editing import Changes
from mc_builder.project import Project
from mc_builder.reports.terminal import printable


def show_changes(project: Project, changes: Changes, folder: Path) -> None:
    """Print what each file would become."""
    for path, data in sorted(changes.items()):
        give_difference(path, project.files.read(path) or b"", data or b"", folder)


def write_changes(project: Project, changes: Changes, folder: Path) -> None:
    """Write the files, and print the name of each."""
    before = {path: project.files.read(path) for path in changes}
    write_files(folder, before, changes, "l’écriture")
    for path in sorted(changes):
        click.echo(printable(str(folder / path)))
