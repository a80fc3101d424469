"""Words → the strings of three to five characters that they are made of.

A word keeps its two ends, marked by a space: « ré » that opens a word is not « ré » within one.
"""

from __future__ import annotations

from functools import cache

from mc_builder.french import folded

LONGUEURS = (3, 4, 5)


@cache
def grams(word: str) -> tuple[str, ...]:
    """Those of one word, without accents; a word of one or two letters is itself."""
    marked = f" {folded(word)} "
    return tuple(
        marked[n : n + size] for size in LONGUEURS for n in range(len(marked) - size + 1)
    ) or (marked,)
