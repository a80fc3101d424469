"""What became of the codes of a project in a newer edition → plain French text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mc_builder.comparison.texte import marked
from mc_builder.french import agreed, counted, listed, quoted
from mc_builder.french.word_diff import compare_words
from mc_builder.importers.fiches import typed
from mc_builder.importers.suivi import reworded
from mc_builder.nomenclatures.following import Candidat, Sort, Suivi
from mc_builder.nomenclatures.splits import parted, united
from mc_builder.nomenclatures.store_records import Edition
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

_TITRES = {
    Sort.ABSENT: ("n’y est plus", "n’y sont plus"),
    Sort.REFORMULE: ("y a d’autres mots", "y ont d’autres mots"),
    Sort.MEME: ("y est toujours", "y sont toujours"),
}


def text_of_codes(
    found: Sequence[Suivi],
    edition: Edition,
    places: Mapping[str, str],
    terminal: Terminal = NO_TERMINAL,
) -> str:
    """The text: what is gone and what is near it, what was reworded, how many are the same.

    `places` say where each object is written, by its identity.
    """
    lines = [terminal.paint(f"Codes que le dossier cite, dans {edition.label}", "lieu")]
    if not found:
        return "\n".join([*lines, f"Aucun n’est d’une autre version de {edition.nom}."])
    made_one = _companions(found)
    for sort in Sort:
        of_it = [one for one in found if one.sort is sort]
        if of_it:
            lines += ["", terminal.paint(_head(sort, len(of_it)), "lieu")]
        if sort is not Sort.MEME:
            for one in of_it:
                lines += _lines(one, places[one.objet.cle], made_one.get(one.code, ""), terminal)
    return "\n".join(lines)


def _head(sort: Sort, number: int) -> str:
    return f"{counted(number, 'code')} {agreed(number, *_TITRES[sort])}"


def _companions(found: Sequence[Suivi]) -> dict[str, str]:
    """By code that is gone, what it seems to have become with which others."""
    return {
        one.code: _united(code, one, ones)
        for code, ones in united(found).items()
        for one in ones
        if one.sort is Sort.ABSENT
    }


def _united(code: str, one: Suivi, ones: Sequence[Suivi]) -> str:
    """« semble réuni à 109979 « … » », which kept its code; else, under which new one."""
    others = listed(_others(one, ones))
    kept = any(other.code == code for other in ones)
    return f"semble réuni à {others}" if kept else f"semble réuni avec {others}, sous {code}"


def _others(one: Suivi, ones: Sequence[Suivi]) -> list[str]:
    return [f"{other.code} {quoted(typed(other.avant))}" for other in ones if other is not one]


def _lines(one: Suivi, place: str, made_one: str, terminal: Terminal) -> Iterator[str]:
    title = str(one.objet.intitule)
    words = f" {quoted(typed(one.avant))}" if one.avant and one.sort is Sort.ABSENT else ""
    yield from terminal.fold(f"{one.code}{words} – {title}", "  - ", "    ")
    if one.sort is Sort.REFORMULE:
        yield from terminal.fold(
            marked(compare_words(typed(one.avant), typed(one.apres))), "    ", "      "
        )
    if reworded(one):
        yield from terminal.fold(
            "l’exigence a les mots de l’éditeur : elle les suivra", "    ", "    "
        )
    if parts := parted(one):
        said = f"semble partagé entre {listed([near.code for near in parts])}"
        yield from terminal.fold(said, "    ", "      ")
    if made_one:
        yield from terminal.fold(made_one, "    ", "      ")
    for near in one.candidats:
        yield from terminal.fold(_near(near), "    ", "      ", "aide")
    if place:
        yield f"    {place}"


def _near(near: Candidat) -> str:
    what = "fiche rattachée" if near.bande is None else f"piste ({near.bande})"
    return f"{what} : {near.code} {typed(near.intitule)}"
