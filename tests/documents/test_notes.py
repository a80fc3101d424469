"""A note stands in the annexe that it names, after its category; an unknown one is a finding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.loading import Loaded, load
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.source.tree import Folder

ICI = Path(__file__).parent
TEMPLATES = ICI.parents[1] / "templates"
POLE = "referentiels/activites/pole-1.yaml"
NOTE = "- Les points de contrôle sont ceux de la fiche remise avec le vélo."


def avec(folder: Path, *notes: str) -> Loaded:
    """The project of the cycles, whose first activité has these notes."""
    shutil.copytree(ICI.parent / "projets" / "cycles", folder)
    pole = folder / POLE
    text = pole.read_text("utf-8")
    assert NOTE in text
    pole.write_text(text.replace(NOTE, "\n        ".join(f"- {note}" for note in notes)), "utf-8")
    return load(Folder(folder))


def annexes(loaded: Loaded) -> dict[str, str]:
    """The words of each annexe of the référentiel, by its number."""
    assert loaded.projet is not None
    builder = Builder(Project(loaded))
    kind = next(kind for kind in DOCUMENTS if kind.key == "referentiel")
    document = Making(kind, builder, Templates(TEMPLATES)).document
    return dict(_annexes(document.root))


def _annexes(root: etree._Element) -> list[tuple[str, str]]:
    found = []
    for section in root.iter("section"):
        title = next(iter(section.findall("h1")), None)
        words = " ".join(text_of(title).split()) if title is not None else ""
        if words.startswith("Annexe "):
            flat = " ".join(text_of(section).replace("\u00a0", " ").split())
            found.append((words.split()[1], flat))
    return found


@pytest.mark.rapides(2)
@pytest.mark.parametrize("nom", ["III", "annexe III", "iii", "competences"])
def test_a_note_stands_in_the_annexe_that_it_names(tmp_path: Path, nom: str) -> None:
    printed = annexes(avec(tmp_path / "p", f"{{texte: MARQUE, annexe: {nom}}}"))
    assert {numero for numero, words in printed.items() if "MARQUE" in words} == {"III"}
    assert "Diagnostic de l’état d’un vélo : MARQUE" in printed["III"]


def test_without_an_annexe_it_stands_with_its_object(tmp_path: Path) -> None:
    printed = annexes(avec(tmp_path / "p", "MARQUE", "{texte: AUTRE, annexe: II}"))
    assert "(1) MARQUE" in printed["II"]
    assert "(2) AUTRE" in printed["II"]
    assert not any("MARQUE" in words for numero, words in printed.items() if numero != "II")


def test_it_names_its_category_of_candidates(tmp_path: Path) -> None:
    note = "{texte: MARQUE, annexe: IV, categorie: cat-b}"
    assert "Candidats B : MARQUE" in annexes(avec(tmp_path / "p", note))["IV"]


def test_an_unknown_annexe_or_category_is_said_where_it_is_written(tmp_path: Path) -> None:
    loaded = avec(tmp_path / "p", "{texte: MARQUE, annexe: ZZZ, categorie: n-existe-pas}")
    found = Project(loaded).findings()
    assert [(d.code, d.span.text) for d in found] == [("REF006", "ZZZ"), ("REF001", "n-existe-pas")]
    sound = avec(tmp_path / "q", "{texte: MARQUE, annexe: ZZZ}")
    builder = Builder(Project(sound))
    (alone,) = [d for d in builder.project.findings() if d.code == "REF006"]
    assert (alone.span.path, alone.span.text) == (POLE, "ZZZ")
    assert "III (Référentiel de compétences)" in alone.aide
    assert "MARQUE" in annexes(sound)["II"], "and nothing is lost meanwhile"
