"""The server from its command to its last answer, and the builds that it starts."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ligne_de_commande import Lance
from mc_builder.commands import atelier as command
from mc_builder.studio import construction as building
from mc_builder.studio import running
from mc_builder.studio.construction import Construction
from mc_builder.writing import OutputProblem


def wait(condition: Any) -> None:
    """Until it holds, ten seconds at most."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_command_says_the_address(
    projet: Path, lance: Lance, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(command, "serve", lambda *args: args[-1]("http://127.0.0.1:1/?cle=x"))
    monkeypatch.setattr(command.webbrowser, "open", opened.append)
    result = lance("-C", projet, "atelier")
    assert result.code == 0
    assert "http://127.0.0.1:1/?cle=x" in result.erreurs
    assert opened == ["http://127.0.0.1:1/?cle=x"]
    assert lance("-C", projet, "atelier", "--sans-navigateur").code == 0
    assert len(opened) == 1


def test_a_port_that_is_taken_is_said(projet: Path, lance: Lance) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        result = lance("-C", projet, "atelier", "--sans-navigateur", "--port", port)
    assert result.code == 2
    assert f"le port {port} n’est pas libre" in result.erreurs


def test_the_server_answers_follows_the_files_and_stops(
    projet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers: list[Any] = []
    real = running._Running

    class Kept(real):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            servers.append(self)

    monkeypatch.setattr(running, "_Running", Kept)
    addresses: list[str] = []
    taken = running.bound(0)
    thread = threading.Thread(
        target=running.serve,
        args=(projet, taken, lambda: date(2026, 1, 1), lambda: None, addresses.append),
        daemon=True,
    )
    thread.start()
    wait(lambda: addresses)
    jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    assert b"<title>Atelier" in jar.open(addresses[0], timeout=10).read()
    origin = addresses[0].partition("/?")[0]
    events = jar.open(f"{origin}/evenements", timeout=10)
    assert b'"revision": 1' in events.readline()
    file = projet / "dossier" / "dossier.yaml"
    file.write_bytes(file.read_bytes() + b"# plus tard\n")
    events.readline()
    assert b'"revision": 2' in events.readline()
    for name in ("charte.css", "feuille.css", "actifs/atelier.css", "construction", "versions"):
        assert jar.open(f"{origin}/{name}", timeout=10).status == 200
    servers[0].should_exit = True
    thread.join(10)
    assert not thread.is_alive()
    taken.close()


def test_a_build_says_its_lines_and_can_be_stopped(
    projet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = ["import time; print('un', flush=True)"]
    real = subprocess.Popen

    def popen(command: list[str], **options: Any) -> Any:
        assert command[-2:] == ["note", "--format=docx"]
        return real([sys.executable, "-c", script[0]], **options)

    monkeypatch.setattr(building.subprocess, "Popen", popen)
    told: list[int] = []
    build = Construction(projet, lambda: told.append(1))
    build.cancel()  # nothing goes on
    build.start(["note"], ["docx"], draft=False)
    wait(lambda: not build.running)
    assert (build.lines, build.code) == (["un"], 0)
    assert told
    script[0] += "; time.sleep(60)"
    build.start(["note"], ["docx"], draft=False)
    with pytest.raises(OutputProblem, match="déjà en cours"):
        build.start([], [], draft=True)
    wait(lambda: build.lines)
    build.cancel()
    wait(lambda: not build.running)
    assert build.code != 0


def test_the_documents_that_are_there_are_listed(projet: Path) -> None:
    assert building.files(projet) == []
    (projet / "output").mkdir()
    (projet / "output" / "grille-criteres.pdf").write_bytes(b"%PDF")
    (projet / "output" / "autre.pdf").write_bytes(b"%PDF")
    assert [file["nom"] for file in building.files(projet)] == ["grille-criteres.pdf"]
    assert building.file(projet, "autre.pdf") is None
    assert building.file(projet, "grille-criteres.pdf") == projet / "output" / "grille-criteres.pdf"
