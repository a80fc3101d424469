"""``mc-builder regle``: explain a rule, list them all, write their pages."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from mc_builder.catalogue import catalogue
from mc_builder.commands.printing import stop
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.reports.regles.pages import pages
from mc_builder.reports.regles.texte import liste_texte, regle_texte
from mc_builder.writing import OutputProblem, prepare, write_atomically


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder regle REF001\n  mc-builder regle --liste",
)
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--liste", is_flag=True, help="Liste toutes les règles, par famille.")
@click.option(
    "--pages",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Écrit dans ce dossier une page par famille, et leur index.",
)
@help_option
def regle(code: str | None, *, liste: bool, pages: Path | None) -> None:
    """Explique une règle : ce qu’elle vérifie, pourquoi, un exemple fautif, le même corrigé."""
    if (code is not None) + liste + (pages is not None) != 1:
        raise click.UsageError("donnez un code, ou --liste, ou --pages DOSSIER")
    if pages is not None:
        _write_pages(pages)
    elif liste:
        click.echo(liste_texte(catalogue()))
    else:
        click.echo(_explained(str(code).upper()))


def _explained(code: str) -> str:
    known = {rule.code: rule for rule in catalogue()}
    if code not in known:
        near = get_close_matches(code, list(known), n=1)
        meant = f" ; vouliez-vous dire « {near[0]} » ?" if near else ""
        raise click.UsageError(f"règle inconnue « {code} »{meant} (voir mc-builder regle --liste)")
    return regle_texte(known[code])


def _write_pages(target: Path) -> None:
    try:
        prepare(target)
        for name, text in pages(catalogue()).items():
            write_atomically(target / name, text.encode())
            click.echo(target / name)
    except OutputProblem as problem:
        stop(str(problem))
