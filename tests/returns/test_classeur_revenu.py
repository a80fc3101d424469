"""The workbook to work in: what it has; nothing is a formula; the same project, the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.editing.matrices import MATRICES
from mc_builder.loading import Loaded
from mc_builder.project import Project
from mc_builder.returns.tableaux.base import base_of, found_in, kept
from mc_builder.returns.tableaux.book import tableaux
from mc_builder.returns.tableaux.tables import TABLES
from petits_fichiers import PROJETS

LISTES = ("Exigences", "Savoirs", "Chiffres", "Sources", "Sigles", "Glossaire")


@pytest.fixture(scope="module")
def cycles() -> Project:
    return ouvert(PROJETS / "cycles")


@pytest.fixture(scope="module")
def classeur(cycles: Project) -> bytes:
    return tableaux(cycles)


def feuilles(data: bytes) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: sheet for sheet in book.worksheets}


def test_the_same_project_gives_the_same_bytes(classeur: bytes) -> None:
    assert tableaux(Project.open(PROJETS / "cycles")) == classeur


def test_every_matrix_and_every_list_has_its_sheet_the_rest_out_of_sight(classeur: bytes) -> None:
    sheets = feuilles(classeur)
    titres = [matrix.titre for matrix in MATRICES.values()]
    assert list(sheets) == ["Mode d’emploi", *titres, *LISTES, "choix", "origine"]
    for name, sheet in sheets.items():
        assert sheet.sheet_state == ("veryHidden" if name in {"choix", "origine"} else "visible")
        if name in {*titres, *LISTES}:
            assert sheet.row_dimensions[1].hidden
            assert sheet.column_dimensions["A"].hidden
            assert sheet.freeze_panes
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows
        assert sheet.protection.sheet is (name in titres)


def test_a_project_without_a_referentiel_has_no_sheet_of_it(
    projet_de: Callable[..., Loaded],
) -> None:
    small = projet_de()
    names = set(feuilles(tableaux(Project(small))))
    assert names.isdisjoint({matrix.titre for matrix in MATRICES.values()} | {"Savoirs"})
    assert {"Exigences", "Chiffres", "Sources"} <= names


def test_no_text_becomes_a_formula(projet_de: Callable[..., Loaded]) -> None:
    loaded = projet_de(
        glossaire="""
        sigles:
          - {sigle: "=1+1", signification: "+cmd|' /C calc'!A0"}
          - {sigle: "@SOMME(A1)", signification: "http://exemple.fr"}
          - {sigle: "12", signification: "{=A1}"}
        """
    )
    data = tableaux(Project(loaded))
    sheet = feuilles(data)["Sigles"]
    rows = list(sheet.iter_rows(min_row=3, min_col=2, max_col=3))
    assert [[cell.value for cell in row] for row in rows] == [
        ["=1+1", "+cmd|' /C calc'!A0"],
        ["@SOMME(A1)", "http://exemple.fr"],
        ["12", "{=A1}"],
    ]
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in package.read(name) for name in sheets)
        assert not [n for n in package.namelist() if "externalLink" in n]


def test_numbers_days_and_choices_are_written_as_a_spreadsheet_takes_them(
    classeur: bytes, cycles: Project
) -> None:
    sheet = feuilles(classeur)["Chiffres"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    first, row = cycles.projet.chiffres[0], 3
    assert sheet.cell(row, 1).value == first.cle
    assert sheet.cell(row, heads["valeur"]).value == 1250
    assert sheet.cell(row, heads["annee"]).value == first.annee
    source = cycles.projet.sources[0]
    assert sheet.cell(row, heads["source/ref"]).value == source.appel
    lists = [rule.sqref for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert lists


@pytest.mark.parametrize("name", ["cycles", "options", "ecluses", "jardinerie"])
def test_the_base_is_kept_whole_and_only_whole(name: str) -> None:
    base = base_of(ouvert(PROJETS / name))
    rows = kept(base)
    assert found_in(rows) == base
    assert found_in(rows[:-1]) is None
    assert found_in([]) is None
    assert found_in([*rows[:-1], (*rows[-1][:3], "autre")]) is None


def test_each_column_of_a_list_has_a_field(cycles: Project) -> None:
    for table in TABLES.values():
        for row in table.rows(cycles):
            assert set(row.values) <= {column.champ for column in table.columns}
            assert table.principal in row.values


def test_the_command_writes_it_and_keeps_what_bore_its_name(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "branche.xlsx"
    target.write_bytes(b"le travail de quelqu\xe2\x80\x99un")
    done = lance("-C", str(PROJETS / "cycles"), "exporter", "tableaux", "-o", str(target))
    assert done.code == 0, done.erreurs
    assert done.sortie.strip() == str(target)
    assert "Rien n’est perdu" in done.erreurs
    assert len(list(tmp_path.iterdir())) == 2
    assert "Chiffres" in feuilles(target.read_bytes())
