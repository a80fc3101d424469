"""A comparison → plain French text for the terminal: what changed by family, then coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mc_builder.comparison.changes import Change, Family, sentence_of
from mc_builder.comparison.compare import Comparison
from mc_builder.documents.couverture import texte_changements
from mc_builder.french import counted, quoted
from mc_builder.french.word_diff import Fate, Words, excerpts
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

#: How words that went and came are marked where nothing is struck nor underlined.
_MARKS = {Fate.GONE: ("[-", "-]"), Fate.COME: ("{+", "+}"), Fate.KEPT: ("", "")}


def comparison_text(found: Comparison, terminal: Terminal = NO_TERMINAL) -> str:
    """The whole text, with a final line break."""
    return "\n".join(_lines(found, terminal)) + "\n"


def _lines(found: Comparison, terminal: Terminal) -> Iterator[str]:
    yield from terminal.fold(f"Ce qui diffère de {quoted(found.reference)}", role="lieu")
    if found.is_empty:
        yield "Rien."
        return
    yield from terminal.fold(f"{summary(found)}.")
    if any(change.words for change in found.changes):
        yield from terminal.fold("[-ce qui est retiré-] {+ce qui est ajouté+}", role="aide")
    for family, changes in found.by_family:
        yield ""
        yield terminal.paint(f"{family} ({len(changes)})", "lieu")
        for change in changes:
            yield from _change(change, terminal)
    if found.couverture is not None:
        yield ""
        yield terminal.paint("Couverture des emplois visés", "lieu")
        yield from texte_changements.lignes(found.couverture, terminal)


def _change(change: Change, terminal: Terminal) -> Iterator[str]:
    yield from terminal.fold(sentence_of(change), "  - ", "    ")
    if words := change.words:
        yield from terminal.fold(marked(words), "      ", "      ")
    if place := place_of(change):
        yield from terminal.fold(place, "      ", "      ", "aide")


def summary(found: Comparison) -> str:
    """« 3 textes, 1 lien »: how many changes of each family."""
    counts = (counted(len(changes), *_COUNTED[family]) for family, changes in found.by_family)
    return ", ".join(counts)


_COUNTED = {
    Family.OBJETS: ("objet ajouté, retiré ou déplacé", "objets ajoutés, retirés ou déplacés"),
    Family.TEXTES: ("texte", "textes"),
    Family.VALEURS: ("nombre, date ou choix", "nombres, dates ou choix"),
    Family.LIENS: ("lien", "liens"),
    Family.ORDRE: ("changement d’ordre", "changements d’ordre"),
    Family.NUMEROS: ("numéro imprimé", "numéros imprimés"),
    Family.FICHIERS: ("fichier", "fichiers"),
}


def place_of(change: Change) -> str:
    """« fichier:ligne ; Référentiel, annexe II… »."""
    subject = change.subject
    where = subject.fichier if change.family is not Family.FICHIERS else ""
    return " ; ".join(filter(None, (where, subject.imprime)))


def marked(words: Sequence[Words]) -> str:
    """The words with what went and came between signs, and around them a few of those kept."""
    return "".join(
        f"{_MARKS[one.fate][0]}{text}{_MARKS[one.fate][1]}" for one, text in excerpts(words)
    )
