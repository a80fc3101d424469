"""Lines and lists of a cell: what the author breaks, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.source.cells import pieces
from mc_builder.source.prose import parse


def lues(cell: str) -> list[tuple[str, int, list[str]]]:
    """The pieces of the only body cell of a table, each line as its words."""
    tokens = parse(f"| A |\n|---|\n| {cell} |")
    body = next(b for a, b in pairwise(tokens) if a.type == "td_open")
    return [
        (piece.kind, piece.start, ["".join(t.content for t in line) for line in piece.lines])
        for piece in pieces(body.children or [])
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("un", [("", 1, ["un"])]),
        ("un <br> deux<BR/>trois", [("", 1, ["un", "deux", "trois"])]),
        (
            "À :<br>- lire<br>- écrire",
            [("", 1, ["À :"]), ("ul", 1, ["lire", "écrire"])],
        ),
        ("- lire<br>- écrire<br>puis", [("ul", 1, ["lire", "écrire"]), ("", 1, ["puis"])]),
        ("3. lire<br>4) écrire", [("ol", 3, ["lire", "écrire"])]),
        ("- un<br>1. deux", [("ul", 1, ["un"]), ("ol", 1, ["deux"])]),
        ("1. Accueil", [("", 1, ["1. Accueil"])]),
        ("- 5 %<br>+ 3 %", [("", 1, ["- 5 %", "+ 3 %"])]),
        ("10 – 20", [("", 1, ["10 – 20"])]),
        ("-5<br>-6", [("", 1, ["-5", "-6"])]),
        ("2019.<br>", [("", 1, ["2019.", ""])]),
        ("un **gras<br>là** fin", [("", 1, ["un gras" + "là fin"])]),
    ],
)
def test_a_cell(cell: str, expected: list[tuple[str, int, list[str]]]) -> None:
    assert lues(cell) == expected


@given(st.lists(st.text(alphabet="ab -1.*[]()<>/br", max_size=12), max_size=5))
def test_no_word_is_lost(lines: list[str]) -> None:
    """What is printed is what is written, but for breaks and what begins an item."""
    cell = "<br>".join(lines)
    tokens = parse(f"| A |\n|---|\n| {cell} |")
    bodies = [b for a, b in pairwise(tokens) if a.type == "td_open"]
    for body in bodies:
        whole = [t for t in body.children or [] if t.type != "hardbreak"]
        kept = [t for piece in pieces(body.children or []) for line in piece.lines for t in line]
        kept = [t for t in kept if t.type != "hardbreak"]
        assert [t.type for t in kept] == [t.type for t in whole]
        assert all(w.content.endswith(k.content) for k, w in zip(kept, whole, strict=True))
