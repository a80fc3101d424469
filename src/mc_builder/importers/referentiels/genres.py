"""A tree of any depth → blocs, competences, sub-competences and indicateurs; the rest is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mc_builder.importers.referentiels.arbre import Genre, Noeud, Perte, Pertes, Repris
from mc_builder.importers.referentiels.mots import is_action

#: What each may hold; the first is what a part is that nothing tells.
_HOLDS: dict[Genre | None, tuple[Genre, ...]] = {
    None: ("bloc",),
    "bloc": ("competence", "niveau", "indicateur"),
    "niveau": ("competence",),
    "competence": ("sous-competence", "indicateur"),
    "sous-competence": ("indicateur",),
    "indicateur": (),
}
_TOO_DEEP = "trop profond : un indicateur ne contient rien"


def placed(read: Repris) -> tuple[tuple[Noeud, ...], tuple[Perte, ...]]:
    """The blocs, and all that had no place, in the order of the file.

    A list of competences without blocs makes one bloc, of the title of the framework.
    """
    lost = Pertes(list(read.pertes))
    roots = read.noeuds
    alone = [one for one in roots if one.genre not in {None, "bloc"}]
    if roots and not any(one.dans or one.genre == "bloc" for one in roots):
        alone = list(roots)
    if alone:
        title = read.intitule or "Compétences"
        bloc = Noeud("le fichier entier", "", title, genre="bloc", dans=tuple(alone))
        roots = (*(one for one in roots if one not in alone), bloc)
    return _within(roots, None, lost), tuple(lost.dites)


def _within(held: Sequence[Noeud], above: Genre | None, lost: Pertes) -> tuple[Noeud, ...]:
    possible = _HOLDS[above]
    usual = _usual(held, above)
    found = []
    for one in held:
        if not possible:
            for part in one.tous():
                lost.say(part.lieu, f"« {part.intitule} » ({_TOO_DEEP})")
            continue
        genre = one.genre if one.genre in possible else usual
        inside = _within(one.dans, genre, lost)
        if genre == "indicateur":  # it has no number: what looks like one is of its words
            title = f"{one.numero} {one.intitule}".strip()
            found.append(replace(one, genre=genre, numero="", intitule=title, dans=inside))
        else:
            found.append(replace(one, genre=genre, dans=inside))
    return tuple(found)


def _usual(held: Sequence[Noeud], above: Genre | None) -> Genre:
    """What the parts are that nothing tells: under a competence, their words say it."""
    if above != "competence":
        return (*_HOLDS[above], "indicateur")[0]
    told = [one for one in held if one.genre is None]
    actions = sum(bool(one.dans) or is_action(one.intitule) for one in told)
    return "sous-competence" if actions * 2 > len(told) else "indicateur"
