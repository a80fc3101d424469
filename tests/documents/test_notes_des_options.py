"""What is common to the options is whole for each: the notes of an épreuve, its row of blocs."""

from __future__ import annotations

import re
from pathlib import Path

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from memoire import Memoire, fichiers_de

OPTIONS = Path(__file__).parents[1] / "projets" / "options"
EVALUATION = "referentiels/evaluation.yaml"
NOTE = "Cette note vaut pour toutes les options."


def _referentiel(old: str, new: str) -> object:
    files = dict(fichiers_de(OPTIONS))
    text = files[EVALUATION].decode()
    assert old in text, text
    files[EVALUATION] = text.replace(old, new, 1).encode()
    return Making(document_kind("referentiel"), Builder(Project.open(Memoire(files)))).document.root


def test_a_note_of_a_common_epreuve_is_called_and_printed_for_each_option() -> None:
    root = _referentiel("    numero: EG1\n", f"    numero: EG1\n    notes: [{NOTE}]\n")
    notes = [li for li in root.iter("li") if NOTE in text_of(li)]  # type: ignore[attr-defined]
    calls = [a for a in root.iter("a") if a.get("class") == "appel"]  # type: ignore[attr-defined]
    assert len(notes) == len(calls) == 3
    # Each call leads to the note of its own table, in whatever format links are made.
    assert [f"#{note.get('id')}" for note in notes] == [call.get("href") for call in calls]
    assert len({note.get("id") for note in notes}) == 3
    assert {re.sub(r"\s", "", text_of(call)) for call in calls} == {"(1)"}


def test_an_epreuve_without_a_number_has_no_dash_before_its_title() -> None:
    root = _referentiel("    numero: EG1\n", "    numero: aucun\n")
    heads = [" ".join(text_of(h).split()) for h in root.iter("h3")]  # type: ignore[attr-defined]
    assert any(head.startswith("Épreuve : ") for head in heads)
    assert not any(re.match(r"\w+ – ", head) for head in heads)


def test_blocs_without_a_pole_leave_no_empty_cell() -> None:
    root = _referentiel("    numero: EG1\n", "    numero: EG2\n")
    table = next(t for t in root.iter("table") if text_of(t[1]).startswith("Pôles"))  # type: ignore[attr-defined]
    rows = [[text_of(cell).strip() for cell in row] for row in table.iter("tr")]
    assert ["Blocs sans pôle"] in rows
    assert all(row[0] for row in rows)


def test_whole_sentences_end_with_full_stops() -> None:
    mode = "mode: ponctuel, formes: [ecrit], duree: 2 h}"
    root = _referentiel(mode, f"{mode[:-1]}, note_zero: [Le dossier manque, La pièce manque]}}")
    words = " ".join(text_of(root).split())  # type: ignore[arg-type]
    assert "Le dossier manque. La pièce manque." in words
    root = _referentiel(mode, f"{mode[:-1]}, note_zero: [dossier absent, pièce absente]}}")
    assert "dossier absent ; pièce absente." in " ".join(text_of(root).split()).replace(
        "\u202f", " "
    ).replace("\u00a0", " ")  # type: ignore[arg-type]
