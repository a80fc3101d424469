"""Which headings a cell answers to, spans included."""

from __future__ import annotations

from lxml import etree

from mc_builder.writers.pdf.tables import cell_attributes


def headings(markup: str) -> dict[str, list[str]]:
    """The words of each cell → those of its headings, in order."""
    table = etree.fromstring(f"<table>{markup}</table>")
    found = cell_attributes(table, "t")
    words = {identity: cell.text for cell, (identity, _) in found.items() if identity}
    return {
        cell.text: [words[name] for name in attributes["Headers"]]
        for cell, (_, attributes) in found.items()
        if cell.tag == "td"
    }


def test_columns_and_rows() -> None:
    assert headings(
        "<thead><tr><th scope='col'>A</th><th scope='col'>B</th></tr></thead>"
        "<tbody><tr><th scope='row'>r</th><td>1</td></tr></tbody>"
    ) == {"1": ["B", "r"]}


def test_two_rows_of_headings() -> None:
    assert headings(
        "<thead><tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr>"
        "<tr><th>b1</th><th>b2</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody>"
    ) == {"1": ["A"], "2": ["B", "b1"], "3": ["B", "b2"]}


def test_a_cell_over_several_rows_and_columns() -> None:
    assert headings(
        "<thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>1</td><td colspan='2'>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr></tbody>"
    ) == {"1": ["A"], "2": ["B", "C"], "3": ["B"], "4": ["C"]}


def test_a_heading_of_rows_without_a_head() -> None:
    assert headings(
        "<tbody><tr><th>n</th><td>v</td></tr><tr><th>m</th><td>w</td></tr></tbody>"
    ) == {
        "v": ["n"],
        "w": ["m"],
    }


def test_spans_and_scope_are_attributes() -> None:
    table = etree.fromstring(
        "<table><tbody><tr><th scope='row' rowspan='9'>n</th><td colspan='2'>v</td></tr></tbody>"
        "</table>"
    )
    (_, heading), (_, cell) = cell_attributes(table, "t").values()
    assert heading == {"O": "/Table", "Scope": "/Row"}
    assert cell == {"O": "/Table", "ColSpan": 2, "Headers": ["t-1"]}
