"""Two lists of elements → which of the one is which of the other, in the order of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from lxml import etree

from mc_builder.french.word_diff import tokens
from mc_builder.page.redline.shape import canonical
from mc_builder.page.tree import name_of, text_of

T = TypeVar("T")
#: An element of each list, or of one alone.
Pair = tuple[etree._Element | None, etree._Element | None]  # noqa: SLF001 - the name of its type

#: How alike two texts must be to be one that was reworded, and two containers to be one.
_ALIKE, _SAME_HOLDER = 0.45, 0.2
#: Beyond that many comparisons, what stands between two equal elements is taken as replaced.
_MOST = 250_000
_HOLDERS = frozenset({"section", "div", "table", "ul", "ol", "figure", "tbody", "blockquote"})
#: What an anchor of a heading or of a caption begins with, when the passes gave it.
_COUNTED = ("titre-", "tableau-", "figure-", "numero-")


def align(
    old: Sequence[T],
    new: Sequence[T],
    same: Callable[[T], Hashable],
    score: Callable[[T, T], float],
) -> Iterator[tuple[T | None, T | None]]:
    """The pairs in order: equals first, then between them those most alike; what went comes first.

    `score` is how alike two of them are, 0 when they cannot be one.
    """
    codes = SequenceMatcher(None, [*map(same, old)], [*map(same, new)], autojunk=False)
    for code, start, stop, begin, end in codes.get_opcodes():
        if code == "equal":
            yield from zip(old[start:stop], new[begin:end], strict=True)
        else:
            yield from _between(old[start:stop], new[begin:end], score)


def align_elements(
    old: Sequence[etree._Element],
    new: Sequence[etree._Element],
    score: Callable[[etree._Element, etree._Element], float] | None = None,
) -> list[Pair]:
    """Elements that read the same are one; then those most alike (`likeness`, unless told)."""
    pairs = align(old, new, canonical, score or likeness)
    return list(pairs)


def _between(
    old: Sequence[T], new: Sequence[T], score: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Those that make the best sum without crossing each other."""
    if not old or not new or len(old) * len(new) > _MOST:
        yield from _apart(old, new)
        return
    scores = [[score(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            together = best[a + 1][b + 1] + scores[a][b] if scores[a][b] else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    a = b = from_a = from_b = 0
    while a < len(old) and b < len(new):
        if scores[a][b] and best[a][b] == best[a + 1][b + 1] + scores[a][b]:
            yield from _apart(old[from_a:a], new[from_b:b])
            yield old[a], new[b]
            a, b = a + 1, b + 1
            from_a, from_b = a, b
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    yield from _apart(old[from_a:], new[from_b:])


def _apart(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    yield from ((one, None) for one in old)
    yield from ((None, one) for one in new)


def likeness(old: etree._Element, new: etree._Element) -> float:
    """How much two elements may be one: 0, or more the more so.

    One anchor, or one text of the data, says more than words do.
    """
    if name_of(old) != name_of(new):
        return 0.0
    anchor = old.get("id", "")
    if anchor and anchor == new.get("id") and not anchor.startswith(_COUNTED):
        return 3.0
    shared = dice(text_of(old), text_of(new))
    if _first_ref(old) is not None and _first_ref(old) == _first_ref(new):
        return 1.0 + shared
    least = _SAME_HOLDER if old.tag in _HOLDERS else _ALIKE
    return shared if shared >= least else 0.0


def dice(old: str, new: str) -> float:
    """How many words two texts share, from 0 to 1; two empty texts are one."""
    one, other = _bag(old), _bag(new)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _bag(text: str) -> Counter[str]:
    return Counter(word for word in tokens(text) if word.strip())


def _first_ref(element: etree._Element) -> str | None:
    """The first text of the data that an element shows."""
    return next((ref for span in element.iter("span") if (ref := span.get("data-ref"))), None)
