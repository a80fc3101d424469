"""What may go wrong on a disk, or beside: said in words, and nothing lost or half-written."""

from __future__ import annotations

import asyncio
import errno
import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from mc_builder import writing
from mc_builder.editing import set_value
from mc_builder.project import Project
from mc_builder.studio.guard import Guard
from mc_builder.studio.server import Server
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

POLE = "referentiels/activites/pole-1.yaml"
REF = "diagnostic:intitule"


def ecrire(client: TestClient, texte: str, ref: str = REF, etat: str | None = None) -> Any:
    """What the page is answered when it saves a text."""
    now = client.get("/champ", params={"ref": ref}).json().get("etat")
    asked = {"ref": ref, "etat": etat or now, "texte": texte, "document": "matrice-emplois"}
    return client.post("/champ/ecrire", json=asked)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_disk_that_refuses_is_said_and_the_file_stays(
    client: TestClient, session: Session, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    before = (session.folder / POLE).read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(writing.os, "replace", refuse)
        answer = ecrire(client, "Un autre titre")
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert (session.folder / POLE).read_bytes() == before
    assert session.done == []
    assert ecrire(client, "Un autre titre").status_code == 200
    left = {path.name for path in (session.folder / POLE).parent.iterdir()}
    assert left == {path.name for path in (session.folder / POLE).parent.glob("pole-*.yaml")}


@pytest.mark.parametrize("kind", ["removed", "folder", "binary", "loop"])
def test_a_file_that_is_no_file_any_more(client: TestClient, session: Session, kind: str) -> None:
    file = session.folder / POLE
    etat = client.get("/champ", params={"ref": REF}).json()["etat"]
    file.unlink()
    if kind == "folder":
        file.mkdir()
    elif kind == "binary":
        file.write_bytes(b"\x00\xff" * 99)
    elif kind == "loop":
        file.symlink_to(file)
    for document in ("referentiel", "matrice-competences", "fiche-diagnostic"):
        assert client.get("/vue", params={"document": document}).status_code in {200, 422}
    answer = ecrire(client, "Ce que je tapais", etat=etat)
    assert answer.status_code in {409, 422}
    assert answer.json()["message"].strip()


@pytest.mark.parametrize("data", [b"", b"diplome: [", b"\xff\xfe", b"- liste\n", b"a: 1\n" * 9])
def test_a_main_file_that_reads_no_more(client: TestClient, session: Session, data: bytes) -> None:
    (session.folder / "dossier" / "dossier.yaml").write_bytes(data)
    view = client.get("/vue", params={"document": "referentiel"}).json()
    assert view["constats"], "what is wrong is beside an empty page"
    for path, asked in (
        ("/matrice/ecrire", {"cle": "emplois", "ligne": "x", "colonne": "y", "etat": "1"}),
        ("/objet/ajouter", {"cle": "", "champ": "emplois", "titre": "x"}),
        ("/objet/supprimer", {"cle": "diagnostic"}),
        ("/version", {}),
    ):
        send = client.get if path == "/version" else client.post
        answer = send(path, **({"params": asked} if path == "/version" else {"json": asked}))
        assert answer.status_code == 422, (path, answer.text)
        assert answer.json()["message"].strip(), path
    for path in ("/fiche?cle=diagnostic", "/appels", "/objet/citations?cle=x"):
        assert client.get(path).status_code == 422, path
    # The other files are read and written as ever.
    assert ecrire(client, "Un autre titre").status_code == 200
    assert "Un autre titre" in (session.folder / POLE).read_text("utf-8")


@pytest.mark.lent
def test_two_ateliers_on_one_folder_lose_nothing(session: Session, client: TestClient) -> None:
    guard = Guard(Server(Service(Session(session.folder), lambda: date(2026, 1, 1))).app, 8124)
    other = TestClient(guard, base_url="http://127.0.0.1:8124")
    other.cookies.set(guard.cookie, guard.secret)
    etat = other.get("/champ", params={"ref": REF}).json()["etat"]
    for turn in range(5):
        assert ecrire(client, f"Titre {turn}").status_code == 200
        assert ecrire(other, f"Accueil {turn}", ref="accueil:intitule").status_code == 200
    late = ecrire(other, "Trop tard", etat=etat)
    assert late.status_code == 409
    assert late.json()["conflit"]["texte"] == "Titre 4"
    fresh = Project.open(session.folder)
    assert fresh.names["diagnostic"].titre == "Titre 4"
    assert fresh.names["accueil"].titre == "Accueil 4"


@pytest.mark.lent
@pytest.mark.skipif(sys.platform == "win32", reason="fork")
def test_killed_in_the_middle_of_a_save_the_file_is_whole(projet: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    session = Session(projet)
    long = [f"Titre {n} " + "mot " * 200 for n in range(2)]
    seen: set[bytes] = set()
    for _ in range(20):
        child = os.fork()
        if child == 0:
            turn = 0
            while True:
                with suppress(Exception):
                    text = long[turn % 2]
                    session.change("écrire", lambda now, said=text: set_value(now, REF, said))
                turn += 1
        time.sleep(0.02 + chance.random() * 0.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        data = (projet / POLE).read_bytes()
        assert Project.open(projet).sound
        seen.add(data)
        session.refresh()
    assert len(seen) > 1, "nothing was saved before it was killed"
    shutil.rmtree(projet)


def test_many_pages_are_told_and_leave_nothing_behind(session: Session) -> None:
    class Page:
        gone = False

        async def is_disconnected(self) -> bool:
            return self.gone

    async def flood() -> None:
        server = Server(Service(session, lambda: date(2026, 1, 1)))
        pages = [Page() for _ in range(300)]
        streams = [server._told(page) for page in pages]  # type: ignore[arg-type]
        await asyncio.gather(*(anext(stream) for stream in streams))
        session.tell()
        said = await asyncio.gather(*(anext(stream) for stream in streams))
        assert all(f'"revision": {session.revision}' in one for one in said)
        server.end()
        for stream in streams:
            with pytest.raises(StopAsyncIteration):
                await anext(stream)

    asyncio.run(flood())
    assert not session._listeners
