"""Tables of a Markdown text: where they are, what their captions ask for, what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.source.prose import parse
from mc_builder.source.tables import Options, options_of, tables_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, Options()),
        ("paysage", Options(landscape=True)),
        ("colonnes 20 30 50", Options(shares=(20, 30, 50))),
        ("paysage, colonnes 20 % 80 %", Options(landscape=True, shares=(20, 80))),
    ],
)
def test_options(text: str | None, expected: Options) -> None:
    assert options_of(text) == expected


@pytest.mark.parametrize(
    "text", ["", "paysge", "colonnes", "colonnes a b", "colonnes 0 1", "colonnes ²", "paysage 2"]
)
def test_what_is_not_understood(text: str) -> None:
    assert options_of(text).problem


def test_a_table() -> None:
    text = (
        "Texte.\n\nTableau (paysage) : T\n\n| A **b** | C |\n|---|:-:|\n"
        '| un<br>- deux | {{ chiffre("x") }} |\n| a \\| b |\n\nFin | fin\n'
    )
    (table,) = tables_in(text)
    assert text[table.start : table.end] == "| A **b** | C |"
    assert table.caption is not None
    assert text[slice(*table.caption)] == "Tableau (paysage) : T"
    assert table.options.landscape
    assert (table.head, table.rows) == (["A b", "C"], 2)
    assert table.columns == [["A b", "un", "- deux", "a | b"], ["C", ""]]


_LINES = st.sampled_from(
    ["| a | b |", "|---|---|", "a | b", "--|--", "", "Tableau : t", "texte", "| c |", "# T"]
)


@given(st.lists(_LINES, max_size=12).map("\n".join))
def test_what_the_parser_calls_a_table_is_found(text: str) -> None:
    """A table that would be printed is one that is looked at."""
    printed = sum(token.type == "table_open" for token in parse(text))
    assert len(list(tables_in(text))) >= printed
