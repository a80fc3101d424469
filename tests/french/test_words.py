"""Articles and prepositions: every kind of object of the model, in every sentence that names it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import mc_builder
from mc_builder.french import (
    a,
    agreed,
    capital,
    counted,
    de,
    in_gender,
    listed,
    sentence,
    small,
    un,
)
from mc_builder.model.base import Objet


def _natures(cls: type[Objet] = Objet) -> list[str]:
    return [n for c in cls.__subclasses__() for n in (c.designation, *_natures(c))]


@pytest.mark.parametrize("noun", sorted(set(_natures())))
def test_no_preposition_stands_before_an_article_that_melts_into_it(noun: str) -> None:
    for text in (de(noun), a(noun), un(noun)):
        assert re.search(r"\b(?:de|à|un|une) les? ", text) is None, text
    bare = noun.removeprefix("le ").removeprefix("la ").removeprefix("l’")
    assert all(text.endswith(bare) for text in (de(noun), a(noun), un(noun)))


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("le bloc", ("du bloc", "au bloc", "un bloc")),
        ("la tâche", ("de la tâche", "à la tâche", "une tâche")),
        ("l’unité", ("de l’unité", "à l’unité", "une unité")),
        ("l’emploi", ("de l’emploi", "à l’emploi", "un emploi")),
        ("les candidats", ("des candidats", "aux candidats", "")),
    ],
)
def test_the_words(noun: str, expected: tuple[str, str, str]) -> None:
    assert (de(noun), a(noun)) == expected[:2]
    if expected[2]:
        assert un(noun) == expected[2]


def test_a_designation_never_follows_a_preposition_in_the_code() -> None:
    """« de {objet.designation} » is « de le bloc » one day: `de` and `a` say it."""
    bare = re.compile(r"\b(?:de|à|De|À) \{[^}]*designation")
    for path in Path(mc_builder.__file__).parent.rglob("*.py"):
        assert bare.search(path.read_text("utf-8")) is None, path


def test_words_in_a_row() -> None:
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a et b", "a, b et c"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (listed("ab", "ou"), "a ou b"),
        (listed("abc", most=3), "a, b et c"),
        (listed("abcde", most=3), "a, b et 3 autres"),
        (listed(["« a »"]), "« a »"),
        (counted(0, "tâche"), "0 tâche"),
        (counted(1, "exigence retenue"), "1 exigence retenue"),
        (counted(2, "exigence retenue"), "2 exigences retenues"),
        (counted(3, "cas repris"), "3 cas repris"),
        (counted(2, "constat se corrige", "constats se corrigent"), "2 constats se corrigent"),
        (agreed(Decimal("1.5"), "point"), "point"),
        (agreed(-2, "point"), "points"),
        (in_gender("l’unité", "ouvert"), "ouverte"),
        (in_gender("l’emploi", "ouvert"), "ouvert"),
        (capital("être capable du CCF"), "Être capable du CCF"),
        (small("L’article 3"), "l’article 3"),
        (sentence("un seuil manque"), "Un seuil manque."),
        (capital(""), ""),
    ],
)
def test_how_words_agree(given: str, expected: str) -> None:
    assert given == expected
