"""The ordinals of a tree: their letters are raised, and those of computed numbers left alone."""

from __future__ import annotations

import pytest
from lxml import etree

from mc_builder.page.typography import apply


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Le 1er, la 2e et la 1re", "Le 1<er>, la 2<e> et la 1<re>"),
        ("les 2es au XXIe siècle", "les 2<es> au XXI<e> siècle"),
        ("A1e, 1ere, R2e, 3.2e, 2ex, Ve", "A1e, 1ere, R2e, 3.2e, 2ex, Ve"),
        ("3e <em>4e fois</em> 5e <em>6e</em> 7e", "3<e> 4<e> fois 5<e> 6<e> 7<e>"),
    ],
)
def test_ordinals_are_raised(plain: str, set_: str) -> None:
    root = etree.fromstring(f"<p>{plain}</p>")
    apply(root)
    for sup in list(root.iter("sup")):
        sup.text = f"<{sup.text}>"
    assert "".join(root.itertext()) == set_


def test_computed_numbers_are_left_alone() -> None:
    root = etree.fromstring('<p><span class="numero">1er – </span>2e</p>')
    apply(root)
    assert len(list(root.iter("sup"))) == 1
    assert "".join(root.itertext()) == "1er – 2e"
