"""What became of some codes → those that seem parted in several, or several that seem made one.

Nobody publishes which item became which: these are readings of the words, for a person to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from mc_builder.nomenclatures.following import Candidat, Sort, Suivi
from mc_builder.nomenclatures.matching import Bande
from mc_builder.nomenclatures.matching.stems import stems

#: The share of the words of what is gone that its parts must hold together; one that holds so many
#: alone is the same thing.
_HELD = 0.75
#: What each part must hold that the other lacks, and the share of its words that are the former's.
_OWN, _FROM = 2, 0.5


def parted(one: Suivi) -> tuple[Candidat, ...]:
    """The two new items that hold together the words of one that is gone, each some of its own."""
    was = frozenset(stems(one.avant))
    near = [(candidat, frozenset(stems(candidat.intitule))) for candidat in one.candidats]
    if one.sort is not Sort.ABSENT or any(_held(was, words) >= _HELD for _, words in near):
        return ()
    fresh = [
        (candidat, words)
        for candidat, words in near
        if candidat.nouveau and len(was & words) >= _FROM * len(words)
    ]
    for (first, words), (second, others) in combinations(fresh, 2):
        own = was & words - others, was & others - words
        if min(map(len, own)) >= _OWN and _held(was, words | others) >= _HELD:
            return first, second
    return ()


def _held(was: frozenset[str], words: frozenset[str]) -> float:
    """The share of the words of a text that are among others."""
    return len(was & words) / len(was) if was else 0.0


def united(found: Sequence[Suivi]) -> Mapping[str, tuple[Suivi, ...]]:
    """By new code, the items that seem to have become that one: two or more, of which one is gone.

    An item that is gone became the first of its candidates, when that one is strong.
    """
    became: dict[str, dict[str, Suivi]] = defaultdict(dict)
    for one in found:
        for code in _became(one):
            became[code][one.code] = one
    return {
        code: tuple(ones.values())
        for code, ones in became.items()
        if len(ones) > 1 and any(one.sort is Sort.ABSENT for one in ones.values())
    }


def _became(one: Suivi) -> Iterator[str]:
    if one.sort is not Sort.ABSENT:
        yield one.code
    elif one.candidats and one.candidats[0].bande is Bande.FORT:
        yield one.candidats[0].code
