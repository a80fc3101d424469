"""``mc-builder exporter``: the project in a form that other software fills."""

from __future__ import annotations

from pathlib import Path

import click

from mc_builder.commands.environment import moment
from mc_builder.commands.printing import say_kept, stop
from mc_builder.commands.project import comparable
from mc_builder.french_click import FrenchCommand, FrenchGroup, help_option
from mc_builder.production import retouches
from mc_builder.reports.terminal import printable
from mc_builder.returns.tableaux.book import tableaux as workbook
from mc_builder.writing import OutputProblem


@click.group(
    cls=FrenchGroup,
    epilog="Exemple :\n\n\b\n  mc-builder exporter tableaux",
)
@help_option
def exporter() -> None:
    """Écrit le projet sous une forme à remplir dans un autre logiciel, puis à relire."""


@exporter.command(
    cls=FrenchCommand,
    short_help="Écrit les liens et les listes du projet dans un classeur à remplir.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter tableaux\n"
    "  mc-builder exporter tableaux -o branche.xlsx",
)
@click.option(
    "-o",
    "fichier",
    metavar="FICHIER.xlsx",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("tableaux.xlsx"),
    help="Où l’écrire (tableaux.xlsx, sinon).",
)
@help_option
@click.pass_obj
def tableaux(folder: Path, fichier: Path) -> None:
    """Écrit les liens et les listes du projet dans un classeur à remplir, puis à relire.

    Emplois et exigences, activités, compétences, épreuves, savoirs, chiffres, sources, glossaire :
    une feuille chacun. Il se remplit dans Excel, LibreOffice ou Google Sheets, et
    « mc-builder relire » dit ce qui y a changé.
    """
    try:
        kept = retouches.replace(fichier, workbook(comparable(folder)), (), moment())
    except OutputProblem as problem:
        stop(str(problem))
    click.echo(printable(str(fichier)))
    say_kept(kept)
