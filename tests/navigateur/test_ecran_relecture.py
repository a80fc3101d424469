"""The coverage page as a reviewer works with it: search, remarks given back, a filtered print."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from ecran_ouvert import Ouvrir, Rapport, calme
from pypdf import PdfReader

pytestmark = pytest.mark.lent

EXIGENCE = "x-o-controler-freinage"


@pytest.mark.parametrize("largeur", [390, 1280])
def test_the_search_is_on_the_first_screen(
    ouvrir: Ouvrir, depot_ecran: Rapport, largeur: int
) -> None:
    box = ouvrir(depot_ecran, largeur=largeur).page.locator("#texte").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 600


def test_the_first_answers_are_links(ouvrir: Ouvrir, cycles_ecran: Rapport) -> None:
    screen = ouvrir(cycles_ecran)
    screen.choisir(texte="freinage")
    links = screen.page.locator(".trouves a")
    assert 0 < links.count() <= 6
    assert "exigence" in screen.page.locator(".trouve").inner_text()
    links.first.click()
    calme(screen.page)
    assert screen.page.locator(".exigence[open]").count() == 1
    screen.choisir(texte="zzz")
    assert links.count() == 0
    assert "Aucune" in screen.page.locator(".trouve").inner_text()


def test_an_acronym_is_found_by_what_it_means(ouvrir: Ouvrir, depot_ecran: Rapport) -> None:
    screen = ouvrir(depot_ecran)
    screen.choisir(texte="RGPD")
    assert "Règlement général" in screen.page.locator(".sens").inner_text()
    assert any("données personnelles" in title for title in screen.visibles())
    screen.choisir(texte="cms")
    found = screen.visibles()
    assert any("gestion de contenus" in title for title in found)
    assert len(found) < depot_ecran.builder.project.coverage.total.toutes / 2


def test_a_unit_is_found(ouvrir: Ouvrir, depot_ecran: Rapport) -> None:
    screen = ouvrir(depot_ecran)
    every = depot_ecran.builder.project.coverage.total.toutes
    screen.choisir(texte="U2")
    found = screen.visibles()
    assert 0 < len(found) < every / 2
    first = screen.page.locator(".exigence:visible").first.text_content() or ""
    assert "(unité U2)" in _flat(first)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_code_finds_what_it_assesses_and_nothing_else(
    ouvrir: Ouvrir, depot_ecran: Rapport, number: int
) -> None:
    """Each bloc is one unit and one épreuve: « E2 », « U2 » and the filter answer the same.

    The trails, which look like a requirement and are not links, are not read.
    """
    screen = ouvrir(depot_ecran)
    bloc = depot_ecran.builder.names[depot_ecran.builder.projet.blocs[number - 1].cle]
    screen.page.locator("select[name=bloc]").select_option(str(number))
    calme(screen.page)
    wanted = screen.visibles()
    assert wanted, bloc
    screen.page.locator("button[name=effacer]").click()
    for code in (f"E{number}", f"U{number}"):
        screen.choisir(texte=code)
        assert screen.visibles() == wanted


def test_a_word_is_found_in_the_plural(ouvrir: Ouvrir, depot_ecran: Rapport) -> None:
    screen = ouvrir(depot_ecran)
    screen.choisir(texte="requête")
    one = screen.visibles()
    screen.choisir(texte="requêtes")
    assert screen.visibles() == one != []


def test_remarks_are_kept_and_given_back(ouvrir: Ouvrir, cycles_ecran: Rapport) -> None:
    page = ouvrir(cycles_ecran, f"#{EXIGENCE}").page
    record = page.locator(f"#{EXIGENCE}")
    record.get_by_role("button", name="Noter une remarque").click()
    record.locator("textarea").fill("<b>À revoir</b>\nEncore")
    page.locator(".generale textarea").fill("Bien lu.")
    calme(page, 400)
    assert page.locator(".vers-remarques").inner_text() == "Remarques (2)"
    page.reload()  # they are still there
    page.locator(f"#{EXIGENCE}.notee[open] textarea").wait_for()
    assert page.locator(f"#{EXIGENCE} textarea").input_value() == "<b>À revoir</b>\nEncore"
    assert page.locator(".notees b").count() == 0
    with page.expect_download() as download:
        page.locator("button[name=telecharger]").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert download.value.suggested_filename == "remarques-couverture.txt"
    assert "1. Sur l’ensemble\n   Bien lu." in text
    assert "[controler-freinage, referentiels/exigences.yaml:" in text
    assert "   <b>À revoir</b>\n   Encore" in text
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("button[name=vider]").click()
    calme(page, 400)
    assert page.locator(".notees li").count() == 0
    assert page.locator("button[name=telecharger]").is_disabled()


def test_what_cannot_be_copied_is_shown(ouvrir: Ouvrir, cycles_ecran: Rapport) -> None:
    page = ouvrir(cycles_ecran).page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.locator(".generale textarea").fill("Bien lu.")
    calme(page, 400)
    page.locator("button[name=copier]").click()
    page.locator(".a-copier textarea").wait_for()
    assert "Bien lu." in page.locator(".a-copier textarea").input_value()


def test_no_remark_without_script(ouvrir: Ouvrir, cycles_ecran: Rapport) -> None:
    page = ouvrir(cycles_ecran, java_script_enabled=False).page
    assert not page.locator("#remarques").is_visible()
    assert not page.locator("#texte").is_visible()


def test_a_filtered_page_prints_what_is_filtered(ouvrir: Ouvrir, cycles_ecran: Rapport) -> None:
    screen = ouvrir(cycles_ecran)
    whole = _printed(screen.page.pdf())
    screen.choisir(statut="Lacunes")
    some = _printed(screen.page.pdf())
    assert "Filtre : statut « Lacunes »" in some
    shown = screen.visibles()
    hidden = set(screen.page.locator(".exigence > summary .intitule").all_text_contents())
    hidden -= set(shown)
    for title in shown:
        assert _flat(title) in some
    for title in hidden:
        assert _flat(title) not in some
        assert _flat(title) in whole
    assert "Définitions" not in some


def test_printing_opens_no_place_of_a_file(ouvrir: Ouvrir, cycles_ecran: Rapport) -> None:
    assert ".yaml" not in _printed(ouvrir(cycles_ecran).page.pdf())


def _printed(data: bytes) -> str:
    return _flat(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def _flat(text: str) -> str:
    return " ".join(text.split())
