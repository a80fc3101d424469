"""Where the pages of a printed sheet begin, so that no table is cut that could be whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def page_breaks(starts: Sequence[int], heights: Sequence[float], room: float) -> list[int]:
    """The rows that begin a page, among the `starts` of the tables.

    `heights` are those of all the rows, `room` that of a page. A table higher than a page begins
    one all the same: its heads then have rows under them.
    """
    found, used = [], sum(heights[: starts[0]]) if starts else 0.0
    for start, end in pairwise((*starts, len(heights))):
        high = sum(heights[start:end])
        if used and used + high > room:
            found.append(start)
            used = 0.0
        used += high
    return found
