"""Prose from the page: paragraphs written, added, taken away; sections begun."""

from __future__ import annotations

from datetime import date

import pytest

from mc_builder.editing import Refused
from mc_builder.studio import sheets, structure
from mc_builder.studio.fields import Conflict
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

ORIGINE = "dossier/note/10-origine"
FICHIER = f"{ORIGINE}.md"


@pytest.fixture
def server(session: Session) -> Service:
    return Service(session, lambda: date(2026, 1, 1))


def write(server: Service, ref: str, words: str) -> None:
    field = server.field({"ref": ref})
    asked = {"ref": ref, "etat": field["etat"], "texte": words, "document": "note"}
    view = server.write_field(asked)
    assert view["projet"]["valide"]


def test_a_paragraph_is_written_alone(server: Service) -> None:
    file = server.session.folder / FICHIER
    before = file.read_text("utf-8")
    first = server.field({"ref": f"{ORIGINE}/1"})
    assert first["genre"] == "markdown"
    assert first["texte"] in before
    write(server, f"{ORIGINE}/1", "Une phrase **écrite** ici.")
    assert file.read_text("utf-8") == before.replace(
        first["texte"], "Une phrase **écrite** ici.", 1
    )
    server.session.undo()
    assert file.read_text("utf-8") == before


def test_a_paragraph_is_added_then_taken_away(server: Service) -> None:
    file = server.session.folder / FICHIER
    before = file.read_text("utf-8")
    server.add_block({"ref": f"{ORIGINE}/1", "texte": "Un paragraphe de plus."})
    assert "\n\nUn paragraphe de plus.\n" in file.read_text("utf-8")
    write(server, f"{ORIGINE}/2", "")
    assert file.read_text("utf-8") == before


def test_a_paragraph_that_somebody_else_changed(server: Service) -> None:
    file = server.session.folder / FICHIER
    field = server.field({"ref": f"{ORIGINE}/1"})
    file.write_text(file.read_text("utf-8").replace(field["texte"], "Leur phrase."), "utf-8")
    asked = {"ref": f"{ORIGINE}/1", "etat": field["etat"], "texte": "Ma phrase."}
    with pytest.raises(Conflict) as conflict:
        server.write_field(asked)
    assert conflict.value.shown["texte"] == "Leur phrase."


def test_a_section_is_begun_written_and_taken_away(server: Service) -> None:
    made = server.add_section(
        {
            "dossier": "dossier/note",
            "titre": "Les  perspectives : l’été",
            "document": "note",
        }
    )
    cle = made["cle"]
    path = server.session.folder / f"{cle}.md"
    assert path.read_text("utf-8").startswith("# Les perspectives : l’été\n\n{{ a_completer(")
    assert "Les perspectives" in made["vue"]["html"]
    write(server, f"{cle}/0", "L’avenir")
    write(server, cle, "Deux phrases. Ici.")
    assert path.read_text("utf-8") == "# L’avenir\n\nDeux phrases. Ici.\n"
    assert sheets.sheet(server.session.project, cle)["nom"] == "L’avenir"
    structure.do(server.session, "supprimer", {"cle": cle})
    assert not path.exists()
    assert server.session.project.sound


def test_a_text_of_the_annexes_has_its_place(server: Service) -> None:
    with pytest.raises(Refused, match="pas de place"):
        server.add_section({"dossier": "referentiels/textes", "titre": "Autre chose"})
    (server.session.folder / "referentiels/textes/10-missions.md").unlink()
    server.session.refresh()
    groups = sheets.roots(server.session.project)
    expected = next(g["attendus"] for g in groups if g.get("section") == "referentiels/textes")
    assert len(expected) == 1
    server.add_section({"dossier": "referentiels/textes", "titre": expected[0]})
    assert server.session.project.sound


@pytest.mark.parametrize("folder", ["dossier", "../x", "referentiels"])
def test_no_section_elsewhere(server: Service, folder: str) -> None:
    with pytest.raises(Refused, match="ne s’ajoute"):
        server.add_section({"dossier": folder, "titre": "Un"})


def test_the_rows_of_a_table_come_and_go(server: Service) -> None:
    file = server.session.folder / FICHIER
    table = "\n\n| Atelier | Effectif |\n| --- | --- |\n| Nord | 12 |\n| Sud | 3 |\n"
    before = f"# Origine\n\nAvant.{table}"
    file.write_text(before, "utf-8")
    cell = f"{ORIGINE}/4"
    assert server.field({"ref": cell})["texte"] == "Nord"
    server.questions["/tableau/retirer-ligne"][1]({"ref": cell, "document": "note"})
    assert file.read_text("utf-8") == before.replace("| Nord | 12 |\n", "")
    view = server.questions["/tableau/ajouter-ligne"][1](
        {"ref": f"{ORIGINE}/2", "document": "note"}
    )
    assert "Case à remplir." in view["html"]
    # The new cell is an empty box: what is typed takes its place.
    write(server, f"{ORIGINE}/4/manque-1", "Est")
    assert file.read_text("utf-8").count("| Est | {{ a_completer(") == 1
    for _ in range(3):
        server.session.undo()
    assert file.read_text("utf-8") == before
