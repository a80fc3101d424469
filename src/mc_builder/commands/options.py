"""The options that several commands have; light, so that a help page loads no model."""

from __future__ import annotations

from typing import Any

import click


def contre_option(command: Any) -> Any:
    """The option, the same for the commands that compare."""
    return click.option(
        "--contre",
        metavar="DOSSIER|VERSION",
        help="Compare à un autre dossier du projet (son chemin part de celui de -C), ou à une"
        " version que git en garde (étiquette, branche, commit).",
    )(command)
