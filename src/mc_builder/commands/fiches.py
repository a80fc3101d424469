"""``mc-builder exporter fiches``: the sheets of competences, a file for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from mc_builder.commands.exported import free_name, write_all
from mc_builder.commands.on_demand import making_of, or_stop
from mc_builder.commands.printing import stop
from mc_builder.documents.demande import Demande
from mc_builder.documents.fiches import DOCUMENT
from mc_builder.documents.fiches.vue import defined_in, named_so
from mc_builder.documents.making import Making
from mc_builder.french import quoted
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.model.blocs import Competence
from mc_builder.project import Project


@click.command(
    cls=FrenchCommand,
    short_help="Écrit la fiche de chaque compétence dans un fichier, en Word et en PDF.",
    epilog="Exemples :\n\n\b\n  mc-builder exporter fiches\n"
    "  mc-builder exporter fiches --competence C1.2 --format docx",
)
@click.option(
    "-o",
    "dossier",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("fiches"),
    help="Où les écrire (fiches, sinon).",
)
@click.option(
    "--competence",
    "wanted",
    metavar="NUMÉRO|IDENTIFIANT",
    multiple=True,
    help="Seulement celle-ci ; se répète (toutes, sinon).",
)
@click.option(
    "--format",
    "extension",
    type=click.Choice(DOCUMENT.formats),
    help="Seulement dans ce format (les deux, sinon).",
)
@help_option
@click.pass_obj
def fiches(folder: Path, dossier: Path, wanted: Sequence[str], extension: str | None) -> None:
    """Écrit une fiche par compétence : ce que le référentiel en dit, réuni pour qui l’enseigne.

    Activités et tâches, savoirs, indicateurs, épreuves, emplois visés. Un fichier est nommé
    d’après l’identifiant : ni le titre ni la place de la compétence ne le changent.
    """
    making = making_of(DOCUMENT.key, folder)
    chosen = _chosen(making.builder.project, wanted)
    formats = (extension,) if extension else DOCUMENT.formats
    write_all(dossier, or_stop(lambda: list(_made(making, chosen, formats))))


def _chosen(project: Project, wanted: Sequence[str]) -> set[str]:
    """The identities of those that are asked, all of them when none is; stops at an unknown one."""
    chosen: list[Competence] = []
    for typed in wanted:
        found = named_so(project, typed)
        if not found:
            none = project.projet.said("⟨aucune compétence⟩")
            stop(
                f"--competence : {none} n’a {quoted(typed)} pour numéro ni pour identifiant ;"
                f" il y a {_known(project)}"
            )
        chosen += found
    return {one.cle for one in chosen or defined_in(project)}


def _known(project: Project) -> str:
    """What may be typed: numbers, or identifiers where there are none."""
    return ", ".join(project.names[one.cle].numero or one.cle for one in defined_in(project))


def _made(making: Making, chosen: set[str], formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each sheet; names are given in order, whatever is asked."""
    taken: set[str] = set()
    for one in defined_in(making.builder.project):
        name = free_name(f"fiche {one.cle}", taken)
        if one.cle in chosen:
            demande = Demande(competence=one.cle)
            sheet = replace(making, builder=replace(making.builder, demande=demande), pages={})
            for extension in formats:
                yield f"{name}.{extension}", sheet.make(extension).data
