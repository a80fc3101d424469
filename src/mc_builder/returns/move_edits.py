"""What a file shows at another place → the files that then have it there; none when it is there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mc_builder.editing import Changes, block_of, move_block, move_item, set_value
from mc_builder.editing.held import place_of
from mc_builder.editing.targets import unknown
from mc_builder.project import Project
from mc_builder.returns.calls import key_words
from mc_builder.returns.changes import BlockMoved, ItemMoved
from mc_builder.returns.known_again import (
    blocks_of,
    is_block_still,
    rank_of,
    seat_of,
    texts_of,
)
from mc_builder.returns.rewriting import Disputed
from mc_builder.source.blocks import MarkdownBlock


def item_moved(project: Project, change: ItemMoved) -> Changes:
    """An object at another place of its list; raises Disputed and Refused."""
    if ":" in change.cle:
        return _text_moved(project, change)
    place = place_of(project, change.cle)
    if place is None or not place.many:
        raise Disputed
    items = place.items
    seat = seat_of(items, change.cle, change.known or change.words)
    before = seat_of(items, change.after, change.beside) if change.after else -1
    if before is None and not change.beside:
        raise unknown(change.after)
    if seat is None or before is None or seat == before:
        raise Disputed
    if seat == before + 1:
        return {}
    return move_item(project, items[seat].cle, items[before].cle if change.after else "")


def _text_moved(project: Project, change: ItemMoved) -> Changes:
    found = texts_of(project, change.cle)
    if found is None:
        raise Disputed
    whole, rank, texts = found
    seat = _seat(texts, rank, change.words)
    last = change.after.rpartition("/")[2]
    before = _seat(texts, int(last) - 1, change.beside) if last.isdecimal() else -1
    if seat is None or before is None or seat == before:
        raise Disputed
    if seat == before + 1:
        return {}
    rest = [one for n, one in enumerate(texts) if n != seat]
    at = before + 1 - (before > seat)
    return set_value(project, whole, [*rest[:at], texts[seat], *rest[at:]])


def _seat(texts: Sequence[str], rank: int, words: str) -> int | None:
    if words:
        return rank_of([key_words(text) for text in texts], rank, key_words(words))
    return rank if 0 <= rank < len(texts) else None


def block_moved(project: Project, change: BlockMoved) -> Changes:
    """A block at another place of its text; raises Disputed and Refused."""
    first = not change.after or change.after.endswith("/0")
    blocks = blocks_of(project, change.ref.rpartition("/")[0])
    if _is_there(blocks, change, first=first):
        return {}
    found = block_of(project, change.ref)
    if not is_block_still(found.markdown, change.words):
        raise Disputed
    return move_block(project, change.ref, "" if first else change.after)


def _is_there(blocks: Sequence[MarkdownBlock], change: BlockMoved, *, first: bool) -> bool:
    """Whether a block with the words of the one that moved stands where it was asked."""
    if first:
        body = blocks[1:] if blocks and blocks[0].words.startswith("# ") else blocks
        return bool(body) and is_block_still(body[0].words, change.words)
    return bool(change.beside) and any(
        is_block_still(one.words, change.beside) and is_block_still(other.words, change.words)
        for one, other in pairwise(blocks)
    )
