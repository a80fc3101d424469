"""The command line: arguments, printing, exit codes; nothing else.

Exit codes: 0 done, 1 diagnostics at or above the chosen severity, 2 wrong options, no project or
a missing system library, 3 a coverage threshold is missed, 4 a bug of the tool.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback
from pathlib import Path

import click

from mc_builder import __version__
from mc_builder.commands.build import build
from mc_builder.commands.check import check
from mc_builder.commands.cle import cle
from mc_builder.commands.coverage import coverage
from mc_builder.commands.gabarit import gabarit
from mc_builder.commands.origine import origine
from mc_builder.commands.project import give, say, stop
from mc_builder.commands.regle import regle
from mc_builder.french_click import HELP, FrenchCommand, FrenchGroup, help_option, in_french
from mc_builder.streams import StreamLost
from mc_builder.system_errors import cause, shortage


@click.group(
    cls=FrenchGroup,
    context_settings=HELP,
    epilog="Exemples :\n\n\b\n  mc-builder check\n  mc-builder build note --format docx\n"
    "  mc-builder -C mon-dossier coverage",
)
@click.option(
    "-C",
    "folder",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Dossier du projet (le dossier courant, sinon).",
)
@click.version_option(__version__, message="mc-builder %(version)s", help="Affiche la version.")
@help_option
@click.pass_context
def cli(ctx: click.Context, folder: Path) -> None:
    """Un diplôme professionnel comme données : contrôle, couverture des emplois, documents."""
    try:
        Path.cwd()
    except OSError:
        stop("le dossier courant n’existe plus : allez dans un autre (cd)")
    ctx.obj = folder


cli.add_command(check)
cli.add_command(coverage)


cli.add_command(build)


@cli.command(
    cls=FrenchCommand,
    short_help="Écrit les schémas JSON des fichiers YAML.",
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
    from mc_builder.schema import coverage_schema, json_schemas  # noqa: PLC0415

    if couverture:
        give(coverage_schema(), "json", nl=False)
        return
    from mc_builder.writing import OutputProblem, prepare, write_atomically  # noqa: PLC0415

    target = vers if vers is not None else folder / "schemas"
    try:
        prepare(target)
        for name, text in json_schemas().items():
            write_atomically(target / name, text.encode())
            click.echo(target / name)
    except OutputProblem as problem:
        stop(str(problem))


cli.add_command(cle)
cli.add_command(regle)
cli.add_command(origine)
cli.add_command(gabarit)


def _say_lost(lost: StreamLost) -> None:
    """Say that the result has not been printed, where it can still be said."""
    why = cause(OSError(*lost.args, ""))
    with contextlib.suppress(StreamLost, OSError):
        say(f"mc-builder : le résultat n’a pas pu être affiché en entier : {why}")


def main() -> None:
    """Run a command: a bug of the tool is said in one line, with the way to show it whole.

    Raises KeyboardInterrupt, and exits in every other case.
    """
    # Nothing installed beside the tool may take part in reading a project; and it is quicker.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Hundreds of thousands of objects and hardly any garbage: the default threshold has the
    # collector run all the time, a tenth of `check` and a sixth of a PDF.
    gc.set_threshold(100_000, 50, 100)
    try:
        cli.main(prog_name="mc-builder", standalone_mode=False)
    except click.exceptions.Abort:  # what click makes of Ctrl-C
        raise KeyboardInterrupt from None
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        sys.exit(2)
    except click.ClickException as error:
        stop(in_french(error))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except StreamLost as lost:
        _say_lost(lost)
        sys.exit(2)
    except Exception as error:  # the last line of defence
        if (lack := shortage(error)) is not None:
            stop(f"la machine ne donne pas à l’outil ce qu’il lui faut : {lack}")
        if os.environ.get("MC_BUILDER_DEBUG"):
            traceback.print_exc()
        say(
            f"Erreur interne de mc-builder ({type(error).__name__} : {error}). C’est un défaut de"
            " l’outil : relancez avec MC_BUILDER_DEBUG=1 pour en avoir le détail à signaler."
        )
        sys.exit(4)
