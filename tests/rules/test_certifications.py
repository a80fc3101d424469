"""A compared certification that is over, or replaced, is said to be."""

from __future__ import annotations

import pytest
from exemples import changes, constats
from exemples_note import CERTIFICATIONS, fin

from mc_builder.diagnostics import Severity

AUTRE = """\
  - id: titre-nouveau
    intitule: Titre Gérant d’atelier de cycles (inventé)
    niveau: '4'
    activites: Un
    recouvrement: Deux
    complementarite: Trois
    verdict: proche
"""
REMPLACANTE = "    remplacee_par: Titre Gérant d’atelier de cycles\n"


@pytest.mark.parametrize(
    ("day", "grave"),
    [
        ("2026-03-30", Severity.AVERTISSEMENT),  # the day before the date of reference
        ("2026-03-31", Severity.INFO),  # but not at the session of 2028
        ("2027-12-31", Severity.INFO),
        ("2028-08-31", None),
        ("{a_completer: À lire au répertoire.}", None),
    ],
)
def test_the_end_of_a_registration(day: str, grave: Severity | None) -> None:
    found = [d for d in constats((fin(day),)) if d.code == "NOT014"]
    assert [d.severity for d in found] == ([grave] if grave else [])


@pytest.mark.parametrize(("autre", "count"), [("", 1), (AUTRE, 0)])
def test_the_one_that_replaces_it_is_compared_too(autre: str, count: int) -> None:
    change = fin("2029-08-31", REMPLACANTE)
    text = changes((change,))[CERTIFICATIONS].decode().rstrip("\n") + "\n" + autre
    change = change.__class__(CERTIFICATIONS, apres=text)
    found = [d for d in constats((change,)) if d.code == "NOT014"]
    assert len(found) == count
