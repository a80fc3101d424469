"""`relire` in a project: what becomes of each change, and what ``--appliquer`` writes of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from lectures import ouvert
from ligne_de_commande import Lance
from mc_builder.commands import project as project_module
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making

CYCLES = Path(__file__).parents[1] / "projets/cycles"
BESOINS = "dossier/note/20-besoins.md"
Copie = Callable[[str], Path]


@pytest.fixture(scope="module")
def note() -> bytes:
    """The note of the small project, as Word gets it."""
    return Making(document_kind("note"), Builder(ouvert(CYCLES))).make("docx").data


def typed(content: bytes, path: Path, before: str, after: str) -> Path:
    """The note with some words typed in the place of others."""
    word: Any = docx.Document(io.BytesIO(content))
    for text in word.element.body.iter(qn("w:t")):
        text.text = (text.text or "").replace(before, after)
    word.save(str(path))
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_nothing_is_written_before_it_is_asked(
    lance: Lance, copie: Copie, note: bytes, tmp_path: Path
) -> None:
    projet = copie("cycles")
    before = files(projet)
    file = typed(note, tmp_path / "retour.docx", "ont cherché", "cherchent")
    found = lance("-C", projet, "relire", file)
    assert found.code == 0, found
    assert "1 modification à appliquer." in found.sortie
    data = json.loads(lance("-C", projet, "relire", file, "--format", "json").sortie)
    assert [one["etat"] for one in data["projet"]] == ["à appliquer"]
    assert files(projet) == before


def test_what_may_be_is_applied_once(
    lance: Lance, copie: Copie, note: bytes, tmp_path: Path
) -> None:
    projet = copie("cycles")
    before = files(projet)
    file = typed(note, tmp_path / "retour.docx", "ont cherché", "cherchent")
    found = lance("-C", projet, "relire", file, "--appliquer")
    assert found.code == 0, found
    assert "1 modification appliquée." in found.sortie
    after = files(projet)
    assert {p for p in after if after[p] != before.get(p)} == {BESOINS}
    assert b'Les ateliers cherchent {{ chiffre("recrutements-2023") }}' in after[BESOINS]
    again = lance("-C", projet, "relire", file, "--appliquer")
    assert again.code == 0
    assert "1 déjà faite" in again.sortie
    assert files(projet) == after


def test_what_is_not_applied_says_why(
    lance: Lance, copie: Copie, note: bytes, tmp_path: Path
) -> None:
    """A figure is changed where it is written, not in the sentence that calls it."""
    projet = copie("cycles")
    before = files(projet)
    file = typed(note, tmp_path / "retour.docx", "1\u202f250", "1\u202f300")
    found = lance("-C", projet, "relire", file, "--appliquer", "--seulement", BESOINS[:-3])
    assert found.code == 1
    assert "a été tapé" in found.sortie
    assert files(projet) == before


@pytest.mark.lent
def test_two_files_and_a_selection(lance: Lance, copie: Copie, note: bytes, tmp_path: Path) -> None:
    projet = copie("cycles")
    one = typed(note, tmp_path / "un.docx", "ont cherché", "cherchent")
    two = typed(note, tmp_path / "deux.docx", "ont cherché", "embauchent")
    both = lance("-C", projet, "relire", one, two, "--appliquer")
    assert both.code == 1
    assert "Un autre fichier rendu dit autrement les mêmes mots." in both.sortie
    none = lance("-C", projet, "relire", one, "--appliquer", "--seulement", "accueil")
    assert (none.code, files(projet)) == (0, files(CYCLES))
    chosen = lance(
        "-C", projet, "relire", one, "--appliquer", "--seulement", "dossier/note/20-besoins"
    )
    assert chosen.code == 0
    assert files(projet) != files(CYCLES)
    before = files(projet)
    untracked = lance("-C", projet, "relire", two, "--appliquer", "--auteur", "I. G.")
    assert (untracked.code, files(projet)) == (0, before)


def test_a_file_that_changed_meanwhile_is_not_written(
    lance: Lance, copie: Copie, note: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projet = copie("cycles")
    file = typed(note, tmp_path / "retour.docx", "ont cherché", "cherchent")
    real = project_module.write_all

    def someone_else_saves(*given: Any) -> None:
        (projet / BESOINS).write_text("# Autre\n", "utf-8")
        real(*given)

    monkeypatch.setattr(project_module, "write_all", someone_else_saves)
    found = lance("-C", projet, "relire", file, "--appliquer")
    assert found.code == 2
    assert "a changé pendant la relecture" in found.erreurs
    assert (projet / BESOINS).read_text("utf-8") == "# Autre\n"


def test_a_comment_becomes_work(lance: Lance, copie: Copie, note: bytes, tmp_path: Path) -> None:
    projet = copie("cycles")
    word: Any = docx.Document(io.BytesIO(note))
    found = next(p for p in word.paragraphs if "ont cherché" in p.text)
    word.add_comment([found.runs[0]], "Est-ce le bon mot ?", author="I. G.")
    word.save(str(tmp_path / "retour.docx"))
    done = lance("-C", projet, "relire", tmp_path / "retour.docx", "--appliquer")
    assert done.code == 0, done
    assert "Est-ce le bon mot" in (projet / "dossier/retours.yaml").read_text("utf-8")
