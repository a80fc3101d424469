"""The texts that a list printed, and those that it holds today → which is which.

All are looked at together: of two that are alike one may be gone, and the other is not it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

Words = Sequence[str]
#: How much words that were printed are those of a text of today; 0 when they are not at all.
Alike = Callable[[Words, Words], float]


def seats(
    printed: Mapping[int, Sequence[Words]], today: Mapping[int, Words], alike: Alike
) -> dict[int, int]:
    """Where each text that was printed, in one form or several, stands today; both by number.

    A text has one place and a place one text: the same words in the same order first, then those
    most alike, then those nearest to where they stood.
    """
    found = dict(_same(printed, today))
    for number, place in found.items():
        own = today.get(number, ())
        if number not in found.values() and tuple(own) == tuple(today[place]):
            found[number] = number
    taken = set(found.values())
    pairs = [
        (-score, abs(number - place), number, place)
        for number, forms in printed.items()
        if number not in found
        for place, words in today.items()
        if place not in taken
        and (score := max((alike(form, words) for form in forms if form), default=0.0)) > 0
    ]
    for _, _, number, place in sorted(pairs):
        if number not in found and place not in taken:
            found[number] = place
            taken.add(place)
    return found


def _same(
    printed: Mapping[int, Sequence[Words]], today: Mapping[int, Words]
) -> list[tuple[int, int]]:
    """Those that say the same words, in the same order."""
    old, new = sorted(printed), sorted(today)
    was, now = [tuple(printed[n][0]) for n in old], [tuple(today[n]) for n in new]
    matching = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return [
        (old[one + step], new[other + step])
        for one, other, size in matching
        for step in range(size)
        if was[one + step]
    ]
