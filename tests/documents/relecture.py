"""The printed tree → the links that a reader finds in it: who faces whom, by identities.

Only the elements and the identities of their texts are read: a fault of the views cannot hide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mc_builder.model.base import Objet
from mc_builder.model.projet import Projet
from mc_builder.names import ancre
from mc_builder.page.tree import text_of

Paires = set[tuple[str, str]]


def cites(projet: Projet, element: etree._Element, *kinds: type[Objet]) -> list[str]:
    """The objects of these kinds that an element names, in order."""
    found = []
    for span in element.iter("span"):
        cle, _, field = str(span.get("data-ref")).rpartition(":")
        if field in {"intitule", "intitule_court"} and isinstance(projet.by_cle.get(cle), kinds):
            found.append(cle)
    return found


def vises(projet: Projet, element: etree._Element) -> list[str]:
    """The objects that the links of an element lead to, in order."""
    anchors = {f"#{ancre(cle)}": cle for cle in projet.by_cle}
    hrefs = (link.get("href") for link in element.iter("a"))
    return [anchors[href] for href in hrefs if href in anchors]


def suite(root: etree._Element, identifier: str, *ends: str) -> Iterator[etree._Element]:
    """What follows the element of this id, up to the next of these tags."""
    start = next(e for e in root.iter() if e.get("id") == identifier)
    for element in start.itersiblings():
        if element.tag in ends:
            return
        yield element


def legende(table: etree._Element) -> str:
    """The words of the caption of a table, or of the heading above it; none for want of both."""
    title = table.find("caption")
    if title is None:
        title = next(table.itersiblings("h1", "h2", "h3", "h4", preceding=True), None)
    return "" if title is None else " ".join(text_of(title).split())


@dataclass(frozen=True)
class Rangee:
    """A row: the cells that face it, those that begin above included, by the head of the column."""

    cellules: dict[str, etree._Element]


def rangees(body: etree._Element, heads: list[str]) -> list[Rangee]:
    """The rows of a body of a table, each with all that faces it."""
    grid: dict[tuple[int, int], etree._Element] = {}
    lines = list(body)
    for row, line in enumerate(lines):
        column = 0
        for cell in line:
            while (row, column) in grid:
                column += 1
            for r in range(row, row + int(cell.get("rowspan", "1"))):
                for c in range(column, column + int(cell.get("colspan", "1"))):
                    assert (r, c) not in grid
                    grid[r, c] = cell
        assert {c for r, c in grid if r == row} == set(range(len(heads)))
    assert max(r for r, _ in grid) == len(lines) - 1
    return [
        Rangee({head: grid[row, column] for column, head in enumerate(heads)})
        for row in range(len(lines))
    ]


def tetes(table: etree._Element) -> list[str]:
    """The heads of the columns of a table."""
    return [text_of(th).strip() for th in next(table.iter("thead"))[-1]]


def croisement(projet: Projet, table: etree._Element, *kinds: type[Objet]) -> Paires:
    """The pairs (row, column) that a crossed table marks, columns being of these kinds.

    A column is named by its head, or by what is said under the table.
    """
    below = table.getnext()
    columns = []
    for head in next(table.iter("thead"))[-1][1:]:
        found = cites(projet, head, *kinds)
        if not found:
            assert below is not None
            heads = [text_of(strong).strip() for strong in below.iter("strong")]
            named = dict(zip(heads, cites(projet, below, *kinds), strict=True))
            found = [named[text_of(head).strip()]]
        columns.append(found[0])
    marked = set()
    for row in next(table.iter("tbody")):
        (line,) = cites(projet, row[0], Objet)
        marked |= {
            (line, column)
            for column, cell in zip(columns, row[1:], strict=True)
            if text_of(cell).strip()
        }
    return marked


def fiche(root: etree._Element, cle: str) -> etree._Element:
    """The page of a competence in the teacher's edition."""
    title = next(e for e in root.iter("h2") if e.get("id") == f"fiche-{cle}")
    section = title.getparent()
    assert section is not None
    return section


def sans_cadre_vide(root: etree._Element) -> None:
    """In the competences, no row, head, list or heading for what the project does not have."""
    section = next((e for e in root.iter("h1") if "Référentiel de compétences" in text_of(e)), None)
    if section is None:
        return
    held = section.getparent()
    assert held is not None
    for element in held.iter("td", "th", "li", "p", "caption"):
        text = text_of(element).strip()
        assert text or "matrice" in str(next(element.iterancestors("table")).get("class"))
        assert text.strip(" –,;:") or element.get("class") == "centre"
        assert ", ," not in text
        assert "  –" not in text
