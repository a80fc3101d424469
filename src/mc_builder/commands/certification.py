"""``mc-builder certification``: compare a certification of the register, as its fiche says it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from mc_builder.commands.changes import show_changes, write_changes
from mc_builder.commands.environment import nomenclatures_file
from mc_builder.commands.printing import say, stop
from mc_builder.commands.project import comparable
from mc_builder.editing import Refused
from mc_builder.french import listed, small
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.importers.certifications import added, completed, known_as
from mc_builder.model.preuves import Certification
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import fiches
from mc_builder.nomenclatures.store_records import Fiche
from mc_builder.reports.nomenclatures import cited
from mc_builder.reports.terminal import printable

_VERDICTS = get_args(Certification.model_fields["verdict"].annotation)


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder certification RNCP37681 --verdict proche\n"
    "  mc-builder certification RNCP26335 --diff",
)
@click.argument("code", metavar="CODE")
@click.option(
    "--verdict",
    type=click.Choice(_VERDICTS),
    help="Le positionnement, pour une certification que le dossier ne compare pas encore.",
)
@click.option("--diff", is_flag=True, help="Montre ce qui serait écrit, sans rien écrire.")
@help_option
@click.pass_obj
def certification(folder: Path, *, code: str, verdict: str | None, diff: bool) -> None:
    """Prend du RNCP ce qu’il dit d’une certification comparée.

    Intitulé, niveau, fin de l’enregistrement, certification qui la remplace : ce que le dossier
    n’en dit pas encore est écrit, ce qu’il dit reste. Une certification nouvelle est ajoutée, et
    ce que seuls les rédacteurs savent reste à compléter.
    """
    project = comparable(folder)
    fiche = _fiche(code)
    known = known_as(project, fiche.code)
    if known is None and verdict is None:
        stop(f"« {fiche.code} » n’est pas encore comparée : dites --verdict, {_choice()}")
    try:
        changes = (
            added(project, fiche, str(verdict))
            if known is None
            else completed(project, known, fiche)
        )
    except Refused as refused:
        stop(printable(f"{small(refused.message.rstrip('.'))} ; rien n’a été écrit"))
    if diff:
        show_changes(project, changes, folder)
        say("Rien n’a été écrit.")
        return
    write_changes(project, changes, folder)
    say(printable(f"Source : {cited(fiche.edition)}."))


def _choice() -> str:
    return listed(_VERDICTS, "ou")


def _fiche(code: str) -> Fiche:
    """The fiche of a certification, in the newest version of the register that is kept."""
    try:
        with reading(nomenclatures_file()) as store:
            found = fiches(store, code, "RNCP")
    except StoreProblem as problem:
        stop(printable(str(problem)))
    if not found:
        stop(printable(f"aucune fiche « {code} » dans le RNCP gardé sur cette machine"))
    return found[-1]
