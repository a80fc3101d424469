"""What goes here and comes there with the same words: moved, neither lost nor made twice."""

from __future__ import annotations

import pytest

from mc_builder.returns.changes import (
    Change,
    FrameChanged,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Origin,
    Piece,
    TextChanged,
)
from mc_builder.returns.paired import paired

BY = Origin("I. G.")
WORDS = "Ordre de travail"


def come(like: str, after: str) -> ItemAdded:
    return ItemAdded(like, after, {"": WORDS}, BY, beside="Devis")


def emptied(ref: str) -> TextChanged:
    return TextChanged(ref, (Piece(WORDS, ref),), "")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (  # a text of a list, whose paragraph is still there
            (come("p:resultats/1", "p:resultats/1"), emptied("p:resultats/3")),
            [ItemMoved("p:resultats/3", "p:resultats/1", WORDS, BY, "Devis")],
        ),
        (  # an object of a list, gone with its paragraph
            (ItemRemoved("a/taches/1", WORDS, known=WORDS), come("a/taches/2", "a/taches/3")),
            [ItemMoved("a/taches/1", "a/taches/3", WORDS, BY, "Devis", WORDS)],
        ),
        (  # under the title of what holds the list: the first of it
            (come("r/liste/2", "r/liste/2"), emptied("r/liste/2/liste/4:intitule")),
            [ItemMoved("r/liste/2/liste/4", "", WORDS, BY)],
        ),
        (  # an object that is cited there: none is made, and its title is not taken out
            (come("diagnostic", "diagnostic"), emptied("mesure:intitule")),
            [FrameChanged("", WORDS, BY), FrameChanged(WORDS, "")],
        ),
    ],
)
def test_what_goes_and_comes(changes: tuple[Change, ...], expected: list[Change]) -> None:
    assert paired(changes) == expected


def test_other_words_are_other_things() -> None:
    changes = (come("a/taches/1", "a/taches/1"), ItemRemoved("a/taches/2", "Ordre de mission"))
    assert paired(changes) == list(changes)
