"""Whatever Unicode calls a digit, and however long: a value that prints, or a refusal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import mc_builder
from duree import en_moins_de
from ligne_de_commande import Lance
from mc_builder.commands import construction
from mc_builder.commands.environment import today
from mc_builder.cpc.calendrier import add_months, read_date
from mc_builder.french import MOST_DIGITS, decimal, duration, number, percent, spelled, whole
from mc_builder.loading import Loaded
from mc_builder.model import base
from mc_builder.source.tree import natural_key
from mc_builder.writers.docx.headings import _Label

Ecrire = Callable[[Mapping[str, str | bytes]], Path]
ProjetDe = Callable[..., Loaded]

#: All that Unicode gives a numeric value to: ², ①, ½, the figures of the other alphabets.
NUMERIQUES = "".join(
    char
    for char in map(chr, range(0x40000))  # the planes that have letters, and not the other twelve
    if unicodedata.numeric(char, None) is not None
)
CHIFFRES = st.text(st.sampled_from(NUMERIQUES), min_size=1, max_size=5)
#: Numbers as somebody may type or paste them, and what only a machine would write.
ECRITS = st.one_of(
    CHIFFRES,
    st.text(st.sampled_from(NUMERIQUES + "0123456789,.-+eE /:hmin_"), max_size=12),
    st.builds("{}e{}".format, st.integers(-9, 9), st.integers(-(10**12), 10**12)),
    st.builds("{}{}".format, st.sampled_from("123456789"), st.sampled_from(["0" * 5000, "9" * 20])),
    st.builds("0.{}1".format, st.integers(1, 5000).map("0".__mul__)),
    st.builds("{:02}/{:02}/{:04}".format, st.integers(0, 40), st.integers(0, 15), st.integers(0)),
)
FORMES: Mapping[str, Any] = {
    name: getattr(base, name)
    for name in ("Entier", "Nombre", "Quantite", "Date", "Duree", "Fourchette", "Autonomie")
}


@pytest.mark.parametrize("forme", FORMES)
def test_a_value_is_read_or_refused_and_prints_short(forme: str) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(FORMES[forme])

    def read(text: str) -> None:
        try:
            value = adapter.validate_python(text)
        except ValidationError:
            return
        printed = number(value) if isinstance(value, Decimal) else str(value)
        if isinstance(value, base.Etendue):
            printed = value.said(str)
        assert len(printed) <= 3 * MOST_DIGITS
        if isinstance(value, Decimal):
            number(value * 100)
        if isinstance(value, date):
            assert value - timedelta(days=366) < value < add_months(value, 24)

    @given(ECRITS)
    def tried(text: str) -> None:
        en_moins_de(1, lambda: read(text))

    tried()


@given(ECRITS)
def test_only_ascii_figures_make_a_number(text: str) -> None:
    assert (whole(text) is None) or re.fullmatch(r"[0-9]{1,15}", text)
    assert (decimal(text) is None) or re.fullmatch(r"[-+]?[0-9.,]+", text)


@given(st.lists(ECRITS, max_size=8))
def test_any_names_have_an_order(names: list[str]) -> None:
    once = sorted(names, key=natural_key)
    assert sorted(once, key=natural_key) == once


def test_names_follow_their_numbers() -> None:
    names = ["bloc-9", "bloc-10", "bloc-010-b", "bloc-" + "9" * 300, "bloc-1" + "0" * 300]
    mixed = [names[rank] for rank in (3, 1, 4, 0, 2)]
    assert sorted(mixed, key=natural_key) == names


@given(ECRITS)
def test_a_printed_number_has_a_form_for_word_or_none(text: str) -> None:
    label = _Label.read(text)
    assert label is None or all(0 < value < 2**31 or value == 0 for value in label.values)


@given(st.builds("{} {}".format, st.integers(0, 40), st.sampled_from(["mai", "mars"])), ECRITS)
def test_a_step_of_the_calendar_is_a_day_around_which_one_counts(day: str, year: str) -> None:
    when = read_date(f"{day} {year}")
    if when is not None:
        assert when.premier - timedelta(days=366) < add_months(when.dernier, 24)


def test_files_may_have_any_digit_in_their_names(projet_de: ProjetDe) -> None:
    pole = "pole: {id: p-%s, intitule: Essai, activites: []}"
    loaded = projet_de(
        {
            "referentiels/activites/1²2.yaml": pole % "a",
            "referentiels/activites/pole-1①.yaml": pole % "b",
            "referentiels/activites/pole-٣.yaml": pole % "c",
            f"referentiels/activites/{'7' * 200}.yaml": pole % "d",
        }
    )
    assert loaded.projet is not None
    assert {pole.cle for pole in loaded.projet.poles} == {"p-a", "p-b", "p-c", "p-d"}


@pytest.mark.parametrize("session", ["01/01/0001", "31/12/9999", "0001-01-01"])
def test_a_session_at_the_end_of_the_calendar_is_refused_at_its_place(
    session: str, constats: Any
) -> None:
    found = constats(
        dossier=f"""\
        diplome: {{type: mention-complementaire, intitule: A, niveau: 4, premiere_session: 2021}}
        nature: creation
        etape: opportunite
        date_reference: 2019-12-31
        version: 0.1
        calendrier: {{session_cpc: {session}}}
        """
    )
    assert found == ["dossier:6:27 SCH003"]


VARIABLES = {
    "SOURCE_DATE_EPOCH": today,
    "MC_BUILDER_PROCESSUS": construction._processes,
    "MC_BUILDER_DELAI": construction._limits,
}


@pytest.mark.parametrize("name", VARIABLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ECRITS)
def test_a_variable_of_the_environment_is_read_or_named(
    name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(name, text)
        code = 0
        try:
            VARIABLES[name]()
        except SystemExit as stop:  # no number, or a number out of bounds
            code = int(stop.code or 0)
    if code == 0:
        assert not text or whole(text) is not None
    else:
        assert code == 2
        assert name in capsys.readouterr().err


@pytest.mark.parametrize("points", ["²", "1e-999999999", "1e999999999", "9" * 5000, "NaN", "-1"])
def test_the_points_of_a_threshold_are_bounded(ecrire: Ecrire, lance: Lance, points: str) -> None:
    folder = ecrire({})
    result = lance("-C", folder, "coverage", "--contre", "HEAD", f"--seuil-diff={points}")
    assert result.code == 2
    assert "--seuil-diff" in result.erreurs


def test_no_module_asks_unicode_what_a_digit_is() -> None:
    """`str.isdigit` admits « ² », that `int` refuses; of bytes it knows the ASCII figures only."""
    source = Path(mc_builder.__file__).parent
    asked = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\.is(?:digit|numeric)\(", path.read_text("utf-8"))
    }
    assert asked <= {"source/git_tree.py"}


@pytest.mark.parametrize(
    ("minutes", "printed"),
    [(45, "45_min"), (60, "1_h"), (90, "1_h_30"), (185, "3_h_05"), (0, "0_min")],
)
def test_durations(minutes: int, printed: str) -> None:
    assert duration(minutes) == printed.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (number(1250000), "1_250_000"),
        (number(Decimal(999)), "999"),
        (number(Decimal("1234567.5")), "1_234_567,5"),
        (number(Decimal("2.60")), "2,60"),
        (number(-3), "−3"),
        (number(2.0, 1), "2,0"),
        (number(0.5), "0,5"),
        (percent(Decimal("85.0")), "85\u00a0%"),
        (percent(33.34, 1), "33,3\u00a0%"),
    ],
)
def test_a_number_as_french_writes_it(given: str, expected: str) -> None:
    assert given.replace("\u202f", "_") == expected


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_what_is_written_is_read(value: Decimal) -> None:
    assert decimal(number(value).replace("\u202f", "").replace("−", "-")) == value


def test_a_count_is_said_in_words_up_to_sixteen() -> None:
    said = [spelled(n) for n in (1, 7, 16, 17, 1200)]
    assert said == ["un", "sept", "seize", "17", "1\u202f200"]
