"""A table of figures whose columns a small file names: read as it says, or why it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from ligne_de_commande import Lance
from mc_builder.loading.alone import read_alone
from mc_builder.project import Project
from mc_builder.returns.changes import ItemAdded, Returned
from mc_builder.returns.tableaux.figures_mapping import LectureChiffres
from mc_builder.returns.tableaux.reader import read_table
from mc_builder.source.tree import Folder
from petits_fichiers import PROJETS

LECTURE = """
colonnes:
  intitule: Libellé de l’indicateur
  valeur: Résultat
  perimetre: Zone
partout:
  source: enquete-ateliers-2024
  page: 14
  reperage: Tableau 3
  annee: 2024
  perimetre: France
"""
CSV = """Enquête 2024

Libellé de l'indicateur;Résultat;Zone;Divers
Vélos vendus;1 250;Bretagne;x
Part électrique;38,5 %;;y
"""


@pytest.fixture(scope="module")
def projet() -> Project:
    return Project.open(Folder(PROJETS / "cycles"))


def lecture(text: str = LECTURE) -> LectureChiffres:
    found, wrong = read_alone(LectureChiffres, "lecture.yaml", text.encode())
    assert found is not None, wrong
    return found


def lu(projet: Project, reading: LectureChiffres, table: str = CSV) -> tuple[Returned, list[str]]:
    returned, found = read_table(table.encode(), "enquete.csv", projet, reading)
    assert returned is not None, found
    return returned, [one.message for one in found]


def test_columns_are_those_that_the_reading_names(projet: Project) -> None:
    returned, said = lu(projet, lecture())
    shared = {
        "source/ref": "enquete-ateliers-2024",
        "source/reperage": "Tableau 3",
        "source/page": "14",
        "annee": "2024",
    }
    sold = {"intitule": "Vélos vendus", "valeur": "1250", "perimetre": "Bretagne"}
    # A cell that is filled wins over what all rows share; a percentage says its unit.
    part = {"intitule": "Part électrique", "valeur": "38,5", "perimetre": "France", "unite": "%"}
    added = [dict(one.texts) for one in returned.changes if isinstance(one, ItemAdded)]
    assert added == [shared | sold, shared | part]
    assert said == ["feuille « enquete.csv » : colonnes laissées de côté : « Divers »"]


def test_without_a_reading_the_same_table_is_not_known(projet: Project) -> None:
    assert read_table(CSV.encode(), "enquete.csv", projet)[0] is None


def test_a_column_that_is_not_there_is_named(projet: Project) -> None:
    reading = lecture(LECTURE.replace("Résultat", "Total"))
    returned, found = read_table(CSV.encode(), "enquete.csv", projet, reading)
    assert returned is None
    assert "« Total »" in found[0].message.replace("\u00a0", " ")


def test_a_source_that_the_project_does_not_have_adds_nothing(projet: Project) -> None:
    returned, said = lu(projet, lecture(LECTURE.replace("enquete-ateliers-2024", "inconnue")))
    assert returned.changes == ()
    assert any("« inconnue » n’est pas une source du projet" in one for one in said)


def test_the_command_takes_a_reading_or_says_where_it_is_wrong(
    tmp_path: Path, lance: Lance
) -> None:
    table, reading = tmp_path / "enquete.csv", tmp_path / "enquete.yaml"
    table.write_text(CSV, "utf-8")
    reading.write_text(LECTURE, "utf-8")
    asked = ("-C", PROJETS / "cycles", "relire", table, "--lecture", reading)
    found = lance(*asked)
    assert found.code == 0, found.erreurs
    assert "Vélos vendus" in found.sortie
    reading.write_text(LECTURE.replace("valeur:", "valeurs:"), "utf-8")
    wrong = lance(*asked)
    assert wrong.code == 1
    assert "enquete.yaml:4:3" in wrong.sortie + wrong.erreurs
    assert lance(*asked[:-1], tmp_path / "absent.yaml").code == 2
