"""A change that knows its place by a rank → the same change, where those words stand today.

A block of prose, a text of a list and an object without identifier are named by their rank. When
others came or went since, the rank is that of another: what the file printed, of it and of those
beside it, tells which is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mc_builder.editing import Refused, is_block, value_of
from mc_builder.project import Project
from mc_builder.returns.calls import is_literal, key_words
from mc_builder.returns.changes import (
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Piece,
    TextChanged,
)
from mc_builder.returns.known_again import (
    Gone,
    blocks_written,
    list_of,
    number_of,
    objects_printed,
    place_in,
    seat_of,
    texts_printed,
)
from mc_builder.returns.rewriting import Disputed
from mc_builder.returns.values import typed_at
from mc_builder.source.blocks import without_gap

#: The words that a file printed, by reference.
Printed = Mapping[str, str]


def relocated(project: Project, change: Change) -> Change:
    """A change by the identities of today, as it is when nothing says otherwise.

    Raises Gone when what it is about is no longer there, Disputed when two places may be meant.
    """
    way = _WAYS.get(type(change))
    try:
        today = _Today(project, change.origin.printed)
        return change if way is None else way(today, change)
    except Gone:
        raise
    except Refused:  # nothing of its kind is there: its edit says so
        return change


class _Today:
    """The project of today, for a file that printed some words."""

    def __init__(self, project: Project, printed: Printed) -> None:
        self.project, self.printed = project, printed

    # --- texts ------------------------------------------------------------------------------------

    def text(self, change: TextChanged) -> str:
        """The reference of a text; its own when its words are others, and in dispute."""
        try:
            return self._text(change)
        except Gone as gone:
            if not gone.changed:
                raise
            return change.ref

    def _text(self, change: TextChanged) -> str:
        ref = change.ref
        before = _own(change.before)
        after = _own(change.now) if change.now else change.after
        if not before.strip() or ref != without_gap(ref):
            return ref
        cle, colon, path = ref.partition(":")
        if colon and _is_ranked(cle):
            cle = self._holder(cle, path, before, after)
        found = f"{cle}:{path}" if colon else ref
        if is_block(self.project, found):
            return self._numbered(found, ref, blocks_written(self.project, found), before, after)
        listed = colon and _is_ranked(found)
        return self._numbered(found, ref, self._texts(found), before, after) if listed else found

    def _holder(self, cle: str, path: str, before: str, after: str) -> str:
        """The object of a list, of which a field printed some words."""
        items = list_of(self.project, cle).items
        own = objects_printed(self.printed, cle).get(number_of(cle), {})
        if not own:
            texts = {n: _words_at(self.project, f"{o.cle}:{path}") for n, o in enumerate(items, 1)}
            number = place_in(texts, number_of(cle), (key_words(before), key_words(after)), {})
            return items[number - 1].cle
        was, now = (" ".join({**own, path: words}.values()) for words in (before, after))
        return items[seat_of(items, cle, was, now, printed=self.printed)].cle

    def block(self, ref: str, words: str) -> str:
        """The reference of the block that printed some words."""
        if not _is_ranked(ref):
            return ref
        return self._numbered(ref, ref, blocks_written(self.project, ref), words)

    def _numbered(
        self, ref: str, known: str, texts: Mapping[int, Sequence[str]], *said: str
    ) -> str:
        """The reference of a text among those that stand with it; `known` in the file."""
        if not _is_ranked(ref):
            return ref
        others = {n: key_words(words) for n, words in texts_printed(self.printed, known).items()}
        own = [others.get(number_of(known), ()), *map(key_words, said)]
        own = [words for words in own if words]
        number = place_in(texts, number_of(ref), own, others) if own else number_of(ref)
        return f"{_whole(ref)}/{number}"

    def _texts(self, ref: str) -> dict[int, list[str]]:
        texts = value_of(self.project, _whole(ref)).texts
        return {number: key_words(text) for number, text in enumerate(texts, 1)}

    # --- objects ----------------------------------------------------------------------------------

    def item(self, cle: str, words: str) -> str:
        """The identity of what a list holds, that printed some words; raises Gone."""
        if not _is_ranked(cle):
            return cle
        if ":" in cle:
            return self._numbered(cle, cle, self._texts(cle), words)
        items = list_of(self.project, cle).items
        return items[seat_of(items, cle, words, printed=self.printed)].cle

    def before(self, ref: str, words: str, find: Callable[[str, str], str], first: str) -> str:
        """What something new comes after: the nearest of those above it that are still there."""
        if not _is_ranked(ref):
            return ref
        said = self._said(ref) | {number_of(ref): words}
        for number in range(number_of(ref), 0, -1):
            try:
                if said.get(number):
                    return find(f"{_whole(ref)}/{number}", said[number])
            except Gone as gone:
                if gone.changed:
                    return f"{_whole(ref)}/{number}"
        return first if self.printed else ref

    def _said(self, ref: str) -> dict[int, str]:
        """The words that the file printed of those of a list, by number."""
        objects = {n: " ".join(t.values()) for n, t in objects_printed(self.printed, ref).items()}
        return objects | texts_printed(self.printed, ref)


def _own(pieces: Sequence[Piece]) -> str:
    return "".join(piece.words for piece in pieces if is_literal(piece))


def _words_at(project: Project, ref: str) -> list[str]:
    return key_words(typed_at(project, ref) or "")


def _is_ranked(cle: str) -> bool:
    return number_of(cle) > 0


def _whole(ref: str) -> str:
    return ref.rpartition("/")[0]


def _moved(today: _Today, change: ItemMoved) -> ItemMoved:
    try:
        cle = today.item(change.cle, change.known or change.words)
        after = change.after and change.beside and today.item(change.after, change.beside)
    except Gone:
        raise Disputed from None
    return replace(change, cle=cle, after=after or change.after)


def _item_added(today: _Today, change: ItemAdded) -> ItemAdded:
    first = f"{_whole(change.after)}/0" if ":" in change.after else ""
    if not change.beside:
        return change
    return replace(change, after=today.before(change.after, change.beside, today.item, first))


def _block_added(today: _Today, change: BlockAdded) -> BlockAdded:
    first = f"{_whole(change.after)}/0"
    after = change.beside and today.before(change.after, change.beside, today.block, first)
    return replace(change, after=after or change.after)


def _block_moved(today: _Today, change: BlockMoved) -> BlockMoved:
    found = {change.ref: change.words, change.after: change.beside}
    for ref, words in found.items():
        try:
            found[ref] = today.block(ref, words) if words else ref
        except Gone as gone:
            if not gone.changed:
                raise Disputed from None
            found[ref] = ref
    return replace(change, ref=found[change.ref], after=found[change.after])


_WAYS: Mapping[type[Any], Callable[[_Today, Any], Change]] = {
    TextChanged: lambda today, c: replace(c, ref=today.text(c)),
    ItemRemoved: lambda today, c: replace(c, cle=today.item(c.cle, c.known or c.words)),
    BlockRemoved: lambda today, c: replace(c, ref=today.block(c.ref, c.words)),
    ItemMoved: _moved,
    ItemAdded: _item_added,
    BlockAdded: _block_added,
    BlockMoved: _block_moved,
}
