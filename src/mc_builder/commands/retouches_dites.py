"""A file that `origine` looks at → whether it is as it was written, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import click

from mc_builder.commands.printing import say
from mc_builder.french import counted, quoted
from mc_builder.page.sceau import sealed
from mc_builder.reports.terminal import printable
from mc_builder.writers.docx.relecture import Ecart, Ecarts, Unreadable, read_back

#: Lines that are shown of each kind of change, and signs of each.
_MOST_LINES, _MOST_SIGNS = 20, 200


class Texte(Enum):
    """What is known of the text of a file."""

    INTACT = "intact"
    MEME = "meme"
    RETOUCHE = "retouche"
    INCONNU = "inconnu"


def say_text(fichier: Path, data: bytes) -> Texte:
    """Say what somebody changed in a PDF or a DOCX, or what could not be compared."""
    if sealed(data):
        return Texte.INTACT
    if fichier.suffix.lower() == ".pdf":
        say(
            "Texte       non comparé : ce PDF n’est pas tel que l’outil l’écrit (il a été annoté,"
            " complété ou enregistré par un autre programme, ou vient d’une version plus ancienne)",
            err=False,
        )
        return Texte.INCONNU
    return _of_word(data)


def _of_word(data: bytes) -> Texte:
    try:
        found = read_back(data)
    except Unreadable as problem:
        say(f"Texte       non comparé : {problem}", err=False)
        return Texte.INCONNU
    if not found:
        say(
            "Texte       tel qu’il a été écrit ; le fichier a été enregistré par un autre"
            " programme, et ni sa mise en forme ni ses images ne sont comparées",
            err=False,
        )
        return Texte.MEME
    say(f"Texte       modifié : {', '.join(_counts(found))}", err=False)
    for one in (*found.textes, *found.lignes, *found.commentaires)[:_MOST_LINES]:
        click.echo(f"  {_line(one)}")
    left = len(found.textes) + len(found.lignes) + len(found.commentaires) - _MOST_LINES
    if left > 0:
        say(f"  … et {counted(left, 'autre')}", err=False)
    say("  (ni la mise en forme ni les images ne sont comparées)", err=False)
    return Texte.RETOUCHE


def _counts(found: Ecarts) -> Iterator[str]:
    images = found.images
    for number, one, several in (
        (len(found.textes), "texte", "textes"),
        (len(found.lignes), "ligne de tableau ajoutée", "lignes de tableau ajoutées"),
        (len(found.commentaires), "commentaire", "commentaires"),
        (found.suivies, "modification suivie", "modifications suivies"),
        (max(images, 0), "image ajoutée", "images ajoutées"),
        (max(-images, 0), "image retirée", "images retirées"),
    ):
        if number:
            yield counted(number, one, several)


def _line(one: Ecart) -> str:
    """One change; the words are those of somebody, and drive no terminal."""
    words = one.words
    if len(words) > _MOST_SIGNS:
        words = words[:_MOST_SIGNS] + "…"
    said = quoted(words) if words else ""
    return printable("  ".join(part for part in (one.what, one.identity, said) if part))
