"""A small project that is open in the atelier, and what a browser would send it."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from mc_builder.project import Project
from mc_builder.source.tree import Folder
from mc_builder.studio.guard import Guard
from mc_builder.studio.server import Server
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
PORT = 8123


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    """A copy of the cycles, that may be written."""
    return Path(shutil.copytree(CYCLES, tmp_path / "cycles"))


@cache
def lu() -> Project:
    """The cycles, read once for all the tests: a copy is then opened as one that is read again."""
    return Project.open(Folder(CYCLES))


@pytest.fixture
def session(projet: Path) -> Session:
    """The project, open."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Project, "open", lu().reopened)
        return Session(projet)


@pytest.fixture
def garde(session: Session) -> Guard:
    """The application behind its guard."""
    return Guard(Server(Service(session, lambda: date(2026, 1, 1))).app, PORT)


@pytest.fixture
def etranger(garde: Guard) -> TestClient:
    """Who has not opened the first address."""
    return TestClient(garde, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False)


@pytest.fixture
def client(garde: Guard, etranger: TestClient) -> TestClient:
    """Who has."""
    etranger.cookies.set(garde.cookie, garde.secret)
    return etranger
