"""The order of French words."""

from __future__ import annotations

import pytest

from mc_builder.french import alphabetical, folded, slug, unaccented


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


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("L’Œuvre", "l'oeuvre"),
        ("ÉPREUVE ponctuelle", "epreuve ponctuelle"),
        ("e\u0301preuve", "epreuve"),
        ("ﬁche", "fiche"),
        ("CCF", "ccf"),
    ],
)
def test_a_text_folded(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert folded(folded(text)) == plain


def test_an_identifier_from_words() -> None:
    assert slug("Certificat de spécialisation – n° 1") == "certificat-de-specialisation-n-1"
