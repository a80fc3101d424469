"""Every question of the page: it answers, and of data that mean nothing it says so, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from ampleur import TOUT
from ensemble import ensemble
from mc_builder.model.preuves import Chiffre
from mc_builder.studio import server
from mc_builder.studio.calls import calls
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

CLES = (
    *("document", "documents", "formats", "ref", "cle", "champ", "etat", "texte", "textes"),
    *("motif", "jusquau", "titre", "reponses", "dossier", "id", "fichier", "marque", "phrase"),
    *("html", "ligne", "colonne", "autonomie", "explication", "marques"),
)
RIEN = (None, 5, -1.5, True, "", "rien", "../..", [], [1], {}, {"a": None}, "x" * 300)


def questions() -> list[tuple[str, str]]:
    """Their addresses, and how each is asked; those that would start a build left out."""
    found = Service.questions.fget(Service.__new__(Service))  # type: ignore[attr-defined]
    return [(path, how) for path, (how, _) in found.items() if path != "/construction/lancer"]


@pytest.mark.rapides(1)
@ensemble("path, how", questions(), ids=lambda case: case[0], by=lambda case: str(len(case[0]) % 4))
def test_data_that_mean_nothing_are_no_fault(
    client: TestClient, session: Session, path: str, how: str
) -> None:
    before = session.project.files.files
    for value in RIEN if TOUT else RIEN[len(path) % 4 :: 4]:
        asked: dict[str, Any] = dict.fromkeys(CLES, value)
        if how == "GET":
            answer = client.get(path, params={key: str(v) for key, v in asked.items()})
        else:
            answer = client.post(path, json=asked)
        assert answer.status_code in {200, 409, 422}, (value, answer.text)
        if answer.status_code != 200:
            assert answer.json()["message"]
    if path != "/section/ajouter":
        assert session.project.files.files == before


def test_a_build_is_asked_in_lists(client: TestClient) -> None:
    for value in (5, None, "note", {"a": 1}):
        answer = client.post("/construction/lancer", json={"documents": value})
        assert answer.status_code == 422, value
    assert client.get("/construction").json()["enCours"] is False


def test_what_prose_may_call_is_named(session: Session) -> None:
    service = Service(session, lambda: date(2026, 1, 1))
    _, ask = service.questions["/appels"]
    groups = {group["nom"]: group["choix"] for group in ask({})["appels"]}
    assert set(groups) == {"Chiffre", "Source", "Graphique", "Tableau des données"}
    assert all(one["appel"].startswith("{{ ") and one["nom"] for g in groups.values() for one in g)


def test_what_prose_may_call_says_what_it_prints(session: Session) -> None:
    projet = session.project.projet
    choices = {one["appel"]: one["apercu"] for g in calls(session.project) for one in g["choix"]}
    for chiffre in projet.chiffres:
        shown = choices[f'{{{{ chiffre("{chiffre.id}") }}}}']
        assert shown.startswith(f"{chiffre.printed} – {chiffre.perimetre} – ")
    for source in projet.sources:
        assert str(source.titre) in choices[f'{{{{ source("{source.id}") }}}}']
    for chart in projet.graphiques:
        shown = choices[f'{{{{ graphique("{chart.id}") }}}}']
        drawn = [projet.find(point.chiffre, Chiffre) for point in chart.points]
        assert drawn
        assert all(one is not None and one.printed in shown for one in drawn)


def test_what_is_certain_is_corrected(client: TestClient, session: Session) -> None:
    path = session.folder / "referentiels" / "blocs" / "bloc-1.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("mobilise: [accueil]", "mobilise: [acceuil]"), "utf-8")
    view = client.get("/vue", params={"document": "note"}).json()
    [found] = [f for f in view["constats"] if f["certain"]]
    after = client.post(
        "/constat/corriger", json={"marques": [found["marque"]], "document": "note"}
    )
    assert after.json()["projet"]["valide"]
    assert path.read_text("utf-8") == text
    other = next(f for f in after.json()["constats"] if not f["certain"])
    refused = client.post("/constat/corriger", json={"marques": [other["marque"]]})
    assert refused.status_code == 422


def test_all_that_is_certain_is_corrected_in_one_step(client: TestClient, session: Session) -> None:
    spoilt = {
        "referentiels/blocs/bloc-1.yaml": ("mobilise: [accueil]", "mobilise: [acceuil]"),
        "dossier/dossier.yaml": ("demandeurs:", "demandeur:"),
    }
    before = {name: (session.folder / name).read_text("utf-8") for name in spoilt}
    for name, (right, wrong) in spoilt.items():
        (session.folder / name).write_text(before[name].replace(right, wrong, 1), "utf-8")
    view = client.get("/vue", params={"document": "note"}).json()
    marks = [f["marque"] for f in view["constats"] if f["certain"] and f["gravite"] == "erreur"]
    assert len(marks) == 2
    asked = {"marques": marks, "document": "note"}
    assert client.post("/constat/corriger", json=asked).json()["projet"]["valide"]
    assert {n: (session.folder / n).read_text("utf-8") for n in spoilt} == before
    assert client.post("/constat/corriger", json=asked).status_code == 422
    client.post("/annuler", json={})
    assert {n: (session.folder / n).read_text("utf-8") for n in spoilt} != before


def test_a_version_is_saved_compared_and_one_file_taken_again(
    client: TestClient, session: Session
) -> None:
    made = client.post("/versions/enregistrer", json={"phrase": "Avant"}).json()["versions"][0]
    file = session.folder / "dossier" / "dossier.yaml"
    before = file.read_bytes()
    file.write_bytes(before + b"# plus tard\n")
    found = client.get("/version", params={"id": made["id"]}).json()
    assert [f["chemin"] for f in found["fichiers"]] == ["dossier/dossier.yaml"]
    asked = {"id": made["id"], "fichier": "dossier/dossier.yaml", "document": "note"}
    assert client.post("/version/reprendre", json=asked).status_code == 200
    assert file.read_bytes() == before


def test_the_collector_runs_once_the_answer_is_sent(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []
    monkeypatch.setattr(server, "collect_what_is_due", lambda: times.append("run"))
    assert client.get("/appels").status_code == 200
    assert times == ["run"]


@pytest.mark.parametrize(
    ("where", "expected"), [({"imprime": True}, ["Vélos", "Vélos"]), ({}, ["Vélos", "Techniques"])]
)
def test_a_heading_changes_where_it_is_read_and_one_object_in_its_sheet(
    client: TestClient, session: Session, where: dict[str, Any], expected: list[str]
) -> None:
    path = session.folder / "referentiels/blocs/bloc-2.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write("    - {famille: Techniques, liste: [Jantes]}\n")
    ref = "assistance-electrique:famille"
    shown = client.get("/champ", params={"ref": ref}).json()
    asked = {"ref": ref, "etat": shown["etat"], "texte": "Vélos", **where}
    assert client.post("/champ/ecrire", json=asked).status_code == 200
    assert [str(one.famille) for one in session.project.projet.blocs[1].savoirs] == expected
