"""``mc-builder nomenclature actualiser``: follow a newer version of a nomenclature in a project."""

from __future__ import annotations

from pathlib import Path

import click

from mc_builder.commands.changes import show_changes
from mc_builder.commands.environment import nomenclatures_file
from mc_builder.commands.printing import give, say, stop, terminal
from mc_builder.commands.project import comparable, write_files
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.editing import Changes, Refused
from mc_builder.french import counted, listed, small
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.importers.json_suivi import json_of_codes
from mc_builder.importers.suivi import followed
from mc_builder.importers.texte_suivi import text_of_codes
from mc_builder.nomenclatures.following import Suivi, follow
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import editions, newest
from mc_builder.nomenclatures.store_records import Edition
from mc_builder.project import Project
from mc_builder.reports.terminal import printable


@click.command(
    cls=FrenchCommand,
    short_help="Suit une version plus récente dans le projet.",
    epilog="Exemples :\n\n\b\n  mc-builder nomenclature actualiser ROME 4.60\n"
    "  mc-builder nomenclature actualiser ROME 4.60 --appliquer",
)
@click.argument("nom", metavar="NOM")
@click.argument("version", metavar="VERSION")
@click.option("--appliquer", is_flag=True, help="Écrit ce qui est certain ; le reste est dit.")
@click.option("--diff", is_flag=True, help="Montre ce qui serait écrit, sans rien écrire.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="Forme du résultat (text, sinon).",
)
@help_option
@click.pass_obj
def actualiser(
    folder: Path, *, nom: str, version: str, appliquer: bool, diff: bool, form: str
) -> None:
    """Dit ce que sont devenus, dans une version gardée, les codes que le dossier cite.

    Un code y est toujours, dans les mêmes mots ou dans d’autres, ou n’y est plus : ce qui s’en
    approche est alors proposé. « --appliquer » écrit la version des codes qui y sont, et les mots
    nouveaux des exigences qui avaient ceux de l’éditeur ; ce que quelqu’un a écrit reste.
    """
    project = comparable(folder)
    found, edition = _found(project, nom, version)
    try:
        changes = followed(project, found, edition)
    except Refused as refused:
        stop(f"{small(refused.message.rstrip('.'))} ; rien n’a été écrit")
    if diff:
        show_changes(project, changes, folder)
        say("Rien n’a été écrit.")
        return
    places = {one.objet.cle: project.names[one.objet.cle].lieu for one in found}
    if form == "json":
        written = appliquer and bool(changes)
        give(json_of_codes(found, edition, places, sorted(changes), written=written), form)
    else:
        give(text_of_codes(found, edition, places, terminal()), form)
    if appliquer and changes:
        before = {path: project.files.read(path) for path in changes}
        write_files(folder, before, changes, "l’écriture")
    _say_coverage(project, changes)
    if not changes:
        say("Rien n’est à écrire.")
    elif appliquer:
        say(printable(f"Écrit : {listed(sorted(changes))}."))
    else:
        files = counted(len(changes), "fichier")
        say(f"Rien n’a été écrit : « --appliquer » changerait {files}.")


def _found(project: Project, nom: str, version: str) -> tuple[tuple[Suivi, ...], Edition]:
    """What became of the codes in an edition that is kept."""
    try:
        with reading(nomenclatures_file()) as store:
            edition = newest(store, nom, version)
            if edition is None:
                there = listed((one.edition.label for one in editions(store)), "et")
                stop(printable(f"« {nom} {version} » n’est pas gardé : il y a {there}"))
            return follow(project.projet, store, edition), edition
    except StoreProblem as problem:
        stop(printable(str(problem)))


def _say_coverage(project: Project, changes: Changes) -> None:
    """The coverage as it is, and as the changes leave it."""
    for when, state in (("avant", project), ("après", project.edited(changes))):
        view = Couverture.de(state)
        said = " ".join(filter(None, (view.verdict, view.demande_dite)))
        say(printable(state.projet.said(f"Couverture {when} : {said}")))
