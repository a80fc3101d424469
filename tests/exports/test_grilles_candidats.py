"""A sheet for each candidate: whom a list names, what the summary shows, names that stay names."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from arbres_exportes import PROJETS

from ligne_de_commande import Lance
from mc_builder.documents.demande import ECHELLE
from mc_builder.documents.jury.grilles import Grille, grilles_of
from mc_builder.exports.candidats import Candidat, candidats_counted, candidats_read
from mc_builder.exports.grilles_candidats import BILAN, workbook_of
from mc_builder.project import Project
from mc_builder.returns.tableaux.opening import Unreadable
from mc_builder.source.tree import Folder
from outils_externes import programme

#: Names that a spreadsheet would take for something else, or refuse for a sheet; homonyms.
NOMS = (
    "=1+1",
    "@Zoé [x]/y:*?",
    "O'Neil & fils #1 %20",
    "History",
    "Émile Dupont",
    "émile dupont",
    "😀" * 40,
    "Jean-Baptiste de la Très Longue Particule",
)


def grille() -> tuple[Project, Grille]:
    project = Project.open(Folder(PROJETS[0]))
    return project, grilles_of(project)[0]


def names(data: str, name: str = "classe.csv", encoding: str = "utf-8") -> list[str]:
    return [one.nom for one in candidats_read(data.encode(encoding), name)]


def test_a_list_gives_its_names_and_nothing_else() -> None:
    assert names("Dupont\nÉmile\n") == ["Dupont", "Émile"]
    assert names("Nom;Prénom;INE\nDupont;Émile;123\n;;\n") == ["Dupont Émile"]
    assert names("Lycée X\t\nNom\tNé le\nDupont\t2001\n", encoding="cp1252") == ["Dupont"]
    assert names("Dupont,Émile\n") == ["Dupont Émile"]
    (one,) = candidats_read("Candidat;Catégorie\nDupont;A\n".encode(), "c.csv")
    assert one == Candidat("Dupont", "a")
    book = openpyxl.Workbook()
    for row in (("Nom", "Prénom"), ("Dupont", "Émile")):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    assert candidats_read(data.getvalue(), "c.xlsx") == (Candidat("Dupont Émile"),)
    for wrong in ("", "Nom\n", "a;b;c\n", "x\n" * 201):
        with pytest.raises(Unreadable):
            names(wrong)


def test_names_are_texts_and_sheets_that_excel_takes() -> None:
    project, found = grille()
    book = openpyxl.load_workbook(
        io.BytesIO(workbook_of(project, found, [Candidat(n) for n in NOMS], ECHELLE))
    )
    assert len(book.sheetnames) == len(NOMS) + 3
    sheets = book.sheetnames[2:-1]
    assert len({name.casefold() for name in sheets}) == len(NOMS)
    for name, sheet in zip(NOMS, sheets, strict=True):
        assert len(sheet.encode("utf-16-le")) <= 62
        assert not set(sheet) & set("[]:*?/\\'")
        assert sheet.casefold() != "history"
        (cell,) = (row[1] for row in book[sheet].iter_rows() if row[0].value == "Candidat")
        assert (cell.value, cell.data_type) == (name, "s")
        assert book[sheet].protection.sheet
    shown = [row[0] for row in book[BILAN].iter_rows() if row[0].value in NOMS]
    assert [(cell.value, cell.data_type) for cell in shown] == [(name, "s") for name in NOMS]
    assert book[BILAN].protection.sheet


@pytest.mark.lent
def test_libreoffice_sums_up_what_the_sheets_say(tmp_path: Path) -> None:
    """The best everywhere is twenty; a level that lacks is said; nothing is rated elsewhere."""
    project, found = grille()
    data = workbook_of(project, found, [Candidat(n) for n in NOMS[:3]], ECHELLE)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for rank, name in enumerate(book.sheetnames[2:4]):
        rows = [row for row in book[name].iter_rows() if row[2].value == 1]
        for row in rows[rank:]:
            row[1].value = ECHELLE[-1]
    book.save(tmp_path / "remplies.xlsx")
    office = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    form = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "vu")]
    command = [programme("soffice"), "--headless", office, *form, str(tmp_path / "remplies.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    seen = openpyxl.load_workbook(tmp_path / "vu/remplies.xlsx", data_only=True)[BILAN]
    rows = {str(row[0].value): row for row in seen.iter_rows()}
    heads = [str(cell.value) for cell in rows["Nom et prénom"]]
    proposed, lacking = heads.index("Note proposée, sur 20"), heads.index("Ce qui manque")
    first, second, third = (rows[name] for name in NOMS[:3])
    assert (first[proposed].value, first[lacking].value) == (20, "Note à arrêter")
    assert second[proposed].value in (None, "")
    assert second[lacking].value == "1 niveau à choisir"
    assert str(third[lacking].value).endswith("niveaux à choisir")


def test_the_command_writes_a_workbook_for_each_grid_and_says_no_name(
    lance: Lance, tmp_path: Path
) -> None:
    listed, target = tmp_path / "classe.csv", tmp_path / "grilles"
    listed.write_text("Nom\nDupont\n", "utf-8")
    done = lance(
        "-C", str(PROJETS[1]), "exporter", "grilles", "--candidats", str(listed), "-o", str(target)
    )
    assert done.code == 0
    assert "Dupont" not in done.sortie + done.erreurs
    written = sorted(target.iterdir())
    assert [str(path) for path in written] == sorted(done.sortie.split())
    assert openpyxl.load_workbook(written[0]).sheetnames[1:3] == [BILAN, "Dupont"]
    wrong = ("-C", str(PROJETS[1]), "exporter", "grilles", "--candidats")
    assert "de 1 à 200" in lance(*wrong, "0").erreurs
    assert "n’est pas un fichier" in lance(*wrong, str(tmp_path / "rien.csv")).erreurs
    listed.write_text("Nom;Catégorie\nDupont;ZZ\n", "utf-8")
    assert "n’est la lettre d’aucune" in lance(*wrong, str(listed), "-o", str(target)).erreurs
    assert len(candidats_counted(12)) == 12
