"""Texts → words, and what one text says otherwise than another; edits of two that come together.

A word is what is compared: a call is one word whatever it prints. Spaces are no words: what a space
becomes is said by the word that follows it, but where typography alone puts one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from mc_builder.french import composed

#: The key of a call, and of a word that no text of the data has: a number that we compute.
CALL, COMPUTED = "\ufffc", "\ufffd"
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
#: Before these, and after the opening quotation mark, the space is that of typography.
SET_BEFORE, SET_AFTER = frozenset(":;!?»%€"), frozenset("«")
_SAME = str.maketrans({"’": "'", "‑": "-", "\u00ad": None, "\u200b": None, "\u2060": None})


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `key` is what is compared, `space` says whether one stands before it.

    `start` and `end` are where it is, in what it was read from; `call` which one it is.
    """

    key: str
    space: bool
    start: int
    end: int
    call: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words `start` to `end` of a text that become words `low` to `high` of another."""

    start: int
    end: int
    low: int
    high: int


def key_of(sign: str) -> str:
    """What is compared of a word: neither how it is accented, nor which apostrophe it has."""
    return composed(sign.translate(_SAME))


def words_of(text: str, start: int = 0, *, space: bool = False) -> Iterator[Word]:
    """The words of a text that begins at `start`; `space` when one stands before it."""
    end = 0
    for found in WORD.finditer(text):
        before = space or found.start() > end
        if key := key_of(found[0]):
            yield Word(key, before, start + found.start(), start + found.end())
        space, end = False, found.end()


def is_set(words: Sequence[Word], rank: int) -> bool:
    """Whether typography alone says if there is a space before a word."""
    if rank in {0, len(words)}:
        return True
    return words[rank].key in SET_BEFORE or words[rank - 1].key in SET_AFTER


def edits(before: Sequence[Word], after: Sequence[Word]) -> list[Edit]:
    """What makes a text of another; an edit of no word is that of the space before it."""
    found: list[Edit] = []
    for kind, start, end, low, high in _codes([w.key for w in before], [w.key for w in after]):
        if kind != "equal":
            found.append(Edit(start, end, low, high))
            continue
        # The gap before the first is that of what comes before, when it changed.
        for rank in range(1 if found and found[-1].end == start else 0, end - start):
            was, now = before[start + rank], after[low + rank]
            free = is_set(before, start + rank) or is_set(after, low + rank)
            if was.space != now.space and not free:
                found.append(Edit(start + rank, start + rank, low + rank, low + rank))
    return found


def _codes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What is equal, and what is not; calls that are the same are matched before any word."""
    start = low = 0
    for rank, goal in (*_anchors(old, new), (len(old), len(new))):
        matching = SequenceMatcher(None, old[start:rank], new[low:goal], autojunk=False)
        for kind, a, b, c, d in matching.get_opcodes():
            yield kind, start + a, start + b, low + c, low + d
        if rank < len(old):
            yield "equal", rank, rank + 1, goal, goal + 1
        start, low = rank + 1, goal + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The calls that both texts make as many times, when they make them in the same order."""
    ours, theirs = (Counter(key for key in keys if key[:1] == CALL) for keys in (old, new))
    both = {key for key in ours if ours[key] == theirs[key]}
    pairs = zip(
        [(rank, key) for rank, key in enumerate(old) if key in both],
        [(rank, key) for rank, key in enumerate(new) if key in both],
        strict=True,
    )
    found = [(rank, goal) for (rank, one), (goal, other) in pairs if one == other]
    return found if len(found) == sum(ours[key] for key in both) else []


def alike(words: Sequence[Word]) -> tuple[Word, ...]:
    """The same words, all calls being one: some print in the place of another."""
    return tuple(replace(w, key=CALL) if w.key[:1] == CALL else w for w in words)
