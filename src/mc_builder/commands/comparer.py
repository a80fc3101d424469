"""``mc-builder comparer``: say all that differs between the project and another version of it."""

from __future__ import annotations

import sys
from pathlib import Path
from pkgutil import resolve_name

import click

from mc_builder.commands.contre import version_of
from mc_builder.commands.printing import give, terminal
from mc_builder.commands.project import opened, print_diagnostics
from mc_builder.comparison import Comparison, compare
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.project import Project
from mc_builder.reports.terminal import Reporter

#: Form → what writes it, below `comparison`: imported when it is asked for.
COMPARISON_FORMATS = {
    "text": "texte:comparison_text",
    "json": "donnees:comparison_json",
    "markdown": "markdown:comparison_markdown",
    "html": "html:comparison_html",
}


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder comparer v1.0\n"
    "  mc-builder comparer ../version-de-mars\n"
    "  mc-builder comparer envoi-de-mars/referentiel.docx\n"
    "  mc-builder comparer origin/main --format html > changements.html",
)
@click.argument("reference", metavar="VERSION")
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(COMPARISON_FORMATS)),
    default="text",
    help="Forme du résultat (text, sinon).",
)
@help_option
@click.pass_obj
def comparer(folder: Path, *, reference: str, form: str) -> None:
    """Dit tout ce qui a changé depuis une autre version du projet.

    VERSION est un dossier (son chemin part de celui de -C), une version que git garde (étiquette,
    branche, commit), la phrase d’une version enregistrée dans l’atelier, ou un document Word que
    l’outil a fait, même retouché.
    """
    project = opened(folder)
    if not project.sound:
        print_diagnostics(project.problems)
        sys.exit(1)
    found = _of_file(reference, folder, project)
    if found is None:
        found = compare(version_of(reference, folder, "comparer"), project, reference)
    report: Reporter[Comparison] = resolve_name(f"mc_builder.comparison.{COMPARISON_FORMATS[form]}")
    give(project.projet.said(report(found, terminal())).rstrip("\n"), form)


def _of_file(reference: str, folder: Path, project: Project) -> Comparison | None:
    """The comparison with a Word file of that name; None when it names none."""
    if not reference.lower().endswith(".docx"):
        return None
    file = next((f for f in (folder / reference, Path(reference)) if f.is_file()), None)
    if file is None:
        return None
    # Half a second of imports, that a comparison with a version does not need.
    from mc_builder.commands.comparer_word import compare_word  # noqa: PLC0415

    return compare_word(file, folder, project, reference)
