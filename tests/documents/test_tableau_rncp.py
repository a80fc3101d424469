"""The table of the register: how an épreuve is taken, above those of its parts that are listed."""

from __future__ import annotations

import re

import pytest
from documents_essayes import Arbre

from mc_builder.page.tree import text_of


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_what_is_said_of_all_the_parts_stands_above_all_or_says_so(
    arbre: Arbre, dossier: str
) -> None:
    """« 2 situations » above one part would give that part both."""
    said = []
    for item in arbre(dossier, "rncp").root.iter("li"):
        parts = item.find("ul")
        if parts is None:
            continue
        way = " ".join(text_of(item).partition(text_of(parts))[0].split())
        found = re.search(r"(\d+) situations", way)
        if found and len(parts) < int(found[1]):
            assert way.endswith(", dont"), way
            said.append(way)
        elif found:
            assert not way.endswith("dont"), way
    assert said or dossier == "cycles"


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_the_rows_beside_what_assesses_a_competence_are_a_group_of_their_own(
    arbre: Arbre, dossier: str
) -> None:
    """A page keeps them together: none of their cells goes on in the rows of another group."""
    groups = [
        [row for row in body if row.tag == "tr"]
        for table in arbre(dossier, "rncp").root.iter("table")
        if any("modalités" in text_of(th) for th in table.iter("th"))
        for body in table.iter("tbody")
    ]
    for rows in groups:
        for number, row in enumerate(rows):
            assert all(int(td.get("rowspan", "1")) <= len(rows) - number for td in row)
        recalled = any(td.find("p[@class='discret']") is not None for td in rows[0])
        spans = [int(td.get("rowspan", "1")) for td in rows[0]]
        assert recalled or len(rows) in spans


@pytest.mark.lent
def test_what_two_categories_of_candidates_do_alike_is_said_once(arbre: Arbre) -> None:
    root = arbre("depot", "rncp").root
    told = [" ".join(text_of(p).split()) for p in root.iter("p") if p.find("strong") is not None]
    ends = [words.partition(". ")[2] for words in told]
    assert len(set(filter(None, ends))) == len(list(filter(None, ends)))


@pytest.mark.parametrize("dossier", ["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def test_no_name_of_candidates_has_a_capital_after_a_colon(arbre: Arbre, dossier: str) -> None:
    words = " ".join(text_of(arbre(dossier, "rncp").root).split())
    assert not re.search(r"\b[A-H]\s: Candidats", words)
