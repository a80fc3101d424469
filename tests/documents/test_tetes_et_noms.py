"""Small projects, of each type: a head says what is under it, and a thing is called what it is."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.loading.profile_names import profile_names
from mc_builder.names import Names
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type, projet_du_type

BAC = "baccalaureat-professionnel"
CAP = "certificat-d-aptitude-professionnelle"
chaque_type = pytest.mark.parametrize("type_", profile_names())


@cache
def arbre(type_: str, cle: str) -> etree._Element:
    return Making(document_kind(cle), Builder(projet_du_type(type_))).document.root


def lu(type_: str, cle: str) -> str:
    return " ".join(text_of(arbre(type_, cle)).split())


@pytest.mark.rapides(2)
@chaque_type
def test_no_column_of_the_note_nor_of_the_first_table_is_empty(type_: str) -> None:
    for table in (
        *arbre(type_, "note").iter("table"),
        next(arbre(type_, "couverture").iter("table")),
    ):
        rows = [[" ".join(text_of(c).split()) for c in row] for row in table.iter("tr")]
        widest = max(map(len, rows))
        columns = zip(*(row for row in rows[1:] if len(row) == widest), strict=True)
        assert all(any(column) for column in columns), rows[0]


@chaque_type
def test_a_head_of_the_note_names_only_what_is_there(type_: str) -> None:
    said, project = lu(type_, "note"), projet_du_type(type_).projet
    branches = any(d.branche or d.idcc for d in project.dossier.demandeurs)
    assert ("Qualité et branche" in said) == branches
    levels = any(e.niveau_usuel is not None for e in project.emplois)
    assert ("Accès et niveau usuel" in said) == levels


@chaque_type
def test_requirements_are_said_by_source_where_they_have_one(type_: str) -> None:
    found = any(e.source for e in projet_du_type(type_).projet.exigences)
    assert ("rangées par source" in lu(type_, "couverture")) == found


def test_an_optional_unit_is_called_so_and_its_cell_is_not_empty() -> None:
    said = lu(BAC, "referentiel")
    assert "Seconde langue vivante (facultative)" in said
    assert "Facultative" in said  # in the place of its coefficient
    assert "Français (facultative)" not in said


def test_a_sous_epreuve_is_called_one() -> None:
    assert "La sous-épreuve porte sur" in lu(BAC, "referentiel")
    assert "La sous-épreuve porte sur" not in lu(CAP, "referentiel")


@pytest.mark.parametrize(
    ("natures", "heading"),
    [
        (("general", "facultatif"), "Blocs généraux et facultatifs"),
        (("general", "general"), "Blocs généraux"),
        (("facultatif", "facultatif"), "Blocs facultatifs"),
    ],
)
def test_general_blocs_are_not_called_optional(natures: tuple[str, ...], heading: str) -> None:
    files = dict(fichiers_du_type(BAC))
    path = next(p for p, text in files.items() if b"nature: facultatif" in text)
    text = files[path].decode()
    text = text.replace("nature: general", "nature: UN").replace(
        "nature: facultatif", "nature: DEUX"
    )
    files[path] = text.replace("UN", natures[0]).replace("DEUX", natures[1]).encode()
    root = Making(document_kind("rncp"), Builder(Project.open(Memoire(files)))).document.root
    titles = [" ".join(text_of(h).split()) for h in root.iter("h2")]
    assert [t for t in titles if "génér" in t or "facultatif" in t] == [heading]


@pytest.mark.parametrize(
    ("intitule", "said"),
    [
        ("Candidats individuels", "(individuels)"),
        ("Candidats d’un établissement habilité", "(Candidats d’un établissement habilité)"),
        ("Candidats à la validation", "(Candidats à la validation)"),
        ("Autres candidats", "(Autres candidats)"),
    ],
)
def test_a_category_keeps_the_word_that_it_completes(intitule: str, said: str) -> None:
    files = dict(fichiers_du_type(CAP))
    path = "referentiels/evaluation.yaml"
    old = b"intitule: Candidats individuels"
    files[path] = files[path].replace(old, f"intitule: {intitule}".encode(), 1)
    names: Names = Project.open(Memoire(files)).names
    assert names.categories(["cat-b"]).endswith(said)
