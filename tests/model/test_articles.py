"""Legal references as lawyers write them."""

from __future__ import annotations

import pytest

from mc_builder.model.articles import cite


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("D337-150", "D. 337-150"),
        ("R6113-25, I", "R. 6113-25, I"),
        ("code de l’éducation, D337-150", "article D. 337-150 du code de l’éducation"),
        ("Code du travail, L6113-1", "Article L. 6113-1 du code du travail"),
        ("Code du travail, L6113-3, II", "Article L. 6113-3, II, du code du travail"),
        (
            "Code du travail, R6113-25-1, I, 2°, a",
            "Article R. 6113-25-1, I, 2°, a, du code du travail",
        ),
        (
            "Code de l’éducation, D337-141 et D337-146",
            "Articles D. 337-141 et D. 337-146 du code de l’éducation",
        ),
        (
            "Code de l’éducation, articles D337-139 à D337-160",
            "Articles D. 337-139 à D. 337-160 du code de l’éducation",
        ),
        (
            "Code du travail, R6113-24-2 ; note d’opportunité observée",
            "Article R. 6113-24-2 du code du travail ; note d’opportunité observée",
        ),
        (
            "Code du travail, R6113-25, I ; code de l’éducation, D337-147",
            "Article R. 6113-25, I, du code du travail ; article D. 337-147 du code de l’éducation",
        ),
        (
            "Code de l’éducation, D337-149 (version de 2020)",
            "Article D. 337-149 du code de l’éducation (version de 2020)",
        ),
        ("Méthode de l’outil", "Méthode de l’outil"),
        ("RNCP31114, MENE2035350A, ROME M1805", "RNCP31114, MENE2035350A, ROME M1805"),
        ("", ""),
    ],
)
def test_a_reference_is_written_as_lawyers_do(reference: str, expected: str) -> None:
    assert cite(reference).replace("\u00a0", " ") == expected


def test_a_number_is_not_parted_from_its_letter() -> None:
    assert cite("D337-150") == "D.\u00a0337-150"


def test_what_is_already_written_is_left() -> None:
    written = cite("Code du travail, R6113-25-1, I")
    assert cite(written) == written
