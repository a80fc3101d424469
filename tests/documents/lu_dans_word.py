"""What was read of a file that came back, in the words of the generator that edited it."""

from __future__ import annotations

import re

from retouches_word import NEW

from mc_builder.returns.changes import (
    BlockAdded,
    Change,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Returned,
    TextChanged,
)

_NEW = re.compile("|".join(NEW))


def lu(returned: Returned) -> set[tuple[str, ...]]:
    """The changes and the comments, as the generator expects them."""
    found = {_one(change) for change in returned.changes}
    for remark in returned.remarks:
        (answer,) = remark.answers
        assert answer.words == f"Réponse sur {remark.words}"
        assert remark.done
        assert remark.extract
        found.add(("commentaire", remark.ref, remark.words, remark.author))
    return found


def _one(change: Change) -> tuple[str, ...]:
    match change:
        case TextChanged(ref=ref, after=after):
            assert "".join(piece.words for piece in change.now) == after
            return "texte", ref, new(after), change.origin.author
        case ItemAdded(like=like, after=after) if like == after:
            return "ajout", like, new(" ".join(change.texts.values())), change.origin.author
        case ItemRemoved(cle=cle):
            return "retrait", cle, "", change.origin.author
        case ItemMoved(cle=cle, after=after):
            # A row put above another: the other is after it.
            return "deplacement", "/".join(sorted([cle, after])), "", ""
        case BlockAdded(after=after, markdown=markdown):
            return "bloc", after, new(markdown), change.origin.author
        case _:
            return "autre", repr(change)[:300], "", ""


def new(words: str) -> str:
    """The word of the generator in a text."""
    found = _NEW.search(words)
    return found[0] if found else words
