"""A title whose blocs say no activité, as a fiche of the register: said once, printed whole."""

from __future__ import annotations

import re
from datetime import date

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type


@pytest.fixture(scope="module")
def project() -> Project:
    """The invented project without its activités, nor what cites them."""
    files = {}
    for path, data in fichiers_du_type("titre-enregistre-sur-demande").items():
        if path.startswith("referentiels/activites/"):
            continue
        text = data.decode()
        if path.startswith("referentiels/blocs/"):
            text = re.sub(r"(?m)^  pole: .*\n| mobilise: \[[^\]]*\],", "", text)
        files[path] = text.encode()
    return Project.open(Memoire(files))


def test_it_is_read_and_each_bloc_says_it_once(project: Project) -> None:
    assert project.sound, [d.message for d in project.problems]
    found = project.findings(date(2026, 3, 31))
    lacking = [d for d in found if d.code in ("BLO008", "COV001")]
    assert [d.code for d in lacking] == ["BLO008"] * len(project.projet.blocs)
    assert {d.severity.name for d in lacking} == {"AVERTISSEMENT"}


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.key)
def test_every_document_is_made(project: Project, kind: object) -> None:
    making = Making(kind, Builder(project))  # type: ignore[arg-type]
    said = " ".join(text_of(making.document.root).split())
    if making.kind.key == "referentiel":  # a column that would be empty is left out
        assert "Activités et tâches" not in said
    if making.kind.key in ("referentiel", "rncp"):
        for bloc in project.projet.blocs:
            for competence in bloc.competences:
                assert str(competence.intitule) in said
