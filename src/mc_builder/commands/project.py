"""What several commands do: open the project of a folder, print, stop."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from mc_builder.french import YEARS, typeset, whole
from mc_builder.streams import utf8
from mc_builder.system_errors import cause

if TYPE_CHECKING:
    from mc_builder.diagnostics import Diagnostic
    from mc_builder.project import Project
    from mc_builder.reports.terminal import Terminal
    from mc_builder.source.tree import Folder

#: The end of the calendar that a dossier may speak of.
_LAST_SECOND = int(datetime(YEARS[-1], 12, 31, tzinfo=UTC).timestamp())

#: Columns of a terminal between which a text reads well.
_NARROWEST, _WIDEST = 60, 120

_COLOURS: dict[str, dict[str, Any]] = {
    "erreur": {"fg": "red", "bold": True},
    "avertissement": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "lieu": {"bold": True},
    "aide": {"fg": "cyan"},
}


def say(message: str, *, err: bool = True) -> None:
    """Print a message in French typography, on stderr unless it is the result."""
    click.echo(typeset(message), err=err)


def give(text: str, form: str, *, nl: bool = True) -> None:
    """Print a result; in every form but « text » it is for a machine, and in UTF-8 anywhere."""
    click.echo(text if form == "text" else utf8(text), nl=nl)


def stop(message: str) -> NoReturn:
    """Say in one line why the command cannot run, and exit 2."""
    say(f"mc-builder : {message}")
    sys.exit(2)


def project_tree(folder: Path) -> Folder:
    """The files of a project; a folder that holds none stops the command."""
    from mc_builder.source.tree import Folder  # noqa: PLC0415

    try:
        if not (folder / "dossier").is_dir():
            _stop_without_project(folder)
    except OSError as error:
        stop(f"« {folder} » ne peut pas être lu : {cause(error)}")
    return Folder(folder)


def _stop_without_project(folder: Path) -> NoReturn:
    from mc_builder.loading.inventory import misnamed_folders  # noqa: PLC0415
    from mc_builder.loading.layout import MAIN  # noqa: PLC0415
    from mc_builder.source.tree import Folder  # noqa: PLC0415

    near = misnamed_folders(Folder(folder)).get("dossier")
    why = f" ; son dossier « {near} » doit s’appeler « dossier »" if near else ""
    stop(f"aucun projet dans « {folder.resolve()} » : il n’a pas de fichier {MAIN}{why}")


def opened(folder: Path) -> Project:
    """The project of a folder; stops the command when the folder holds none."""
    from mc_builder.project import Project  # noqa: PLC0415

    return Project.open(project_tree(folder))


def comparable(folder: Path) -> Project:
    """The project of a folder; stops the command when it gives nothing to compare with."""
    project = opened(folder)
    if project.model is None:
        stop("le projet a des erreurs qui empêchent de le comparer : voyez « mc-builder check »")
    return project


def today() -> date:
    """The day of the run: SOURCE_DATE_EPOCH when it is set."""
    return moment().astimezone(UTC).date()


def moment() -> datetime:
    """The moment of the run where it runs: SOURCE_DATE_EPOCH when it is set.

    The clock is read here only.
    """
    epoch = environment_number("SOURCE_DATE_EPOCH", _LAST_SECOND)
    if epoch is None:
        return datetime.now(UTC).astimezone()
    return datetime.fromtimestamp(epoch, UTC)


def environment_number(name: str, most: int) -> int | None:
    """The whole number that a variable of the environment gives, None when it is not set."""
    given = os.environ.get(name, "")
    number = whole(given)
    if given and (number is None or number > most):
        stop(f"{name} attend un nombre entier en chiffres, de 0 à {most}")
    return number


def print_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """Say on stderr why a command cannot do its work."""
    from mc_builder.codes import causes_first  # noqa: PLC0415
    from mc_builder.reports.diagnostics.texte import one, summary  # noqa: PLC0415

    for diagnostic in causes_first(diagnostics):
        click.echo(one(diagnostic, paint), err=True)
    say(summary(diagnostics))


def terminal() -> Terminal:
    """What the result is printed on, as wide as it reads well."""
    from mc_builder.reports.terminal import NO_TERMINAL, Terminal  # noqa: PLC0415

    columns = NO_TERMINAL.width
    if sys.stdout.isatty():
        columns = shutil.get_terminal_size((columns, 24)).columns
    return Terminal(max(_NARROWEST, min(_WIDEST, columns)), paint)


def paint(text: str, role: str) -> str:
    """Colours; click removes them when the output is not a terminal."""
    return click.style(text, **_COLOURS.get(role, {}))
