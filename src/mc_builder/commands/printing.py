"""What the commands print: messages in French typography, results, and why one cannot run."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from mc_builder.french import agreed, typeset
from mc_builder.reports.terminal import NO_TERMINAL, Terminal, printable
from mc_builder.streams import utf8

#: Columns of a terminal between which a text reads well.
_NARROWEST, _WIDEST = 60, 120

_COLOURS: dict[str, dict[str, Any]] = {
    "erreur": {"fg": "red", "bold": True},
    "avertissement": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "lieu": {"bold": True},
    "aide": {"fg": "cyan"},
    "retire": {"fg": "red", "strikethrough": True},
    "ajoute": {"fg": "green"},
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


def say_up_to_date(count: int) -> int:
    """Say that nothing was to be made again; the exit code."""
    files = agreed(count, "le fichier demandé est", f"les {count} fichiers demandés sont")
    say(f"Rien à refaire : {files} à jour (--sans-cache pour tout refaire).")
    return 0


def say_kept(name: Path | None) -> None:
    """Say under which name a file is kept whose place ours takes; nothing when there was none."""
    if name is not None:
        say("Un fichier portait ce nom. Rien n’est perdu : il est gardé sous celui-ci :")
        click.echo(f"  {printable(str(name))}", err=True)


def terminal() -> Terminal:
    """What the result is printed on, as wide as it reads well."""
    columns = NO_TERMINAL.width
    if sys.stdout.isatty():
        columns = shutil.get_terminal_size((columns, 24)).columns
    return Terminal(max(_NARROWEST, min(_WIDEST, columns)), paint)


def paint(text: str, role: str) -> str:
    """Colours; click removes them when the output is not a terminal."""
    return click.style(text, **_COLOURS.get(role, {}))
