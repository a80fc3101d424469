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
