"""Weighted terms of many texts → the texts that share them with another one, scored.

One list of texts for each term, with the weight of the term in each: a search reads the lists of
its own terms only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from heapq import nsmallest

#: The texts that have a term, by their ranks, and its weight in each: as little memory as there is.
Posting = tuple["array[int]", "array[float]"]


class Postings:
    """The lists of all terms (`lists`); a text is its rank among those that were given.

    A term of more than `courant` texts brings nothing nearer: its list is not kept.
    """

    def __init__(self, texts: Iterable[Mapping[str, float]], courant: int) -> None:
        lists: dict[str, Posting] = {}
        for rank, weights in enumerate(texts):
            for term, weight in weights.items():
                try:
                    ranks, values = lists[term]
                except KeyError:
                    ranks, values = lists[term] = array("i"), array("d")
                ranks.append(rank)
                values.append(weight)
        self.lists = {term: found for term, found in lists.items() if len(found[0]) <= courant}

    def scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        """The sum, for each text, of the products of weights over the terms in common."""
        found: dict[int, float] = {}
        for term, weight in asked.items():
            if term in self.lists:
                for rank, value in zip(*self.lists[term], strict=True):
                    found[rank] = found.get(rank, 0.0) + weight * value
        return found


def best(scores: Mapping[int, float], count: int) -> list[int]:
    """The ranks of the `count` greatest scores; equals in their order."""
    return nsmallest(count, scores, key=lambda rank: (-scores[rank], rank))
