"""An item that goes here and comes there, with the same words → the item that was moved.

Word tracks it so when it does not track moves; without it, what comes would be there already, and
what goes would be lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from mc_builder.returns.changes import (
    Change,
    FrameChanged,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    TextChanged,
)
from mc_builder.returns.tokens import plain_key
from mc_builder.returns.units import holder_of, object_of


def paired(changes: Sequence[Change]) -> list[Change]:
    """The changes, with one move for each item that goes and comes in one list."""
    found: list[Change] = list(changes)
    for come in [one for one in changes if isinstance(one, ItemAdded)]:
        gone = next((one for one in found if _says_the_same(one, come)), None)
        if gone is None:
            continue
        place = _place(gone, come)
        if place is not None:
            known = gone.known if isinstance(gone, ItemRemoved) else ""
            beside = come.beside if place else ""
            move = ItemMoved(_cle(gone), place, _words(gone), come.origin, beside, known)
            found[found.index(come)] = move
            found.remove(gone)
        elif isinstance(gone, TextChanged):  # the words of an object, not another object
            found[found.index(come)] = FrameChanged("", _words(gone), come.origin)
            found[found.index(gone)] = FrameChanged(_words(gone), "", gone.origin)
    return found


def _place(gone: Change, come: ItemAdded) -> str | None:
    """After which item of its list what goes comes; empty under the title of what holds it."""
    cle = _cle(gone)
    if holder_of(cle) and holder_of(cle) == holder_of(come.like):
        return come.after if come.after != cle else ""
    return "" if come.after and cle.startswith((f"{come.after}/", f"{come.after}:")) else None


def _says_the_same(change: Change, come: ItemAdded) -> bool:
    """Whether all the words of what goes are those that come."""
    if not isinstance(change, ItemRemoved | TextChanged):
        return False
    if isinstance(change, TextChanged) and (change.after.strip() or change.note):
        return False
    words = plain_key([" ".join(come.texts.values())])
    return bool(words) and words == plain_key([_words(change)])


def _cle(change: Change) -> str:
    if isinstance(change, TextChanged):
        return object_of(change.ref)
    return change.cle if isinstance(change, ItemRemoved) else ""


def _words(change: Change) -> str:
    if isinstance(change, TextChanged):
        return "".join(piece.words for piece in change.before)
    return change.words if isinstance(change, ItemRemoved) else ""
