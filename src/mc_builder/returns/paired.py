"""An item that goes here and comes there, with the same words → the item that was moved.

Word tracks it so when it does not track moves; without it, what comes would be there already, and
what goes would be lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from mc_builder.returns.changes import Change, ItemAdded, ItemMoved, ItemRemoved, TextChanged
from mc_builder.returns.tokens import plain_key
from mc_builder.returns.units import holder_of, object_of


def paired(changes: Sequence[Change]) -> list[Change]:
    """The changes, with one move for each item that goes and comes in one list."""
    found: list[Change] = list(changes)
    for come in [one for one in changes if isinstance(one, ItemAdded)]:
        gone = next((one for one in found if _is_the_same(one, come)), None)
        if gone is not None:
            cle = gone.cle if isinstance(gone, ItemRemoved) else object_of(_ref(gone))
            known = gone.known if isinstance(gone, ItemRemoved) else ""
            after = come.after if come.after != cle else ""
            moved = ItemMoved(cle, after, _words(gone), come.origin, come.beside, known)
            found[found.index(come)] = moved
            found.remove(gone)
    return found


def _is_the_same(change: Change, come: ItemAdded) -> bool:
    """Whether what goes is what comes: all its words, in the same list."""
    if not isinstance(change, ItemRemoved | TextChanged):
        return False
    if isinstance(change, TextChanged) and (change.after.strip() or change.note):
        return False
    cle = change.cle if isinstance(change, ItemRemoved) else object_of(change.ref)
    same = bool(holder_of(cle)) and holder_of(cle) == holder_of(come.like)
    words = plain_key([" ".join(come.texts.values())])
    return same and bool(words) and words == plain_key([_words(change)])


def _ref(change: Change) -> str:
    return change.ref if isinstance(change, TextChanged) else ""


def _words(change: Change) -> str:
    if isinstance(change, TextChanged):
        return "".join(piece.words for piece in change.before)
    return change.words if isinstance(change, ItemRemoved) else ""
