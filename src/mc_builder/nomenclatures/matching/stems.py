"""French texts → their words that say something, and the stem of each.

A stem is that of Snowball, without accents, after a few steps that bring together what it leaves
apart: « suivre » and « suivi », « réceptionner » and « réception », « dépannage » and « dépanner ».
The stems of usual words come with the background table: what it holds needs no stemmer, which is
slow to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Protocol

from mc_builder.french import folded
from mc_builder.nomenclatures.matching.background import background

_MOT = re.compile(r"[^\W_]+")
_PLUS_COURT = 2
#: What Snowball leaves at the end of a stem of four letters or more, and what it becomes:
#: « gestionnair », « sécuris », « dépannag », « suivr » of « suivre », « recett », « vérifi » of
#: « vérifier », « diagnostiqu ».
_RESTES = (
    (re.compile(r"(?<=ion)n(?:air|el)$"), ""),
    (re.compile(r"(?<=\w{5})is$"), ""),
    (re.compile(r"(?<=\w{4})ag$"), ""),
    (re.compile(r"(?<=\w{3}[bcdfgjkmnpqtvxz])r$"), ""),
    (re.compile(r"(?<=\w{3}([^\Waeiouy]))\1$"), ""),
    (re.compile(r"(?<=\w{3}[^\Waeiouy])i$"), ""),
    (re.compile(r"(?<=\w{3})qu$"), "c"),
)
#: The first are verbs of many senses and what comes of them: « passer une commande » and « passage
#: d’une page », « mise à jour » twice, share no idea.
_VIDES = """
    jour jours mettre mis mise mises passage passages passe passee passees passer prendre prise
    prises faite faites
    afin ai ainsi alors apres au aucun aucune aura aussi autre autres aux avant avec avoir car ce
    ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment dans de depuis des
    deux doit doivent donc dont du elle elles en encore entre es est et etant etc ete etre eu eux
    fait faire fois hors ici il ils je la le les leur leurs lors lui ma mais me meme memes mes
    moins mon ne ni non nos notre nous on ont or ou par parmi pas pendant peu peut plus plusieurs
    pour pouvoir puis qu quand que quel quelle quelles quels qui quoi sa sans se selon ses si soi
    soit son sont sous sur ta te tel telle telles tels tes toi ton tous tout toute toutes tres tu
    un une vers via vos votre vous
"""
MOTS_VIDES = frozenset(_VIDES.split())


class _Stemmer(Protocol):
    """What the library gives."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802 (the library’s name)


def words(text: str) -> Iterator[str]:
    """The words of a text that say something, in small letters, in its order."""
    return filter(_says, _MOT.findall(text.lower()))


@cache
def _says(word: str) -> bool:
    return len(word) >= _PLUS_COURT and folded(word) not in MOTS_VIDES


def stems(text: str) -> list[str]:
    """The stem of each of these words."""
    return [stem(word) for word in words(text)]


def pairs(found: list[str]) -> list[str]:
    """Stems that follow one another, as one term."""
    return [f"{one} {other}" for one, other in pairwise(found)]


@cache
def stem(word: str) -> str:
    """The stem of one word in small letters."""
    return background().stems.get(word) or computed(word)


def computed(word: str) -> str:
    """The stem as the library gives it, mended, whatever the table holds."""
    found: str = _stemmer().stemWord(word)
    if found.endswith(("ion", "ionn")):
        found = _stemmer().stemWord(found.removesuffix("n") if found.endswith("nn") else found)
    plain = folded(found)
    for rest, better in _RESTES:
        plain = rest.sub(better, plain)
    return plain


@cache
def _stemmer() -> _Stemmer:
    from snowballstemmer import stemmer  # noqa: PLC0415

    found: _Stemmer = stemmer("french")
    return found
