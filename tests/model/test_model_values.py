"""Values as they are typed in French: numbers, booleans, dates, durations, texts."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mc_builder.model.base import (
    ACompleter,
    Booleen,
    Date,
    Duree,
    Entier,
    Etendue,
    Identifiant,
    Liste,
    ListeACompleter,
    Markdown,
    Nombre,
    Texte,
)


def value(kind: Any, typed: object) -> Any:
    return TypeAdapter(kind).validate_python(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0,7", "0.7"),
        ("0.7", "0.7"),
        ("1 200", "1200"),
        ("1\u00a0200,50", "1200.50"),
        ("1\u202f250", "1250"),
        ("-3", "-3"),
        ("010", "10"),
        ("1.10", "1.10"),
    ],
)
def test_a_number(typed: str, expected: str) -> None:
    assert str(value(Nombre, typed)) in {expected, f"0{expected}"}


@pytest.mark.parametrize("typed", ["douze", "12 %", "1,2,3", "", "NaN", "Infinity", None, []])
def test_not_a_number(typed: object) -> None:
    with pytest.raises(ValidationError):
        value(Nombre, typed)


@pytest.mark.parametrize(("typed", "expected"), [("1 200", 1200), ("0", 0), ("012", 12), ("3", 3)])
def test_a_whole_number(typed: str, expected: int) -> None:
    assert value(Entier, typed) == expected


@pytest.mark.parametrize("typed", ["-1", "1,5", "1.5", "douze", ""])
def test_not_a_whole_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        value(Entier, typed)


@pytest.mark.parametrize("typed", ["oui", "Oui", "vrai", "true", "yes", True])
def test_yes(typed: object) -> None:
    assert value(Booleen, typed) is True


@pytest.mark.parametrize("typed", ["non", "faux", "False", "no", False])
def test_no(typed: object) -> None:
    assert value(Booleen, typed) is False


@pytest.mark.parametrize("typed", ["o", "1", "", None])
def test_neither_yes_nor_no(typed: object) -> None:
    with pytest.raises(ValidationError):
        value(Booleen, typed)


@pytest.mark.parametrize("typed", ["2019-12-31", "31/12/2019", " 31/12/2019 "])
def test_a_date(typed: str) -> None:
    assert value(Date, typed) == date(2019, 12, 31)


def test_a_short_date() -> None:
    assert value(Date, "1/3/2026") == date(2026, 3, 1)


@pytest.mark.parametrize("typed", ["31/02/2026", "2026-13-01", "hier", "2026", "1/3/26", "", None])
def test_not_a_date(typed: object) -> None:
    with pytest.raises(ValidationError):
        value(Date, typed)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("3 h", 180),
        ("3h", 180),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("45 min", 45),
        ("45 minutes", 45),
        ("2 heures", 120),
        ("1 heure 15", 75),
        ("1\u00a0h\u00a030", 90),
    ],
)
def test_a_duration(typed: str, minutes: int) -> None:
    assert value(Duree, typed) == Etendue.of(minutes)


@pytest.mark.parametrize("typed", ["3", "", "30", "trois heures", "1:30", "3 j", None])
def test_not_a_duration(typed: object) -> None:
    with pytest.raises(ValidationError):
        value(Duree, typed)


@pytest.mark.parametrize("typed", ["a", "bloc-1", "c2-b", "controle-freinage"])
def test_an_identifier(typed: str) -> None:
    assert value(Identifiant, typed) == typed


@pytest.mark.parametrize("typed", ["", "A", "é", "1a", "a_b", "a--b", "-a", "a-", "a\n", "a" * 81])
def test_not_an_identifier(typed: str) -> None:
    with pytest.raises(ValidationError):
        value(Identifiant, typed)


def test_a_text_is_on_one_line_and_markdown_keeps_its_own() -> None:
    assert value(Texte, "  un\n  deux ") == "un deux"
    assert value(Markdown, "un\n\n- deux\n") == "un\n\n- deux\n"
    for kind in (Texte, Markdown):
        with pytest.raises(ValidationError, match="vide"):
            value(kind, " \n")


def test_what_is_not_known_yet() -> None:
    motif = {"a_completer": "à demander\nà la branche"}
    for kind in (Texte, Markdown):
        found = value(kind, motif)
        assert isinstance(found, ACompleter)
        assert found.motif == "à demander à la branche"
        assert not isinstance(found, str)
        assert str(found) == "À compléter : à demander à la branche"
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own
    found = value(Liste[Texte], motif)
    assert isinstance(found, ListeACompleter)
    assert (found, found.motif) == ((), "à demander à la branche")


@pytest.mark.parametrize("typed", ["texte", None, {"cle": "x"}])
def test_not_a_list(typed: object) -> None:
    with pytest.raises(ValidationError, match="liste"):
        value(Liste[Texte], typed)
