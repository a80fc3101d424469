"""The site in a browser: nothing for axe to say, a search, no sideways scroll, no script needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from ecran_ouvert import Ouvrir
from playwright.sync_api import Browser
from test_accessibilite import fautes

from ampleur import cas
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making
from mc_builder.documents.site.pages import pages
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from outils_externes import RACINE

pytestmark = pytest.mark.lent

#: A page of each kind.
PAGES = (
    "index",
    "annexe-evaluation",
    "o-bloc-remise-en-etat",
    "o-etablir-diagnostic",
    "o-e1",
    "o-mecanicien-cycles",
    "o-pole-flotte",
    "partie-glossaire",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the cycles, on disk."""
    folder = tmp_path_factory.mktemp("site")
    builder = Builder(Project.open(RACINE / "tests/projets/cycles"))
    made = pages(Making(document_kind("site"), builder, Templates(None, ROOMS)))
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(("largeur", "theme"), [(390, "light"), (1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    ouvrir: Ouvrir, site: Path, largeur: int, theme: str
) -> None:
    # The widths and the colours are those of one sheet: two pages show them as well as eight.
    usual = (largeur, theme) == (1280, "light")
    looked_at = PAGES if usual else cas(PAGES, 2)
    for name in PAGES:
        screen = ouvrir(site / f"{name}.html", largeur=largeur, color_scheme=theme)
        assert name not in looked_at or fautes(screen, theme) == [], name
        wide = screen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= largeur, name
        screen.page.close()


def test_words_are_found_and_lead_to_their_page_by_the_keyboard(ouvrir: Ouvrir, site: Path) -> None:
    page = ouvrir(site / "index.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.locator("#mots").fill("ETABLIR diagnostic vélo")
    shown = page.locator("li[data-mots]:visible")
    assert 0 < shown.count() < page.locator("li[data-mots]").count()
    assert page.locator("#trouve").inner_text().startswith(f"{shown.count()} page")
    assert page.locator("h2:visible").count() < page.locator("h2").count()
    page.locator("#mots").fill("zzz")
    assert page.locator("#trouve").inner_text() == "Aucune page ne contient tous ces mots."
    page.locator("#mots").fill("courroie")
    page.keyboard.press("Enter")
    page.wait_for_url("**/o-*.html")
    assert "courroie" in page.locator("main").inner_text()


def test_all_is_read_without_script(navigateur: Browser, site: Path) -> None:
    context = navigateur.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.locator("li[data-mots]:visible").count() == page.locator("li[data-mots]").count()
    assert not page.locator("#mots").is_visible()
    page.get_by_role("link", name="Établir le diagnostic").first.click()
    assert page.locator("h1").inner_text().startswith("C1.2")
    context.close()


def test_the_frame_of_the_site_is_not_printed(ouvrir: Ouvrir, site: Path) -> None:
    page = ouvrir(site / "o-e1.html").page
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert not page.locator(".voisines").is_visible()
    assert page.locator("h1").is_visible()
