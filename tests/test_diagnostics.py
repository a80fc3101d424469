"""A word that is not known, and the one that was certainly meant."""

from __future__ import annotations

import pytest

from mc_builder.diagnostics import one_slip, suggestion
from mc_builder.spans import SourceText


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("intitulé", "intitule", True),  # changed
        ("ecoutes", "ecouter", True),
        ("diagnostics", "diagnostic", True),  # added
        ("diagnotic", "diagnostic", True),  # left out
        ("recrutement-2023", "recrutements-2023", True),
        ("regler_freins", "regler-freins", True),
        ("realsier-pages", "realiser-pages", True),  # swapped with its neighbour
        ("hab", "habi", True),
        ("diagnostic", "diagnostic", False),
        ("diagnostique", "diagnostic", False),  # two letters
        ("bloc-1", "bloc-2", False),  # two names, not a slip
        ("pole-a", "pole-b", False),
        ("insee-2019", "insee-2018", False),
        ("insee-201", "insee-2019", False),
        ("", "a", False),
    ],
)
def test_one_slip(word: str, other: str, *, expected: bool) -> None:
    assert one_slip(word, other) is expected
    assert one_slip(other, word) is expected


def suggest(word: str, *known: str) -> tuple[str, str | None]:
    span = SourceText("f.yaml", word).span(0, len(word))
    aide, fix = suggestion(word, known, span)
    return aide, fix.replacement if fix is not None else None


def test_a_fix_is_offered_when_one_word_alone_is_a_slip_away() -> None:
    meant = "vouliez-vous dire « ecoute » ?"
    assert suggest("ecoutes", "ecoute", "accueil") == (meant, "ecoute")
    assert suggest("ecoutes", "ecoute", "ecouter")[1] is None
    assert suggest("ecoutent", "ecoute", "accueil") == (meant, None)
    assert suggest("rien", "ecoute") == ("", None)


def test_short_words_are_all_near_each_other() -> None:
    assert suggest("uab", "uac")[1] is None


def test_a_word_that_may_not_stand_there_is_no_fix() -> None:
    span = SourceText("f.yaml", "ecoutes").span(0, 7)
    aide, fix = suggestion("ecoutes", ["ecoute"], span, allowed=[])
    assert (aide, fix) == ("vouliez-vous dire « ecoute » ?", None)


def test_the_words_of_the_file_are_those_replaced() -> None:
    """A key between quotation marks is not under the place of the diagnostic as it is."""
    source = SourceText("f.yaml", '"ecoutes"')
    assert suggestion("ecoutes", ["ecoute"], source.span(0, 9))[1] is None
