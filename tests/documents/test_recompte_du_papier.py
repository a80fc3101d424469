"""The figures of the printed coverage report, counted again by hand from its own last table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from formes import _dit, _paragraphes, _tables, mots
from lxml import etree

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.tree import text_of
from mc_builder.project import Project

RACINE = Path(__file__).parents[2]
#: The rows of each table, by its caption.
Tables = dict[str, list[list[etree._Element]]]


@dataclass
class Rangee:
    """A requirement: its signs, by job that asks for it and by bloc; whether it is assessed.

    `poids` is the greatest importance that a job that retains it gives it.
    """

    emplois: dict[int, str]
    poids: int
    blocs: dict[str, str]
    evaluee: bool


@pytest.fixture(scope="module", params=["cycles", pytest.param("depot", marks=pytest.mark.lent)])
def arbre(request: pytest.FixtureRequest) -> etree._Element:
    folder = {"depot": RACINE}.get(request.param, RACINE / "tests/projets/cycles")
    return Making(document_kind("couverture"), Builder(Project.open(folder))).document.root


@pytest.fixture(scope="module")
def tables(arbre: etree._Element) -> Tables:
    return dict(_tables(arbre))


def rangees(tables: Tables) -> list[Rangee]:
    jobs = len(table(tables, "Exigences couvertes")) - 1
    rows = (row for row in table(tables, "Toutes les exigences") if len(row) > 1)
    return [
        Rangee(
            {n: said[0] for n, cell in enumerate(row[1 : jobs + 1], 1) if (said := _dit(cell))},
            max(
                (
                    int(said[1:])
                    for said in map(_dit, row[1 : jobs + 1])
                    if said and said[0] in "●◐○"
                ),
                default=0,
            ),
            dict(line.split(" ") for line in _paragraphes(row[jobs + 1]) if " " in line),
            any(_dit(cell).strip(" –") for cell in row[-2:]),
        )
        for row in rows
    ]


def table(tables: Tables, begun: str | tuple[str, ...]) -> list[list[etree._Element]]:
    return next(rows for caption, rows in tables.items() if caption.startswith(begun))


def nombres(cells: Iterable[etree._Element]) -> list[int]:
    return [int(said) for cell in cells if (said := _dit(cell)).isdecimal()]


def degres(signs: Sequence[str]) -> list[int]:
    """Retained, fully, in part, not at all, set aside."""
    counts = [signs.count(sign) for sign in "●◐○✕"]
    return [sum(counts[:3]), *counts]


def au_total(row: Rangee) -> str:
    """The sign of the job that is least well served, of those that retain a requirement."""
    return max(row.emplois.values(), key="✕●◐○".index)


def test_the_first_table_is_counted_again(
    tables: Tables,
) -> None:
    rows = rangees(tables)
    *jobs, whole = table(tables, "Exigences couvertes")
    for rank, job in enumerate(jobs, 1):
        signs = [row.emplois[rank] for row in rows if rank in row.emplois]
        own = [
            row.emplois[rank]
            for row in rows
            if {n for n, sign in row.emplois.items() if sign != "✕"} == {rank}
        ]
        assert nombres(job[2:7]) == degres(signs)
        assert _dit(job[7]) == (f"{own.count('●')} sur {len(own)}" if own else "aucune")
    assert nombres(whole[1:]) == degres([au_total(row) for row in rows])


def test_what_each_bloc_brings_is_counted_again(arbre: etree._Element, tables: Tables) -> None:
    rows, text = rangees(tables), mots(text_of(arbre))
    jobs = len(table(tables, "Exigences couvertes")) - 1

    def counted(found: list[Rangee], full: int) -> list[int]:
        asked = [sum(row.emplois.get(n, "✕") != "✕" for row in found) for n in range(1, jobs + 1)]
        return [len(found), full, *asked]

    shared = re.search("que plusieurs blocs se partagent", text)
    *blocs, whole = table(tables, "Exigences que")
    for through, alone in zip(blocs[::2], blocs[1::2], strict=True):
        name = _dit(through[0]).partition(".")[0]
        mine = [row for row in rows if name in row.blocs]
        only = [row for row in mine if len(row.blocs) == 1]
        full = sum(row.blocs[name] == "●" for row in mine)
        assert nombres(through[-2 - jobs :]) == counted(mine, full)
        full = sum(row.blocs[name] == "●" for row in only)
        least, said = counted(only, full), nombres(alone[-2 - jobs :])
        # A competence that two blocs share is on two lines, and hangs on one of them: then more.
        assert said == least if shared is None else said >= least
    assessed = [row for row in rows if row.evaluee]
    full = sum(au_total(row) == "●" for row in assessed)
    assert nombres(whole[1:]) == counted(assessed, full)


def test_the_gaps_and_the_reserves_are_counted_again(
    tables: Tables,
) -> None:
    rows = rangees(tables)
    titles = ("Exigences retenues dont", "Exigences retenues qui ne")
    gaps = [row for row in table(tables, titles) if len(row) > 1]
    assert len(gaps) == sum(au_total(row) != "✕" and not row.evaluee for row in rows)
    reserves = table(tables, "Exigences évaluées avec")
    assert len(reserves) == sum(au_total(row) == "◐" and row.evaluee for row in rows)
    dropped = table(tables, "Exigences écartées")
    assert len(dropped) == sum("✕" in row.emplois.values() for row in rows)


@pytest.mark.lent
def test_what_the_blocs_weigh_is_counted_again() -> None:
    """The weight of a requirement, shared by its lines: that of the habilitations is not told."""
    root = Making(document_kind("couverture"), Builder(Project.open(RACINE))).document.root
    found = dict(_tables(root))
    rows = rangees(found)
    whole = sum(row.poids for row in rows)
    assert f"({whole} en tout)" in mots(text_of(root))
    for line in table(found, "Exigences que")[:-1:2]:
        name = _dit(line[0]).partition(".")[0]
        weight = sum(Fraction(row.poids, len(row.blocs)) for row in rows if name in row.blocs)
        assert _dit(line[1]) == f"{round(100 * weight / whole)} %"
