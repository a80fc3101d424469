"""Many texts at once: the same suggestions as one after the other, by products of matrices too."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from mc_builder.nomenclatures.matching import Index, Texte
from mc_builder.nomenclatures.matching import lots as module
from mc_builder.nomenclatures.matching.lots import Products, by_matrices, nearest

VERBES = ("Diagnostiquer", "Remplacer", "Conseiller", "Vendre", "Relever", "Installer", "Contrôler")
CHOSES = ("une panne", "un moteur", "un client", "une batterie", "un poste", "un réseau", "un site")
SUITES = ("", " d’assistance", " informatique", " en atelier", " selon la commande", " du magasin")


def phrases(count: int, seed: int) -> Iterator[str]:
    rnd = random.Random(seed)  # noqa: S311 (texts to try, no secret)
    for _ in range(count):
        yield f"{rnd.choice(VERBES)} {rnd.choice(CHOSES)}{rnd.choice(SUITES)}"


def index(count: int) -> Index:
    """Many equals among them: their order is that of their identities."""
    return Index({f"{n:04}": Texte(text) for n, text in enumerate(phrases(count, 1))})


def test_the_machine_of_the_tests_has_the_optional_part() -> None:
    assert by_matrices()


@pytest.mark.parametrize("count", [1, 60])
def test_matrices_give_what_a_search_gives(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOT", 7)
    where, asked = index(count), [Texte(one) for one in phrases(40, 2)]
    one_by_one = list(nearest(where, asked, 5, None))
    assert list(nearest(where, asked, 5, Products(where))) == one_by_one
    assert [len(found) for found in one_by_one] == [min(5, count)] * 40 or count == 1


def test_a_text_that_shares_nothing_has_nothing_near() -> None:
    where = index(10)
    assert list(nearest(where, [Texte("xylophone"), Texte("")], 5, Products(where))) == [
        tuple(where.search(Texte("xylophone"), 5)),
        (),
    ]


def test_without_the_optional_part_texts_are_searched_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    assert module.products_of(index(3)) is None
