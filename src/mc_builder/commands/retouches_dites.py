"""A file that `origine` looks at → whether it is as it was written, and what is said of it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import click

from mc_builder.commands.printing import say
from mc_builder.french import counted, quoted
from mc_builder.page.sceau import sealed
from mc_builder.reports.terminal import printable
from mc_builder.returns.changes import Change, Remark, Returned
from mc_builder.returns.telling import counts, told
from mc_builder.returns.word import read_word
from mc_builder.writers.docx.reading.opened import Unreadable

#: Lines that are shown, and signs of each.
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
        found = read_word(data)
    except Unreadable as problem:
        say(f"Texte       non comparé : {problem}", err=False)
        return Texte.INCONNU
    if not found.changes and not found.remarks:
        say(
            "Texte       tel qu’il a été écrit ; le fichier a été enregistré par un autre"
            " programme, et sa mise en forme n’est pas comparée",
            err=False,
        )
        return Texte.MEME
    say(f"Texte       retouché : {', '.join(counts(found))}", err=False)
    lines = [*(_line(one, found) for one in found.changes), *map(_remark, found.remarks)]
    for line in lines[:_MOST_LINES]:
        click.echo(f"  {line}")
    if (left := len(lines) - _MOST_LINES) > 0:
        say(f"  … et {counted(left, 'autre')}", err=False)
    say("  (la mise en forme n’est pas comparée)", err=False)
    return Texte.RETOUCHE


def _line(change: Change, found: Returned) -> str:
    """One change; the words are those of somebody, and drive no terminal."""
    one = told(change, found)
    return _joined(one.what, one.name and _short(one.name), _short(one.after or one.before))


def _remark(remark: Remark) -> str:
    said = f"{remark.author} : {remark.words}" if remark.author else remark.words
    return _joined("commenté", _short(said))


def _joined(what: str, *said: str) -> str:
    return printable("  ".join([what, *(quoted(words) for words in said if words)]))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MOST_SIGNS else line[:_MOST_SIGNS] + "…"
