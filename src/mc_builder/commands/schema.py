"""``mc-builder schema``: write the JSON schemas by which a text editor completes the YAML."""

from __future__ import annotations

from pathlib import Path

import click

from mc_builder.commands.printing import give, stop
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.schema import coverage_schema, json_schemas
from mc_builder.writing import OutputProblem, prepare, write_atomically


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder schema --vers schemas\n"
    "  mc-builder schema --couverture > couverture.schema.json",
)
@click.option(
    "--vers",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Dossier où les écrire (« schemas » dans le projet, sinon).",
)
@click.option(
    "--couverture", is_flag=True, help="N’affiche que le schéma de la couverture en JSON."
)
@help_option
@click.pass_obj
def schema(folder: Path, *, vers: Path | None, couverture: bool) -> None:
    """Écrit les schémas JSON qui aident l’éditeur de texte à compléter et vérifier le YAML."""
    if couverture:
        give(coverage_schema(), "json", nl=False)
        return
    target = vers if vers is not None else folder / "schemas"
    try:
        prepare(target)
        for name, text in json_schemas().items():
            write_atomically(target / name, text.encode())
            click.echo(target / name)
    except OutputProblem as problem:
        stop(str(problem))
