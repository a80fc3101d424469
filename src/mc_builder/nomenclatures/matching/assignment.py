"""A table of scores → the pairs, one of each side at most, whose sum is the greatest.

Kuhn, 1955, as Munkres made it polynomial: the cube of the shorter side, which is a dozen here.
"""

from __future__ import annotations

from collections.abc import Sequence

_FAR = float("inf")


def assign(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Each row with its column, in the order of the rows; a pair that scores nothing is none."""
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        turned = assign([list(column) for column in zip(*scores, strict=True)])
        return sorted((row, column) for column, row in turned)
    taken = _taken([[-score for score in row] for row in scores])
    pairs = ((row, column) for column, row in enumerate(taken) if row is not None)
    return sorted((row, column) for row, column in pairs if scores[row][column] > 0)


def _taken(costs: list[list[float]]) -> list[int | None]:
    """The row that each column goes to at the least cost, no more rows than columns."""
    width = len(costs[0])
    of_rows, of_columns = [0.0] * len(costs), [0.0] * (width + 1)
    # One column more, at the end, where each row waits for its own.
    taken: list[int | None] = [None] * (width + 1)
    for row in range(len(costs)):
        taken[width] = row
        least, back, seen = [_FAR] * width, [width] * width, [False] * (width + 1)
        at = width
        while (here := taken[at]) is not None:
            seen[at] = True
            for column in range(width):
                if not seen[column]:
                    cost = costs[here][column] - of_rows[here] - of_columns[column]
                    if cost < least[column]:
                        least[column], back[column] = cost, at
            after = min((c for c in range(width) if not seen[c]), key=least.__getitem__)
            step = least[after]
            for column in range(width + 1):
                if seen[column]:
                    of_rows[_row(taken, column)] += step
                    of_columns[column] -= step
                elif column < width:
                    least[column] -= step
            at = after
        while at != width:
            taken[at], at = taken[back[at]], back[at]
    return taken[:width]


def _row(taken: Sequence[int | None], column: int) -> int:
    row = taken[column]
    if row is None:
        raise AssertionError("a column that was gone through is taken")
    return row
