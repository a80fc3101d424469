"""The order of French words."""

from __future__ import annotations

import pytest

from mc_builder.french import alphabetical, unaccented


@pytest.mark.parametrize(
    "ordered",
    [
        ("Emploi-type", "Équivalent textuel", "Exigence", "Webmestre"),
        ("Recette", "Réemploi", "Référencement naturel", "Reprise de données"),
        ("cote", "coté", "côte", "côté"),
        ("Odeur", "Œuvre", "Office"),
        ("CMS", "Insee", "ROME"),
    ],
)
def test_accents_and_capitals_decide_last(ordered: tuple[str, ...]) -> None:
    mixed = ordered[1::2] + ordered[::2]
    assert tuple(sorted(mixed, key=alphabetical)) == ordered


def test_a_word_without_its_accents() -> None:
    assert unaccented("Évaluée à l’été") == "Evaluee a l’ete"
