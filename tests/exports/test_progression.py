"""Progressions: all that a year plans, once; what a sheet says is left, against our own counts."""

from __future__ import annotations

import io
import random
import subprocess
from pathlib import Path

import openpyxl
import pytest
from arbres_exportes import PROJETS
from openpyxl.worksheet.worksheet import Worksheet

from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.exports.progression import Groupe, Progression, Volet, progression_of
from mc_builder.exports.progression_xlsx import PERIODES, workbook
from mc_builder.model.activites import Activite, Tache
from mc_builder.model.blocs import Competence, ElementSavoir
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from outils_externes import programme
from types_inventes import TYPES, projet_du_type

BILAN, HEURES = "À prévoir", "Heures"


def progression(folder: Path) -> tuple[Project, Progression]:
    project = Project.open(Folder(folder))
    return project, progression_of(project)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def states(sheet: Worksheet) -> tuple[int, list[int]]:
    """The column of the states, and the rows that have one."""
    head = next(c for c in sheet[2] if c.value == "État")
    rows = [
        row
        for row in range(3, sheet.max_row + 1)
        if "COUNT" in str(sheet.cell(row, head.column).value)
    ]
    return head.column, rows


@ensemble("folder", PROJETS)
def test_nothing_is_left_out(folder: Path) -> None:
    project, found = progression(folder)
    projet, names = project.projet, project.names
    said = [one for volet in found.volets for group in volet.groupes for one in group.objets]
    for competence in projet.of_nature(Competence):
        title = names[competence.cle].court
        assert any(one.startswith(title) for one in said), title
    taken = [*projet.of_nature(Tache)]
    taken_alone = [a for a in projet.of_nature(Activite) if not a.taches]
    for one in (*taken, *taken_alone):
        assert any(text.startswith(names[one.cle].court) for text in said)
    for savoir in projet.of_nature(ElementSavoir):
        assert any(str(savoir.intitule) in text for text in said), savoir.intitule
    assert len(found.blocs) == len(projet.blocs) + len(projet.blocs_generaux)


@ensemble("folder", PROJETS[1:])
def test_only_what_is_to_fill_is_open_and_each_thing_has_its_state(folder: Path) -> None:
    project, found = progression(folder)
    book = opened(workbook(project, found))
    assert book.sheetnames[0] == "Mode d’emploi"
    counted = 0
    for sheet in book.worksheets[1:]:
        assert sheet.protection.sheet, sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                formula = isinstance(cell.value, str) and cell.value.startswith("=")
                assert not (formula and not cell.protection.locked), cell.coordinate
        if sheet.title not in (BILAN, "Année"):
            counted += len(states(sheet)[1])
    expected = sum(volet.nombre for volet in found.volets) + len(found.blocs)
    assert counted == expected
    # As many rows in the list of what is left as there are things.
    listed = [c for (c,) in book[BILAN].iter_rows(max_col=1) if str(c.value).startswith("=IF(")]
    assert len(listed) == expected


@pytest.mark.lent
@ensemble("type_", sorted(path.stem for path in TYPES.glob("*.yaml")))
def test_each_type_of_diploma_has_its_words(type_: str) -> None:
    """Its own words, no mark left, no period in company where it has none."""
    project = projet_du_type(type_)
    found = progression_of(project)
    book = opened(workbook(project, found))
    texts = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value]
    assert not [text for text in texts if "⟨" in text]
    periode = project.projet.profil.mots.periode.short.one
    named = [text for text in texts if text == f"En {periode}"]
    assert bool(named) == found.en_entreprise
    if not found.en_entreprise:
        assert book["Année"].max_column == 2


@pytest.mark.lent
def test_libreoffice_says_what_is_left(tmp_path: Path) -> None:
    """Ticks and hours at random: the counts, the list and the sums are those computed here."""
    chance = random.Random(20)  # noqa: S311
    project, found = progression(PROJETS[0])
    book = opened(workbook(project, found))
    left: list[str] = []
    planned: list[int] = []
    for sheet in book.worksheets[2:-1]:
        state, rows = states(sheet)
        hours, count = sheet.title == HEURES, 0
        for row in rows:
            if chance.random() < 0.5:
                column = chance.randrange(3, state - 1) if hours else chance.randrange(2, state)
                sheet.cell(row, column).value = 60 if hours else "x"
                count += 1
            else:
                left.append(sheet.cell(row, 2 if hours else 1).value)
        planned.append(count)
    book["Année"].cell(3, 1).value = "Rentrée"
    book["Année"].cell(3, 3).value = 5
    seen = reckoned(book, tmp_path)
    bilan = [[cell.value for cell in row] for row in seen[BILAN].iter_rows()]
    assert [row[2] for row in bilan[2 : 2 + len(planned)]] == planned
    head = next(n for n, row in enumerate(bilan) if row[0] == BILAN)
    assert [row[1] for row in bilan[head + 1 :] if row[1]] == left
    assert next(row[0] for row in bilan[head + 1 :] if row[0]) == "Compétence"
    assert seen["Compétences"].cell(2, 2).value == "Rentrée"
    weeks = {str(row[0].value)[:13]: row[2].value for row in seen["Année"].iter_rows(min_row=3)}
    assert (weeks["Total"], weeks["Voie scolaire"]) == (5, "7 à prévoir")
    state, _ = states(opened(workbook(project, found))[HEURES])
    total = next(r for r in seen[HEURES].iter_rows() if r[0].value == "Total")
    assert total[state - 2].value == 60 * planned[-1]


def reckoned(book: openpyxl.Workbook, folder: Path) -> openpyxl.Workbook:
    """A workbook once LibreOffice has opened it, reckoned it and saved it."""
    book.save(folder / "remplie.xlsx")
    office = f"-env:UserInstallation={(folder / 'lo').as_uri()}"
    form = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "vu")]
    command = [programme("soffice"), "--headless", office, *form, str(folder / "remplie.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    return openpyxl.load_workbook(folder / "vu/remplie.xlsx", data_only=True)


def test_the_command_writes_the_workbook_with_the_periods_that_are_named(
    lance: Lance, tmp_path: Path
) -> None:
    target = tmp_path / "p.xlsx"
    named = ("exporter", "progression", "-o", str(target), "--periodes")
    done = lance("-C", str(PROJETS[1]), *named, "Automne, Hiver")
    assert (done.code, done.sortie.strip()) == (0, str(target))
    sheet = openpyxl.load_workbook(target)["Année"]
    assert [sheet.cell(row, 1).value for row in range(3, 6)] == ["Automne", "Hiver", "Autre année"]


@ensemble("typed", ["", "Automne,,Hiver", "Automne,Automne", ",".join(map(str, range(13)))])
def test_periods_that_no_sheet_can_show_are_refused(
    typed: str, lance: Lance, tmp_path: Path
) -> None:
    target = tmp_path / "p.xlsx"
    done = lance("exporter", "progression", "-o", str(target), "--periodes", typed)
    assert done.code != 0
    assert "donnez de 1 à 12 noms différents" in done.erreurs
    assert not target.exists()


def test_the_periods_are_five_when_nothing_is_said() -> None:
    assert len(PERIODES) == 5


def test_a_title_is_never_a_formula() -> None:
    """A bloc, a task, a period: whatever they begin with is a text."""
    volet = Volet("⟨Savoirs⟩", "⟨Savoir⟩", (Groupe("=1+1", ("=2+2",)),))
    found = Progression((volet,), (("", "=3+3"),), (), en_entreprise=False, semaines=())
    book = opened(workbook(progression(PROJETS[1])[0], found, ["=4+4"]))
    wanted = {"=1+1", "=2+2", "=3+3", "=4+4"}
    typed = {
        c.value: c.data_type
        for s in book
        for row in s.iter_rows()
        for c in row
        if c.value in wanted
    }
    assert typed == dict.fromkeys(wanted, "s")
