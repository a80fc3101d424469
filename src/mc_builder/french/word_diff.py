"""Two texts → the words that stay, those that go and those that come, in one order of reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

#: A number in pieces (« 1.2.3 », « C1.1 », « 12,5 »); a word, with the article that an apostrophe
#: ties to the next one apart; blanks; a sign.
_TOKEN = re.compile(r"[^\W\d_]{0,3}\d+(?:[.,]\d+)+|\w+[’']?|\s+|[^\w\s]")
#: Words kept around a change; the others are left out.
_AROUND = 6
#: Beyond that many comparisons of words, two texts are not compared word by word.
_MOST = 4_000_000


class Fate(StrEnum):
    """What becomes of some words; the value is the stable identifier."""

    KEPT = "garde"
    GONE = "retire"
    COME = "ajoute"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in a row that have one fate."""

    fate: Fate
    text: str


def tokens(text: str) -> list[str]:
    """The words, blanks and signs of a text, nothing left out."""
    return _TOKEN.findall(text)


def compare_words(before: str, after: str) -> tuple[Words, ...]:
    """What is kept and gone makes `before`, what is kept and come makes `after`.

    Blanks alone between two changes change with them: a reader sees one change, not three.
    """
    old, new = tokens(before), tokens(after)
    found: list[Words] = []
    for kept, start, stop, begin, end in stretches(old, new, _is_blank):
        if kept:
            found.append(Words(Fate.KEPT, "".join(old[start:stop])))
            continue
        gone, come = "".join(old[start:stop]), "".join(new[begin:end])
        found += [Words(f, t) for f, t in ((Fate.GONE, gone), (Fate.COME, come)) if t]
    return tuple(found)


def excerpts(words: Sequence[Words]) -> Iterator[tuple[Words, str]]:
    """Each stretch of words as it is shown: of those kept, only some around a change."""
    for number, one in enumerate(words):
        first, last = number == 0, number == len(words) - 1
        yield one, one.text if one.fate is not Fate.KEPT else _cut(one.text, first, last)


def _cut(text: str, first: bool, last: bool) -> str:  # noqa: FBT001
    """The words that are near a change; « … » for the others."""
    pieces = text.split(" ")
    if len(pieces) <= 2 * _AROUND + 2:
        return text
    head = "" if first else " ".join(pieces[:_AROUND])
    tail = "" if last else " ".join(pieces[-_AROUND:])
    return f"{head} … {tail}"


def _is_blank(token: str) -> bool:
    return not token.strip()


#: Whether it is kept; from, to in what was; from, to in what is.
Stretch = tuple[bool, int, int, int, int]


def stretches(old: Sequence[T], new: Sequence[T], blank: Callable[[T], bool]) -> list[Stretch]:
    """The stretches of two rows of words, in order: what is kept and what changes take turns."""
    if len(old) * len(new) > _MOST:
        return [(False, 0, len(old), 0, len(new))]
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return list(_joined([(code == "equal", a, b, c, d) for code, a, b, c, d in codes], old, blank))


def _joined(
    found: Sequence[Stretch], old: Sequence[T], blank: Callable[[T], bool]
) -> Iterator[Stretch]:
    """The stretches, what is only blank between two changes being part of one change."""
    pending: Stretch | None = None
    for number, one in enumerate(found):
        inside = 0 < number < len(found) - 1
        if one[0] and not (inside and all(map(blank, old[one[1] : one[2]]))):
            if pending is not None:
                yield pending
                pending = None
            yield one
        elif pending is None:
            pending = (False, *one[1:])
        else:
            pending = (False, pending[1], one[2], pending[3], one[4])
    if pending is not None:
        yield pending
