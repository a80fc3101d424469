"""Durations and counts as a règlement says them: sums, ranges, at most, at least."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mc_builder.french import NBSP
from mc_builder.loading import Loaded
from mc_builder.model.base import Duree, Etendue, Fourchette
from mc_builder.model.etendues import in_figures, in_hours, in_situations, in_weeks

ProjetDe = Callable[..., Loaded]
DUREE: TypeAdapter[Etendue] = TypeAdapter(Duree)
FOURCHETTE: TypeAdapter[Etendue] = TypeAdapter(Fourchette)


@pytest.mark.parametrize(
    ("typed", "printed", "least", "most"),
    [
        ("1 h + 10 min", "1 h + 10 min", 70, 70),
        ("20 min + 40 min", "20 min + 40 min", 60, 60),
        ("30 à 40 min", "30 à 40 min", 30, 40),
        ("de 30 à 40 minutes", "30 à 40 min", 30, 40),
        ("30-40 min", "30 à 40 min", 30, 40),
        ("entre 2 et 3 heures", "2 à 3 h", 120, 180),
        ("2 à 3 h", "2 à 3 h", 120, 180),
        ("45 min à 1 h 30", "45 min à 1 h 30", 45, 90),
        ("1 h 30 à 2 h", "1 h 30 à 2 h", 90, 120),
        ("4 h au plus", "4 h au plus", None, 240),
        ("4 h maximum", "4 h au plus", None, 240),
        ("jusqu’à 4 h", "4 h au plus", None, 240),
        ("au moins 2 h", "2 h au moins", 120, None),
        ("1 h + 10 min au plus", "1 h + 10 min au plus", None, 70),
        ("30 à 40 min + 10 min", "30 à 40 min + 10 min", 40, 50),
    ],
)
def test_a_duration(typed: str, printed: str, least: int | None, most: int | None) -> None:
    found = DUREE.validate_python(typed)
    assert in_hours(found).replace(NBSP, " ") == printed
    assert (found.minimum, found.maximum) == (least, most)


@pytest.mark.parametrize(
    "typed", ["1 h +", "+ 10 min", "30 à", "40 à 30 min", "10", "3 à 4", "2 h au", "1 h + deux"]
)
def test_not_a_duration(typed: str) -> None:
    with pytest.raises(ValidationError):
        DUREE.validate_python(typed)


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("12", "12 semaines"),
        ("1", "1 semaine"),
        ("14 à 16", "14 à 16 semaines"),
        ("1 à 2", "1 à 2 semaines"),
        ("16 au plus", "16 semaines au plus"),
        ("6 + 8", "6 semaines + 8 semaines"),
    ],
)
def test_weeks(typed: str, weeks: str) -> None:
    assert in_weeks(FOURCHETTE.validate_python(typed)) == weeks


def test_other_counts() -> None:
    assert in_situations(FOURCHETTE.validate_python("2 à 3")) == "2 à 3 situations"
    assert in_figures(FOURCHETTE.validate_python("400 à 420")) == "400 à 420"


BORNES = st.tuples(st.integers(0, 9_999), st.integers(0, 9_999)).map(sorted)
TERMES = BORNES.flatmap(
    lambda ends: st.sampled_from([(ends[0], ends[1]), (ends[0], None), (None, ends[1])])
)


@given(st.lists(TERMES, min_size=1, max_size=4))
def test_what_prints_is_read_back(termes: list[tuple[int | None, int | None]]) -> None:
    found = Etendue(tuple(termes))
    assert FOURCHETTE.validate_python(found.said(str)) == found
    assert DUREE.validate_python(in_hours(found)) == found


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("12", "12", True),
        ("12", "14", False),
        ("14 à 16", "15", True),
        ("14 à 16", "17", False),
        ("16 au plus", "12", True),
        ("16 au plus", "17", False),
        ("8 au moins", "16 au plus", True),
    ],
)
def test_whether_two_may_be_the_same(one: str, other: str, *, meet: bool) -> None:
    first, second = (FOURCHETTE.validate_python(text) for text in (one, other))
    assert first.meets(second) is meet
    assert second.meets(first) is meet


def test_a_mistake_is_said_at_its_place_with_what_may_be_written(projet_de: ProjetDe) -> None:
    loaded = projet_de(
        {
            "referentiels/formation.yaml": "heures: [{voie: scolaire, heures: 400 heures}]\n"
            "pfmp:\n  semaines: 16 à 14\n  objectifs: Apprendre.\n"
            "  voies:\n    - {voie: scolaire, semaines: 14 à 16 semaines, organisation: Deux.}\n"
            "  cas: [{intitule: Cycle, minimum: longtemps, texte: Un an.}]\n"
        }
    )
    said = {d.span.line: d for d in loaded.diagnostics if d.span.path.endswith("formation.yaml")}
    assert sorted(said) == [1, 3, 6, 7]
    assert {d.code for d in said.values()} == {"SCH003"}
    assert said[1].fix is not None
    assert said[1].fix.replacement == "400"
    assert "le plus petit" in said[3].message
    assert said[6].fix is not None
    assert said[6].fix.replacement == "14 à 16"
    assert "fourchette" in said[7].message
