"""A bloc or an épreuve that has no more than an even share is not said to have too much."""

from __future__ import annotations

import re

import pytest

from mc_builder.project import Project
from memoire import Memoire
from types_inventes import TYPES, fichiers_du_type, projet_du_type


@pytest.mark.parametrize("type_", sorted(p.stem for p in TYPES.glob("*.yaml")))
def test_two_requirements_of_three_are_an_even_share(type_: str) -> None:
    """Nor does an épreuve in sous-épreuves depend on one of them."""
    assert "COV009" not in {d.code for d in projet_du_type(type_).findings()}


def test_two_competences_of_three_are_an_even_share() -> None:
    files = dict(fichiers_du_type("certificat-d-aptitude-professionnelle"))
    path, evaluation = "referentiels/blocs/bloc-2.yaml", "referentiels/evaluation.yaml"
    text = files[path].decode()
    without = re.sub(r"(?m)^ +- \{id: enregistrer, .*\n", "", text)
    assert without != text
    cited = files[evaluation].decode().replace(", enregistrer", "").replace(", bon-complet", "")
    project = Project.open(Memoire({**files, path: without.encode(), evaluation: cited.encode()}))
    codes = {d.code for d in project.findings()}
    assert "BLO004" in codes  # the other bloc has one competence left
    assert "BLO003" not in codes
