"""``mc-builder cle``: one key, one file, all of them; the page of the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ensemble import ensemble
from ligne_de_commande import Lance
from mc_builder.loading.described import all_paths, every_key, find
from mc_builder.loading.layout import FILES
from mc_builder.reports.cles.page import COMMANDE, page
from mc_builder.reports.cles.texte import where

PAGE = Path(__file__).parents[2] / "docs" / "cles.md"


@ensemble("path", list(all_paths())[::7])
def test_every_key_can_be_explained(lance: Lance, path: str) -> None:
    result = lance("cle", path)
    assert (result.code, result.erreurs) == (0, "")
    key = find(path)
    assert key is not None
    words = " ".join(result.sortie.split())
    assert result.sortie.startswith(f"{path} – dans {where(key.file)}")
    assert " ".join(key.lines.split()) in words
    assert all(f"  {inner.name}" in result.sortie for inner in key.keys)
    long = [line for line in result.sortie.splitlines() if len(line) > 96]
    assert all(path in line for line in long), long  # a path is kept whole


def test_alone_it_lists_the_files_and_their_first_keys(lance: Lance) -> None:
    lines = lance("cle").sortie.splitlines()
    assert [line for line in lines if line in {where(file) for file in FILES}] == [
        where(file) for file in FILES
    ]
    assert any(line.startswith("  chiffres *") for line in lines)


@pytest.mark.parametrize("name", ["preuves", "dossier/preuves.yaml", "preuves."])
def test_a_file_is_named_by_its_word_or_by_its_path(lance: Lance, name: str) -> None:
    assert lance("cle", name).sortie.startswith("dossier/preuves.yaml")


def test_a_file_of_one_key_is_that_key(lance: Lance) -> None:
    assert lance("cle", "referentiels/activites/pole-1.yaml").sortie == lance("cle", "pole").sortie


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("preuves.chifres.valeur", "preuves.chiffres.valeur"),
        ("valeur", "preuves.chiffres.valeur"),
        ("Valeur", "preuves.chiffres.valeur"),
        ("chiffre", "preuves.chiffres"),
        ("dossier/evaluation.yaml", "evaluation"),
    ],
)
def test_an_unknown_path_is_answered_with_those_near(
    lance: Lance, written: str, meant: str
) -> None:
    result = lance("cle", written)
    assert result.code == 2
    assert f"« {meant} »" in result.erreurs.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_path_near_nothing_is_said_too(lance: Lance) -> None:
    result = lance("cle", "zzzzzz")
    assert result.code == 2
    assert "vouliez-vous" not in result.erreurs


def test_the_page_of_the_repository_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), f"the model has changed: run « {COMMANDE} »"


@pytest.mark.lent
def test_the_page_is_written(lance: Lance, tmp_path: Path) -> None:
    target = tmp_path / "cles.md"
    assert lance("cle", "--page", target).sortie == f"{target}\n"
    assert target.read_text("utf-8") == page()
    assert lance("cle", "--page", tmp_path / "absent" / "cles.md").code == 2


def test_each_key_has_its_row_and_each_link_of_the_page_leads_somewhere() -> None:
    text = page()
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= anchors
    rows = re.findall(r"^\| `(\w+)`", text, re.MULTILINE)
    own = [key.name for key in every_key() if key.path not in {f.schema for f in FILES}]
    assert sorted(set(own) - set(rows)) == []
