"""The table of the register: how an épreuve is taken, above those of its parts that are listed."""

from __future__ import annotations

import re

import pytest
from documents_essayes import Arbre
from lxml import etree

from mc_builder.page.tree import text_of


def tables(root: etree._Element) -> list[etree._Element]:
    """The tables of the blocs."""
    return [
        table
        for table in root.iter("table")
        if any("modalités" in text_of(th) for th in table.iter("th"))
    ]


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_each_row_says_where_its_criteria_are_seen(arbre: Arbre, dossier: str) -> None:
    """None sends back to a cell above: a page may begin with it."""
    said = [
        [" ".join(text_of(cell).split()) for cell in list(row)[-2:]]
        for table in tables(arbre(dossier, "rncp").root)
        for body in table.iter("tbody")
        for row in body
        if len(row) == len(next(table.iter("thead"))[0])
    ]
    assert said
    assert all(where for where, _ in said)
    assert not [where for where, _ in said if "plus haut" in where]


@pytest.mark.lent
def test_criteria_are_seen_in_the_parts_that_name_them(arbre: Arbre) -> None:
    root = arbre("depot", "rncp").root
    alert = next(
        " ".join(text_of(row[-2]).split())
        for table in tables(root)
        for row in table.iter("tr")
        if "C3.4.2" in text_of(row)
    )
    assert "Accompagnement et entretien" in alert
    assert "Intervention" not in alert


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_each_bloc_says_how_its_epreuves_are_taken(arbre: Arbre, dossier: str) -> None:
    """Above its table, as the form of the register asks: form, duration, number of situations."""
    root = arbre(dossier, "rncp").root
    told = [
        " ".join(text_of(p).split())
        for p in root.iter("p")
        if "Modalités d’évaluation." in text_of(p)
    ]
    assert len(told) == len(tables(root))
    assert all(re.search(r"(?:ponctuelle|formation)[^:]*: \w+", words) for words in told)


@pytest.mark.lent
def test_what_two_categories_of_candidates_do_alike_is_said_once(arbre: Arbre) -> None:
    root = arbre("depot", "rncp").root
    told = [" ".join(text_of(p).split()) for p in root.iter("p") if p.find("strong") is not None]
    situations = [words for words in told if not words.startswith(("Commission.", "Pôle "))]
    ends = [words.partition(". ")[2] for words in situations]
    assert len(set(filter(None, ends))) == len(list(filter(None, ends)))


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_no_name_of_candidates_has_a_capital_after_a_colon(arbre: Arbre, dossier: str) -> None:
    words = " ".join(text_of(arbre(dossier, "rncp").root).split())
    assert not re.search(r"\b[A-H]\s: Candidats", words)
