"""A change that knows its place by a rank → the same change, where those words stand today.

A block of prose, a text of a list and an object without identifier are named by their rank. When
others came or went since, the rank is that of another: what the file printed tells which is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mc_builder.editing import Refused, block_of, is_block, value_of
from mc_builder.editing.held import place_of
from mc_builder.project import Project
from mc_builder.returns.calls import is_literal, key_words
from mc_builder.returns.changes import (
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    ItemAdded,
    ItemRemoved,
    Piece,
    TextChanged,
)
from mc_builder.returns.known_again import rank_of, seat_of, words_written
from mc_builder.returns.values import typed_at
from mc_builder.source.blocks import blocks_in, without_gap


def relocated(project: Project, change: Change) -> Change:
    """A change by the identities of today, as it is when nothing says otherwise.

    Raises Disputed when two places may be meant.
    """
    try:
        if isinstance(change, TextChanged):
            return replace(change, ref=_text(project, change))
        if isinstance(change, ItemRemoved):
            return replace(change, cle=_item(project, change.cle, change.known or change.words))
        if isinstance(change, BlockRemoved | BlockMoved):
            change = replace(change, ref=_block(project, change.ref, key_words(change.words)))
        if isinstance(change, BlockAdded | BlockMoved) and change.beside:
            return replace(change, after=_block(project, change.after, key_words(change.beside)))
        if isinstance(change, ItemAdded) and change.beside:
            return replace(change, after=_item(project, change.after, change.beside))
    except Refused:  # what it is about is gone: its edit says so
        return change
    return change


def _text(project: Project, change: TextChanged) -> str:
    """The reference today of a text."""
    ref = change.ref
    words = _own(change.before)
    said = words, _own(change.now) if change.now else key_words(change.after)
    if not words or ref != without_gap(ref):
        return ref
    cle, colon, path = ref.partition(":")
    if colon and _is_ranked(cle):
        cle = _holder(project, cle, path, *said)
        ref = f"{cle}:{path}"
    if is_block(project, ref):
        return _block(project, ref, *said)
    return _listed(project, ref, *said) if colon and _is_ranked(ref) else ref


def _own(pieces: Sequence[Piece]) -> list[str]:
    return key_words("".join(piece.words for piece in pieces if is_literal(piece)))


def _is_ranked(cle: str) -> bool:
    return cle.rpartition("/")[2].isdecimal()


def _holder(project: Project, cle: str, path: str, *said: Sequence[str]) -> str:
    """The object of a list, of which a field printed some words."""
    place = place_of(project, cle)
    if place is None or not place.many:
        return cle
    cles = [one.cle for one in place.items]
    texts = [key_words(typed_at(project, f"{one}:{path}") or "") for one in cles]
    rank = rank_of(texts, cles.index(cle), *said)
    return cles[rank] if rank is not None else cle


def _block(project: Project, ref: str, *said: Sequence[str]) -> str:
    """The reference of the block that printed some words."""
    text, _, number = ref.rpartition("/")
    if not number.isdecimal() or number == "0":
        return ref
    whole = block_of(project, text).markdown
    blocks = blocks_in(whole)
    numbers = [block.first for block in blocks]
    known = numbers.index(int(number)) if int(number) in numbers else -1
    if known >= 0 and words_written(blocks[known].words, whole) in said:
        return ref
    rank = rank_of([words_written(block.words, whole) for block in blocks], known, *said)
    return f"{text}/{numbers[rank]}" if rank is not None else ref


def _item(project: Project, cle: str, words: str) -> str:
    """The identity of what a list holds, that printed some words."""
    if not _is_ranked(cle):
        return cle
    if ":" in cle:
        return _listed(project, cle, key_words(words))
    place = place_of(project, cle)
    if place is None or not place.many:
        return cle
    seat = seat_of(place.items, cle, words)
    return place.items[seat].cle if seat is not None else cle


def _listed(project: Project, ref: str, *said: Sequence[str]) -> str:
    """The reference of the text of a list that printed some words."""
    whole, _, number = ref.rpartition("/")
    texts = [key_words(one) for one in value_of(project, whole).texts]
    rank = rank_of(texts, int(number) - 1, *said)
    return ref if rank is None else f"{whole}/{rank + 1}"
