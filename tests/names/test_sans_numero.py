"""« numero: aucun »: an object without a number, whose neighbours keep theirs in order."""

from __future__ import annotations

from pathlib import Path

from mc_builder.project import Project
from memoire import Memoire, fichiers_de

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"


def numeros(path: str, before: str, after: str) -> dict[str, str]:
    files = dict(fichiers_de(CYCLES))
    text = files[path].decode()
    assert before in text
    files[path] = text.replace(before, after, 1).encode()
    project = Project.open(Memoire(files))
    assert project.sound
    return dict(project.names.numeros)


def test_it_is_not_counted_nor_what_it_holds() -> None:
    path = "referentiels/activites/pole-1.yaml"
    found = numeros(path, "    - id: accueil\n", "    - id: accueil\n      numero: aucun\n")
    assert "accueil" not in found
    assert not any(cle.startswith("accueil/") for cle in found)
    assert (found["diagnostic"], found["intervention"]) == ("1.1", "1.2")


def test_a_bloc_without_a_number_leaves_its_rank_to_the_next() -> None:
    path = "referentiels/blocs/bloc-1.yaml"
    found = numeros(path, "bloc:\n", "bloc:\n  numero: aucun\n")
    assert "bloc-remise-en-etat" not in found
    assert "recueillir-demande" not in found
    assert (found["bloc-flotte"], found["suivre-stock"]) == ("1", "C1.2")


def test_what_it_holds_may_have_one_of_its_own() -> None:
    path = "referentiels/blocs/bloc-1.yaml"
    found = numeros(
        path,
        "bloc:\n  id: bloc-remise-en-etat\n",
        "bloc:\n  id: bloc-remise-en-etat\n  numero: aucun\n",
    )
    assert "etablir-diagnostic" not in found
    with_own = numeros(
        path,
        "    - id: etablir-diagnostic\n",
        "    - id: etablir-diagnostic\n      numero: C9\n",
    )
    assert with_own["etablir-diagnostic"] == "C9"
