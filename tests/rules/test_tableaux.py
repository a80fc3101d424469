"""A table that no page holds is one finding, which names the column and says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from exemples import Changement, constats

ESSAIS = Path(__file__).parent / "essais"
SECTION = "dossier/note/35-tableau.md"
LONG = "anticonstitutionnellement"


def trouves(text: str) -> list[tuple[str, str, str]]:
    """Code, words shown and help of what is said of the section."""
    found = constats((Changement(SECTION, apres=text),))
    return [(d.code, d.span.text, d.aide) for d in found if d.span.path == SECTION]


def test_twenty_five_columns() -> None:
    text = (ESSAIS / "note-tableau-de-25-colonnes.md").read_text("utf-8")
    (found,) = [f for f in trouves(text) if f[0].startswith("NOT02")]
    code, shown, aide = found
    assert (code, shown) == ("NOT026", "SAÉ 3.09 Concevoir un réseau")
    assert "Tableau (paysage)" in aide


def test_a_cell_of_three_pages_is_no_finding() -> None:
    text = (ESSAIS / "note-cellule-plus-haute-que-la-page.md").read_text("utf-8")
    assert [f for f in trouves(text) if f[0].startswith("NOT02")] == []


@pytest.mark.parametrize(
    ("caption", "row", "expected"),
    [
        ("Tableau : T", "a | b | c", []),
        ("Tableau (paysage) : T", "a | b | c", []),
        ("Tableau (colonnes 1 1 1) : T", "a | b | c", []),
        ("Tableau (colonnes 5 5 90) : T", "a | b | c", ["Premier", "Deuxième"]),
        ("Tableau (colonnes 5 60 35) : T", f"a | {LONG} | c", ["Premier"]),
    ],
)
def test_each_narrow_column_is_named(caption: str, row: str, expected: list[str]) -> None:
    text = f"# T\n\n{caption}\n\n| Premier | Deuxième | Trois |\n|---|---|---|\n| {row} |\n"
    found = trouves(text)
    assert [shown for code, shown, _ in found if code == "NOT026"] == expected
    assert {code for code, _, _ in found if code.startswith("NOT02")} <= {"NOT026"}


@pytest.mark.parametrize("caption", ["Tableau (paysge) : T", "Tableau (colonnes 1 2) : T"])
def test_a_caption_says_what_to_write(caption: str) -> None:
    text = f"# T\n\n{caption}\n\n| A | B | C |\n|---|---|---|\n| a | b | c |\n"
    (found,) = [f for f in trouves(text) if f[0] == "NOT025"]
    assert found[1] == caption
    assert "Tableau (" in found[2] or "A, B, C" in found[2]
