"""The command line: arguments, printing, exit codes; nothing else.

Exit codes: 0 done, 1 diagnostics at or above the chosen severity, 2 wrong options, no project or
a missing system library, 3 a coverage threshold is missed, 4 a bug of the tool.
"""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mc_builder import __version__
from mc_builder.commands.check import check
from mc_builder.commands.project import (
    load_project,
    print_diagnostics,
    project_tree,
    stop,
)
from mc_builder.commands.regle import regle
from mc_builder.french_click import HELP, FrenchCommand, FrenchGroup, help_option, in_french

if TYPE_CHECKING:
    from mc_builder.build import Build, Failed
    from mc_builder.document.matiere import Matiere
    from mc_builder.loading import Loaded
    from mc_builder.model.projet import Projet

DOCUMENT_NAMES = ("note", "referentiel", "couverture", "grille")
FORMAT_NAMES = ("docx", "pdf", "html", "json")
PANGO = """\
Pour écrire les PDF il manque Pango, une bibliothèque du système. Installez-la par :
  Debian, Ubuntu   sudo apt-get update && sudo apt-get install -y --no-install-recommends \\
                     libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora           sudo dnf install -y pango
  macOS            brew install pango
  Windows          voir docs/installer.md (MSYS2 : pacman -S mingw-w64-ucrt-x86_64-pango)"""


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
    ctx.obj = folder


cli.add_command(check)


@cli.command(
    cls=FrenchCommand,
    short_help="Mesure la couverture des emplois visés.",
    epilog="Exemple :\n\n\b\n  mc-builder coverage --format json > couverture.json",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="Forme du résultat (text, sinon).",
)
@help_option
@click.pass_obj
def coverage(folder: Path, form: str) -> None:
    """Mesure quelles exigences des emplois visés les blocs couvrent, jusqu’aux épreuves.

    Rend 3 quand un seuil fixé dans dossier.yaml n’est pas atteint.
    """
    from mc_builder.coverage import mesurer, seuils_manques  # noqa: PLC0415

    projet = _sound(load_project(project_tree(folder)))
    rapport = mesurer(projet)
    if form == "json":
        from mc_builder.reports.couverture_json import couverture_json  # noqa: PLC0415

        click.echo(couverture_json(rapport, projet), nl=False)
    else:
        from mc_builder.reports.couverture_texte import couverture_texte  # noqa: PLC0415

        click.echo(couverture_texte(rapport, projet).rstrip("\n"))
    if seuils_manques(rapport, projet.dossier.seuils):
        sys.exit(3)


@cli.command(
    cls=FrenchCommand,
    short_help="Écrit les documents dans output/.",
    epilog="Exemples :\n\n\b\n  mc-builder build\n  mc-builder build referentiel --format docx,pdf",
)
@click.argument(
    "documents",
    nargs=-1,
    metavar="[note|referentiel|couverture|grille]…",
    type=click.Choice(DOCUMENT_NAMES),
)
@click.option(
    "--format",
    "formats",
    metavar="docx,pdf,…",
    help="Formats à écrire, séparés par des virgules (tous, sinon) : docx, pdf, html, json.",
)
@click.option(
    "--malgre-erreurs",
    is_flag=True,
    help="Écrit même si le dossier a des erreurs ; chaque page est alors marquée « Brouillon ».",
)
@help_option
@click.pass_obj
def build(
    folder: Path, documents: Sequence[str], formats: str | None, *, malgre_erreurs: bool
) -> None:
    """Écrit la note d’opportunité, le référentiel, le rapport de couverture et la grille.

    Sans argument, écrit tous les documents dans tous leurs formats.
    """
    wanted = _formats(formats)
    loaded = load_project(project_tree(folder))
    matiere, draft = _buildable(loaded, malgre_erreurs=malgre_erreurs)
    from mc_builder.build import Build, kinds_named  # noqa: PLC0415
    from mc_builder.document.templates import Templates  # noqa: PLC0415
    from mc_builder.writing import OutputProblem  # noqa: PLC0415

    kinds = kinds_named(documents)
    if wanted and not any(set(kind.formats) & wanted for kind in kinds):
        raise click.UsageError("aucun des documents demandés n’existe dans ce format")
    job = Build(matiere, Templates(folder), folder / "output", draft)
    try:
        sys.exit(_run(job, kinds, wanted))
    except OutputProblem as problem:
        stop(str(problem))


@cli.command(
    cls=FrenchCommand,
    short_help="Écrit les schémas JSON des fichiers YAML.",
    epilog="Exemple :\n\n\b\n  mc-builder schema --vers schemas",
)
@click.option(
    "--vers",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Dossier où les écrire (« schemas » dans le projet, sinon).",
)
@help_option
@click.pass_obj
def schema(folder: Path, vers: Path | None) -> None:
    """Écrit les schémas JSON qui aident l’éditeur de texte à compléter et vérifier le YAML."""
    from mc_builder.schema import json_schemas  # noqa: PLC0415
    from mc_builder.writing import OutputProblem, prepare, write_atomically  # noqa: PLC0415

    target = vers if vers is not None else folder / "schemas"
    try:
        prepare(target)
        for name, text in json_schemas().items():
            write_atomically(target / name, text.encode())
            click.echo(target / name)
    except OutputProblem as problem:
        stop(str(problem))


cli.add_command(regle)


def main() -> None:
    """Entry point: a bug of the tool is said in one line, with the way to show it whole."""
    # Nothing installed beside the tool may take part in reading a project; and it is quicker.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Hundreds of thousands of objects and hardly any garbage: the default threshold has the
    # collector run all the time, a tenth of `check` and a sixth of a PDF.
    gc.set_threshold(100_000, 50, 100)
    try:
        cli.main(prog_name="mc-builder", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Interrompu.", err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        stop(in_french(error))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # the last line of defence
        if os.environ.get("MC_BUILDER_DEBUG"):
            traceback.print_exc()
        click.echo(
            f"Erreur interne de mc-builder ({type(error).__name__} : {error}). C’est un défaut de"
            " l’outil : relancez avec MC_BUILDER_DEBUG=1 pour en avoir le détail à signaler.",
            err=True,
        )
        sys.exit(4)


def _sound(loaded: Loaded) -> Projet:
    """The project, when it can be measured; otherwise its mistakes, and exit 1."""
    if loaded.projet is None or not loaded.sound:
        print_diagnostics(loaded.diagnostics)
        sys.exit(1)
    return loaded.projet


def _buildable(loaded: Loaded, *, malgre_erreurs: bool) -> tuple[Matiere, bool]:
    """What a build needs, and whether it is a draft."""
    from mc_builder.diagnostics import Severity, worst  # noqa: PLC0415
    from mc_builder.document.matiere import preparer  # noqa: PLC0415

    matiere = preparer(loaded)
    diagnostics = loaded.diagnostics if matiere is None else matiere.diagnostics
    faulty = worst(diagnostics) is Severity.ERREUR
    if faulty:
        print_diagnostics(diagnostics)
    if matiere is None or (faulty and not malgre_erreurs):
        click.echo(
            "Rien n’a été écrit : corrigez d’abord les erreurs"
            + (" (ou voyez --malgre-erreurs)." if matiere is not None else "."),
            err=True,
        )
        sys.exit(1)
    return matiere, faulty


def _formats(value: str | None) -> set[str]:
    if value is None:
        return set()
    wanted = {part.strip() for part in value.split(",") if part.strip()}
    unknown = sorted(wanted - set(FORMAT_NAMES))
    if unknown or not wanted:
        what = f"format inconnu « {', '.join(unknown)} »" if unknown else "aucun format n’est donné"
        raise click.UsageError(f"{what} ; les formats sont : {', '.join(FORMAT_NAMES)}")
    return wanted


def _run(job: Build, kinds: Sequence[Any], wanted: set[str]) -> int:
    """Run a build, saying what is written as it is; the exit code."""
    from mc_builder.build import Written  # noqa: PLC0415

    started = time.perf_counter()
    count = 0
    code = 0
    missing: list[str] = []
    for result in job.run(kinds, wanted or None):
        if isinstance(result, Written):
            count += 1
            click.echo(f"{result.path}  ({_seconds(result.seconds)})", err=False)
        elif result.missing:
            missing.append(result.name)
        else:
            code = max(code, _say_failure(result))
    if missing:
        click.echo(f"Non écrits : {', '.join(missing)}.\n{PANGO}", err=True)
        code = 2
    elapsed = _seconds(time.perf_counter() - started)
    plural = "s" if count > 1 else ""
    click.echo(f"{count} fichier{plural} écrit{plural} en {elapsed}.", err=True)
    return code


def _say_failure(failure: Failed) -> int:
    click.echo(f"{failure.name} n’a pas pu être composé :", err=True)
    print_diagnostics(failure.diagnostics)
    return 1


def _seconds(value: float) -> str:
    return f"{value:.1f}".replace(".", ",") + "\u00a0s"
