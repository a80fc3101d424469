"""A BUT: the levels of its blocs, some of one parcours, the units that validate them."""

from __future__ import annotations

import re

import pytest

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.model.evaluation import Partie
from mc_builder.names import ancre
from mc_builder.page import tree
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type, projet_du_type

BUT = "bachelor-universitaire-de-technologie"
EVALUATION = "referentiels/evaluation.yaml"
BLOC = "referentiels/blocs/bloc-2.yaml"


def change(path: str, old: str, new: str) -> Project:
    files = dict(fichiers_du_type(BUT))
    text = files[path].decode()
    assert old in text
    files[path] = text.replace(old, new, 1).encode()
    return Project.open(Memoire(files))


def codes(project: Project) -> list[str]:
    return [d.code for d in project.findings()]


@pytest.fixture(scope="module")
def referentiel() -> str:
    root = Making(document_kind("referentiel"), Builder(projet_du_type(BUT))).document.root
    return re.sub(r"\s+", " ", tree.text_of(root).replace("\u00a0", " "))


@pytest.mark.parametrize(
    "said",
    [
        "NiveauxAnnéeCompétences",
        "Niveau 1 – Diagnostiquer un lieu simple1reC1.1 Mesurer le bruit",
        "Niveau 2 – Traiter une salle de spectacle (parcours A)3eC2.3 Régler",
        "Niveau 2 – Traiter un atelier (parcours B)3eC2.4 Isoler",
        "Compétences du bloc 1, niveau 2",
        "UE 1Diagnostiquer un lieu simpleUE 2Diagnostiquer un lieu vaste",
        "Parcours A – Acoustique des salles",
        "Réglage d’une salle (parcours A)C2.3",
    ],
)
def test_what_is_written_of_levels_is_printed(referentiel: str, said: str) -> None:
    assert said in referentiel


def test_a_part_that_says_nothing_has_its_row_and_no_heading() -> None:
    making = Making(document_kind("referentiel"), Builder(projet_du_type(BUT)))
    named = {p.cle for p in projet_du_type(BUT).projet.of_nature(Partie)}
    places = {e.get("id"): e.tag for e in making.document.root.iter() if e.get("id")}
    assert named
    assert {places[ancre(cle)] for cle in named} == {"th"}


def test_a_unit_has_the_same_name_in_the_plural(referentiel: str) -> None:
    assert "UE 1, 2 – Coefficient" in referentiel
    assert "nités d’enseignement" not in referentiel


def test_the_numbers_of_levels_begin_again_in_each_bloc() -> None:
    assert not {"REF010", "BLO015", "EVA006"} & {*codes(projet_du_type(BUT))}
    twice = change(BLOC, "numero: 2, pour: industrie", "numero: 1, pour: industrie")
    assert "REF010" in codes(twice)


def test_a_unit_that_validates_the_level_of_another_bloc_is_said() -> None:
    project = change(EVALUATION, "niveau: diagnostiquer-2", "niveau: traiter-1")
    (found,) = [d for d in project.findings() if d.code == "BLO015"]
    assert (found.span.path, found.span.line) == (EVALUATION, 6)


def test_the_weights_of_parts_make_one_for_each_parcours() -> None:
    """Parts of two parcours are never taken together: 0.6 and 0.4 make one for each of them."""
    project = change(EVALUATION, "{id: p4, poids: 0.4", "{id: p4, poids: 0.3")
    (found,) = [d for d in project.findings() if d.code == "EVA006"]
    assert found.message == "les poids des parties font 0,9, et non 1 (parcours B)"
