"""Paragraphs that are still there → the texts that say something else in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mc_builder.returns.both import Both, Found
from mc_builder.returns.changes import Change, FrameChanged, Origin, TextChanged
from mc_builder.returns.compared import Edit, compare, keys
from mc_builder.returns.tokens import (
    FRAME,
    Owner,
    Token,
    note_owner,
    owner_of,
    pieces,
    said,
    tokens,
)
from mc_builder.writers.docx.reading.base import Text
from mc_builder.writers.docx.reading.printed import Paragraph, Run, Tracked
from mc_builder.writers.docx.reading.walk import MARGIN


def edited(both: Both) -> Iterator[Found]:
    """What each paragraph that is still there says otherwise."""
    calls = _callers(both)
    for goal, ranks in sorted(both.aligned.sources.items()):
        rank = ranks[0]
        if both.aligned.goals[rank][0] != goal:
            continue  # what was cut off a paragraph is an addition
        before, after = both.before[rank], both.after[goal]
        if before.part == MARGIN:
            continue
        if len(both.aligned.goals[rank]) > 1 and not _may_be_cut(both.units.owners[rank]):
            after = _whole(both, rank)
        if before.part:
            yield from _of_note(both, rank, goal, calls)
            continue
        for number, edit in enumerate(compare(before, after, both.base.texts)):
            yield (goal, number), _change(both, rank, goal, edit)


def _may_be_cut(owner: Owner) -> bool:
    """Whether the second half of a paragraph makes one more: of prose, or of a list."""
    return owner.prose or owner.ref.rpartition("/")[2].isdecimal()


def _whole(both: Both, rank: int) -> Paragraph:
    """The paragraphs that one was cut into, as one."""
    first, *others = (both.after[goal] for goal in both.aligned.goals[rank])
    runs = [*first.runs]
    for other in others:
        runs += [Run(" ", runs[-1].marks if runs else ()), *other.runs]
    tracked = [one for p in (first, *others) for one in p.tracked]
    return replace(first, runs=tuple(runs), tracked=tuple(tracked))


def _change(both: Both, rank: int, goal: int, edit: Edit) -> Change:
    origin = both.origin(
        goal, _tracked(both.after[goal], edit, both.base.texts), certain=both.sure(rank)
    )
    if not edit.owner.ref:
        return FrameChanged(said(edit.before), said(edit.after), origin)
    return text_changed(edit.owner.ref, edit.before, edit.after, origin)


def text_changed(
    ref: str, before: Sequence[Token], after: Sequence[Token], origin: Origin, note: int = 0
) -> TextChanged:
    """A text with other words."""
    return TextChanged(ref, pieces(before), said(after), origin, pieces(after), note)


def _tracked(after: Paragraph, edit: Edit, texts: Mapping[str, Text]) -> list[Tracked]:
    """The tracked changes of a paragraph that are about a text; all, when none says so."""
    mine = [t for t in after.tracked if owner_of(t.marks, texts).mark == edit.owner.mark]
    return [t for t in (mine or after.tracked) if t.author or t.moment]


def _callers(both: Both) -> dict[str, tuple[Owner, int]]:
    """The text that calls each footnote of the base, and the rank of the note in it."""
    found: dict[str, tuple[Owner, int]] = {}
    times: dict[str, int] = {}
    for paragraph in both.before:
        for run in paragraph.runs:
            if run.note:
                owner = note_owner(run, both.base.texts)
                times[owner.mark] = times.get(owner.mark, 0) + 1
                found[run.note] = (owner, times[owner.mark])
    return found


def _of_note(
    both: Both, rank: int, goal: int, calls: Mapping[str, tuple[Owner, int]]
) -> Iterator[Found]:
    """What a footnote says otherwise, as a change of the text that calls it."""
    owner, number = calls.get(both.before[rank].part, (FRAME, 0))
    old, new = (
        tuple(replace(t, owner=owner) for t in tokens(p, {}))
        for p in (both.before[rank], both.after[goal])
    )
    if keys(old) == keys(new):
        return
    place = next((n for n, p in enumerate(both.after) if _calls(p, both.after[goal].part)), goal)
    origin = both.origin(place, both.after[goal].tracked, certain=both.sure(rank) or bool(number))
    if owner.ref:
        yield (place, 1000 + number), text_changed(owner.ref, old, new, origin, number)
    else:
        yield (place, 1000), FrameChanged(said(old), said(new), origin)


def _calls(paragraph: Paragraph, note: str) -> bool:
    return any(run.note == note for run in paragraph.runs)
