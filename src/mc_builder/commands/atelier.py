"""``mc-builder atelier``: the project in the browser, read, edited in place and built."""

from __future__ import annotations

import webbrowser
from functools import partial
from pathlib import Path

import click

from mc_builder.commands.environment import kept_nomenclatures, today
from mc_builder.commands.printing import say, stop
from mc_builder.commands.project import project_tree
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.studio.running import bound, serve
from mc_builder.system_errors import cause

_HIGHEST = 65535


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder atelier\n  mc-builder -C mon-dossier atelier"
    " --sans-navigateur --port 8080",
)
@click.option(
    "--port",
    type=click.IntRange(0, _HIGHEST),
    default=0,
    metavar="NOMBRE",
    help="Port de cette machine (un port libre, sinon).",
)
@click.option("--sans-navigateur", is_flag=True, help="Affiche l’adresse sans l’ouvrir.")
@help_option
@click.pass_obj
def atelier(folder: Path, *, port: int, sans_navigateur: bool) -> None:
    """Ouvre le projet dans le navigateur : on le lit et on l’écrit dans ses documents mêmes.

    Tout reste sur cette machine. Ctrl-C arrête l’atelier.
    """
    project_tree(folder)
    try:
        taken = bound(port)
    except OSError as error:
        stop(f"le port {port} n’est pas libre : {cause(error)}")
    with taken:
        ready = partial(_ready, silent=sans_navigateur)
        serve(folder, taken, today, kept_nomenclatures, ready)


def _ready(address: str, *, silent: bool) -> None:
    """Say where the page is, and open it."""
    say(f"L’atelier est ouvert : {address}\nCtrl-C l’arrête.")
    if not silent:
        webbrowser.open(address)
