"""The vocabulary itself: one table, whole and coherent, that the styles and the writers follow."""

from __future__ import annotations

import re

import pytest

from mc_builder.builtin import builtin_folder
from mc_builder.coverage.statuts import Statut
from mc_builder.page.vocabulary import APART, VALUES, VOCABULARY
from mc_builder.writers.docx.styles import STATUSES

#: Their look is that of their tag, or comes from what is around.
_PLAIN = {
    "a.renvoi", "a.legende", "nav.sommaire", "nav.liste-tableaux", "nav.liste-figures",
    "table.textes", "th.vertical", "span.numero", "span.cite",
}  # fmt: skip


def test_an_element_is_under_its_name() -> None:
    assert all(name == element.name for name, element in VOCABULARY.items())


def test_required_attributes_are_allowed() -> None:
    for element in VOCABULARY.values():
        assert element.required <= element.attributes


def test_what_an_element_contains_exists() -> None:
    categories = {element.category for element in VOCABULARY.values()}
    for element in VOCABULARY.values():
        assert element.contains <= categories, element.name


def test_checked_values_are_those_of_known_attributes() -> None:
    known = {"id"}.union(*(element.attributes for element in VOCABULARY.values()))
    assert set(VALUES) <= known
    assert set(APART) <= set(VOCABULARY)


def test_the_statuses_are_those_of_coverage_and_of_word() -> None:
    assert {s.identifiant for s in Statut} == set(STATUSES)
    assert all(VALUES["data-statut"].pattern.match(s.identifiant) for s in Statut)


@pytest.mark.parametrize("name", sorted(n for n in VOCABULARY if "." in n and n not in _PLAIN))
def test_each_class_has_a_look_on_paper(name: str) -> None:
    style = (builtin_folder() / "styles.css").read_text("utf-8")
    tag, _, css_class = name.partition(".")
    assert re.search(rf"(?:\b{tag})?\.{css_class}\b", style)
