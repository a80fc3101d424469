"""Categories of candidates: as many letters as needed, in tables that can hold them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from relecture import legende, rangees

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS, document_kind
from mc_builder.documents.making import Making
from mc_builder.documents.referentiel.categories import COLONNES, slices
from mc_builder.model.lettres import lettre
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from types_inventes import projet_du_type

EVALUATION = Path("referentiels/evaluation.yaml")


def avec_categories(project: Path, nombre: int) -> Path:
    """The project « cycles » with `nombre` categories of candidates, those added as the second."""
    names = [f"cat-{n}" for n in range(3, nombre + 1)]
    path = project / EVALUATION
    text = path.read_text("utf-8")
    added = "".join(f"  - {{id: {name}, statuts: [Statut {name}]}}\n" for name in names)
    text = text.replace("unites:\n", f"{added}unites:\n", 1)
    every = ", ".join(["cat-b", *names])
    text = text.replace("categories: cat-b", "categories: [cat-b]").replace("cat-b]", f"{every}]")
    path.write_text(text, "utf-8")
    return project


@pytest.mark.rapides(1)
@pytest.mark.parametrize("nombre", [5, 30, 2, 4, 9, 12])
def test_each_category_has_its_letter_and_its_column(
    copie: Callable[[str], Path], nombre: int
) -> None:
    builder = Builder(Project.open(avec_categories(copie("cycles"), nombre)))
    letters = [lettre(n) for n in range(nombre)]
    for kind in DOCUMENTS:
        document = Making(kind, builder).document
        if kind.key not in {"referentiel", "enseignant"}:
            continue
        found = [t for t in document.root.iter("table") if "Mode" in map(text_of, t.iter("th"))]
        (note,) = (p for p in document.root.iter("p") if text_of(p).startswith("Les durées sont"))
        assert note.getparent() is found[-1].getparent()  # what it is about, not the next page
        heads = [[_lettres(th) for th in t.find("thead")[0][3:]] for t in found]
        assert [letter for row in heads for column in row for letter in column] == letters
        # Too many for one table: those who take all alike share a column.
        columns = nombre if nombre <= COLONNES else 2
        assert sum(map(len, heads)) == columns
        assert max(map(len, heads)) <= COLONNES
        # The page is turned for the columns that the table has, whatever the categories.
        turned = any(a.get("class") == "paysage" for a in found[0].iterancestors("section"))
        assert turned == (columns > 2)
        for epreuve in zip(*map(_modes, found), strict=True):  # one épreuve, in all the tables
            modes = [mode for table in epreuve for mode in table]
            assert len(modes) == columns
            assert len(set(modes[1:])) == 1  # those added are taken as the second
        titled = "Catégories de candidats"
        (named,) = (t for t in document.root.iter("table") if legende(t) == titled)
        statuts = {s.intitule for c in builder.projet.evaluation.categories for s in c.statuts}
        # One in a cell, after the title of the category when it has one; several in a list.
        told = [text_of(td) for td in named.iter("td") if td.find("ul") is None]
        told = [words.replace("\u00a0", " ").rpartition(" : ")[2] for words in told]
        shown = {*told, *(text_of(li).replace("\u00a0", " ") for li in named.iter("li"))}
        assert shown == statuts
        assert [text_of(th).split()[-1] for th in named.iter("th")] == letters


def _lettres(head: etree._Element) -> list[str]:
    return re.findall(r"\b[A-Z]+\b", text_of(head))


def _modes(table: etree._Element) -> list[list[tuple[str, ...]]]:
    """For each épreuve of a règlement, the modes of each category, in the rows that it takes."""
    heads = [str(n) for n in range(len(table.findall("colgroup/col")))]
    found: dict[etree._Element, list[dict[etree._Element, str]]] = {}
    for row in rangees(table.find("tbody"), heads):
        cells = [row.cellules[head] for head in heads]
        columns = found.setdefault(cells[0], [{} for _ in cells[3::2]])
        for column, cell in zip(columns, cells[3::2], strict=True):
            column[cell] = text_of(cell)
    return [[tuple(column.values()) for column in columns] for columns in found.values()]


def test_letters_go_on_after_z() -> None:
    assert [lettre(n) for n in (0, 25, 26, 27, 51, 52, 702)] == [
        "A", "Z", "AA", "AB", "AZ", "BA", "AAA",
    ]  # fmt: skip


@pytest.mark.parametrize("nombre", range(60))
def test_tables_share_the_categories_evenly(nombre: int) -> None:
    parts = slices(nombre)
    sizes = [part.stop - part.start for part in parts]
    assert sum(sizes) == nombre
    assert max(sizes) <= COLONNES
    assert max(sizes) - min(sizes) <= 1


def test_many_categories_stand_two_by_two(copie: Callable[[str], Path]) -> None:
    builder = Builder(Project.open(avec_categories(copie("cycles"), 9)))
    root = Making(document_kind("referentiel"), builder).document.root
    (table,) = (t for t in root.iter("table") if legende(t) == "Catégories de candidats")
    assert [len(row.findall("th")) for row in table.iter("tr")] == [2, 2, 2, 2, 1]


def test_all_candidates_are_not_listed(copie: Callable[[str], Path]) -> None:
    names = Project.open(avec_categories(copie("cycles"), 3)).names
    every = ("cat-a", "cat-b", "cat-3")
    assert names.candidats(every) == "tous les candidats"
    assert names.candidats(every[1:]) == "candidats B et C"
    assert names.candidats(()) == ""
    alone = projet_du_type("certificat-de-qualification-professionnelle").names
    assert alone.candidats([c.cle for c in alone.projet.evaluation.categories]) == ""
