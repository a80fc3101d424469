"""Prose in the browser: a section that begins, a paste from Word, a table that changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from atelier_ouvert import Atelier, ouvre, page_ouverte
from playwright.sync_api import Browser, expect

from outils_externes import RACINE

pytestmark = pytest.mark.lent

CYCLES = RACINE / "tests" / "projets" / "cycles"
IMAGE = RACINE / "docs" / "images" / "fichiers-rendus.png"
WORD = RACINE / "tests" / "studio" / "presse_papiers" / "word.html"
ORIGINE = "dossier/note/10-origine"
FICHIER = f"{ORIGINE}.md"
TABLEAU = (
    "# Origine\n\nAvant.\n\n| Atelier | Effectif |\n| --- | --- |\n| Nord | 12 |\n| Sud | 3 |\n"
)
#: What a browser does when somebody pastes.
COLLE = """(boite, html) => {
  const donnees = new DataTransfer();
  donnees.setData("text/html", html);
  donnees.setData("text/plain", "le texte seul");
  boite.dispatchEvent(new ClipboardEvent("paste", { clipboardData: donnees, cancelable: true }));
}"""


@pytest.fixture
def atelier(navigateur: Browser, tmp_path: Path) -> Iterator[Atelier]:
    folder = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    with ouvre(folder) as address, page_ouverte(navigateur, address, folder) as opened:
        opened.aller("note")
        yield opened


def test_what_comes_from_word_is_clean_and_what_is_left_is_said(atelier: Atelier) -> None:
    (atelier.projet / FICHIER).write_text("# Origine\n\nÀ remplacer.\n", "utf-8")
    expect(atelier.texte(f"{ORIGINE}/1")).to_have_text("À remplacer.")
    box = atelier.ouvrir(f"{ORIGINE}/1")
    box.select_text()
    box.evaluate(COLLE, WORD.read_text("utf-8"))
    expect(atelier.page.locator("#annonce")).to_have_text(
        "Laissé de côté : les suppressions suivies et les commentaires."
    )
    assert "- les ateliers indépendants" in box.input_value()
    atelier.enregistrer()
    shown = atelier.page.locator("#feuille")
    expect(shown.locator("li", has_text="de ville").last).to_be_visible()
    expect(shown.locator("td", has_text="3 200").first).to_be_visible()
    expect(shown).not_to_contain_text("Ne pas publier")
    assert "mso-" not in atelier.lire(FICHIER)


def test_a_gap_is_an_empty_box_where_one_types(atelier: Atelier) -> None:
    (atelier.projet / FICHIER).write_text('# Origine\n\n{{ a_completer("Qui ?") }}\n', "utf-8")
    box = atelier.ouvrir(f"{ORIGINE}/1/manque-1")
    expect(box).to_have_value("")
    expect(atelier.page.locator(".edition .attend")).to_have_text("À compléter : Qui ?")
    box.fill("La branche.")
    atelier.enregistrer()
    assert atelier.lire(FICHIER) == "# Origine\n\nLa branche.\n"
    # Put to complete again, from the same box.
    atelier.ouvrir(f"{ORIGINE}/1")
    atelier.page.locator(".edition").get_by_role("button", name="À compléter…").click()
    atelier.page.get_by_label("Ce qui manque").fill("Leur accord")
    atelier.page.locator(".edition").get_by_text("Mettre à compléter").click()
    expect(atelier.texte(f"{ORIGINE}/1/manque-1")).to_be_visible()
    assert '{{ a_completer("Leur accord") }}' in atelier.lire(FICHIER)


def test_rows_and_columns_come_and_go(atelier: Atelier) -> None:
    (atelier.projet / FICHIER).write_text(TABLEAU, "utf-8")
    # The text that was there has as many blocks: the table is waited for by its words.
    expect(atelier.page.locator("#feuille")).to_contain_text("Effectif")
    for number, deed, left in (
        (4, "Retirer la ligne", "| Sud | 3 |"),
        (4, "Ajouter une colonne à droite", "Case à remplir."),
        (3, "Retirer la colonne", "| Atelier |"),
    ):
        expect(atelier.texte(f"{ORIGINE}/{number}")).to_be_visible()
        atelier.ouvrir(f"{ORIGINE}/{number}")
        atelier.page.locator(".edition summary").click()
        with atelier.page.expect_response(lambda answer: "/tableau/" in answer.url) as answer:
            atelier.page.get_by_role("button", name=deed).click()
        assert answer.value.ok, answer.value.text()
        assert left in atelier.lire(FICHIER)
    for _ in range(3):
        with atelier.page.expect_response(lambda answer: "/annuler" in answer.url):
            atelier.page.locator("#annuler").click()
    assert atelier.lire(FICHIER) == TABLEAU


def test_what_is_inserted_is_seen_first(atelier: Atelier) -> None:
    box = atelier.ouvrir(f"{ORIGINE}/1")
    page = atelier.page
    page.locator(".edition").get_by_role("button", name="Insérer").click()
    dialog = page.locator("dialog[open]")
    chosen = dialog.locator("option").first
    dialog.locator("select").select_option(index=0)
    shown = chosen.get_attribute("data-apercu")
    assert shown
    expect(dialog.get_by_role("status")).to_have_text(shown)
    dialog.get_by_role("button", name="Insérer").click()
    assert "{{ chiffre(" in box.input_value()


def test_a_picture_of_this_computer_is_placed(atelier: Atelier) -> None:
    box = atelier.ouvrir(f"{ORIGINE}/1")
    page = atelier.page
    page.locator(".edition").get_by_role("button", name="Image…").click()
    dialog = page.locator("dialog[open]").last
    dialog.locator("input[type=file]").set_input_files(WORD)
    for name, text in (("Légende", "Ce qui est rendu"), ("Crédit", "La branche"), ("Texte", "Vue")):
        dialog.get_by_label(name).fill(text)
    dialog.get_by_role("button", name="Placer").click()
    # Refused, the box opens again as it was.
    expect(dialog.get_by_role("alert")).to_contain_text("n’est pas une image")
    expect(dialog.get_by_label("Légende")).to_have_value("Ce qui est rendu")
    dialog.locator("input[type=file]").set_input_files(IMAGE)
    dialog.get_by_role("button", name="Placer").click()
    expect(box).to_have_value(re.compile(r'\{\{ image\("fichiers-rendus.png", legende="Ce qui'))
    atelier.enregistrer()
    expect(page.locator("#feuille").get_by_role("img", name="Vue")).to_be_visible()
