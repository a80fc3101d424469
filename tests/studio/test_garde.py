"""Who is answered: this machine, from our own page; and what the page may do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import mc_builder.studio
from mc_builder.studio.guard import HEADERS, MAX_BODY, Guard
from mc_builder.studio.session import Session

PAGES = Path(mc_builder.studio.__file__).parent / "pages"


def test_the_first_address_gives_a_strict_cookie(etranger: TestClient, garde: Guard) -> None:
    answer = etranger.get(garde.address)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert etranger.get("/").status_code == 200


@pytest.mark.parametrize("address", ["/", "/vue", "/evenements", "/actifs/atelier.js", "/?cle=x"])
def test_nobody_is_answered_without_it(etranger: TestClient, address: str) -> None:
    assert etranger.get(address).status_code == 401


def test_a_wrong_cookie_is_none(etranger: TestClient, garde: Guard) -> None:
    etranger.cookies.set(garde.cookie, garde.secret[:-1])
    assert etranger.get("/vue").status_code == 401


@pytest.mark.parametrize(
    "host", ["exemple.fr", "127.0.0.1", "127.0.0.1:80", "0.0.0.0:8123", "[::1]:8123", ""]
)
def test_a_name_that_leads_here_is_not_ours(client: TestClient, host: str) -> None:
    """DNS rebinding: the browser would send the cookie of that name, and believe it one origin."""
    assert client.get("/vue", headers={"host": host}).status_code == 421


def test_both_names_of_this_machine_are_ours(client: TestClient) -> None:
    assert client.get("/", headers={"host": "localhost:8123"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://exemple.fr"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8124"},
        {"origin": "https://127.0.0.1:8123"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/vue", headers=headers).status_code == 403
    assert client.post("/annuler", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(client: TestClient, kind: str) -> None:
    """A form of another page cannot send it."""
    answer = client.post("/annuler", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415


def test_a_long_body_is_not_read(client: TestClient) -> None:
    answer = client.post("/annuler", json={"x": "a" * MAX_BODY})
    assert answer.status_code == 413


def test_a_body_longer_than_it_says_is_cut(client: TestClient) -> None:
    def parts() -> object:
        yield b'{"x": "'
        for _ in range(9):
            yield b"a" * 2**20
        yield b'"}'

    answer = client.post("/annuler", content=parts(), headers={"content-type": "application/json"})
    assert answer.status_code == 422


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 5000])
def test_data_that_mean_nothing_are_said(client: TestClient, body: bytes) -> None:
    answer = client.post("/annuler", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["message"] == "ces données ne se lisent pas"


def test_every_answer_says_what_the_page_may_do(client: TestClient) -> None:
    for answer in (client.get("/"), client.get("/rien"), client.get("/x", headers={"host": "y"})):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_no_script_and_no_address_but_ours() -> None:
    assert "script-src 'self';" in HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in HEADERS["Content-Security-Policy"]
    for file in PAGES.iterdir():
        text = file.read_text("utf-8")
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)\w", text), file
        assert ".innerHTML" not in text, file
        assert "insertAdjacentHTML" not in text, file
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=", (PAGES / "atelier.html").read_text())


@pytest.mark.parametrize("name", ["..%2Fserver.py", "atelier.py", "%2e%2e%2fguard.py", "", "x.js"])
def test_only_the_files_of_the_page_are_given(client: TestClient, name: str) -> None:
    assert client.get(f"/actifs/{name}").status_code == 404


@pytest.mark.parametrize("name", ["..%2Fdossier%2Fdossier.yaml", "autre.pdf", ".mc-builder"])
def test_only_documents_are_given(client: TestClient, session: Session, name: str) -> None:
    (session.folder / "output").mkdir()
    (session.folder / "output" / "autre.pdf").write_bytes(b"x")
    assert client.get(f"/fichier/{name}").status_code == 404


def test_a_fault_of_ours_is_said_not_shown(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What no check of the data foresaw: one sentence, and no trace of a program."""
    monkeypatch.setattr(Session, "undo", lambda _: 1 / 0)
    answer = client.post("/annuler", json={})
    assert answer.status_code == 500
    assert "défaut de l’atelier (ZeroDivisionError)" in answer.json()["message"]
    assert "Traceback" not in capfd.readouterr().err
