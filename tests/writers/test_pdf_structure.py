"""Every element of the vocabulary has a role in the tags, or gives its words to what holds it."""

from __future__ import annotations

import pytest

from mc_builder.page.vocabulary import INLINE, VOCABULARY
from mc_builder.writers.pdf.structure import Node, Words, _prune, nodes, role_of

#: Blocks that hold nothing but blocks, or nothing that is read.
SANS_ROLE = {"article", "colgroup", "col"}


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_a_block_has_a_role(name: str) -> None:
    tag, _, css_class = name.partition(".")
    if VOCABULARY[name].category != INLINE:
        assert bool(role_of(tag, css_class)) == (name not in SANS_ROLE)


@pytest.mark.parametrize(
    ("tag", "css_class", "role"),
    [
        ("h2", "", "H2"),
        ("p", "discret", "P"),
        ("p", "entree-2", "TOCI"),
        ("p", "entree-tableau", "TOCI"),
        ("p", "titre-hors-sommaire", "H1"),
        ("span", "note", "Note"),
        ("span", "statut", ""),
        ("strong", "", ""),
        ("li::marker", "", "Lbl"),
        ("h1::before", "", ""),
    ],
)
def test_roles(tag: str, css_class: str, role: str) -> None:
    assert role_of(tag, css_class) == role


def test_what_holds_nothing_is_left_out_but_the_grid_of_a_table() -> None:
    empty = Node("P")
    cell = Node("TD")
    root = Node("Document", [Node("Sect", [empty]), Node("TR", [cell]), Node("P", [Words(0, 0)])])
    _prune(root)
    assert [node.role for node in nodes(root)] == ["Document", "TR", "TD", "P"]
