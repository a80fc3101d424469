"""Tables of any width: no word outside its cell in the PDF, none cut in Word."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from documents_essayes import DATE, Arbre
from docx.oxml.ns import qn
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.loading import Loaded
from mc_builder.metrics import need
from mc_builder.page.passes import complete
from mc_builder.page.prose import render
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document, parse, text_of
from mc_builder.writers.docx.writer import write_docx
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.markup import page
from mc_builder.writers.pdf.writer import font_faces
from mc_builder.writers.style import paper

_LONG = "Anticonstitutionnellement"
#: Caption, heads, cells of a row.
CAS = {
    "deux": ("Tableau : T", ["Situation", "Contenu"], ["a", "b"]),
    "vingt-cinq": (
        "Tableau : T",
        ["Apprentissage critique", *[f"SAÉ 3.{n:02} Concevoir un réseau" for n in range(24)]],
        ["AC1.01 Mesurer", *["X"] * 24],
    ),
    "vingt-cinq-paysage": (
        "Tableau (paysage) : T",
        ["Apprentissage critique", *[f"SAÉ 3.{n:02} Concevoir un réseau" for n in range(24)]],
        ["AC1.01 Mesurer", *["X"] * 24],
    ),
    "trop-etroite": ("Tableau (colonnes 1 99) : T", ["Situation", "Contenu"], ["Accueil", "b"]),
    "mots-longs": ("Tableau : T", [f"{_LONG} {n}" for n in range(6)], [_LONG] * 6),
    "listes": ("Tableau : T", ["Un", "Deux"] * 8, ["- Préparer<br>- Remonter", "c"] * 8),
    "mot-sans-fin": ("Tableau : T", ["A", "B"], ["x" * 200, "y"]),
}


def essai(loaded: Loaded, caption: str, head: list[str], row: list[str]) -> Document:
    assert loaded.projet is not None
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), row, row)]
    prose = render(loaded.projet, "\n".join([caption, "", *lines]), "a:b", 2)
    found, diagnostics = parse(
        "essai",
        '<article lang="fr" data-titre="T"><section class="chapitre"><h1>Un</h1>'
        f"{prose}</section></article>",
    )
    assert found is not None, diagnostics
    return complete(found)


def below(box: Any) -> Any:
    yield box
    for child in getattr(box, "children", ()):
        yield from below(getattr(child, "_box", child))


@pytest.mark.rapides(2)
@pytest.mark.parametrize("name", CAS)
def test_no_word_leaves_its_cell_in_the_pdf(cycles: Loaded, name: str) -> None:
    document = essai(cycles, *CAS[name])
    html = page(document, font_faces() + paper(document.charte) + house_sheet(Templates()))
    cells = 0
    for printed in HTML(string=html).render().pages:
        for cell in below(printed._page_box):
            if not isinstance(cell, boxes.TableCellBox):
                continue
            cells += 1
            edge = cell.content_box_x() + cell.width + 0.5
            for text in below(cell):
                if isinstance(text, boxes.TextBox) and text.text.strip():
                    assert text.position_x + text.width <= edge, text.text
    assert cells >= 3 * len(CAS[name][1])


@pytest.mark.parametrize("name", [name for name in CAS if name != "mot-sans-fin"])
def test_no_word_is_cut_in_word(cycles: Loaded, name: str) -> None:
    reference = Templates().file("reference.docx").read_bytes()
    data = write_docx(essai(cycles, *CAS[name]), reference, date=DATE)
    for table in docx.Document(io.BytesIO(data)).tables:
        widths = [int(col.get(qn("w:w"))) / 20 for col in table._tbl.tblGrid]
        for row in table.rows:
            for low, cell in zip(widths, row.cells, strict=True):
                assert low >= 0.97 * need(cell.text.split("\n"), 8.9), cell.text


@pytest.mark.parametrize(("name", "count"), [("deux", 1), ("vingt-cinq", 3), ("mots-longs", 2)])
def test_the_parts_of_a_table(cycles: Loaded, name: str, count: int) -> None:
    """Every cell is printed, the first column in each part, each text with its identity once."""
    document = essai(cycles, *CAS[name])
    _, head, _ = CAS[name]
    tables = list(document.root.iter("table"))
    assert len(tables) == count
    assert ["".join(th.itertext()) for th in document.root.iter("th")][: len(tables[0][-2][0])]
    refs = [span.get("data-ref") for span in document.root.iter("span") if span.get("data-ref")]
    assert len(refs) == len(set(refs)) == 1 + 3 * len(head)
    firsts = {"".join(table.find("thead")[0][0].itertext()) for table in tables}
    assert len(firsts) == 1
    assert len(list(document.root.iter("caption"))) == 1


def _lines(cell: Any) -> list[str]:
    """The lines that a cell prints."""
    return [
        "".join(text.text for text in below(line) if isinstance(text, boxes.TextBox))
        for line in below(cell)
        if isinstance(line, boxes.LineBox)
    ]


@pytest.mark.lent
@pytest.mark.rapides(1)
@pytest.mark.parametrize("end", ["**{}**", "[{}](https://exemple.fr)", "*{}*", "{}"])
def test_no_word_is_cut_that_its_line_could_leave_to_the_next(cycles: Loaded, end: str) -> None:
    """Whatever comes before a word, and whether or not it is a link or stressed."""
    stressed = end.format("850\u00a0jeunes pousses")
    row = [f"{'un ' * before}{stressed} très petites" for before in range(20)]
    whole = {"un", "850\u00a0jeunes", "pousses", "très", "petites"}
    printed: list[str] = []
    for start in range(0, len(row), 4):
        document = essai(cycles, "Tableau : T", ["A", "B", "C", "D"], row[start : start + 4])
        html = page(document, font_faces() + paper(document.charte) + house_sheet(Templates()))
        for sheet in HTML(string=html).render().pages:
            for cell in below(sheet._page_box):
                if isinstance(cell, boxes.TableCellBox) and cell.element_tag == "td":
                    printed += _lines(cell)
    words = {word for line in printed for word in line.split(" ") if word}
    assert words == whole


def test_an_address_is_cut_where_its_line_ends(cycles: Loaded) -> None:
    address = f"https://exemple.fr/{'x' * 200}"
    document = essai(cycles, "Tableau : T", ["A", "B"], [f"[{address}]({address})", "b"])
    links = [link.get("data-mot-large") for link in document.root.iter("a")]
    assert links == ["oui"] * 2


@pytest.mark.lent
@pytest.mark.parametrize("cle", [kind.key for kind in DOCUMENTS])
def test_no_column_of_the_dossier_cuts_a_word(arbre: Arbre, cle: str) -> None:
    cells = arbre("depot", cle).root.iter("th", "td")
    cut = {" ".join(text_of(cell).split()) for cell in cells if cell.get("data-mot-large")}
    # An address is cut wherever a line ends.
    assert {words for words in cut if "://" not in words} == set()
