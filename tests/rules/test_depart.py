"""What is left of the example dossier in another is said; its identifiers are those of today."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.exemple import identifiers

from lectures import ouvert
from mc_builder.project import Project
from mc_builder.rules.depart import _example
from memoire import Memoire, fichiers_de

RACINE = Path(__file__).parents[2]
DOSSIER = "dossier/dossier.yaml"


@pytest.fixture(scope="module")
def exemple() -> dict[str, bytes]:
    return {
        f"{name}/{path}": data
        for name in ("dossier", "referentiels")
        for path, data in fichiers_de(RACINE / name).items()
    }


def restes(files: dict[str, bytes]) -> list[str]:
    return [d.message for d in Project.open(Memoire(files)).findings() if d.code == "DIP016"]


def test_the_example_under_its_own_name_is_no_leftover(exemple: dict[str, bytes]) -> None:
    assert restes(exemple) == []


def test_the_example_under_another_name_is_said(exemple: dict[str, bytes]) -> None:
    text = exemple[DOSSIER].replace("Services numériques aux organisations".encode(), b"Cycles")
    (found,) = restes({**exemple, DOSSIER: text})
    assert "« Services numériques aux organisations »" in found


def test_its_identifiers_are_known() -> None:
    """Some may have come since: what is left is found by many, not by each."""
    title, known = _example()
    today = identifiers(ouvert(RACINE))
    assert title == str(ouvert(RACINE).projet.dossier.diplome.intitule)
    assert len(known & set(today)) >= 0.9 * len(today), "run « python tools/exemple.py »"
