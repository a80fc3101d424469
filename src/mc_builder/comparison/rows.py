"""Two lists → which item of the one is which of the other, and which changed its rank."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
#: The rank of an item in both lists; None in the one that lacks it.
Pair = tuple[int | None, int | None]

#: From this likeness on, two texts of the same place are one that was reworded.
_ALIKE = 0.5


def matched(
    old: Sequence[T],
    new: Sequence[T],
    same: Callable[[T, T], bool],
    perhaps: Callable[[T, T], bool] | None = None,
) -> list[Pair]:
    """The pairs in the order of the new list, then what went.

    Equals come first, then what is the `same`, then, in order, what may be one (`perhaps`).
    """
    tests = [lambda one, other: one == other and same(one, other), same]
    if perhaps is not None:
        tests.append(perhaps)
    left, free = list(range(len(old))), list(range(len(new)))
    of_new: dict[int, int] = {}
    for test in tests:
        for place in tuple(left):
            found = next((n for n in free if test(old[place], new[n])), None)
            if found is not None:
                left.remove(place)
                free.remove(found)
                of_new[found] = place
    return [*((of_new.get(n), n) for n in range(len(new))), *((n, None) for n in left)]


def similar(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The same texts wherever they are; then, between these, those that were reworded."""
    pairs = matched(old, new, lambda one, other: one == other)
    come = [after for before, after in pairs if before is None and after is not None]
    gone = [before for before, after in pairs if after is None and before is not None]
    again: dict[int, int] = {}
    for after in come:
        best = max(gone, key=lambda n: _likeness(old[n], new[after]), default=None)
        if best is not None and _likeness(old[best], new[after]) >= _ALIKE:
            again[after] = best
            gone.remove(best)
    kept = [
        (again.get(after, before) if after is not None else before, after)
        for before, after in pairs
    ]
    return [pair for pair in kept if pair[1] is not None or pair[0] in gone]


def _likeness(old: str, new: str) -> float:
    """From 0 to 1: how many words of two texts are the same, in the same order."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def moved(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The fewest pairs whose moves explain the new order; pairs are in the new order.

    What stays is the longest row that goes up in both lists: one item taken to the end is one
    move, not as many as it passed.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (old, _) in enumerate(pairs):
        rank = bisect_left(tails, old)
        tails[rank:] = [old, *tails[rank + 1 :]]
        ends[rank:] = [place, *ends[rank + 1 :]]
        before.append(ends[rank - 1] if rank else -1)
    stay: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        stay.add(place)
        place = before[place]
    return [pair for place, pair in enumerate(pairs) if place not in stay]
