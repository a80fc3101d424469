"""Files that came back, in the atelier: dropped, judged, applied as one step that is undone."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from starlette.testclient import TestClient

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.production.imprimes import keep, kept
from mc_builder.studio.session import Session

AVANT = "Les ateliers ont cherché"
POLE = "referentiels/activites/pole-remise-en-etat.yaml"
BESOINS = "dossier/note/20-besoins.md"


@pytest.fixture
def rendu(session: Session) -> Callable[..., str]:
    """The note as Word would give it back, some words typed in the place of others."""
    kind = next(kind for kind in DOCUMENTS if kind.key == "note")
    data = Making(kind, Builder(session.project)).make("docx").data

    def make(**typed: str) -> str:
        document = docx.Document(io.BytesIO(data))
        for text in document.element.body.iter(qn("w:t")):
            for before, after in typed.items():
                text.text = (text.text or "").replace(before.replace("_", " "), after)
        buffer = io.BytesIO()
        document.save(buffer)
        return base64.b64encode(buffer.getvalue()).decode()

    return make


def drop(client: TestClient, content: str, name: str = "retour.docx") -> dict[str, Any]:
    answer = client.post("/retours/deposer", json={"nom": name, "contenu": content})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_was_typed_is_shown_applied_and_undone(
    client: TestClient, session: Session, rendu: Callable[..., str]
) -> None:
    before = session.project.files.read(BESOINS)
    shown = drop(client, rendu(ateliers_ont_cherché="ateliers du pays cherchent"))
    [change] = shown["modifications"]
    assert (change["etat"], change["ref"]) == ("à appliquer", "dossier/note/20-besoins/1")
    assert {"sort": "ajoute", "texte": "du pays cherchent"} in change["mots"]
    assert session.project.files.read(BESOINS) == before
    asked = {"choisies": {change["numero"]: None}, "document": "note"}
    done = client.post("/retours/appliquer", json=asked).json()
    assert done["refus"] == []
    assert [one["etat"] for one in done["retours"]["modifications"]] == ["déjà fait"]
    written = (session.folder / BESOINS).read_text("utf-8")
    assert 'Les ateliers du pays cherchent {{ chiffre("recrutements-2023") }}' in written
    client.post("/annuler", json={"document": "note"})
    assert (session.folder / BESOINS).read_bytes() == before


def test_other_words_may_be_typed_in_their_place(
    client: TestClient, session: Session, rendu: Callable[..., str]
) -> None:
    [change] = drop(client, rendu(ateliers_ont_cherché="ateliers cherchaient"))["modifications"]
    words = change["apres"].replace("cherchaient", "demandaient")
    asked = {"choisies": {change["numero"]: words}, "document": "note"}
    assert client.post("/retours/appliquer", json=asked).status_code == 200
    written = (session.folder / BESOINS).read_text("utf-8")
    assert 'Les ateliers demandaient {{ chiffre("recrutements-2023") }}' in written


def test_a_conflict_shows_the_three_texts(
    client: TestClient, session: Session, rendu: Callable[..., str]
) -> None:
    content = rendu(ateliers_ont_cherché="ateliers cherchaient")
    path = session.folder / BESOINS
    path.write_text(path.read_text("utf-8").replace("ont cherché", "cherchent"), "utf-8")
    client.get("/vue", params={"document": "note"})
    [change] = drop(client, content)["modifications"]
    assert change["etat"] == "en conflit"
    assert "ont cherché" in change["avant"]
    assert "cherchaient" in change["apres"]
    assert "cherchent" in change["projet"]
    asked = {"choisies": {change["numero"]: None}, "document": "note"}
    assert client.post("/retours/appliquer", json=asked).status_code == 422


@pytest.mark.parametrize("content", ["", "rien", base64.b64encode(b"PK\x03\x04abc").decode()])
def test_what_is_no_file_of_ours_is_said(client: TestClient, content: str) -> None:
    for name in ("a.docx", "a.xlsx", "a.pdf"):
        answer = client.post("/retours/deposer", json={"nom": name, "contenu": content})
        assert answer.status_code == 422
        assert answer.json()["message"]


def test_a_file_is_put_aside(client: TestClient, rendu: Callable[..., str]) -> None:
    drop(client, rendu(ateliers_ont_cherché="ateliers cherchaient"))
    after = client.post("/retours/oublier", json={"nom": "retour.docx"}).json()
    assert after == {"fichiers": [], "modifications": [], "commentaires": []}


def test_a_file_that_lost_what_it_kept_is_compared_with_what_was_built(
    client: TestClient, session: Session, rendu: Callable[..., str]
) -> None:
    whole = base64.b64decode(rendu())
    output = session.folder / "output"
    (output / ".mc-builder").mkdir(parents=True, exist_ok=True)
    keep(output, whole)
    assert list(kept(output))
    typed = base64.b64decode(rendu(ateliers_ont_cherché="ateliers cherchent"))
    shown = drop(client, base64.b64encode(_bare(typed)).decode())
    assert [one["sur"] for one in shown["fichiers"]] == [False]
    assert "dossier/note/20-besoins/1" in {one["ref"] for one in shown["modifications"]}


def _bare(data: bytes) -> bytes:
    """A Word file as a copy and paste leaves it: without bookmarks nor parts of ours."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, re.sub(rb"<w:bookmark[^>]*/>", b"", old.read(name)))
    return buffer.getvalue()
