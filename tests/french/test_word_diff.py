"""Two texts compared word by word: both are found again, and a change is one change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.french.word_diff import Fate, compare_words

TEXTS = st.lists(
    st.sampled_from(["l’", "eau", " ", "  ", "\n", "chaude", "froide", ",", ".", "l'", "É", "12"])
).map("".join)


@given(TEXTS | st.text(), TEXTS | st.text())
def test_both_texts_are_found_again(before: str, after: str) -> None:
    found = compare_words(before, after)
    assert "".join(w.text for w in found if w.fate is not Fate.COME) == before
    assert "".join(w.text for w in found if w.fate is not Fate.GONE) == after
    assert all(w.text for w in found)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("un deux", "un deux", "un deux"),
        ("", "un", "+un+"),
        ("un", "", "-un-"),
        ("un vélo neuf", "un vélo ancien", "un vélo -neuf-+ancien+"),
        ("un vélo neuf", "une roue neuve", "-un vélo neuf-+une roue neuve+"),
        ("l’atelier", "l’usine", "l’-atelier-+usine+"),
        ("il part.", "il part,", "il part-.-+,+"),
    ],
)
def test_what_a_reader_sees(before: str, after: str, expected: str) -> None:
    marks = {Fate.KEPT: "", Fate.GONE: "-", Fate.COME: "+"}
    found = compare_words(before, after)
    assert "".join(f"{marks[w.fate]}{w.text}{marks[w.fate]}" for w in found) == expected


def test_very_long_texts_are_one_change() -> None:
    old, new = "mot " * 3000, "autre " * 3000
    assert [w.fate for w in compare_words(old, new)] == [Fate.GONE, Fate.COME]
