"""A file that came back is of this project, of another, or of one that has another title now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rendu import Classeur

from lectures import ouvert
from mc_builder.project import Project
from mc_builder.returns.belonging import DIPLOME, another, renamed
from mc_builder.returns.changes import Returned
from mc_builder.returns.given import Unread, read_given
from petits_fichiers import PROJETS

#: What a référentiel of the project « cycles » printed.
NAMES = {
    DIPLOME: "Entretien et réparation de cycles",
    "pole-remise-en-etat": "Remise en état d’un vélo",
    "accueil": "Accueil de la personne et de son vélo",
    "diagnostic": "Diagnostic de l’état d’un vélo",
}
RENDU = Returned("referentiel", version="0.3.0", names=NAMES, title="Référentiel")


@pytest.fixture(scope="module")
def cycles() -> Project:
    return ouvert(PROJETS / "cycles")


@pytest.fixture(scope="module")
def options() -> Project:
    return ouvert(PROJETS / "options")


def test_a_file_of_this_project(cycles: Project) -> None:
    assert another(RENDU, cycles) == renamed(RENDU, cycles) == ""


def test_a_file_of_an_older_version_whose_objects_were_rewritten(cycles: Project) -> None:
    older = replace(
        RENDU, names={DIPLOME: NAMES[DIPLOME], "accueil": "Réception", "vieux": "Vieux"}
    )
    assert another(older, cycles) == renamed(older, cycles) == ""


def test_a_file_of_when_the_diploma_had_another_title(cycles: Project) -> None:
    older = replace(RENDU, names=NAMES | {DIPLOME: "Entretien de bicyclettes"})
    assert another(older, cycles) == ""
    assert renamed(older, cycles) == "Entretien de bicyclettes"


def test_a_file_of_another_project_says_which(options: Project) -> None:
    why = another(RENDU, options)
    assert "Référentiel de «\xa0Entretien et réparation de cycles\xa0», version\xa00.3.0" in why
    assert "Celui-ci est «\xa0Réparation d’instruments de musique\xa0»" in why


def test_the_same_identifiers_are_not_the_same_objects(cycles: Project) -> None:
    """A project made from the files of another has its identifiers, and other titles."""
    copied = {cle: f"{words} de motocycles" for cle, words in NAMES.items()}
    assert another(replace(RENDU, names=copied), cycles)


def test_what_names_nothing_is_refused_by_nothing(cycles: Project) -> None:
    assert another(replace(RENDU, names={}), cycles) == ""
    assert another(replace(RENDU, sure=False), cycles) == ""


def test_a_workbook_of_another_project_is_refused(cycles: Project, options: Project) -> None:
    with pytest.raises(Unread, match="d’un autre projet"):
        read_given(Classeur(options).data, "tableaux.xlsx", cycles)
    assert read_given(Classeur(options).data, "tableaux.xlsx", options).diagnostics == ()
