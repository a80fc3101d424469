"""A paragraph as it was printed, and as it came back → which of its texts say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from mc_builder.returns.tokens import FRAME, Owner, Token, has_fields, tokens
from mc_builder.writers.docx.reading.base import Text
from mc_builder.writers.docx.reading.printed import Paragraph


@dataclass(frozen=True, slots=True)
class Edit:
    """One text of a paragraph, or words of its template: what it was, what it is."""

    owner: Owner
    before: tuple[Token, ...]
    after: tuple[Token, ...]

    @property
    def changed(self) -> bool:
        """Whether a reader sees other words."""
        return keys(self.before) != keys(self.after)


def keys(words: Sequence[Token]) -> list[str]:
    """What is compared of some words: the space before the first is of what stands before it."""
    return [t.key if n else t.key.lstrip() for n, t in enumerate(words)]


def matcher(before: Sequence[Token], after: Sequence[Token]) -> SequenceMatcher[str]:
    """What two lists of words have in common."""
    return SequenceMatcher(None, [t.key for t in before], [t.key for t in after], autojunk=False)


def compare(before: Paragraph, after: Paragraph, texts: Mapping[str, Text]) -> list[Edit]:
    """The texts of a paragraph that changed, and the words of its template that did."""
    if before.words == after.words:
        return []
    plain = has_fields(before) and not has_fields(after)
    old, new = tokens(before, texts, plain=plain), tokens(after, texts)
    if [t.key for t in old] == [t.key for t in new]:
        return []
    segments = _segments(old)
    given: list[list[Token]] = [[] for _ in segments]
    for token, segment in _placed(old, new, segments):
        given[segment].append(token)
    return _edits(old, segments, given)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words in a row that are of one thing: from, to the one after the last."""

    owner: Owner
    start: int
    end: int


def _segments(old: Sequence[Token]) -> list[_Segment]:
    found: list[_Segment] = []
    for rank, token in enumerate(old):
        if found and found[-1].owner == token.owner:
            found[-1] = replace(found[-1], end=rank + 1)
        else:
            found.append(_Segment(token.owner, rank, rank + 1))
    return found or [_Segment(FRAME, 0, 0)]


def _placed(
    old: Sequence[Token], new: Sequence[Token], segments: Sequence[_Segment]
) -> Iterator[tuple[Token, int]]:
    """Each word that is there now, with the segment that it goes to."""
    of_word = [n for n, s in enumerate(segments) for _ in range(s.start, s.end)]
    there = {token.owner for token in new if token.owner is not FRAME}
    for kind, start, end, low, high in matcher(old, new).get_opcodes():
        if kind == "equal":
            for rank in range(end - start):
                was, now = old[start + rank], new[low + rank]
                yield replace(was, space=now.space, note=now.note), of_word[start + rank]
            continue
        hit = of_word[start:end]
        left = of_word[start - 1] if start else None
        right = of_word[end] if end < len(old) else None
        last: int | None = None
        for rank in range(low, high):
            last = _goal(new[rank], hit, (left, right), segments, there, last)
            yield _of(new[rank], segments[last].owner), last


def _of(token: Token, owner: Owner) -> Token:
    """A word as one of a segment; what is called from elsewhere stays a call."""
    if token.owner.call and not owner.call and owner.ref:
        return replace(token, owner=replace(owner, call=token.owner.call))
    return replace(token, owner=owner)


def _goal(
    token: Token,
    hit: Sequence[int],
    sides: tuple[int | None, int | None],
    segments: Sequence[_Segment],
    there: set[Owner],
    last: int | None,
) -> int:
    """The segment of a new word: that of its bookmark, else of what it replaces or joins."""
    left, right = sides
    if token.owner is not FRAME:
        for n in (*hit, left, right):
            if n is not None and segments[n].owner == token.owner:
                return n
    if last is not None:
        return last  # it goes on with the words before it
    lost = [n for n in hit if segments[n].owner.ref and segments[n].owner not in there]
    if lost or hit:
        return (lost or hit)[0]
    return _beside(left, right, segments)


def _beside(left: int | None, right: int | None, segments: Sequence[_Segment]) -> int:
    """Where words go that were put between two segments: to the text of the data, the first."""
    for n in (left, right):
        if n is not None and segments[n].owner.ref and not segments[n].owner.call:
            return n
    for n, step in ((left, 1), (right, -1)):
        if n is not None and segments[n].owner.call:
            # What is written against a call is of the text that calls.
            other = n + step
            if 0 <= other < len(segments) and segments[other].owner.mark == segments[n].owner.mark:
                return other
    return left if left is not None else right if right is not None else 0


def _edits(
    old: Sequence[Token], segments: Sequence[_Segment], given: Sequence[Sequence[Token]]
) -> list[Edit]:
    """What became of each text, whose words may stand in several segments."""
    found: list[Edit] = []
    known: dict[str, int] = {}
    for segment, words in zip(segments, given, strict=True):
        before = tuple(old[segment.start : segment.end])
        mark = segment.owner.mark
        if mark and mark in known:
            one = found[known[mark]]
            found[known[mark]] = replace(
                one, before=one.before + before, after=(*one.after, *words)
            )
            continue
        if mark:
            known[mark] = len(found)
        found.append(Edit(replace(segment.owner, call=""), before, tuple(words)))
    changed = [one for one in found if one.changed]
    return [one for one in changed if one.owner.ref or not _follows(one, changed)]


def _follows(frame: Edit, changed: Sequence[Edit]) -> bool:
    """Whether signs of the template went or came with a text: « ; » between two items."""
    signs = [t for t in (*frame.before, *frame.after) if t.said.isalnum() or t.computed]
    return not signs and any(one.owner.ref and not one.after for one in changed)
