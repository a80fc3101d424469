"""Objects added, moved, deleted and linked from the page: each a step that undoes to the byte."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mc_builder.editing import Refused, set_value
from mc_builder.model.activites import Tache
from mc_builder.studio import begun, sheets, structure
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"

ROOTS = ("emplois", "exigences", "poles", "blocs", "sources", "certifications")
INSIDE = (
    ("diagnostic", "taches"),
    ("pole-remise-en-etat", "activites"),
    ("bloc-remise-en-etat", "competences"),
    ("bloc-remise-en-etat", "savoirs"),
    ("recueillir-demande", "indicateurs"),
    ("evaluation", "unites"),
    ("evaluation", "epreuves"),
    ("e1", "parties"),
    ("glossaire", "sigles"),
    ("dossier", "demandeurs"),
)


@pytest.fixture
def server(session: Session) -> Service:
    return Service(session, lambda: date(2026, 1, 1))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def add(session: Session, holder: str, field: str) -> str:
    """Add an object with the first answer to each question that may not wait."""
    questions = begun.asked(session.project, holder, field)["questions"]
    answers = {q["champ"]: q["choix"][0]["valeur"] for q in questions if not q["attend"]}
    return structure.do(
        session,
        "ajouter",
        {"cle": holder, "champ": field, "titre": "Un objet : nouveau", "reponses": answers},
    )


@pytest.mark.rapides(8)
@pytest.mark.parametrize(("holder", "field"), [*(("", root) for root in ROOTS), *INSIDE])
def test_an_object_is_added_and_taken_away(session: Session, holder: str, field: str) -> None:
    cle = add(session, holder, field)
    assert session.project.sound, session.project.problems
    assert any(m.cle == cle for m in session.project.projet.modeles())
    session.undo()
    assert contents(session.folder) == contents(CYCLES)


def test_a_task_is_moved_duplicated_and_deleted(session: Session) -> None:
    tasks = [t.cle for t in session.project.projet.of_nature(Tache)]
    structure.do(session, "dupliquer", {"cle": tasks[0]})
    structure.do(session, "descendre", {"cle": tasks[0]})
    structure.do(session, "monter", {"cle": tasks[0]})
    structure.do(session, "supprimer", {"cle": tasks[1]})
    assert session.project.sound
    for _ in range(4):
        session.undo()
    assert contents(session.folder) == contents(CYCLES)


def test_an_object_of_which_there_is_one_is_added(server: Service) -> None:
    asked = {"cle": "dossier", "champ": "methode", "titre": "", "document": "matrice-emplois"}
    server.session.change("ôter", lambda now: set_value(now, "dossier:methode", None))
    done = structure.do(server.session, "ajouter", {**asked, "reponses": {"qui": "La branche"}})
    assert server.field({"ref": f"{done}:qui"})["texte"] == "La branche"
    # Another page may not know that there is one: it takes the place of nothing.
    with pytest.raises(Refused, match="Il y en a déjà un"):
        structure.do(server.session, "ajouter", {**asked, "reponses": {"qui": "Le réseau"}})
    server.session.change("ôter", lambda now: set_value(now, "dossier:seuils", None))
    with pytest.raises(Refused, match="Répondez"):
        structure.do(server.session, "ajouter", {**asked, "champ": "seuils"})


def test_a_file_that_is_lacking_begins_of_what_there_is(session: Session) -> None:
    for path in ("evaluation", "formation"):
        (session.folder / f"referentiels/{path}.yaml").unlink()
    session.refresh()
    group = next(g for g in sheets.roots(session.project) if g["nom"].startswith("Évaluation"))
    assert [m["champ"] for m in group["manquent"]] == ["evaluation", "formation"]
    for field in ("evaluation", "formation"):
        assert structure.do(session, "commencer", {"cle": "", "champ": field}) == field
    assert session.project.sound, session.project.problems
    projet = session.project.projet
    assert projet.evaluation is not None
    assert [u.bloc for u in projet.evaluation.unites] == [b.id for b in projet.blocs]
    assert session.done[-1].label == "Commencer la formation"
    with pytest.raises(Refused, match="déjà"):
        structure.do(session, "commencer", {"cle": "", "champ": "formation"})
    with pytest.raises(Refused, match="pas besoin"):
        structure.do(session, "commencer", {"cle": "", "champ": "dossier"})


def test_a_general_bloc_is_the_first_of_its_file(session: Session) -> None:
    (session.folder / "referentiels/blocs/generaux.yaml").unlink(missing_ok=True)
    session.refresh()
    assert add(session, "", "blocs_generaux")
    assert [str(b.intitule) for b in session.project.projet.blocs_generaux] == [
        "Un objet : nouveau"
    ]
    assert session.project.sound, session.project.problems


def test_the_types_of_diploma_are_chosen_by_their_names(server: Service) -> None:
    found = server.field({"ref": "dossier/diplome:type"})
    names = {one["valeur"]: one["nom"] for one in found["choix"]}
    assert found["genre"] == "choix"
    assert names["brevet-professionnel"] == "Brevet professionnel"
    assert found["texte"] in names


@pytest.mark.rapides(4)
@pytest.mark.parametrize("root", [*ROOTS, "chiffres", "graphiques"])
def test_an_object_of_the_project_is_moved_duplicated_and_deleted(
    session: Session, root: str
) -> None:
    first = getattr(session.project.projet, root)[0].cle
    assert sheets.sheet(session.project, first)["liste"]
    copy = structure.do(session, "dupliquer", {"cle": first})
    for deed in ("descendre", "monter", "supprimer"):
        assert structure.do(session, deed, {"cle": copy})
    assert copy not in session.project.projet.by_cle
    for _ in tuple(session.done):
        session.undo()
    assert contents(session.folder) == contents(CYCLES)


def test_what_was_done_is_said_in_words(server: Service) -> None:
    fields = ("diagnostic:intitule", "dossier/diplome:premiere_session", "formation/pfmp:semaines")
    for ref in fields:
        now = server.field({"ref": ref})
        server.write_field({"ref": ref, "etat": now["etat"], "texte": "2031"})
    said = [step.label for step in server.session.done]
    assert said == [
        "Modifier : 1.2 Diagnostic de l’état d’un vélo",
        "Modifier : Le diplôme demandé ou révisé",
        "Modifier : Période de formation en milieu professionnel",
    ]


def test_what_cites_an_object_is_said_before_it_goes(session: Session) -> None:
    assert structure.citations(session.project, "diagnostic")
    structure.do(session, "supprimer", {"cle": "diagnostic"})
    assert session.project.sound, "the links went with it"


def test_another_identifier_is_followed_by_what_cites_it(session: Session) -> None:
    before = structure.citations(session.project, "diagnostic")
    assert structure.do(session, "renommer", {"cle": "diagnostic", "id": "etat-du-velo"})
    assert session.project.sound
    assert structure.citations(session.project, "etat-du-velo") == before
    with pytest.raises(Refused):
        structure.do(session, "renommer", {"cle": "etat-du-velo", "id": "Pas admis"})
    session.undo()
    assert contents(session.folder) == contents(CYCLES)


def test_the_first_does_not_move_up(session: Session) -> None:
    structure.do(session, "monter", {"cle": "accueil"})
    assert session.done == []


@pytest.mark.parametrize("deed", ["dupliquer", "monter", "supprimer", "ajouter"])
def test_an_object_that_is_not_there(session: Session, deed: str) -> None:
    with pytest.raises(Refused):
        structure.do(session, deed, {"cle": "rien", "champ": "taches", "titre": "Un"})
    assert contents(session.folder) == contents(CYCLES)


@pytest.mark.rapides(2)
@pytest.mark.parametrize("name", ["activites", "savoirs", "competences", "evaluation"])
def test_each_cell_of_links_goes_through_its_states(server: Service, name: str) -> None:
    view = server.view({"document": f"matrice-{name}"})["matrice"]
    row, column = view["lignes"][0]["cle"], view["colonnes"][-1]["cle"]
    asked = {"cle": name, "ligne": row, "colonne": column, "document": f"matrice-{name}"}
    for state in ("entier", "partiel", "entier", ""):
        cells = server.write_cell({**asked, "etat": state})["matrice"]["cases"]
        assert cells.get(f"{row}|{column}", {"etat": ""})["etat"] == state
        assert server.session.project.sound
    for _ in tuple(server.session.done):
        server.session.undo()
    assert contents(server.session.folder) == contents(CYCLES)


def test_a_job_asks_for_a_requirement_and_leaves_it_out(server: Service) -> None:
    view = server.view({"document": "matrice-emplois"})["matrice"]
    cell = next(iter(view["cases"]))
    row, column = cell.split("|")
    asked = {"cle": "emplois", "ligne": row, "colonne": column, "document": "matrice-emplois"}
    said = {"motif": "hors_champ", "explication": "Ce n’est pas : notre champ."}
    for more, state in (
        ({"etat": "1"}, "1"),
        ({"etat": "ecartee", **said}, "ecartee"),
        ({"etat": "2"}, "2"),
        ({"etat": ""}, ""),
        ({"etat": "3"}, "3"),
    ):
        cells = server.write_cell({**asked, **more})["matrice"]["cases"]
        assert cells.get(cell, {"etat": ""})["etat"] == state


@pytest.mark.parametrize("state", ["4", "peut-être", None])
def test_what_a_cell_cannot_say_is_refused(server: Service, state: object) -> None:
    asked = {"cle": "activites", "ligne": "accueillir", "colonne": "diagnostic", "etat": state}
    with pytest.raises(Refused):
        server.write_cell(asked)


def test_a_finding_is_set_aside_with_its_motive(server: Service) -> None:
    found = next(f for f in server.view({"document": "note"})["constats"] if f["derogeable"])
    with pytest.raises(Refused, match="Donnez le motif"):
        server.set_aside({"marque": found["marque"], "motif": " "})
    after = server.set_aside({"marque": found["marque"], "motif": "C’est un choix."})
    assert found["marque"] not in {f["marque"] for f in after["constats"]}
    with pytest.raises(Refused, match="n’est plus là"):
        server.set_aside({"marque": found["marque"], "motif": "Encore."})


def test_what_stops_a_deletion_is_said(session: Session) -> None:
    called = structure.citations(session.project, "part-electrique")
    stops = [one for one in called if one["arret"]]
    assert "dossier/note/10-origine" in {one["cle"] for one in stops}
    assert len(stops) < len(called), "what only links to it is no obstacle"
    for cle, free in (("part-electrique", False), ("diagnostic", True)):
        assert all(not one["arret"] for one in structure.citations(session.project, cle)) is free
        if not free:
            with pytest.raises(Refused):
                structure.do(session, "supprimer", {"cle": cle})
    assert structure.do(session, "supprimer", {"cle": "diagnostic"})


def test_each_requirement_says_its_state_and_what_serves_it(server: Service) -> None:
    found = server.view({"document": "referentiel"})["couverture"]["exigences"]
    project = server.session.project
    total = project.coverage.total.degres
    states = Counter(one["etat"] for one in found)
    expected = {"pleinement": total.pleinement, "en partie": total.en_partie}
    assert states == Counter({**expected, "pas du tout": total.non})
    assert len(found) == total.retenues
    known = set(project.projet.by_cle)
    for one in found:
        assert set(one["objets"]) <= known, one
        # What is covered is served by something; what is not leads to its jobs at least.
        served = set(one["objets"]) - {e.cle for e in project.projet.exigences}
        assert len(served) > (2 if one["etat"] == "pleinement" else 0), one
