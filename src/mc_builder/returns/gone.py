"""Paragraphs that are no longer there → the objects, blocks and texts that went with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from mc_builder.returns.both import Both, Found, headings
from mc_builder.returns.changes import (
    BlockRemoved,
    Change,
    FrameChanged,
    ItemRemoved,
    Origin,
)
from mc_builder.returns.edited import text_changed
from mc_builder.returns.tables import tables_gone
from mc_builder.returns.tokens import Owner, Token, tokens
from mc_builder.returns.units import object_of
from mc_builder.writers.docx.reading.walk import MARGIN

#: What parts the cells of a row that is said.
CELLS = " | "


def gone(both: Both) -> Iterator[Found]:
    """What went: of tables of prose, then rows whole, then what is left."""
    lost = [rank for rank in range(len(both.before)) if _is_lost(both, rank)]
    lost = [rank for rank in lost if both.before[rank].part != MARGIN]
    said: set[str] = set()
    done: set[int] = set()
    for found, ranks in tables_gone(both, lost):
        done.update(ranks)
        yield found
    for row, ranks in both.units.rows.items():
        if set(ranks) <= set(lost) and row in both.units.objects:
            done.update(ranks)
            cle = both.units.objects[row]
            if cle not in said:
                said.add(cle)
                yield _at(both, ranks[0]), _row(both, cle, ranks, lost)
    for rank in lost:
        if rank in done:
            continue
        if (change := _one(both, rank, lost, said)) is not None:
            yield _at(both, rank), change


def _is_lost(both: Both, rank: int) -> bool:
    """Whether a paragraph is nowhere, or now goes on in that of another text."""
    goals = both.aligned.goals.get(rank)
    if goals is None:
        return True
    first = both.source(goals[0])
    joined = first is not None and first != rank and goals == both.aligned.goals[first]
    return joined and bool(both.units.owners[rank].ref)


def _at(both: Both, rank: int) -> tuple[int, int]:
    return both.position(rank), 10_000 + rank


def _row(both: Both, cle: str, ranks: Sequence[int], lost: Sequence[int]) -> Change:
    """A row that went: its object, unless it only cites one that is still told elsewhere."""
    words = CELLS.join(" ".join(both.before[rank].words.split()) for rank in ranks)
    own = (f"{cle}:", f"{cle}/")
    fields = {ref for ref in both.units.refs(ranks) if ref == cle or ref.startswith(own)}
    places = [n for n, o in enumerate(both.units.owners) if o.ref and object_of(o.ref) == cle]
    if len(fields) > 1 or set(places) <= set(lost):
        return ItemRemoved(cle, words, origin_of(both, ranks), both.own(ranks, cle))
    return FrameChanged(words, "", origin_of(both, ranks))


def origin_of(both: Both, ranks: Sequence[int]) -> Origin:
    """Who took paragraphs away, when that was tracked, and where they stood."""
    gone_marks = both.printed.gone
    found = [gone_marks[m] for r in ranks for m in both.before[r].held if m in gone_marks]
    origin = both.origin(max(both.position(ranks[0]), 0), found[:1])
    certain = both.known and all(both.before[rank].held for rank in ranks)
    return replace(origin, place=headings(both.before, ranks[0]), certain=certain)


def _one(both: Both, rank: int, lost: Sequence[int], said: set[str]) -> Change | None:
    """A paragraph that went by itself."""
    owner = both.units.owners[rank]
    words = " ".join(both.before[rank].words.split())
    origin = origin_of(both, [rank])
    if not owner.ref or both.before[rank].part:
        return FrameChanged(words, "", origin) if words else None
    if owner.prose:
        return BlockRemoved(owner.ref, words, origin)
    cle = object_of(owner.ref)
    places = [n for n, o in enumerate(both.units.owners) if o.ref and object_of(o.ref) == cle]
    if cle in said:
        return None
    listed = cle == owner.ref or cle.rpartition("/")[2].isdecimal() or "/" not in cle
    if listed and set(places) <= set(lost):
        said.add(cle)
        return ItemRemoved(cle, words, origin, both.own([rank], cle))
    here = partial(_still, both, lost)
    if here(owner):
        return FrameChanged(words, "", origin)  # it only cited a text that is told elsewhere
    return text_changed(owner.ref, _own(both, rank, owner), (), origin)


def _still(both: Both, lost: Sequence[int], owner: Owner) -> bool:
    """Whether a text is still told elsewhere."""
    others = (n for n in range(len(both.before)) if n not in lost)
    return any(owner.ref in both.units.refs([n]) for n in others)


def _own(both: Both, rank: int, owner: Owner) -> tuple[Token, ...]:
    found = tokens(both.before[rank], both.base.texts)
    return tuple(t for t in found if t.owner.mark == owner.mark)
