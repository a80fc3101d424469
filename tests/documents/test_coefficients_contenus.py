"""A coefficient that contains that of another bloc, as the annexes of a CAP have some."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mc_builder.coverage.analysis.repartition import share_blocs
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page import tree
from mc_builder.project import Project
from memoire import Memoire
from types_inventes import fichiers_du_type

EVALUATION = "referentiels/evaluation.yaml"


def _projet(dont: str) -> Project:
    files = dict(fichiers_du_type("certificat-d-aptitude-professionnelle"))
    text = files[EVALUATION].decode()
    changed = text.replace("    coefficient: 8\n", f"    coefficient: 8\n{dont}", 1)
    return Project.open(Memoire({**files, EVALUATION: changed.encode()}))


def _lu(project: Project) -> str:
    root = Making(document_kind("referentiel"), Builder(project)).document.root
    return " ".join(tree.text_of(root).split())


@pytest.mark.parametrize(
    ("pour", "cell", "title"),
    [
        ("francais", "8, dont 1 pour le bloc 3 ", "8, dont 1 pour le bloc 3 (« Français »)"),
        ("u2", "8, dont 1 pour l’unité U2 ", "8, dont 1 pour l’unité U2 (« Accueil"),
    ],
)
def test_what_a_coefficient_contains_prints_beside_it(pour: str, cell: str, title: str) -> None:
    said = _lu(_projet(f"    dont: [{{coefficient: 1, pour: {pour}}}]\n")).replace("\u00a0", " ")
    assert cell in said
    assert f"Coefficient {title}" in said


@pytest.mark.parametrize(
    ("dont", "shares"),
    [
        ("", {"remettre-en-etat": 8, "accueillir": 3}),
        (
            "    dont: [{coefficient: 1, pour: francais}]\n",
            {"remettre-en-etat": 7, "accueillir": 3},
        ),
        ("    dont: [{coefficient: 1, pour: u2}]\n", {"remettre-en-etat": 7, "accueillir": 4}),
    ],
)
def test_it_counts_for_the_bloc_that_it_is_of(dont: str, shares: dict[str, int]) -> None:
    project = _projet(dont)
    found = share_blocs(project.coverage)
    total = sum(shares.values())
    assert {p.objet: p.evaluation for p in found.parts} == {
        bloc: Fraction(mark, total) for bloc, mark in shares.items()
    }
    assert found.des_coefficients == Fraction(total, 14)


def test_it_contains_no_more_than_it_is_worth() -> None:
    project = _projet("    dont: [{coefficient: 9, pour: francais}]\n")
    (found,) = [d for d in project.findings() if d.code == "EVA019"]
    assert "contient plus, pour d’autres, qu’il ne vaut" in found.message
    found_ = _projet("    dont: [{coefficient: 8, pour: francais}]\n").findings()
    assert "EVA019" not in {d.code for d in found_}
