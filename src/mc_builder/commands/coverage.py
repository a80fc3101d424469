"""``mc-builder coverage``: measure coverage, compare it to another version, check thresholds."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from pkgutil import resolve_name

import click

from mc_builder.commands.contre import changements_depuis
from mc_builder.commands.options import contre_option
from mc_builder.commands.printing import give, say, terminal
from mc_builder.commands.project import opened, print_diagnostics
from mc_builder.coverage import phrase_of_seuils
from mc_builder.coverage.comparison.seuil import pertes, phrase_of_pertes
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.french import decimal, listed
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.loading.layout import MAIN
from mc_builder.project import Project
from mc_builder.reports.terminal import Reporter

#: Form → what writes it, below `documents.couverture`: imported when it is asked for.
COVERAGE_FORMATS = {
    "text": "texte:couverture_texte",
    "json": "json:couverture_json",
    "md": "markdown:couverture_markdown",
}


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder coverage --format json > couverture.json\n"
    "  mc-builder coverage --parcours A\n"
    "  mc-builder coverage --contre v1.0\n"
    "  mc-builder coverage --contre ../version-de-mars\n"
    "  mc-builder coverage --contre v1.0 --parcours A\n"
    "  mc-builder coverage --contre origin/main --seuil-diff 0 --format md",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(COVERAGE_FORMATS)),
    default="text",
    help="Forme du résultat (text, sinon) ; md : pour une demande de fusion.",
)
@click.option(
    "--parcours",
    metavar="OPTION",
    help="Ne mesure que cette option du diplôme (son identifiant, sa lettre ou son intitulé).",
)
@contre_option
@click.option(
    "--seuil-diff",
    metavar="POINTS",
    help="Avec --contre : échoue si le taux pondéré d’exigences évaluées, de l’ensemble ou d’un"
    " emploi, baisse de plus de POINTS.",
)
@help_option
@click.pass_obj
def coverage(
    folder: Path, *, form: str, parcours: str | None, contre: str | None, seuil_diff: str | None
) -> None:
    """Mesure quelles exigences des emplois visés les blocs couvrent, jusqu’aux épreuves.

    Rend 3 quand un seuil fixé dans dossier.yaml, ou par --seuil-diff, n’est pas atteint.
    """
    points = _points(seuil_diff, contre)
    project = opened(folder)
    if not project.sound:
        print_diagnostics(project.problems)
        sys.exit(1)
    option = None if parcours is None else _option(project, parcours)
    changements = None if contre is None else changements_depuis(contre, folder, project, option)
    name = f"mc_builder.documents.couverture.{COVERAGE_FORMATS[form]}"
    report: Reporter[Couverture] = resolve_name(name)
    vue = Couverture.de(project, changements)
    if option is not None:
        vue = vue.of_option(option)
    give(report(vue, terminal()).rstrip("\n"), form)
    if missed := _missed(vue, points):
        say("\n".join(missed))
        sys.exit(3)


def _points(value: str | None, contre: str | None) -> Decimal | None:
    """The points that may be lost: « 2,5 » or « 2.5 »."""
    if value is None:
        return None
    if contre is None:
        raise click.UsageError("--seuil-diff ne va qu’avec --contre")
    points = decimal(value)
    if points is None or not 0 <= points <= 100:
        raise click.UsageError("--seuil-diff attend un nombre de points, de 0 à 100")
    return points


def _option(project: Project, named: str) -> str:
    """The identity of the option that is named; raises UsageError when there is none."""
    known = project.projet.dossier.diplome.parcours
    names = {option.cle: project.names[option.cle] for option in known}
    for cle, nom in names.items():
        if named.casefold() in {cle, nom.numero.casefold(), str(nom.titre).casefold()}:
            return cle
    found = listed([f"{cle} ({nom.court})" for cle, nom in names.items()])
    rest = f"il a {found}" if found else f"{MAIN} ne déclare rien de tel"
    said = f"--parcours {named} : le projet n’a pas ⟨cette option⟩ ; {rest}"
    raise click.UsageError(project.projet.said(said))


def _missed(vue: Couverture, points: Decimal | None) -> list[str]:
    """The sentences that name the worst threshold missed, and the worst loss; [] when none is."""
    found = [phrase_of_seuils(vue.seuils_manques, vue.names)]
    if vue.changements is not None and points is not None:
        found.append(phrase_of_pertes(pertes(vue.changements, points)))
    return [sentence for sentence in found if sentence]
