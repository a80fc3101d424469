"""Each text that a document shows is one that the page may edit, in a project that begins too."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mc_builder import studio
from mc_builder.beginning.answers import Answers
from mc_builder.beginning.files import begun
from mc_builder.loading.profiles import profile
from mc_builder.project import Project
from mc_builder.studio import fields
from mc_builder.studio.reading import documents
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session
from mc_builder.studio.titles import field_help, nature

JOUR = date(2026, 1, 1)
MANQUE = "dossier/note/10-origine/1/manque-1"


@pytest.fixture
def commence(tmp_path: Path) -> Session:
    """A project as « nouveau » leaves it."""
    profil = profile("certificat-de-specialisation")
    answers = Answers(profil, "Cuisine de rue", 3, "elaboration", "Branche", "creation", JOUR)
    for name, data in begun(answers).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Session(tmp_path)


@pytest.fixture(params=["commence", "session"])
def ouverte(request: pytest.FixtureRequest) -> Session:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Session)
    return found


@pytest.mark.rapides(1)
def test_each_text_that_is_shown_is_one_to_edit(ouverte: Session) -> None:
    project: Project = ouverte.project
    service = Service(ouverte, lambda: JOUR)
    refs: set[str] = set()
    for kind in documents(project):
        refs |= set(re.findall(r'data-ref="([^"]*)"', service.view({"document": kind.key})["html"]))
    assert len(refs) > 100
    for ref in sorted(refs):
        assert fields.shown(project, ref)["nom"], ref


def test_a_section_that_begins_is_an_empty_text_that_waits(commence: Session) -> None:
    service = Service(commence, lambda: JOUR)
    note = commence.folder / "dossier/note/10-origine.md"
    field = service.field({"ref": MANQUE})
    assert (field["texte"], field["completable"]) == ("", True)
    assert field["motif"].startswith("Qui demande")
    said = {"ref": MANQUE, "etat": field["etat"], "document": "note"}
    assert (
        "La branche demande."
        in service.write_field({**said, "texte": "La branche demande."})["html"]
    )
    assert note.read_text("utf-8") == "# Origine de la demande\n\nLa branche demande.\n"
    commence.undo()
    service.write_field({**said, "motif": 'Ce que dit "la {branche}"'})
    assert '{{ a_completer("Ce que dit ”la (branche)”") }}' in note.read_text("utf-8")
    assert commence.project.sound


def test_the_title_of_a_section_is_apart_from_its_text(commence: Session) -> None:
    cle = "dossier/note/10-origine"
    sheet = Service(commence, lambda: JOUR).sheet({"cle": cle})
    assert [field["texte"] for field in sheet["champs"]] == ["Origine de la demande", ""]
    fields.write(commence, cle, {"etat": sheet["champs"][1]["etat"], "texte": "Un.\n\nDeux."})
    note = commence.folder / f"{cle}.md"
    assert note.read_text("utf-8") == "# Origine de la demande\n\nUn.\n\nDeux.\n"


def test_another_step_brings_its_files(commence: Session) -> None:
    service = Service(commence, lambda: JOUR)
    kept = dict(commence.project.files.files)
    etape = {"ref": "dossier:etape", "document": "note"}

    def step(name: str) -> None:
        now = service.field({"ref": "dossier:etape"})
        service.write_field({**etape, "etat": now["etat"], "texte": name})

    for path in [p for p in kept if p.startswith("referentiels/")]:
        (commence.folder / path).unlink()
    step("opportunite")
    before = dict(commence.project.files.files)
    assert not any(path.startswith("referentiels/") for path in before)
    step("elaboration")
    assert {p for p in commence.project.files.files if p.startswith("referentiels/")} == {
        p for p in kept if p.startswith("referentiels/")
    }
    assert commence.project.sound
    assert commence.project.projet.evaluation is not None
    commence.undo()
    known = commence.project.files.files
    assert {path: known.get(path) for path in before if path[0] != "."} == {
        path: data for path, data in before.items() if path[0] != "."
    }
    assert not list((commence.folder / "referentiels").rglob("*.yaml"))


def test_what_is_said_of_objects_and_fields_has_its_no_break_spaces() -> None:
    """Else a narrow window begins a line with « ; », or ends one with « « »."""
    cycles = Project.open(Path(__file__).parents[1] / "projets" / "cycles")
    for model in cycles.projet.modeles():
        helps = (field_help(n, f.description or "") for n, f in type(model).model_fields.items())
        for text in (nature(model), *helps):
            assert not re.search(r" [;:!?»]|« ", text), text


def test_small_screens_are_told_last() -> None:
    """A rule of a small screen that comes before that of all screens does nothing."""
    css = Path(studio.__file__).parent / "pages" / "atelier.css"
    lines = css.read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("@media"))
    assert all(line.startswith("@media") for line in lines[first:])
