"""The coverage page in Debian's Chromium: no network, every request and every message kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ecran_ouvert import Ecran, Ouvrir, Rapport, page_de
from playwright.sync_api import Browser, sync_playwright

from outils_externes import RACINE, programme

CYCLES = RACINE / "tests" / "projets" / "cycles"

#: What is taken out of the cycles so that every status is there: file → (text, instead).
LACUNES = {
    # « décrite »: no competence takes up the accueil any more.
    "referentiels/blocs/bloc-1.yaml": ("mobilise: [accueil]", "mobilise: [intervention]"),
    # « traduite »: no part assesses the competence about stocks.
    "referentiels/evaluation.yaml": (
        "{competence: suivre-stock}",
        "{competence: entretenir-flotte}",
    ),
}


@pytest.fixture(scope="session")
def cycles_ecran(tmp_path_factory: pytest.TempPathFactory) -> Rapport:
    """The page of the cycles, with gaps of every kind."""
    folder = tmp_path_factory.mktemp("ecran")
    projet = Path(shutil.copytree(CYCLES, folder / "cycles"))
    for name, (before, after) in LACUNES.items():
        text = (projet / name).read_text("utf-8")
        assert before in text
        (projet / name).write_text(text.replace(before, after), "utf-8")
    fichier = folder / "rapport-couverture.html"
    return Rapport(fichier, page_de(projet, fichier))


@pytest.fixture(scope="session")
def depot_ecran(tmp_path_factory: pytest.TempPathFactory) -> Rapport:
    """The page of the repository's own dossier."""
    fichier = tmp_path_factory.mktemp("ecran") / "rapport-couverture.html"
    return Rapport(fichier, page_de(RACINE, fichier))


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    """One Chromium for all the tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programme("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture
def ouvrir(navigateur: Browser) -> Iterator[Ouvrir]:
    """Open a page offline: ``ouvrir(rapport, "#fragment", largeur=390, color_scheme="dark")``."""
    opened: list[tuple[Any, Ecran]] = []

    def make(
        rapport: Rapport | Path, fragment: str = "", *, largeur: int = 1280, **options: Any
    ) -> Ecran:
        url = rapport.as_uri() if isinstance(rapport, Path) else rapport.url
        context = navigateur.new_context(
            offline=True, viewport={"width": largeur, "height": 900}, **options
        )
        page = context.new_page()
        screen = Ecran(page)
        page.on("request", lambda request: screen.requetes.append(request.url))
        page.on("console", lambda message: screen.messages.append(message.text))
        page.on("pageerror", lambda error: screen.messages.append(str(error)))
        opened.append((context, screen))
        page.goto(url + fragment)
        return screen

    yield make
    for context, _ in opened:
        context.close()
    # Whatever a test did, nothing left the page and nothing went wrong in it.
    for _, screen in opened:
        assert [u for u in screen.requetes if not u.startswith(("file:", "data:"))] == []
        assert screen.messages == []
