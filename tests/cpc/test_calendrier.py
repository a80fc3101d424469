"""Dates counted back from a session, and dates read in words."""

from __future__ import annotations

from datetime import date

import pytest

from mc_builder.cpc.calendrier import (
    Intervalle,
    add_months,
    contradiction,
    echeances,
    read_date,
)
from mc_builder.french import in_words

SEANCE = date(2026, 6, 10)


def test_a_in_words_reads_back() -> None:
    assert in_words(date(2020, 1, 1)) == "1er janvier 2020"
    for day in (date(2019, 12, 31), date(2020, 1, 1)):
        assert read_date(in_words(day)) == Intervalle(day, day)


def test_dates_before_a_session() -> None:
    found = {(e.article, e.jour) for e in echeances(SEANCE)}
    assert found == {
        ("R6113-24-1", date(2025, 12, 31)),
        ("R6113-24-1", date(2026, 2, 15)),
        ("R6113-25, I", date(2026, 4, 11)),  # 60 days
        ("R6113-25, I", date(2026, 5, 26)),  # 15 days
        ("", SEANCE),
    }
    words = " ".join(e.precision for e in echeances(SEANCE))
    for short in ("45 (26 avril 2026)", "30 (11 mai 2026)", "7 (3 juin 2026)"):
        assert short in words


def test_a_day_is_written_in_words() -> None:
    assert in_words(date(2019, 12, 31)) == "31 décembre 2019"
    assert in_words(date(2026, 1, 1)) == "1er janvier 2026"


def test_articles_are_later_than_an_old_file() -> None:
    assert all(e.is_early(date(2019, 12, 31)) for e in echeances(SEANCE)[:-1])
    assert not any(e.is_early(date(2026, 1, 1)) for e in echeances(SEANCE))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("10/06/2026", "2026-06-10", "2026-06-10"),
        ("2026-06-10", "2026-06-10", "2026-06-10"),
        ("10 juin 2026", "2026-06-10", "2026-06-10"),
        ("Le 1er\u00a0août 2026", "2026-08-01", "2026-08-01"),
        ("Février 2028", "2028-02-01", "2028-02-29"),
    ],
)
def test_a_date_is_read_in_words(text: str, first: str, last: str) -> None:
    assert read_date(text) == Intervalle(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["Fin 2019", "Rentrée 2027", "31/02/2026", "de mars 2026 à mai 2026", "été 2026", ""]
)
def test_what_is_not_one_date_is_not_read(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-09-30", 4, "2026-01-30"),
        ("2025-10-31", 4, "2026-02-28"),
        ("2025-08-15", 4, "2025-12-15"),
    ],
)
def test_some_months_later(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("objet", "quand", "contredite"),
    [
        ("Transmission du projet à France compétences", "11/04/2026", False),
        ("Transmission du projet à France compétences", "12/04/2026", True),
        ("Transmission du projet à France compétences", "avril 2026", False),
        ("Transmission du projet à France compétences", "mai 2026", True),
        ("Rapport de France compétences transmis aux membres", "26/05/2026", False),
        ("Rapport de France compétences transmis aux membres", "27/05/2026", True),
        ("Réunion avec France compétences", "01/06/2026", False),
        ("Examen par la commission professionnelle consultative", "10/06/2026", False),
        ("Examen par la commission professionnelle consultative", "juin 2026", False),
        ("Examen par la commission professionnelle consultative", "11/06/2026", True),
        ("Présentation du programme, avant l’examen par la commission", "31/12/2025", False),
        ("Dépôt de la note d’opportunité", "01/07/2026", False),
    ],
)
def test_a_dated_step_against_the_session(objet: str, quand: str, *, contredite: bool) -> None:
    when = read_date(quand)
    assert when is not None
    assert bool(contradiction(objet, when, SEANCE)) is contredite
