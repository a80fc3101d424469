"""Widths of words are those of the font, and columns hold what they need."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.fonts import file_of
from mc_builder.metrics import (
    Face,
    line_count,
    need,
    parts,
    width,
    with_room,
    wrapped,
)


@pytest.mark.parametrize("face", [Face.TEXTE, Face.DEMI_GRAS, Face.GRAS])
@pytest.mark.parametrize("text", ["Compétences", "SAÉ 3.01", "cœur – l’atelier…", "ÀÉÇœ«»%€\u202f"])
def test_the_width_of_a_text_is_that_of_the_font(text: str, face: Face) -> None:
    font = TTFont(file_of(face))
    signs = font.getBestCmap()
    expected = sum(font["hmtx"][signs[ord(sign)]][0] for sign in text) / 1000
    assert width(text, 8.9, face) == pytest.approx(expected * 8.9)


def test_a_sign_that_a_face_lacks_is_as_wide_as_in_the_other_font() -> None:
    font = TTFont(file_of(Face.SIGNES))
    advance, _ = font["hmtx"][font.getBestCmap()[ord("⇒")]]
    assert width("⇒", 1) == pytest.approx(advance / 2048, abs=0.001)
    assert width("字", 1) == 1


_WORDS = st.text(st.sampled_from("Aéiœm-–\u00a0’."), min_size=1, max_size=9)
_TEXTS = st.lists(_WORDS, max_size=12).map(" ".join)


@given(_TEXTS, st.floats(5, 80))
def test_lines_hold_the_words_in_order_and_no_more_than_fits(text: str, room: float) -> None:
    lines = wrapped(text, room, 9)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width(line, 9, Face.TEXTE) <= room + 1e-6 or len(line) == 1
    for line, after in pairwise(lines):  # no word that would have fitted
        first = after.split(" ")[0]
        if not re.search("[–-]", first):
            assert width(f"{line} {first}", 9, Face.TEXTE) > room - 1e-6
    assert line_count(text, room, 9) == len(lines)


def test_a_column_needs_its_longest_word() -> None:
    longest = "anticonstitutionnellement"
    assert need(["un mot", longest], 9) == need([longest], 9)
    assert need(["a-b"], 9) == need(["a-"], 9)
    assert need(["12\u00a0000"], 9) > need(["12 000"], 9)


_NEEDS = st.lists(st.floats(5, 200), min_size=1, max_size=40)


@given(_NEEDS)
def test_every_column_is_in_one_part_that_holds_it(needs: list[float]) -> None:
    page = 450.0
    found = parts(needs, page)
    later = [column for part in found for column in part if column]
    assert later == [*range(1, len(needs))]
    assert all(part[0] == 0 for part in found)
    for part in found:
        whole = sum(needs[column] for column in part)
        assert whole <= page or len(part) == 2 or len(needs) < 3


@given(_NEEDS, st.data())
def test_room_is_shared_out(needs: list[float], data: st.DataObject) -> None:
    widths = data.draw(st.lists(st.floats(1, 300), min_size=len(needs), max_size=len(needs)))
    made = with_room(widths, needs)
    assert sum(made) == pytest.approx(sum(widths))
    if sum(widths) >= sum(needs):
        assert all(wide >= low - 1e-6 for wide, low in zip(made, needs, strict=True))
