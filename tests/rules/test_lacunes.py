"""What answers a requirement out of the route of its nature is said, not passed over."""

from __future__ import annotations

import pytest

from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type

TITRE = "titre-professionnel"
POLE, BLOC = "referentiels/activites/pole-2.yaml", "referentiels/blocs/bloc-2.yaml"


@pytest.mark.parametrize(
    ("link", "said", "aide"),
    [
        (
            "repond_a: [verifier], ",
            "« Contrôler un câble afin de prévenir une rupture » y répond",
            "à l’activité",
        ),
        ("", "rien n’y répond", "à ce qui y répond"),
    ],
)
def test_a_know_how_that_only_a_competence_answers_is_not_covered_and_says_why(
    link: str, said: str, aide: str
) -> None:
    files = dict(fichiers_du_type(TITRE))
    files[POLE] = files[POLE].replace(b"repond_a: [verifier], ", b"")
    old = b"mobilise: [controle], marqueurs: [transition-ecologique]"
    assert old in files[BLOC]
    files[BLOC] = files[BLOC].replace(old, old.replace(b"marq", f"{link}marq".encode()))
    (found,) = [d for d in Project.open(Memoire(files)).findings() if d.code == "COV016"]
    assert said in found.message
    assert aide in found.aide
