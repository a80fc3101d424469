"""A draft may give one identifier twice: its objects are named all the same."""

from __future__ import annotations

import pytest

from mc_builder.loading import load
from mc_builder.names import Names
from memoire import Memoire
from petits_fichiers import DOSSIER

BLOC = "bloc: {id: {0}, intitule: Remettre en état, pole: pole-a, competences: []}\n"


@pytest.mark.parametrize("unite", ["u1", "b1", "pole-a"])
def test_a_unit_may_have_the_identifier_of_what_it_takes_its_title_from(unite: str) -> None:
    files = {
        "dossier/dossier.yaml": DOSSIER,
        "referentiels/blocs/b.yaml": BLOC.replace("{0}", "b1"),
        "referentiels/evaluation.yaml": f"categories: []\nunites: [{{id: {unite}, bloc: b1}}]\n",
    }
    projet = load(Memoire({path: text.encode() for path, text in files.items()})).projet
    assert projet is not None
    assert projet.evaluation is not None
    (found,) = projet.evaluation.unites
    assert str(Names(projet)[found.cle].titre)
