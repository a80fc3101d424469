"""Rows and columns of a table of prose: what comes and goes, and what stays to the sign."""

from __future__ import annotations

import textwrap

import pytest
from exemple import project

from mc_builder.editing import (
    Changes,
    Refused,
    add_column,
    add_row,
    block_of,
    remove_column,
    remove_row,
    remove_table,
)
from mc_builder.project import Project

NOTE = """\
    # La demande

    Avant.

    Tableau (paysage) : Les ateliers

    | Atelier | Ce qu’il fait |
    |---------|:--------------|
    | Nord    | Répare \\| vend |
    | Sud     | - loue<br>- prête |

    Après | la barre.

    A | B
    --|--
    1 | 2
    """
REF = "dossier/note/10-note"
GAP = '{{ a_completer("Case à remplir.") }}'
#: The numbers of the blocks: two heads, a row of two, a row whose second cell is a list.
ATELIER, NORD, SUD, LISTE, BARRE, A, UN, DEUX = 3, 5, 7, 8, 10, 11, 13, 14


@pytest.fixture(scope="module")
def opened() -> Project:
    return project(note=NOTE)


def after(changes: Changes) -> list[str]:
    ((_, data),) = changes.items()
    assert data is not None
    return data.decode().splitlines()


LINES = textwrap.dedent(NOTE).splitlines()


def test_the_numbers_are_those_of_the_example(opened: Project) -> None:
    numbers = (ATELIER, NORD, SUD, BARRE, A, UN, DEUX)
    found = [block_of(opened, f"{REF}/{n}").markdown for n in numbers]
    assert found == ["Atelier", "Nord", "Sud", "Après | la barre.", "A", "1", "2"]


@pytest.mark.parametrize(
    ("number", "line"),
    [(NORD, "| Nord    | Répare \\| vend |"), (LISTE, LINES[9]), (DEUX, "1 | 2")],
)
def test_a_row_goes_alone(opened: Project, number: int, line: str) -> None:
    assert after(remove_row(opened, f"{REF}/{number}")) == [x for x in LINES if x != line]


def test_a_row_comes_after_another_or_first_after_the_head(opened: Project) -> None:
    new = f"| {GAP} | {GAP} |"
    assert after(add_row(opened, f"{REF}/{NORD}")) == [*LINES[:9], new, *LINES[9:]]
    assert after(add_row(opened, f"{REF}/{ATELIER}")) == [*LINES[:8], new, *LINES[8:]]
    assert after(add_row(opened, f"{REF}/{UN}"))[-1] == f" {GAP} | {GAP}"


def test_a_column_goes_with_its_head(opened: Project) -> None:
    left = after(remove_column(opened, f"{REF}/{NORD}"))
    assert left[6:10] == [
        "| Ce qu’il fait |",
        "|:--------------|",
        "| Répare \\| vend |",
        "| - loue<br>- prête |",
    ]
    assert left[:6] + left[10:] == LINES[:6] + LINES[10:]
    left = after(remove_column(opened, f"{REF}/{LISTE}"))
    assert left[6:10] == ["| Atelier |", "|---------|", "| Nord    |", "| Sud     |"]


def test_a_column_comes_after_another(opened: Project) -> None:
    left = after(add_column(opened, f"{REF}/{NORD}"))
    assert left[6:9] == [
        f"| Atelier | {GAP} | Ce qu’il fait |",
        "|--------- | --- |:--------------|",
        f"| Nord | {GAP} | Répare \\| vend |",
    ]
    assert after(add_column(opened, f"{REF}/{DEUX}"))[-3:] == [
        f"A | B | {GAP}",
        "--|-- | ---",
        f"1 | 2 | {GAP}",
    ]


def test_a_table_goes_whole(opened: Project) -> None:
    assert after(remove_table(opened, f"{REF}/{SUD}")) == [*LINES[:6], *LINES[11:]]


@pytest.mark.parametrize("number", [1, BARRE])
def test_what_is_in_no_table(opened: Project, number: int) -> None:
    for deed in (add_row, remove_row, add_column, remove_column, remove_table):
        with pytest.raises(Refused, match="pas dans un tableau"):
            deed(opened, f"{REF}/{number}")


def test_a_head_does_not_go_alone(opened: Project) -> None:
    with pytest.raises(Refused, match="titres"):
        remove_row(opened, f"{REF}/{ATELIER}")
    bare = project(note="# T\n\n| A |\n| --- |\n| 1 |\n")
    with pytest.raises(Refused, match="en entier"):
        remove_column(bare, f"{REF}/1")


def test_a_table_in_a_list_keeps_its_margin() -> None:
    nested = project(note="# T\n\n- un\n\n  | A | B |\n  | - | - |\n  | 1 | 2 |\n\n- deux\n")
    assert after(remove_column(nested, f"{REF}/3"))[4:7] == ["  | A |", "  | - |", "  | 1 |"]
