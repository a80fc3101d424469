"""axe-core finds nothing to say of the coverage page; it does of a fault put there on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from ecran_ouvert import Ecran, Ouvrir, Rapport

from ampleur import cas

pytestmark = pytest.mark.lent

REGLES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}

#: What alone another scheme of colours may change.
COULEURS = {**REGLES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


def fautes(screen: Ecran, theme: str = "light") -> list[str]:
    """What axe-core finds, each with the first element that it is about."""
    rules = COULEURS if theme == "dark" else REGLES
    found: list[dict[str, Any]] = Axe().run(screen.page, options=rules).response["violations"]
    return [f"{v['id']}: {v['help']} {v['nodes'][0]['html'][:200]}" for v in found]


def tout_ouvrir(screen: Ecran) -> None:
    screen.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


#: Theme, width, whether all is open: each value of each, once all is open; then all of them.
VUES = [
    ("light", 1280, False),
    ("light", 1280, True),
    ("light", 390, True),
    ("dark", 1280, True),
    ("dark", 390, True),
    ("light", 390, False),
    ("dark", 1280, False),
    ("dark", 390, False),
]


@pytest.mark.parametrize(("theme", "largeur", "ouvert"), cas(VUES, 4))
def test_axe_finds_nothing(
    ouvrir: Ouvrir, cycles_ecran: Rapport, theme: str, largeur: int, *, ouvert: bool
) -> None:
    screen = ouvrir(cycles_ecran, largeur=largeur, color_scheme=theme)
    if ouvert:
        tout_ouvrir(screen)
    assert fautes(screen, theme) == []


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.ample)])
def test_axe_finds_nothing_in_the_repository(
    ouvrir: Ouvrir, depot_ecran: Rapport, theme: str
) -> None:
    # Opened whole, that page keeps axe busy for minutes: one record of each kind is enough.
    screen = ouvrir(depot_ecran, color_scheme=theme)
    for kind in (".exigence", ".exigence:not([data-lacune])", ".emploi", ".competence"):
        screen.page.locator(f"{kind} > summary").first.click()
    screen.page.locator("table.matrice td").first.click()
    assert fautes(screen, theme) == []


def test_axe_finds_nothing_without_script(
    ouvrir: Ouvrir, cycles_ecran: Rapport, tmp_path: Path
) -> None:
    # Chromium runs nothing at all when scripts are off, axe included: the page loses its own.
    bare = tmp_path / "sans-script.html"
    bare.write_text(cycles_ecran.fichier.read_text("utf-8").split("<script>")[0], "utf-8")
    assert fautes(ouvrir(bare)) == []


@pytest.mark.parametrize(
    ("avant", "apres", "regle"),
    [
        ("<footer>", '<footer><img src="data:,">', "image-alt"),
        ("<footer>", "<footer><h6>Titre</h6>", "heading-order"),
        ("--discret: #52606d", "--discret: #b0bac5", "color-contrast"),
    ],
)
def test_axe_finds_a_fault_put_there(
    ouvrir: Ouvrir, cycles_ecran: Rapport, tmp_path: Path, avant: str, apres: str, regle: str
) -> None:
    faulty = Path(shutil.copy(cycles_ecran.fichier, tmp_path))
    text = faulty.read_text("utf-8")
    assert avant in text
    # The policy would refuse a style that is not the page's: the test is about axe.
    text = text.replace("Content-Security-Policy", "X-Sans-Objet").replace(avant, apres)
    faulty.write_text(text, "utf-8")
    assert any(f.startswith(regle) for f in fautes(ouvrir(faulty)))
