"""Where the focus is: never lost by an edit, and never carried from one sheet to another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from atelier_ouvert import Atelier, ouvre, page_ouverte
from playwright.sync_api import Browser, Locator, expect

from outils_externes import RACINE

pytestmark = pytest.mark.lent

CYCLES = RACINE / "tests" / "projets" / "cycles"


@pytest.fixture
def atelier(navigateur: Browser, tmp_path: Path) -> Iterator[Atelier]:
    folder = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    with ouvre(folder) as address, page_ouverte(navigateur, address, folder) as opened:
        yield opened


def fiche(atelier: Atelier, cle: str) -> Locator:
    atelier.page.evaluate(f"location.hash = '#fiche-{cle}'")
    sheet = atelier.page.locator("#fiche")
    expect(sheet).to_have_attribute("data-cle", cle)
    return sheet


def test_it_stays_on_the_gesture_that_was_made(atelier: Atelier) -> None:
    button = fiche(atelier, "diagnostic").get_by_role("button", name="Descendre")
    button.focus()
    with atelier.page.expect_response(lambda answer: "/objet/descendre" in answer.url):
        atelier.page.keyboard.press("Enter")
    expect(atelier.page.locator("#annuler")).to_be_enabled()
    expect(button).to_be_focused()


@pytest.mark.parametrize("name", ["Supprimer…", "Ajouter…"])
def test_a_box_gives_it_back(atelier: Atelier, name: str) -> None:
    button = fiche(atelier, "diagnostic").get_by_role("button", name=name).first
    button.focus()
    atelier.page.keyboard.press("Enter")
    expect(atelier.page.locator("dialog[open]")).to_be_visible()
    atelier.page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_field_of_one_sheet_is_not_kept_in_another(atelier: Atelier) -> None:
    field = '[data-champ="intitule"] textarea'
    first = fiche(atelier, "diagnostic").locator(field)
    title = first.input_value()
    first.focus()
    second = fiche(atelier, "accueil").locator(field)
    assert second.input_value() != title
    second.fill("Un autre accueil")
    with atelier.page.expect_response(lambda answer: "/champ/ecrire" in answer.url):
        second.blur()
    pole = atelier.lire("referentiels/activites/pole-1.yaml")
    assert title in pole
    assert "Un autre accueil" in pole


def test_undo_gives_it_to_the_document_when_nothing_is_left_to_undo(atelier: Atelier) -> None:
    fiche(atelier, "diagnostic").get_by_role("button", name="Descendre").click()
    undo = atelier.page.locator("#annuler")
    expect(undo).to_be_enabled()
    assert "descendre" in str(undo.get_attribute("title"))
    undo.focus()
    atelier.page.keyboard.press("Enter")
    expect(undo).to_be_disabled()
    expect(atelier.page.locator("#milieu")).to_be_focused()


def test_many_findings_are_filtered(atelier: Atelier) -> None:
    bloc = atelier.projet / "referentiels" / "blocs" / "bloc-1.yaml"
    said = bloc.read_text("utf-8")
    bloc.write_text(said + "".join(f"erreur-{n}: {n}\n" for n in range(15)), "utf-8")
    panel = atelier.page.locator("#panneau-constats")
    expect(panel.locator(".constats li")).to_have_count(15)
    panel.get_by_label("Filtrer les constats").fill("ERREUR-12")
    expect(panel.locator(".constats li")).to_have_count(1)
    panel.get_by_label("Filtrer les constats").fill("rien de tel")
    expect(panel).to_contain_text("Aucun constat ne contient ces mots.")
