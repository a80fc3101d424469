"""Two texts → the words that bring them near, and how much a person may trust it.

A score means nothing to a reader: the words in common do, and one of three bands, measured on
links that people wrote (docs/couverture.md, « Pistes »).
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import fsum, sqrt

from mc_builder.nomenclatures.matching.stems import stem, words

#: Cosines from which a suggestion is strong, then plausible.
FORT, PLAUSIBLE = 0.6, 0.4
#: Stems in common, which are as good as these cosines.
MOTS_FORT, MOTS_PLAUSIBLE = 3, 2


class Bande(StrEnum):
    """How near two texts are; its value is its stable identifier, and its French word."""

    FORT = "fort"
    PLAUSIBLE = "plausible"
    FAIBLE = "faible"


@dataclass(frozen=True, slots=True)
class Commun:
    """A word that two texts share: as each writes it, and how rare it is.

    `parent` says that it is found in what holds the second text, not in its own title.
    """

    mot: str
    autre: str
    poids: float
    parent: bool = False


def band(cosine: float, shared: tuple[Commun, ...]) -> Bande:
    """The band of two texts: their cosine, and the words that they share."""
    own = sum(not c.parent for c in shared)
    if cosine >= FORT or own >= MOTS_FORT:
        return Bande.FORT
    plausible = cosine >= PLAUSIBLE or own >= MOTS_PLAUSIBLE
    return Bande.PLAUSIBLE if plausible else Bande.FAIBLE


def in_common(
    asked: str, found: str, rarity: Mapping[str, float], *, parent: bool = False
) -> list[Commun]:
    """The words of both texts that have one stem, the rarest first, each stem once."""
    others = _by_stem(found)
    shared = [
        Commun(word, others[root], rarity[root], parent)
        for root, word in _by_stem(asked).items()
        if root in others
    ]
    return sorted(shared, key=lambda c: -c.poids)


def resemblance(asked: str, found: str, rarity: Mapping[str, float]) -> float:
    """The cosine of the stems of two texts, weighed by their rarity: from 0 to 1."""
    left, right = _by_stem(asked).keys(), _by_stem(found).keys()
    norm = sqrt(_square(left, rarity) * _square(right, rarity))
    return _square(left & right, rarity) / norm if norm else 0.0


def _square(roots: AbstractSet[str], rarity: Mapping[str, float]) -> float:
    """The sum of the squares, exact: sets have no order."""
    return fsum([rarity[root] ** 2 for root in roots])


@lru_cache(maxsize=8192)
def _by_stem(text: str) -> Mapping[str, str]:
    """The stems of a text in its order, each with the first word that has it."""
    found: dict[str, str] = {}
    for word in words(text):
        found.setdefault(stem(word), word)
    return found
