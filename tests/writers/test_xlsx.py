"""The workbook: text stays text, whatever it looks like; tables filter; LibreOffice opens it."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook as Lu
from openpyxl import load_workbook

from mc_builder.coverage import Taux
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded
from mc_builder.project import Project
from mc_builder.writers.xlsx.breaks import page_breaks
from mc_builder.writers.xlsx.sheets import LONGUEUR, Classeur, Colonne, Lien, Valeur, clean
from outils_externes import programme

JOUR = datetime(2019, 12, 31)
FEUILLES = [
    *("Synthèse", "Lacunes", "Exigences", "Emplois", "Chemins", "Matrice", "Blocs", "Qualité"),
    *("Fiches", "Lieux", "Définitions"),
]
#: What a spreadsheet could take for something else than a text.
PIEGES = (
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SOMME(A1)",
    "\t=1+1",
    "{=1+1}",
    "{=A1",
    "http://exemple.fr",
    "mailto:a@exemple.fr",
    "internal:'Synthèse'!A1",
    "12",
    "1e5",
    "2019-12-31",
    "VRAI",
    "_x0041_",
    "a\x00b\x0bc\ufffe",
    " espaces ",
)


def feuille(*rows: Sequence[Valeur | Lien]) -> bytes:
    book = Classeur("Essai", "Sujet", JOUR)
    sheet = book.feuille("Essai")
    sheet.largeurs([Colonne("A"), Colonne("B")])
    sheet.principal(sheet.tableau([Colonne("A"), Colonne("B")], rows))
    return book.octets()


def lu(data: bytes) -> Lu:
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def rapport(cycles: Loaded) -> bytes:
    return ecrire(cycles)


def ecrire(loaded: Loaded) -> bytes:
    builder = Builder(Project(loaded))
    return Making(document_kind("couverture"), builder).make("xlsx").data


# Cells


@given(st.text(max_size=40))
@example(PIEGES[0])
@example(PIEGES[5])
@example(PIEGES[14])
def test_a_text_is_written_as_a_text(text: str) -> None:
    cell = lu(feuille(("x", text))).active["B2"]  # type: ignore[index]
    assert cell.data_type in {"s", "n"}  # openpyxl says « n » of an empty cell
    assert cell.hyperlink is None
    if cell.data_type == "n":
        assert cell.value is None
        assert clean(text) == ""


@pytest.mark.parametrize("piege", PIEGES)
def test_no_text_becomes_a_formula_a_link_or_a_number(piege: str) -> None:
    data = feuille(("x", piege))
    cell = lu(data).active["B2"]  # type: ignore[index]
    assert cell.data_type == "s"
    assert cell.value == clean(piege)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        assert not list(sheet.iter("{*}f"))
        assert not [n for n in package.namelist() if "externalLink" in n or n.endswith(".bin")]


def test_a_text_too_long_for_a_cell_is_cut_and_not_lost() -> None:
    cell = lu(feuille(("x", "a" * 40_000))).active["B2"]  # type: ignore[index]
    assert len(str(cell.value)) == LONGUEUR
    assert str(cell.value).endswith("…")


def test_numbers_and_rates_are_numbers() -> None:
    sheet = lu(feuille((3, Taux(199, 200)), ("s.o.", Taux(None, 0)))).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["B2"].value, sheet["B3"].value) == (3, 0.99, "s.o.")
    assert sheet["B2"].number_format == "0 %"


def test_a_link_stays_in_the_workbook() -> None:
    cell = lu(feuille((Lien("=voir", "Essai", 4), "x"))).active["A2"]  # type: ignore[index]
    assert (cell.value, cell.data_type) == ("=voir", "s")
    assert cell.hyperlink.location == "'Essai'!A5"
    assert cell.hyperlink.target is None


# The report


def test_its_sheets(rapport: bytes) -> None:
    assert lu(rapport).sheetnames == FEUILLES


def test_each_item_of_the_fiches_says_what_became_of_it_and_why(rapport: bytes) -> None:
    rows = {row[2]: row for row in lu(rapport)["Fiches"].iter_rows(values_only=True)}
    assert rows["900102"][5] == "Repris en exigence"
    assert rows["900103"][5:7] == ("Écarté avec un motif", "Tenir la comptabilité de l’atelier")
    assert str(rows["900104"][8]).startswith("L’encadrement relève")


def test_main_tables_are_filtered_frozen_and_repeated(rapport: bytes) -> None:
    for sheet in lu(rapport):
        if sheet.title != "Qualité":
            assert sheet.freeze_panes, sheet.title
            assert sheet.auto_filter.ref, sheet.title
            assert sheet.print_title_rows, sheet.title
        assert sheet.page_setup.orientation == "landscape"
        if sheet.title != "Qualité":  # begins pages of its own
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.page_setup.fitToHeight == 0


def test_a_column_that_says_nothing_is_hidden_and_still_there() -> None:
    book = Classeur("Essai", "Sujet", JOUR)
    for name, rows in (("Essai", [("a", "", 0, None), ("b", "", 0, None)]), ("Vide", [])):
        sheet = book.feuille(name)
        columns = [Colonne(letter) for letter in "ABCD"]
        sheet.largeurs(columns)
        sheet.hide_empty(sheet.tableau(columns, rows))
    read = load_workbook(io.BytesIO(book.octets()))
    hidden = {n for n, column in read["Essai"].column_dimensions.items() if column.hidden}
    assert hidden == {"B", "D"}, "a nought is a value"
    assert [cell.value for cell in read["Essai"][1]] == ["A", "B", "C", "D"]
    assert not any(column.hidden for column in read["Vide"].column_dimensions.values())


def test_no_column_of_the_sheets_that_unfold_is_shown_for_nothing(rapport: bytes) -> None:
    read = load_workbook(io.BytesIO(rapport))
    for name in ("Lacunes", "Exigences", "Emplois", "Chemins"):
        sheet = read[name]
        spans = [(c.min, c.max) for c in sheet.column_dimensions.values() if c.hidden]
        hidden = {n for first, last in spans for n in range(first, last + 1)}
        head = int(sheet.auto_filter.ref.split(":")[0].strip("A"))
        for column in sheet.iter_cols(min_row=head):
            says = any(cell.value is not None for cell in column[1:])
            assert says == (column[0].column not in hidden), (name, column[0].value)


@pytest.mark.parametrize(
    ("starts", "room", "found"),
    [
        ([], 50, []),
        ([2, 5], 100, []),  # all on one page
        ([2, 5], 50, [5]),  # the second would be cut
        ([2, 5], 45, [2, 5]),  # neither follows what is before it
        ([2, 5], 5, [2, 5]),  # higher than a page: its heads have rows under them
        ([0, 4], 60, [4]),
    ],
)
def test_a_page_begins_before_a_table_that_it_would_cut(
    starts: list[int], room: float, found: list[int]
) -> None:
    assert page_breaks(starts, [10] * 8, room) == found


def test_the_sheet_of_several_tables_begins_pages_at_their_titles(rapport: bytes) -> None:
    sheet = load_workbook(io.BytesIO(rapport))["Qualité"]
    begun = [mark.id for mark in sheet.row_breaks.brk]
    assert begun
    assert all(sheet.cell(row + 1, 1).font.size == 12 for row in begun), "a subtitle"
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage


def test_figures_and_statuses_are_shown_by_conditions(rapport: bytes) -> None:
    book = lu(rapport)
    kinds = {
        sheet.title: {rule.type for area in sheet.conditional_formatting for rule in area.rules}
        for sheet in book
    }
    assert kinds["Synthèse"] == {"dataBar"}
    assert kinds["Lacunes"] == kinds["Exigences"] == {"cellIs"}
    assert kinds["Matrice"] == {"colorScale"}


def test_each_figure_of_quality_leads_to_its_definition(rapport: bytes) -> None:
    book = lu(rapport)
    links = [c for (c,) in book["Qualité"].iter_rows(max_col=1) if c.hyperlink]
    assert links
    for cell in links:
        sheet, _, target = cell.hyperlink.location.partition("!")
        assert sheet.strip("'") == "Définitions"
        assert book["Définitions"][target].value
    names = {
        c.value: book["Définitions"][c.hyperlink.location.partition("!")[2]].value for c in links
    }
    assert names["Indice d’alignement de Porter"] == "Indice d’alignement de Porter"


def test_its_properties_are_french_and_dated_by_the_dossier(cycles: Loaded, rapport: bytes) -> None:
    properties = lu(rapport).properties
    assert properties.title.startswith("Rapport de couverture")
    assert cycles.projet is not None
    assert properties.created.date() == cycles.projet.dossier.date_reference
    assert lu(rapport).custom_doc_props["Langue"].value == "fr-FR"


def test_same_report_same_bytes(cycles: Loaded, rapport: bytes) -> None:
    assert ecrire(cycles) == rapport


def test_no_cell_of_the_report_is_a_formula(rapport: bytes) -> None:
    assert not [c for s in lu(rapport) for row in s.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.lent
def test_libreoffice_opens_it_with_every_sheet(rapport: bytes, tmp_path: Path) -> None:
    """Sheet by sheet, LibreOffice reads the texts that were written, and no formula."""
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(rapport)
    converti(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
    book = lu(rapport)
    for sheet in book:
        rows = rangees(tmp_path / f"rapport-{sheet.title}.csv")
        read = [cell.strip() for row in rows for cell in row if cell]
        texts = [
            c.value for row in sheet.iter_rows() for c in row if c.data_type == "s" and c.value
        ]
        assert [x for x in texts if x.strip() not in read] == [], sheet.title


@pytest.mark.lent
def test_libreoffice_takes_no_title_for_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "pieges.xlsx"
    path.write_bytes(feuille(*[("x", piege) for piege in PIEGES]))
    converti(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true")
    rows = rangees(tmp_path / "pieges.csv")
    assert [row[1] for row in rows[1:10]] == [clean(piege) for piege in PIEGES[:9]]


@pytest.mark.lent
def test_libreoffice_prints_it(rapport: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(rapport)
    converti(path, "pdf")
    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF")


def rangees(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode())))


def converti(path: Path, into: str) -> None:
    home = f"-env:UserInstallation=file://{path.parent}/lo"
    done = subprocess.run(
        [
            programme("soffice"),
            home,
            "--headless",
            "--convert-to",
            into,
            "--outdir",
            path.parent,
            path,
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert "Error" not in done.stderr, done.stderr
