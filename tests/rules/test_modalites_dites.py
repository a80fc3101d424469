"""What an épreuve says of its ways: some of them only, words for a name, a preparation."""

from __future__ import annotations

from pathlib import Path

import pytest

from mc_builder.project import Project
from memoire import Memoire, fichiers_de

OPTIONS = Path(__file__).parents[1] / "projets" / "options"
EVALUATION = "referentiels/evaluation.yaml"
#: The ways of an épreuve that another text defines.
SCOLAIRES = "      - {categories: [scolaires], mode: ccf}\n"
LIBRES = "      - {categories: [libres], mode: ponctuel, formes: [ecrit], duree: 2 h}\n"


def _constats(old: str, new: str) -> list[tuple[str, str, str]]:
    files = dict(fichiers_de(OPTIONS))
    text = files[EVALUATION].decode()
    assert old in text
    files[EVALUATION] = text.replace(old, new, 1).encode()
    found = Project.open(Memoire(files)).findings()
    return [(d.code, d.message.replace("\u00a0", " "), d.aide) for d in found]


def test_an_epreuve_of_another_text_says_all_its_ways_or_none() -> None:
    codes = {code for code, *_ in _constats(LIBRES, "")}
    assert "EVA011" in codes
    both = f"    modalites:\n{SCOLAIRES}{LIBRES}"
    assert "EVA011" not in {code for code, *_ in _constats(both, "")}
    assert "EVA011" not in {code for code, *_ in _constats(both, both)}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("mode: contrôle en cours de formation", "ccf"),
        ("mode: CCF", "ccf"),
        ("mode: épreuve ponctuelle", "ponctuel"),
        ("mode: Forme ponctuelle", "ponctuel"),
    ],
)
def test_the_words_of_a_mode_lead_to_its_name(wrong: str, right: str) -> None:
    (help_,) = [aide for code, _, aide in _constats("mode: ccf", wrong) if code == "SCH004"]
    assert f"« {right} »" in help_


def test_the_words_of_a_form_lead_to_its_name() -> None:
    (help_,) = [aide for code, _, aide in _constats("[ecrit]", "[écrite]") if code == "SCH004"]
    assert "« ecrit »" in help_


@pytest.mark.parametrize(
    ("wrong", "duree", "preparation"),
    [
        ("40 min dont 10 min de préparation", "30 min", "10 min"),
        ("2 h, dont 30 min de préparation", "1 h 30", "30 min"),
    ],
)
def test_a_preparation_inside_a_duration_is_written_apart(
    wrong: str, duree: str, preparation: str
) -> None:
    said = [message for _, message, _ in _constats("duree: 2 h}", f'duree: "{wrong}"}}')]
    assert any(f"« duree: {duree} » et « preparation: {preparation} »" in one for one in said)
