"""A Word file of the tool as the older version: what differs today, and nothing of what is same."""

from __future__ import annotations

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.docx import make
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.editing import delete_item, set_value
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.returns.versions import compare_file
from mc_builder.writers.docx.reading.opened import Unreadable
from memoire import Memoire, fichiers_de
from petits_fichiers import PROJETS


@pytest.fixture(scope="module")
def project() -> Project:
    return Project.open(Memoire(dict(fichiers_de(PROJETS / "jardinerie"))))


@pytest.fixture(scope="module")
def envoi(project: Project) -> bytes:
    return fait(project)("referentiel")


def fait(project: Project):
    def made(key: str) -> bytes:
        return make(Making(document_kind(key), Builder(project), Templates())).data

    return made


def test_a_file_of_the_same_data_has_no_difference(project: Project, envoi: bytes) -> None:
    assert compare_file(envoi, project, lambda _: envoi, "envoi.docx").is_empty


def test_what_changed_since_is_said_at_its_place(project: Project, envoi: bytes) -> None:
    activite = project.projet.poles[0].activites[0]
    after = project.edited(set_value(project, f"{activite.cle}:intitule", "Accueil du public"))
    gone = activite.taches[-1]
    after = after.edited(delete_item(after, gone.cle, links=True))
    found = compare_file(envoi, after, fait(after), "envoi.docx")
    titles = [c for c in found.changes if c.subject.cle == activite.cle and c.kind == "texte"]
    assert {c.apres for c in titles} == {"Accueil du public"}
    assert titles[0].champ == "Intitulé"
    assert titles[0].subject.fichier.startswith("referentiels/activites/")
    (removed,) = [c for c in found.changes if c.kind == "objet-retire"]
    assert str(gone.intitule)[:30] in removed.subject.nom
    assert len(found.changes) < 20


def test_what_is_no_file_of_the_tool_is_said(project: Project) -> None:
    with pytest.raises(Unreadable):
        compare_file(b"PK nothing", project, lambda _: b"", "x.docx")
