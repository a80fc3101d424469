"""What parts the columns of a CSV is guessed as who reads it would."""

from __future__ import annotations

import pytest

from mc_builder.returns.tableaux.csv_file import sheet_of

RANGEES = [["Intitulé", "Valeur", "Source"], ["Embauches, par an", "12,5", "Note, p. 3"]]


@pytest.mark.parametrize("sign", [";", "\t", "|"])
@pytest.mark.parametrize("head", ["", "Chiffres de la branche\n", "Chiffres, en milliers\n\n"])
@pytest.mark.parametrize("count", [1, 2, 30])
def test_a_comma_in_the_values_parts_nothing(sign: str, head: str, count: int) -> None:
    rows = [RANGEES[0], *[RANGEES[1]] * (count - 1)]
    sheet = sheet_of((head + "\n".join(sign.join(row) for row in rows)).encode(), "chiffres")
    found = [[cell.value for cell in row.values()] for row in sheet.rows.values()]
    assert found[bool(head) :] == rows


def test_a_semicolon_in_a_text_parts_nothing() -> None:
    data = b'Cause,Effet\n"un ; deux",a\n"b ; c ; d",e\nf,g'
    assert [len(row) for row in sheet_of(data, "causes").rows.values()] == [2, 2, 2, 2]


def test_a_line_within_a_cell_is_no_row() -> None:
    data = b'Cause;Effet\n"une,\ndeux,\ntrois,\nquatre,\ncinq";a\nb;c'
    assert [len(row) for row in sheet_of(data, "causes").rows.values()] == [2, 2, 2]
