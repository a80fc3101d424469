"""Sections pasted from Word in a project: the findings at their places, and what corrects them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mc_builder.diagnostics import Diagnostic
from mc_builder.loading import load
from mc_builder.source.edits import correct
from mc_builder.source.tree import FileTree, Folder
from petits_fichiers import PROJETS

SECTION = "dossier/note/30-collee.md"
COLLES = Path(__file__).parent / "colles"


def findings(tree: FileTree) -> list[Diagnostic]:
    return [d for d in load(tree).diagnostics if d.span.path == SECTION]


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJETS / "cycles", tmp_path / "cycles"))


def coller(projet: Path, name: str) -> Folder:
    shutil.copy(COLLES / name, projet / SECTION)
    return Folder(projet)


def places(tree: FileTree) -> list[str]:
    return [f"{d.span.line}:{d.span.column} {d.code}" for d in findings(tree)]


def after(tree: FileTree) -> str:
    (edit,) = correct(tree, findings).edits
    return edit.after.decode()


def test_a_section(projet: Path) -> None:
    tree = coller(projet, "section.md")
    assert places(tree) == [
        "1:1 COL002",
        "4:1 COL001",
        "10:9 COL012",
        "12:1 COL004",
        "15:1 COL010",
        "15:14 COL010",
        "17:1 COL009",
        "19:4 COL011",
        "21:1 COL011",
    ]
    assert (
        after(tree)
        == """\
# Origine de la demande

La branche dit « non » :
- un
- deux
- trois
- quatre
1. cinq
   1. six

Voir le **gras* et la note1.

| Tableau | avec | tabulations |
| --- | --- | --- |
| 1 | 2 | 3 |

==Surligné== ~~barré~~

{{ chiffre("part-vae") }}

Nom[^1]

[^1]: note de bas de page
"""
    )


def test_a_table_of_html(projet: Path) -> None:
    tree = coller(projet, "tableau-html.md")
    assert places(tree) == ["3:1 RED002"]
    text = after(tree)
    assert text.startswith(
        "# Unités constitutives\n\n| COMPÉTENCES | U1 |\n| --- | --- |\n"
        "| C1-1.1 Intitulé inventé numéro 1 | X |\n"
    )
    assert "<" not in text


def test_the_signs_of_a_section(projet: Path) -> None:
    tree = coller(projet, "signes.md")
    found = places(tree)
    assert found == [
        "5:1 COL001",
        "8:22 COL015",
        "8:53 COL015",
        *(f"8:{column} RED016" for column in (73, 76, 81, 93, 108, 136)),
        "8:182 COL016",
        "8:190 COL014",
        "8:198 COL014",
    ]
    text = after(tree)
    assert "\n- vérifier le freinage\n- régler la transmission\n" in text
    assert "Saut de ligne de Word\\\ndans un paragraphe, séparateur\\\nde ligne" in text
    assert "trait conditionnel" in text


def test_a_block_of_yaml_is_corrected_in_its_margin(projet: Path) -> None:
    path = projet / "referentiels/activites/pole-2.yaml"
    text = path.read_text("utf-8")
    block = "\n  conditions: |\n"
    assert text.count(block) == 1
    path.write_text(text.replace(block, f"{block}    Dit :\n    • un\n    • deux\n"), "utf-8")
    edits = correct(
        Folder(projet), lambda tree: [d for d in load(tree).diagnostics if d.code[:3] == "COL"]
    ).edits
    assert "Dit :\n    - un\n    - deux\n\n    Le travail" in edits[0].after.decode()


@pytest.mark.parametrize("name", ["cycles", "jardinerie"])
def test_nothing_is_found_in_sound_projects(name: str) -> None:
    loaded = load(Folder(PROJETS / name))
    assert [d for d in loaded.diagnostics if d.code.startswith("COL")] == []


def test_a_bracket_that_the_documents_take_away_is_said(projet: Path) -> None:
    path = projet / "referentiels/activites/pole-2.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("intitule: ", "intitule: ⟨Vélos⟩ – ", 1), "utf-8")
    found = [d for d in load(Folder(projet)).diagnostics if d.code == "COL014"]
    assert ["⟨" in found[0].message, "⟩" in found[1].message, len(found)] == [True, True, 2]
