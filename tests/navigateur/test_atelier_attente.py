"""The atelier in Chromium when answers come late: only the last question of a place is answered."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from atelier_ouvert import DELAI, Atelier, ouvre, page_ouverte
from ecran_ouvert import calme
from playwright.sync_api import Browser, Route, expect
from test_atelier_nomenclatures import kept

pytestmark = pytest.mark.lent

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
EMPLOI = "referentiels/emplois/10-mecanicien-cycles.yaml"
POLE = "referentiels/activites/pole-1.yaml"


@pytest.fixture
def atelier(
    navigateur: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Atelier]:
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(tmp_path / "n.sqlite"))
    kept(tmp_path / "n.sqlite")
    projet = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    with ouvre(projet) as address, page_ouverte(navigateur, address, projet) as opened:
        opened.aller("referentiel")
        opened.texte("diagnostic:intitule").wait_for()
        yield opened


class Retenue:
    """What is asked with these words in its address, held until it is let go."""

    def __init__(self, atelier: Atelier, mots: str) -> None:
        self.page = atelier.page
        self.held: list[Route] = []
        self.page.route(lambda url: mots in unquote(url), self._hold, times=1)

    def _hold(self, route: Route) -> None:
        self.held.append(route)

    def attendre(self) -> None:
        """Wait until it is asked."""
        for _ in range(DELAI // 20):
            if self.held:
                return
            self.page.wait_for_timeout(20)
        pytest.fail("never asked")

    def refuser(self) -> None:
        """Answer that there is no such thing."""
        self._answer(
            lambda route: route.fulfill(status=404, json={"message": "Il n’y a rien de tel."})
        )

    def laisser(self) -> None:
        """Let it be answered, and the page do what it does of the answer."""
        self._answer(lambda route: route.continue_())

    def _answer(self, how: Callable[[Route], None]) -> None:
        request = self.held[0].request
        with self.page.expect_event("requestfinished", lambda done: done == request):
            how(self.held[0])
        calme(self.page, 100)


@pytest.mark.parametrize("answer", [Retenue.laisser, Retenue.refuser])
def test_a_sheet_stays_when_that_of_another_object_comes_late(
    atelier: Atelier, answer: Callable[[Retenue], None]
) -> None:
    late = Retenue(atelier, "/fiche?cle=pole-remise-en-etat")
    atelier.aller("fiche-pole-remise-en-etat")
    late.attendre()
    atelier.aller("fiche-pole-flotte")
    sheet = atelier.page.locator("#fiche")
    expect(sheet).to_have_attribute("data-cle", "pole-flotte")
    words = sheet.inner_text()
    answer(late)
    expect(sheet).to_have_attribute("data-cle", "pole-flotte")
    assert sheet.inner_text() == words


def test_the_text_that_was_chosen_last_stays_open(atelier: Atelier) -> None:
    late = Retenue(atelier, "/champ?ref=diagnostic:intitule")
    atelier.texte("diagnostic:intitule").click()
    late.attendre()
    box = atelier.ouvrir("accueil:intitule")
    box.fill("Accueil des vélos")
    late.laisser()
    expect(box).to_have_value("Accueil des vélos")
    expect(atelier.page.locator(".edition")).to_have_count(1)
    atelier.enregistrer()
    assert "Accueil des vélos" in atelier.lire(POLE)


def test_a_field_that_changes_twice_is_no_conflict(atelier: Atelier) -> None:
    atelier.aller("fiche-mecanicien-cycles")
    late = Retenue(atelier, "/champ/ecrire")
    choice = atelier.page.locator('#fiche [data-champ="acces"] select')
    # The arrows of the keyboard choose at each key.
    choice.select_option("apres-experience")
    late.attendre()
    choice.select_option("premiere-insertion")
    with atelier.page.expect_response(
        lambda answer: '"texte":"premiere-insertion"' in (answer.request.post_data or "")
    ) as second:
        late.laisser()
    assert second.value.ok, second.value.text()
    assert "acces: premiere-insertion" in atelier.lire(EMPLOI)


def test_the_last_search_of_a_nomenclature_is_shown(atelier: Atelier) -> None:
    page = atelier.page
    page.locator("#plan summary", has_text="Emplois visés").click()
    page.get_by_role("button", name="Depuis une nomenclature…").click()
    box = page.get_by_role("dialog")
    words, search = box.get_by_label("Métier, code ou mots"), box.get_by_role("button").first
    late = Retenue(atelier, "/nomenclatures?mots=Vendeur")
    words.fill("Vendeur")
    search.click()
    late.attendre()
    words.fill("Réparateur")
    search.click()
    expect(box.get_by_label("I1608")).to_be_visible()
    late.laisser()
    expect(box.get_by_label("D1212")).to_have_count(0)
    # A fiche that is ticked no more is not compared, however late what it asks for comes.
    late = Retenue(atelier, "/nomenclatures/fiches")
    box.get_by_label("I1608").check()
    late.attendre()
    box.get_by_label("I1608").uncheck()
    late.laisser()
    expect(box.get_by_text("Ce que demande")).to_have_count(0)
