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
from mc_builder.commands.printing import say, stop
from mc_builder.french_click import HELP, LazyGroup, help_option, in_french
from mc_builder.streams import StreamLost
from mc_builder.system_errors import cause, shortage

#: In the order of the work: each is a module of `commands/`, imported when it is called; the words
#: are those of the help.
COMMANDS = {
    "nouveau": "Commence un projet, ou ajoute les fichiers d’une étape.",
    "check": "Vérifie les fichiers du projet, et corrige ce qui est sûr.",
    "coverage": "Mesure la couverture des emplois visés.",
    "pistes": "Propose ce qui pourrait répondre à une exigence.",
    "comparer": "Dit tout ce qui a changé depuis une autre version.",
    "build": "Écrit les documents dans output/.",
    "atelier": "Ouvre le projet dans le navigateur, pour le lire et l’écrire.",
    "certification": "Prend du RNCP ce qu’il dit d’une certification comparée.",
    "recouvrement": "Mesure ce que d’autres certifications ont de commun.",
    "emploi": "Écrit un emploi visé et ses exigences, d’après des fiches.",
    "nomenclature": "Garde le ROME, le RNCP, ESCO, et y cherche des métiers.",
    "exporter": "Écrit des tableaux à remplir, des grilles, un site.",
    "schema": "Écrit les schémas JSON des fichiers YAML.",
    "cle": "Explique une clé des fichiers, ou les liste toutes.",
    "regle": "Explique une règle, ou les liste toutes.",
    "relire": "Dit ce que disent autrement des fichiers Word revenus.",
    "origine": "Dit de quoi un document a été fait, et s’il a changé.",
    "gabarit": "Vérifie un modèle Word (.docx).",
}


@click.group(
    cls=LazyGroup,
    package="mc_builder.commands",
    doors=COMMANDS,
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
    # collector run all the time, a tenth of `check`, which never needs it.
    gc.set_threshold(1_000_000, 50, 100)
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
