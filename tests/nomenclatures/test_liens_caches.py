"""The links of the repository's dossier, hidden: suggestions find most of them again."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.liens import answers

from lectures import ouvert

RACINE = Path(__file__).parents[2]


@pytest.mark.lent
def test_words_alone_find_what_the_authors_linked() -> None:
    """One step below what was measured (docs/couverture.md, « Pistes »): 0,54, 0,77 and 0,83."""
    found = list(answers(ouvert(RACINE).names))
    within = {
        depth: sum(a.rang is not None and a.rang <= depth for a in found) / len(found)
        for depth in (1, 5, 10)
    }
    assert len(found) >= 80
    assert within[1] >= 0.5
    assert within[5] >= 0.73
    assert within[10] >= 0.78
