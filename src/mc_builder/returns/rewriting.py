"""The words of a text before and after → its source, where only what changed is written again.

The words are put one by one on the signs of the source: emphasis, links and calls stay where they
are, and what the source says today that the file did not know stays too. What is written is read
back: its words must be those that were asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from mc_builder.editing import Refused
from mc_builder.returns.calls import Retyped, Said, said, settled
from mc_builder.returns.changes import Piece
from mc_builder.returns.sources import Source, words_in
from mc_builder.returns.words import CALL, COMPUTED, Edit, Word, alike, edits, is_set
from mc_builder.returns.written import Asked, Written, all_escaped, as_typed, escaped


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What becomes of a text.

    `ways` are the forms that it may be written in, the nearest to the author's own first; none when
    it says already what was asked. `retyped` is what was typed over a call, and stays as it is.
    """

    ways: tuple[str, ...]
    retyped: tuple[Retyped, ...] = ()


class Disputed(Exception):
    """The same words were changed since, otherwise."""


def rewritten(source: Source, before: Sequence[Piece], now: Sequence[Piece]) -> Rewritten:
    """A text once the words of a file are put on it; raises Disputed and Refused."""
    kept, typed = settled(before, now)
    asked = _asked(source, said(before), said(kept))
    if not asked:
        return Rewritten((), tuple(typed))
    written = Written(source, said(kept), asked)
    goal = list(_goal(source, asked, written.raw))
    found = [
        text
        for level, marks in product((as_typed, escaped, all_escaped), (False, True))
        if (text := written.text(level, stars=marks)) is not None and _reads(source, text, goal)
    ]
    if not found:
        raise Refused("ces mots ne peuvent pas être écrits dans la forme de ce texte")
    ways = tuple(dict.fromkeys(found)) if found[0] != source.text else ()
    return Rewritten(ways, tuple(typed))


def _asked(source: Source, was: Said, now: Said) -> list[Asked]:
    """What is asked of the source, by the words that it has today."""
    printed = alike(was.words)
    since = [one for one in edits(printed, source.words) if not _harmless(one, printed, source)]
    place = _places(printed, source.words)
    there = _places(alike(now.words), source.words) if since else {}
    there |= {-1: -1, len(now.words): len(source.words)}
    found: list[Asked] = []
    for edit in edits(was.words, now.words):
        if since and _is_done(edit, there):
            continue
        if any(_touch(edit, other) for other in since):
            raise Disputed
        found.append(_put(edit, place, source, was, now))
    return found


def _harmless(edit: Edit, was: Sequence[Word], source: Source) -> bool:
    """Whether a difference is only of what prints no words, or of what we compute."""
    if edit.start == edit.end and edit.low == edit.high:
        return True  # a space
    keys = {word.key for word in was[edit.start : edit.end]}
    here = {word.key for word in source.words[edit.low : edit.high]}
    return keys <= {CALL, COMPUTED} and here <= {CALL}


def _is_done(edit: Edit, there: dict[int, int]) -> bool:
    """Whether the source has already the words that are asked, beside one of their neighbours.

    `there` is where each word of the file is in the source, with the ends of both.
    """
    inside = [there.get(rank) for rank in range(edit.low, edit.high)]
    before, after = there.get(edit.low - 1), there.get(edit.high)
    if not inside:  # words that went: what was around them is together
        return edit.start < edit.end and before is not None and after == before + 1
    first, last = inside[0], inside[-1]
    if first is None or last is None or inside != list(range(first, last + 1)):
        return False
    return before == first - 1 or after == last + 1


def _touch(edit: Edit, other: Edit) -> bool:
    """Whether two edits are of the same words, put words at the same place, or against those of it.

    What is put against words that are others today may no longer follow from them.
    """
    if edit.start == edit.end:
        return other.start <= edit.start <= other.end
    return edit.start < other.end and other.start < edit.end


def _places(was: Sequence[Word], here: Sequence[Word]) -> dict[int, int]:
    """The rank in the source of each word that is the same."""
    place: dict[int, int] = {}
    start, low = 0, 0
    for edit in [*edits(was, here), Edit(len(was), len(was), len(here), len(here))]:
        place |= dict(zip(range(start, edit.start), range(low, edit.low), strict=True))
        start, low = edit.end, edit.high
    return place


def _put(edit: Edit, place: dict[int, int], source: Source, was: Said, now: Said) -> Asked:
    """An edit of the words that were printed, as one of the words of the source."""
    if any(word.key == COMPUTED for word in was.words[edit.start : edit.end]):
        raise Refused("un numéro que l’outil calcule a été tapé avec ce texte")
    if edit.start < edit.end:
        ranks = [place[rank] for rank in range(edit.start, edit.end)]
        start, end = ranks[0], ranks[-1] + 1
        unseen = [rank for rank in range(start, end) if rank not in ranks]
        if any(source.words[rank].key != CALL for rank in unseen):
            raise Disputed
    elif edit.start - 1 in place:
        start = end = place[edit.start - 1] + 1
    elif edit.start in place or not source.words:
        start = end = place.get(edit.start, 0)
    else:
        raise Disputed
    words = now.words[edit.low : edit.high]
    replaced = bool(words) and edit.start < edit.end
    before = _space(was.words, edit.start, now.words, edit.low)
    after = _space(was.words, edit.end, now.words, edit.high)
    return Asked(
        start,
        end,
        words,
        before=start > 0 and _wanted(before, source.words, start, keep=replaced),
        after=end < len(source.words) and _wanted(after, source.words, end, keep=replaced),
    )


def _space(
    was: Sequence[Word], rank: int, now: Sequence[Word], low: int
) -> tuple[bool, bool | None]:
    """Whether a space is to stand before a word, and whether one stood there."""
    old = was[rank].space if rank < len(was) else None
    return (now[low].space if low < len(now) else False), old


def _wanted(
    space: tuple[bool, bool | None], here: Sequence[Word], rank: int, *, keep: bool
) -> bool:
    """The space before a word of the source: that of today where none was changed."""
    new, old = space
    return here[rank].space if keep and new == old else new


def _goal(
    source: Source, asked: Sequence[Asked], raw: Callable[[Word], str | None]
) -> Iterator[Word]:
    """The words that the source is to have."""
    done, first = 0, None
    for one in (*asked, None):
        end = one.start if one is not None else len(source.words)
        for word in source.words[done:end]:
            yield word if first is None else replace(word, space=first)
            first = None
        if one is None:
            return
        for rank, word in enumerate(one.words):
            space = word.space if rank else one.before
            call = raw(word)
            yield replace(word, space=space, key=CALL if call else word.key, call=call or "")
        done, first = one.end, one.after


def _reads(source: Source, text: str, goal: Sequence[Word]) -> bool:
    """Whether a text has the words that were asked, its marks and its calls."""
    parts = source.read(text)
    if parts is None:
        return False
    got = list(words_in(text, parts))
    calls = [word.call for word in got if word.key == CALL]
    if calls != [word.call for word in goal if word.key == CALL]:
        return False
    return [w.key for w in got] == [w.key for w in goal] and all(
        one.space == other.space or is_set(got, rank)
        for rank, (one, other) in enumerate(zip(got, goal, strict=True))
    )
