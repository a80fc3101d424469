"""Items that take up intervals of one text: which of them hold a given one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Enclosing(Generic[T]):
    """Items with their bounds, sorted: found by going up from what starts last before a place.

    In a file of data an item holds those that it is made of, and the others stand apart: the way up
    is as long as that place is deep. Whatever the intervals, what is found is the same.
    """

    def __init__(self, items: Iterable[tuple[T, int, int]]) -> None:
        # Ranks are all different: the items themselves are never compared.
        self._items = sorted(
            (start, end, rank, item) for rank, (item, start, end) in enumerate(items)
        )
        self._starts = [start for start, _, _, _ in self._items]
        self._above = list(_find_longer_before([end for _, end, _, _ in self._items]))

    def around(self, start: int, end: int) -> list[T]:
        """The items that hold an interval, in the order in which they were given."""
        found = []
        here = bisect_right(self._starts, start) - 1
        while here >= 0:
            _, last, rank, item = self._items[here]
            if last >= end:
                found.append((rank, item))
                here -= 1
            else:
                # Those in between end no later than this one, which is too short.
                here = self._above[here]
        return [item for _, item in sorted(found)]


def _find_longer_before(ends: list[int]) -> Iterator[int]:
    """Of each end, the rank of the nearest before it that is greater; -1 when there is none."""
    open_ones: list[int] = []
    for rank, end in enumerate(ends):
        while open_ones and ends[open_ones[-1]] <= end:
            open_ones.pop()
        yield open_ones[-1] if open_ones else -1
        open_ones.append(rank)
