"""A value as it is typed: what the model holds, and what says the same in another typography."""

from __future__ import annotations

import pytest

from lectures import ouvert
from mc_builder.project import Project
from mc_builder.returns.values import same, typed_at
from petits_fichiers import PROJETS


@pytest.fixture(scope="module")
def cycles() -> Project:
    return ouvert(PROJETS / "cycles")


def test_every_number_day_and_text_is_typed_as_a_file_may_write_it(cycles: Project) -> None:
    figure, source = cycles.projet.chiffres[0], cycles.projet.sources[0]
    assert typed_at(cycles, f"{figure.cle}:valeur") == "1250"
    assert typed_at(cycles, f"{figure.cle}:annee") == str(figure.annee)
    assert typed_at(cycles, f"{figure.cle}:source/ref") == figure.source.ref
    assert typed_at(cycles, f"{figure.cle}:jusqu_a") == ""
    assert typed_at(cycles, f"{source.cle}:consulte_le") in {"", str(source.consulte_le)}
    assert typed_at(cycles, "personne:valeur") is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("L’an : « deux »", "L'an\u00a0: «\u00a0deux\u00a0»", True),
        ("12 500", "12\u202f500", True),
        ("Deux\r\nlignes ", "Deux\nlignes", True),
        ("Deux\nlignes", "Deux lignes", False),
        ("Un vélo", "Un velo", False),
        ("Un", "un", False),
        ("", " ", True),
    ],
)
def test_typography_alone_is_no_change(one: str, other: str, *, alike: bool) -> None:
    assert same(one, other) is alike
