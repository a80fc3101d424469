"""``mc-builder gabarit``: check a Word reference document before the documents take its look."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mc_builder.commands.environment import moment
from mc_builder.commands.printing import paint, say, say_kept, stop
from mc_builder.diagnostics import Diagnostic, Severity, worst
from mc_builder.french_click import FrenchCommand, FrenchGroup, help_option
from mc_builder.loading.charter_file import charter_of
from mc_builder.page.templates import Templates
from mc_builder.production import retouches
from mc_builder.reports.diagnostics.texte import one, summary
from mc_builder.reports.terminal import printable
from mc_builder.source.tree import Folder
from mc_builder.spans import SourceText
from mc_builder.system_errors import cause
from mc_builder.writers.docx import gabarit as lint
from mc_builder.writers.docx.codes import MOD006
from mc_builder.writers.docx.opening import open_model
from mc_builder.writers.docx.parts import MOST_BYTES
from mc_builder.writers.docx.specimen import specimen
from mc_builder.writers.docx.stylemap import FILE, read_map
from mc_builder.writing import OutputProblem


@click.group(
    cls=FrenchGroup,
    epilog="Exemple :\n\n\b\n  mc-builder gabarit verifier templates/reference.docx",
)
@help_option
def gabarit() -> None:
    """Vérifie le modèle Word d’où les documents tirent leurs styles et leur mise en page."""


@gabarit.command(
    cls=FrenchCommand,
    short_help="Dit ce qui manque à un modèle Word, et en écrit un spécimen.",
    epilog="Exemples :\n\n\b\n  mc-builder gabarit verifier templates/reference.docx\n"
    "  mc-builder gabarit verifier modele.docx --specimen specimen.docx",
)
@click.argument("fichier", metavar="FICHIER.docx|.dotx", type=click.Path(path_type=Path))
@click.option(
    "--specimen",
    metavar="SORTIE.docx",
    type=click.Path(path_type=Path),
    help="Écrit dans ce fichier un document qui montre tous les rôles avec ce modèle.",
)
@click.option(
    "--details",
    is_flag=True,
    help="Un par ligne : chaque style qui manque, chaque mise en forme à la main.",
)
@help_option
@click.pass_obj
def verifier(folder: Path, fichier: Path, specimen: Path | None, *, details: bool) -> None:
    """Vérifie les styles, l’en-tête, le pied de page et les pages d’un modèle Word.

    Rend 1 quand le modèle a une erreur : il serait refusé, ou un style n’est pas du bon type.
    """
    reference = _read(fichier)
    names, found = _names(folder)
    at = SourceText(fichier.as_posix(), "").span()
    found = [*found, *lint.check_model(reference, at, names, details=details)]
    _report(found, fichier)
    opened, _ = open_model(reference, at)
    unfit = any(d.code == MOD006.code and d.severity is Severity.ERREUR for d in found)
    if specimen is not None and opened is not None and not unfit:
        _write_specimen(folder, specimen, opened.reference, names)
    if worst(found) is Severity.ERREUR:
        sys.exit(1)


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            stop(f"« {path} » n’est pas un fichier")
        if path.stat().st_size > MOST_BYTES:
            stop(f"« {path} » est trop volumineux pour un modèle Word")
        return path.read_bytes()
    except OSError as error:
        stop(f"« {path} » ne peut pas être lu : {cause(error)}")


def _names(folder: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """The style map of the project of the current folder, or the built-in one."""
    text = Templates(folder).file(FILE).read_text("utf-8", errors="replace")
    return read_map(SourceText(f"templates/{FILE}", text))


def _report(found: Sequence[Diagnostic], path: Path) -> None:
    if not found:
        say(printable(f"{path} : rien à signaler."), err=False)
        return
    for diagnostic in found:
        click.echo(one(diagnostic, paint))
    say(summary(found), err=False)


def _write_specimen(folder: Path, target: Path, reference: bytes, names: dict[str, str]) -> None:
    try:
        kept = retouches.replace(
            target, specimen(reference, names, charter_of(Folder(folder))), (), moment()
        )
    except OutputProblem as problem:
        stop(str(problem))
    click.echo(target)
    say_kept(kept)
