"""Positions: lines and columns count characters from 1, whatever precedes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.source.yaml_nodes import YamlMap, read_yaml
from mc_builder.spans import SourceText


def read(text: str) -> YamlMap:
    data, diagnostics = read_yaml(SourceText("essai.yaml", text))
    assert data is not None
    assert diagnostics == []
    return data


def test_nested_keys_and_values() -> None:
    data = read("pole:\n  id: accueil\n  activites:\n    - id: un\n    - {id: deux, intitule: D}\n")
    pole = data["pole"]
    assert (data.keys_at["pole"].line, data.keys_at["pole"].column) == (1, 1)
    assert str(pole.keys_at["id"]) == "essai.yaml:2:3"
    assert str(pole.values_at["id"]) == "essai.yaml:2:7"
    assert pole.values_at["id"].text == "accueil"
    items = pole["activites"].items_at
    assert [(s.line, s.column) for s in items] == [(4, 7), (5, 7)]
    assert items[1].text == "{id: deux, intitule: D}"
    assert pole["activites"][1].values_at["intitule"].text == "D"


def test_the_span_of_a_block_stops_at_its_last_character() -> None:
    data = read("a:\n  b: c\n\n# remarque\nd: |\n  # titre\n\n")
    assert data.values_at["d"].text == "|\n  # titre"
    assert data.values_at["a"].text == "b: c"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("{intitule: Œuvre d’été, id: x}", 28),  # « œ » and accents are one character each
        ("{intitule: Cœur, id: x}", 21),
        ("{intitule: 🚲, id: x}", 18),  # outside the basic plane too
    ],
)
def test_a_column_counts_characters(text: str, column: int) -> None:
    assert read(f"a: {text}")["a"].keys_at["id"].column == column


def test_line_column_and_offset_are_inverse() -> None:
    source = SourceText("f", "un\ndeux\n\ntrois")
    for offset in range(len(source.text) + 1):
        assert source.offset(*source.line_column(offset)) == offset
    assert source.line_count == 4
    assert [source.line(n) for n in range(1, 5)] == ["un", "deux", "", "trois"]


def test_find_gives_the_nth_occurrence_or_the_whole_span() -> None:
    source = SourceText("f", "pneu, frein, pneu")
    span = source.span(0, len(source.text))
    assert span.find("pneu").start == 0
    assert span.find("pneu", 1).start == 13
    assert span.find("pneu", 2) == span
    assert span.find("chaîne") == span


@given(st.lists(st.text("aéœ \t'\"#:,{}[]-|>&*!%@`?\n\u00a0🚲", max_size=12), max_size=6))
def test_the_span_of_a_quoted_text_is_where_it_is_written(texts: list[str]) -> None:
    lines = [f"k{i}: {quote(t)}" for i, t in enumerate(texts)]
    source = SourceText("f", "racine: x\n" + "\n".join(lines) + "\n")
    data, _ = read_yaml(source)
    assert data is not None
    for i, text in enumerate(texts):
        span = data.values_at[f"k{i}"]
        assert (span.line, span.column) == (i + 2, 5)
        assert span.text == quote(text)


def quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t") + '"'
