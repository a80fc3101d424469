"""The grille horaire: hours that do not add up have no sum, each option has its own total."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de

OPTIONS = Path(__file__).parents[1] / "projets" / "options"
FORMATION = "referentiels/formation.yaml"
GRILLE = """\
HEURES
grille:
  par: PAR
  periodes: [Première année, Deuxième année]
  lignes:
    - {intitule: Langue, heures: ["2", "2"]}
    - {intitule: Atelier, heures: ["10 + 5", "4,5"]}
    - {intitule: Cordes, pour: [cordes], heures: ["3", "0"]}
    - {intitule: Autre langue, facultatif: oui, heures: ["2", "2"]}
"""


def _projet(par: str, heures: str = "", grille: str = GRILLE) -> Project:
    files = dict(fichiers_de(OPTIONS))
    files[FORMATION] = grille.replace("PAR", par).replace("HEURES", heures).encode()
    return Project.open(Memoire(files))


def _rangees(project: Project) -> tuple[list[list[str]], str]:
    root = Making(document_kind("referentiel"), Builder(project)).document.root
    found = next(t for t in root.iter("table") if "Enseignements" in text_of(t[1]))
    rows = [[_words(cell) for cell in row] for row in found.iter("tr")]
    return rows, _words(root)


def _words(element: object) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text_of(element)).strip()  # type: ignore[arg-type]


def test_hours_of_a_week_have_no_sum_over_the_years() -> None:
    rows, words = _rangees(_projet("semaine"))
    assert rows[1] == ["Première année", "Deuxième année"]
    assert rows[2:] == [
        ["Langue", "2", "2"],
        ["Atelier", "10 + 5", "4,5"],
        ["Cordes (option A)", "3", "–"],
        ["Autre langue (facultatif)", "2", "2"],
        ["Total, option A", "20", "6,5"],
        ["Total, option B", "17", "6,5"],
        ["Total, option C", "17", "6,5"],
    ]
    assert "Les totaux ne comptent pas les enseignements facultatifs." in words


def test_hours_of_periods_add_up_option_by_option() -> None:
    rows, _ = _rangees(_projet("periode"))
    assert rows[1][-1] == "Total"
    assert [row[-1] for row in rows[2:]] == ["4", "19,5", "3", "4", "26,5", "23,5", "23,5"]


def test_one_total_where_options_share_all() -> None:
    rows, words = _rangees(_projet("periode", grille=GRILLE.replace("pour: [cordes], ", "")))
    assert rows[-1] == ["Total", "20", "6,5", "26,5"]
    assert "Le total ne compte pas les enseignements facultatifs." in words


def test_the_volume_is_compared_with_each_option() -> None:
    project = _projet("periode", "heures: [{voie: scolaire, heures: 23}]")
    found = [d.message for d in project.findings() if d.code == "FOR020"]
    assert found == ["la grille horaire fait 26,5 heures (option A), et le volume annoncé 23"]


@pytest.mark.parametrize("wrong", ["10 +", "dix", "10 + -5", "10 et 5", "+"])
def test_what_is_no_sum_is_said(wrong: str) -> None:
    project = _projet("semaine", grille=GRILLE.replace("10 + 5", wrong))
    (found,) = [d for d in project.findings() if d.severity.name == "ERREUR"]
    assert "« 10 + 5 »" in found.message + found.aide + found.exemple
