"""``mc-builder relire``: what Word files that came back say otherwise; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mc_builder.commands.given_files import Unreadable, content
from mc_builder.commands.printing import give, stop, terminal
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.french_click import FrenchCommand, help_option
from mc_builder.returns.changes import Returned
from mc_builder.returns.said_json import data_of
from mc_builder.returns.said_text import text_of
from mc_builder.returns.word import read_word
from mc_builder.writers.docx.reading.opened import Unreadable as NotWord

_LABELS = {kind.key: kind.label for kind in DOCUMENTS}


@click.command(
    cls=FrenchCommand,
    epilog="Exemples :\n\n\b\n  mc-builder relire note-revenue.docx\n"
    '  mc-builder relire retour-1.docx retour-2.docx --auteur "I. G."\n'
    "  mc-builder relire note-revenue.docx --format json",
)
@click.argument(
    "fichiers", metavar="FICHIER.docx…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--auteur",
    "auteurs",
    metavar="NOM",
    multiple=True,
    help="Ne retient, du suivi des modifications, que celles de cette personne (répétable).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Forme du résultat : text (pour lire) ou json (pour un programme).",
)
@help_option
def relire(fichiers: tuple[Path, ...], auteurs: tuple[str, ...], form: str) -> None:
    """Dit ce que des fichiers Word revenus disent autrement que ce que l’outil y avait écrit.

    Textes modifiés mot à mot, lignes et paragraphes ajoutés, retirés ou déplacés, qui l’a fait
    quand c’est suivi, commentaires et réponses, chacun à sa place. N’écrit rien.
    """
    found = [(fichier, _read(fichier, auteurs)) for fichier in fichiers]
    if form == "json":
        data = {"fichiers": [data_of(fichier.name, one) for fichier, one in found]}
        give(json.dumps(data, ensure_ascii=False, indent=2), form)
        return
    texts = (
        text_of(fichier.name, _LABELS.get(one.document, "document"), one, terminal())
        for fichier, one in found
    )
    give("\n\n".join(texts), form)


def _read(fichier: Path, auteurs: tuple[str, ...]) -> Returned:
    """What a file says otherwise; one that cannot be read stops the command."""
    try:
        return read_word(content(fichier), frozenset(auteurs) if auteurs else None)
    except Unreadable as problem:
        stop(str(problem))
    except NotWord as problem:
        stop(f"« {fichier} » ne peut pas être relu : {problem}")
