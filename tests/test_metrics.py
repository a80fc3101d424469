"""Widths of words are those of the font, and columns hold what they need."""

from __future__ import annotations

from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.metrics import need, parts, width, with_room

_SIZE = 8.9


@pytest.fixture(scope="module")
def advances() -> dict[str, int]:
    font = TTFont(str(files("font_source_sans_pro") / "files" / "SourceSansPro-Semibold.ttf"))
    return {chr(code): font["hmtx"][name][0] for code, name in font.getBestCmap().items()}


@pytest.mark.parametrize("text", ["Compétences", "SAÉ 3.01", "cœur – l’atelier…", "ÀÉÇœ«»%€"])
def test_the_width_of_a_text_is_that_of_the_font(text: str, advances: dict[str, int]) -> None:
    assert width(text) == pytest.approx(
        sum(map(advances.__getitem__, text)) * _SIZE / 1000, rel=0.1
    )


def test_every_plain_sign(advances: dict[str, int]) -> None:
    for sign in map(chr, range(32, 127)):
        assert width(sign) == pytest.approx(advances[sign] * _SIZE / 1000), sign


def test_a_column_needs_its_longest_word() -> None:
    assert need(["un mot", "anticonstitutionnellement"]) == need(["anticonstitutionnellement"])
    assert need(["a-b"]) == need(["a-"])
    assert need(["12\u00a0000"]) > need(["12 000"])


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
