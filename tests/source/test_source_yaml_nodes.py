"""Reading YAML: scalars stay what was typed, what is refused is said at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.diagnostics import Severity
from mc_builder.source.yaml_events import MAX_DEPTH
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText


def read(text: str) -> object:
    data, diagnostics = read_yaml(SourceText("f", text))
    assert diagnostics == []
    return data


def said(text: str) -> list[str]:
    _, diagnostics = read_yaml(SourceText("f", text))
    return [f"{d.span.line}:{d.span.column} {d.code}" for d in diagnostics]


@pytest.mark.parametrize(
    "typed",
    ["1.10", "no", "oui", "12:30", "010", "0x1F", "1_000", "2019-12-31", "1e3", ".5", "true", "=",
     "1 250", "38,5", "3 h 30", "C’est l’été", "a#b", "a:b", "50 %", "-1", "- 1"[2:]],
)  # fmt: skip
def test_a_plain_scalar_stays_the_string_typed(typed: str) -> None:
    assert read(f"a: {typed}\n") == {"a": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL", "# remarque"])
def test_null_and_empty_are_none(typed: str) -> None:
    assert read(f"a: {typed}\nb: x\n") == {"a": None, "b": "x"}


@pytest.mark.parametrize("typed", ["'~'", '"null"', "''"])
def test_a_quoted_null_is_a_text(typed: str) -> None:
    assert read(f"a: {typed}\n") == {"a": typed[1:-1]}


def test_blocks_keep_or_fold_their_lines() -> None:
    text = "a: |\n  un\n  deux\n\n  trois\nb: >\n  un\n  deux\nc: >-\n  x\n"
    assert read(text) == {"a": "un\ndeux\n\ntrois\n", "b": "un deux\n", "c": "x"}


def test_a_comment_of_its_own_is_not_a_cut_text() -> None:
    assert read("a: 12 # une remarque\n# autre\n") == {"a": "12"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x b\nc: *x\n", ["1:4 YML009", "2:4 YML009"]),
        ("a: [&x b]\n", ["1:5 YML009"]),
        ("a: !!python/object:os.system b\n", ["1:4 YML009"]),
        ("a: !important\n", ["1:4 YML009"]),
        ("a:\n  <<: {b: c}\n  d: e\n", ["2:3 YML009"]),
        ("a: b\n---\nc: d\n", ["2:1 YML012"]),
        ("a: b\nc: d\na: e\n", ["3:1 YML007"]),
        ("{a: b, a: c}\n", ["1:8 YML007"]),
        ("? [a]\n: b\n", ["1:3 YML013"]),
        ("", ["1:1 YML011"]),
        ("# seulement une remarque\n", ["1:1 YML011"]),
        ("- a\n- b\n", ["1:1 YML011"]),
        ("un texte\n", ["1:1 YML011"]),
    ],
)
def test_what_is_refused(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_duplicate_key_names_the_first_and_keeps_it() -> None:
    data, (found,) = read_yaml(SourceText("f", "a: b\nc: d\na: e\n"))
    assert data == {"a": "b", "c": "d"}
    assert "ligne 1" in found.message
    assert [r.span.line for r in found.related] == [1]


def test_a_merge_key_does_not_hide_the_rest() -> None:
    data, _ = read_yaml(SourceText("f", "a:\n  <<: {b: c}\n  d: e\n"))
    assert data == {"a": {"d": "e"}}


def test_nesting_is_bounded() -> None:
    deep = "a: " + "[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5) + "\n"
    assert said(deep) == [f"1:{3 + MAX_DEPTH} YML013"]
    for opening in ("[", "{a: ", "- ", "? "):  # these once overflowed the C stack
        assert len(said("a:\n  " + opening * 100_000)) == 1


def test_a_thousand_aliases_cost_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(1000))
    _, diagnostics = read_yaml(SourceText("f", bomb))
    assert all(d.severity is Severity.ERREUR for d in diagnostics)


def quoted(text: str) -> str:
    """The smallest quoting that YAML reads back: between apostrophes, doubled."""
    return "'" + text.replace("'", "''") + "'"


TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\u2028\u2029\x85"
    ).filter(lambda c: ord(c) < 0xFFFE or ord(c) > 0xFFFF)
)


@given(TEXTS)
def test_any_quoted_text_comes_back_identical(text: str) -> None:
    assert read(f"a:\n  - {quoted(text)}\nb: {{c: {quoted(text)}}}\n") == {
        "a": [text],
        "b": {"c": text},
    }


@given(st.text())
def test_no_text_raises(text: str) -> None:
    data, diagnostics = read_yaml(SourceText("f", text))
    assert data is not None or diagnostics
    for found in diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(text)


@given(st.lists(st.sampled_from(
    ["a: ", "- ", "\n", "  ", "\t", "'", '"', "[", "]", "{", "}", ",", " : ", " #x", "|", ">", "&x",
     "*x", "!t", "<<: ", "? ", "%", "@", "---", "é", "mot", "l’eau", "l'eau", "\u00a0"]
), max_size=20))  # fmt: skip
def test_no_mixture_of_yaml_raises(pieces: list[str]) -> None:
    text = "".join(pieces)
    _, diagnostics = read_yaml(SourceText("f", text))
    for found in diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(text)
