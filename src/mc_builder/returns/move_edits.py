"""What a file shows at another place → the files that then have it there; none when it is there."""

from __future__ import annotations

from mc_builder.editing import Changes, Refused, block_of, move_block, move_item, set_value
from mc_builder.editing.held import place_of
from mc_builder.editing.targets import unknown
from mc_builder.project import Project
from mc_builder.returns.changes import BlockMoved, ItemMoved
from mc_builder.returns.known_again import (
    blocks_of,
    is_block_still,
    number_of,
    texts_of,
)
from mc_builder.returns.rewriting import Disputed


def item_moved(project: Project, change: ItemMoved) -> Changes:
    """An object at another place of its list; raises Disputed and Refused."""
    if ":" in change.cle:
        return _text_moved(project, change)
    place = place_of(project, change.cle)
    if place is None or not place.many:
        raise Disputed
    cles = ["", *(one.cle for one in place.items)]
    if change.after not in cles:
        if project.places.find(change.after) is None:
            raise unknown(change.after)
        raise Refused("ce qui se suit ici n’est pas d’une même liste du projet")
    seat, before = cles.index(change.cle), cles.index(change.after)
    if seat == before:
        raise Disputed
    return move_item(project, change.cle, change.after) if seat != before + 1 else {}


def _text_moved(project: Project, change: ItemMoved) -> Changes:
    found = texts_of(project, change.cle)
    if found is None:
        raise Disputed
    whole, rank, texts = found
    before = number_of(change.after) - 1
    if rank == before or before >= len(texts):
        raise Disputed
    if rank == before + 1:
        return {}
    rest = [one for n, one in enumerate(texts) if n != rank]
    at = before + 1 - (before > rank)
    return set_value(project, whole, [*rest[:at], texts[rank], *rest[at:]])


def block_moved(project: Project, change: BlockMoved) -> Changes:
    """A block at another place of its text; raises Disputed and Refused."""
    first = not change.after or change.after.endswith("/0")
    found = block_of(project, change.ref)
    if not is_block_still(found.markdown, change.words):
        raise Disputed
    body = blocks_of(project, change.ref.rpartition("/")[0])
    body = body[1:] if body and body[0].words.startswith("# ") else body
    numbers = [0, *(one.first for one in body)]
    before = 0 if first else number_of(change.after)
    seat = number_of(change.ref)
    if seat in numbers[1:] and numbers[numbers.index(seat) - 1] == before:
        return {}
    return move_block(project, change.ref, "" if first else change.after)
