"""What holds an interval is what looking at all the items finds."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ampleur import exemples
from mc_builder.loading.enclosing import Enclosing

_BORNES = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda b: (b[0], b[0] + b[1]))


@given(st.lists(_BORNES, max_size=12), _BORNES)
@example([(0, 9), (0, 4), (5, 9), (5, 9)], (5, 6))  # one in the other, twice at one place
@example([(0, 6), (4, 9)], (4, 6))  # across one another
@example([(0, 4), (4, 8)], (4, 4))  # where one ends and the other starts
@settings(max_examples=exemples(500))
def test_what_is_around_is_all_that_holds(
    items: list[tuple[int, int]], inside: tuple[int, int]
) -> None:
    table = Enclosing((n, start, end) for n, (start, end) in enumerate(items))
    expected = [
        n for n, (start, end) in enumerate(items) if start <= inside[0] and inside[1] <= end
    ]
    assert table.around(*inside) == expected
