"""What an épreuve says of its ways: some of them only, words for a name, a preparation."""

from __future__ import annotations

from pathlib import Path

import pytest

from mc_builder.project import Project
from memoire import Memoire, fichiers_de

OPTIONS = Path(__file__).parents[1] / "projets" / "options"
MAIN = "dossier/dossier.yaml"
EVALUATION = "referentiels/evaluation.yaml"
#: The ways of an épreuve that another text defines.
SCOLAIRES = "      - {categories: [scolaires], mode: ccf}\n"
LIBRES = "      - {categories: [libres], mode: ponctuel, formes: [ecrit], duree: 2 h}\n"


def _fichiers(old: str, new: str) -> dict[str, bytes]:
    files = dict(fichiers_de(OPTIONS))
    text = files[EVALUATION].decode()
    assert old in text
    return {**files, EVALUATION: text.replace(old, new, 1).encode()}


def _constats(old: str, new: str) -> list[tuple[str, str, str]]:
    found = Project.open(Memoire(_fichiers(old, new))).findings()
    return [(d.code, d.message.replace("\u00a0", " "), d.aide) for d in found]


def test_an_epreuve_of_another_text_says_all_its_ways_or_none() -> None:
    codes = {code for code, *_ in _constats(LIBRES, "")}
    assert "EVA011" in codes
    both = f"    modalites:\n{SCOLAIRES}{LIBRES}"
    assert "EVA011" not in {code for code, *_ in _constats(both, "")}
    assert "EVA011" not in {code for code, *_ in _constats(both, both)}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("contrôle en cours de formation", "ccf"),
        ("CCF", "ccf"),
        ("épreuve ponctuelle", "ponctuel"),
        ("Forme ponctuelle", "ponctuel"),
        ("ponctuel", "ponctuel"),
    ],
)
def test_the_words_of_a_mode_are_its_name(words: str, name: str) -> None:
    as_named = _constats("mode: ccf", f"mode: {name}")
    assert [c[:2] for c in _constats("mode: ccf", f"mode: {words}")] == [c[:2] for c in as_named]
    projet = Project.open(Memoire(_fichiers("mode: ccf", f"mode: {words}"))).projet
    assert projet.evaluation.epreuves[0].modalites[0].mode == name


@pytest.mark.parametrize("words", ["écrit", "écrite", "Écrite"])
def test_the_words_of_a_form_are_its_name(words: str) -> None:
    assert not [c for c in _constats("[ecrit]", f"[{words}]") if c[0] == "SCH004"]


def test_what_is_nearly_the_words_of_a_mode_is_no_name() -> None:
    assert "SCH004" in {code for code, *_ in _constats("mode: ccf", "mode: contrôle continu")}


def test_the_words_of_a_mode_are_those_of_the_profile_of_today() -> None:
    """A file that has not changed is not read again: what its words mean is asked each time."""
    files = _fichiers("mode: ccf", "mode: suivi")
    kind = "certificat-d-aptitude-professionnelle"
    own = f"profil: {{id: maison, herite_de: {kind}, mots: {{ccf: {{nom: suivi}}}}}}\n"
    named = files[MAIN].replace(kind.encode(), b"maison", 1)
    house = Memoire({**files, MAIN: named, "dossier/profil.yaml": own.encode()})
    first = Project.open(house)
    assert "SCH004" not in {d.code for d in first.findings()}
    other = first.reopened(Memoire(files))
    assert "SCH004" in {d.code for d in other.findings()}
    assert "SCH004" not in {d.code for d in other.reopened(house).findings()}


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
