"""Grids: all that a part observes, once; marks as a sheet reckons them, against our own sums."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from arbres_exportes import PROJETS
from openpyxl.worksheet.worksheet import Worksheet

from ensemble import ensemble
from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.documents.demande import ECHELLE
from mc_builder.documents.jury.grilles import Grille, grilles_of
from mc_builder.exports.grilles_xlsx import workbook
from mc_builder.page.sceau import sealed
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import RACINE, programme


def grilles(folder: Path) -> tuple[Project, tuple[Grille, ...]]:
    project = Project.open(Folder(folder))
    return project, grilles_of(project)


def written(folder: Path, target: Path) -> tuple[tuple[Grille, ...], openpyxl.Workbook]:
    project, found = grilles(folder)
    target.write_bytes(workbook(project, found, ECHELLE))
    return found, openpyxl.load_workbook(target)


def rated(sheet: Worksheet) -> list[list[int]]:
    """The rows where a level is chosen, by part."""
    parts: list[list[int]] = []
    for (cell,) in sheet.iter_rows(min_col=3, max_col=3):
        if cell.value == "Poids":
            parts.append([])
        elif cell.value == 1:
            parts[-1].append(cell.row)
    return parts


@ensemble("folder", PROJETS)
def test_each_part_observes_what_the_measure_says_once(folder: Path) -> None:
    project, found = grilles(folder)
    parties = project.coverage.graphe.parties
    taken = {(p.sous_epreuve or p.epreuve, c) for p in parties.values() for c in p.categories}
    assert len(found) >= len({exam for exam, _ in taken})
    controles = project.coverage.suites.controles
    for grille in found:
        for partie in grille.parties:
            for critere in partie.criteres:
                said = critere.indicateurs
                assert len(said) == len(set(said)), (grille.nom, critere.competence)
    # An indicateur that a part names is in a grid.
    shown = {one for g in found for p in g.parties for c in p.criteres for one in c.indicateurs}
    named = {cle for partie in parties for cle in controles.named_by(partie)}
    observed = {o.indicateur for seen in controles.observations.values() for o in seen}
    assert named & observed <= shown


@ensemble("folder", PROJETS)
def test_a_sheet_for_each_grid_where_only_what_is_to_fill_is_open(folder: Path) -> None:
    project, found = grilles(folder)
    book = openpyxl.load_workbook(io.BytesIO(workbook(project, found, ECHELLE)))
    assert len(book.sheetnames) == len(found) + 2
    for grille, name in zip(found, book.sheetnames[1:], strict=False):
        sheet = book[name]
        assert sheet.protection.sheet
        # A competence without any has a row to say what is seen.
        expected = [
            sum(len(c.indicateurs) or 1 for c in partie.criteres) for partie in grille.parties
        ]
        assert [len(rows) for rows in rated(sheet)] == expected, name
        for row in sheet.iter_rows():
            for cell in row:
                formula = isinstance(cell.value, str) and cell.value.startswith("=")
                assert not (formula and not cell.protection.locked), cell.coordinate


def test_a_workbook_that_nobody_filled_is_replaced_and_a_filled_one_kept(
    copie: Callable[[str], Path], lance: Lance, tmp_path: Path
) -> None:
    folder, target = copie("cycles"), tmp_path / "grilles.xlsx"
    export = ("-C", str(folder), "exporter", "grilles", "-o", str(target))
    assert lance(*export).code == 0
    first = target.read_bytes()
    assert sealed(first)
    levels = ("--echelle", "Non,Oui")
    assert lance(*export, *levels).erreurs == ""
    assert target.read_bytes() != first
    assert [path.name for path in tmp_path.glob("*.xlsx")] == [target.name]
    book = openpyxl.load_workbook(target)
    book.worksheets[1]["B3"] = "Zoé Martin"
    book.save(target)
    assert not sealed(target.read_bytes())
    done = lance(*export)
    (kept,) = {path.name for path in tmp_path.glob("*.xlsx")} - {target.name}
    assert kept in done.erreurs
    assert sealed(target.read_bytes())


def test_a_long_title_is_whole_on_its_page() -> None:
    """Over the columns, on as many lines as it takes: beyond the last, nothing prints."""
    project = ouvert(RACINE)
    (grille, *_) = grilles_of(project)
    for title, merged in ((grille.titre[:40], []), (grille.titre * 2, ["A1:D1"])):
        data = workbook(project, [replace(grille, titre=title, coefficient="1")], ECHELLE)
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[1]
        assert [str(one) for one in sheet.merged_cells.ranges] == merged
        assert str(sheet["A1"].value).endswith("coefficient\N{NO-BREAK SPACE}1")
        assert bool(sheet["A1"].alignment.wrap_text) == bool(merged)


def test_a_grid_that_hardly_passes_a_page_is_put_on_one_and_no_other() -> None:
    project = ouvert(RACINE)
    (grille, *_) = grilles_of(project)
    longer = replace(grille, parties=grille.parties * 3)
    for one, pages in ((grille, 1), (longer, 0)):
        book = openpyxl.load_workbook(io.BytesIO(workbook(project, [one], ECHELLE)))
        high = book.worksheets[1].page_setup.fitToHeight
        assert (1 if high is None else high) == pages  # one, when nothing is said


@pytest.mark.lent
def test_libreoffice_reckons_the_marks(tmp_path: Path) -> None:
    """Levels and weights at random, some of them lacking: marks as computed here, or none."""
    chance = random.Random(7)  # noqa: S311
    found, book = written(PROJETS[0], tmp_path / "grilles.xlsx")
    wanted: dict[str, list[Decimal | None]] = {}
    for rank, (grille, name) in enumerate(zip(found, book.sheetnames[1:], strict=False)):
        sheet = book[name]
        marks: list[Decimal | None] = []
        for part, rows in enumerate(rated(sheet)):
            points = weights = Decimal(0)
            lack = rank == 1 and part == 0
            for number, row in enumerate(rows):
                weight = chance.choice((1, 1, 2, 3, None))
                level = chance.randrange(len(ECHELLE))
                sheet.cell(row, 3).value = weight
                if lack and number == 0:
                    sheet.cell(row, 3).value = 1
                    continue
                sheet.cell(row, 2).value = ECHELLE[level]
                weights += weight or 0
                points += level * (weight or 0)
            mark = 20 * points / ((len(ECHELLE) - 1) * weights)
            marks.append(None if lack else rounded(mark))
        wanted[name] = [*marks, mean(grille, marks)]
    book.save(tmp_path / "remplies.xlsx")
    office = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    form = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "vu")]
    command = [programme("soffice"), "--headless", office, *form, str(tmp_path / "remplies.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    seen = openpyxl.load_workbook(tmp_path / "vu/remplies.xlsx", data_only=True)
    for name, marks in wanted.items():
        shown = [
            row[3].value
            for row in seen[name].iter_rows()
            if str(row[0].value).startswith(("Note de la partie", "Note proposée"))
        ]
        read = [None if v in (None, "") else rounded(Decimal(str(v))) for v in shown]
        assert read == marks, name


def rounded(mark: Decimal) -> Decimal:
    return mark.quantize(Decimal("0.01"), ROUND_HALF_UP)


def mean(grille: Grille, marks: list[Decimal | None]) -> Decimal | None:
    if any(mark is None for mark in marks):
        return None
    weights = [p.poids or Decimal(1) for p in grille.parties]
    total = sum(m * w for m, w in zip(marks, weights, strict=True) if m is not None)
    return rounded(total / sum(weights))


def test_the_command_writes_the_workbook(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "g.xlsx"
    done = lance("-C", str(PROJETS[1]), "exporter", "grilles", "-o", str(target))
    assert (done.code, done.sortie.strip()) == (0, str(target))
    assert openpyxl.load_workbook(target).sheetnames[0] == "Mode d’emploi"
