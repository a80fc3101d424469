"""Days as French writes them."""

from __future__ import annotations

from datetime import date

import pytest

from mc_builder.french import in_figures, in_words


@pytest.mark.parametrize(
    ("day", "words", "figures"),
    [
        (date(2025, 1, 1), "1er janvier 2025", "01/01/2025"),
        (date(2026, 8, 11), "11 août 2026", "11/08/2026"),
    ],
)
def test_a_day(day: date, words: str, figures: str) -> None:
    assert (in_words(day), in_figures(day)) == (words, figures)
