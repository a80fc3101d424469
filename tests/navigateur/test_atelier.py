"""The atelier in Chromium: texts edited where they are read, and nothing that is typed lost."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from atelier_ouvert import Atelier, ouvre, page_ouverte
from ecran_ouvert import Ecran, calme
from playwright.sync_api import Browser, expect
from test_accessibilite import fautes

from ampleur import cas
from mc_builder.project import Project
from outils_externes import RACINE

pytestmark = pytest.mark.lent

CYCLES = RACINE / "tests" / "projets" / "cycles"
POLE, DOSSIER = "referentiels/activites/pole-1.yaml", "dossier/dossier.yaml"
ACTIVITE = "diagnostic:intitule"


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CYCLES, tmp_path / "cycles"))


@pytest.fixture
def adresse(projet: Path) -> Iterator[str]:
    with ouvre(projet) as address:
        yield address


@pytest.fixture(scope="module")
def visite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An atelier for whoever changes nothing: its address and its project."""
    folder = Path(shutil.copytree(CYCLES, tmp_path_factory.mktemp("visite") / "cycles"))
    with ouvre(folder) as address:
        yield address, folder


@pytest.fixture
def atelier(navigateur: Browser, adresse: str, projet: Path) -> Iterator[Atelier]:
    with page_ouverte(navigateur, adresse, projet) as opened:
        opened.aller("referentiel")
        opened.texte(ACTIVITE).wait_for()
        yield opened


def lignes_changees(before: str, after: str) -> list[str]:
    """The lines that differ, as git would show them."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in found if line[0] in "+-" and line[:3] not in ("+++", "---")]


def ecrire(projet: Path, name: str, before: str, after: str) -> None:
    """Change a file as another editor would."""
    text = (projet / name).read_text("utf-8")
    assert before in text
    (projet / name).write_text(text.replace(before, after, 1), "utf-8")


def test_a_text_is_edited_where_it_is_read(atelier: Atelier) -> None:
    before = atelier.lire(POLE)
    box = atelier.ouvrir(ACTIVITE)
    title = box.input_value()
    box.fill("Diagnostic d’un vélo : l’état, le prix")
    atelier.enregistrer()
    expect(atelier.texte(ACTIVITE)).to_have_text("Diagnostic d’un vélo : l’état, le prix")
    changed = lignes_changees(before, atelier.lire(POLE))
    assert len(changed) == 2, changed
    assert title in changed[0]
    project = Project.open(atelier.projet)
    assert project.names["diagnostic"].titre == "Diagnostic d’un vélo : l’état, le prix"
    atelier.page.locator("#annuler").click()
    expect(atelier.texte(ACTIVITE)).to_have_text(title)
    assert atelier.lire(POLE) == before
    atelier.page.locator("#retablir").click()
    expect(atelier.texte(ACTIVITE)).to_have_text("Diagnostic d’un vélo : l’état, le prix")


def test_what_is_typed_stays_when_a_file_changes_elsewhere(atelier: Atelier) -> None:
    box = atelier.ouvrir(ACTIVITE)
    box.fill("Ma phrase en cours")
    ecrire(atelier.projet, "referentiels/blocs/bloc-1.yaml", "intitule: ", "intitule: Autre ")
    expect(atelier.page.locator("#feuille")).to_contain_text("Autre ")
    expect(box).to_have_value("Ma phrase en cours")
    expect(box).to_be_focused()
    atelier.enregistrer()
    assert "Ma phrase en cours" in atelier.lire(POLE)


def test_both_versions_are_shown_when_the_same_text_changed_elsewhere(atelier: Atelier) -> None:
    box = atelier.ouvrir(ACTIVITE)
    title = box.input_value()
    box.fill("La mienne")
    ecrire(atelier.projet, POLE, title, "La leur")
    said = atelier.page.locator(".edition .dit")
    expect(said).to_contain_text("La leur")
    expect(box).to_have_value("La mienne")
    said.get_by_text("Garder le mien").click()
    expect(atelier.texte(ACTIVITE)).to_have_text("La mienne")
    assert "La leur" not in atelier.lire(POLE)


def test_the_other_version_can_be_taken(atelier: Atelier) -> None:
    box = atelier.ouvrir(ACTIVITE)
    title = box.input_value()
    box.fill("La mienne")
    ecrire(atelier.projet, POLE, title, "La leur")
    atelier.page.get_by_text("Prendre l’autre").click()
    expect(box).to_have_value("La leur")
    atelier.page.keyboard.press("Escape")
    assert "La mienne" not in atelier.lire(POLE)


def test_two_tabs_lose_nothing(
    atelier: Atelier, navigateur: Browser, adresse: str, projet: Path
) -> None:
    with page_ouverte(navigateur, adresse, projet) as other:
        other.aller("referentiel")
        typed = other.ouvrir(ACTIVITE)
        typed.fill("Dans le second onglet")
        box = atelier.ouvrir(ACTIVITE)
        box.fill("Dans le premier onglet")
        atelier.enregistrer()
        expect(other.page.locator(".edition .dit")).to_contain_text("Dans le premier onglet")
        expect(typed).to_have_value("Dans le second onglet")
        other.page.get_by_text("Garder le mien").click()
        expect(atelier.texte(ACTIVITE)).to_have_text("Dans le second onglet")


def test_a_text_that_is_gone_keeps_what_is_typed(atelier: Atelier) -> None:
    box = atelier.ouvrir("accueil:intitule")
    box.fill("Je tape encore")
    path = atelier.projet / POLE
    path.rename(path.with_suffix(".txt"))
    expect(atelier.page.locator("#annonce")).not_to_be_empty()
    expect(box).to_have_value("Je tape encore")


def test_a_refusal_is_said_and_the_text_kept(atelier: Atelier) -> None:
    before = atelier.lire(POLE)
    box = atelier.ouvrir(ACTIVITE)
    box.fill("")
    atelier.page.locator(".edition button[type=submit]").click()
    expect(atelier.page.locator(".edition .dit")).not_to_be_empty()
    assert atelier.lire(POLE) == before


def test_the_keyboard_alone(atelier: Atelier) -> None:
    page = atelier.page
    page.evaluate("document.activeElement?.blur()")
    page.locator("#milieu").focus()
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate(
            "document.querySelector('#feuille').shadowRoot.activeElement?.dataset.ref"
        ):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    ref = page.evaluate("document.querySelector('#feuille').shadowRoot.activeElement.dataset.ref")
    page.keyboard.press("Enter")
    box = page.locator(".edition textarea").first
    expect(box).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" au clavier")
    page.keyboard.press("Control+Enter")
    # The text may be seen before the box is closed, where the key undoes what is typed.
    page.locator(".edition").wait_for(state="detached")
    expect(atelier.texte(ref)).to_contain_text("au clavier")
    page.keyboard.press("Control+z")
    expect(atelier.texte(ref)).not_to_contain_text("au clavier")


def test_a_matrix_is_clicked_and_coverage_follows(atelier: Atelier) -> None:
    atelier.aller("matrice-competences")
    page = atelier.page
    page.locator("#onglet-couverture").click()
    full = page.locator("#matrice .etat-entier").first
    full.wait_for()
    row = full.get_attribute("aria-label")
    assert row is not None
    name = row.rpartition(" : ")[0]
    full.focus()
    page.keyboard.press("Delete")
    expect(page.locator(f'[aria-label="{name} : vide"]')).to_be_visible()
    expect(page.locator("#panneau-couverture")).to_contain_text("Moins couvertes")
    page.locator("#annuler").click()
    expect(page.locator(f'[aria-label="{name} : en entier"]')).to_be_visible()
    expect(page.locator("#panneau-couverture")).to_contain_text("n’a pas changé")


def test_a_version_is_saved_compared_and_taken_again(atelier: Atelier) -> None:
    page = atelier.page
    before = atelier.lire(POLE)
    page.locator("#ouvrir-versions").click()
    page.locator("#phrase").fill("Avant l’été")
    page.get_by_text("Enregistrer une version").click()
    expect(page.locator(".versions")).to_contain_text("Avant l’été")
    page.keyboard.press("Escape")
    atelier.ouvrir(ACTIVITE).fill("Après l’été")
    atelier.enregistrer()
    page.locator("#ouvrir-versions").click()
    page.get_by_text("Comparer").first.click()
    page.locator("#dialogue-versions summary").first.click()
    expect(page.locator("#dialogue-versions .plus").last).to_contain_text("Après l’été")
    page.get_by_text("Reprendre ce fichier").click()
    expect(page.locator("#dialogue-versions")).to_contain_text("Rien n’a changé.")
    assert atelier.lire(POLE) == before


def test_a_document_is_built_and_downloaded(atelier: Atelier) -> None:
    page = atelier.page
    page.locator("#ouvrir-construction").click()
    page.locator("input[value=grille]").check()
    page.locator("input[value=docx]").check()
    page.locator("#dialogue-construction button[type=submit]").click()
    link = page.locator("#dialogue-construction a", has_text="grille-criteres.docx")
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


LIEUX = ("note", "matrice-emplois", "couverture", "referentiel", "matrice-evaluation")
FICHES = ("fiche-dossier", "fiche-pole-remise-en-etat")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(navigateur: Browser, visite: tuple[str, Path], scheme: str) -> None:
    with page_ouverte(navigateur, *visite, color_scheme=scheme) as opened:
        page = opened.page
        for where in cas((*FICHES, *LIEUX), 5):
            opened.aller(where)
            calme(page, 300)
            assert fautes(Ecran(page), scheme) == [], where
        for tab in ("couverture", "fiche"):
            page.locator(f"#onglet-{tab}").click()
            assert fautes(Ecran(page), scheme) == [], tab


def _boites(atelier: Atelier) -> Iterator[str]:
    """Each box of the atelier in turn, open: its name."""
    page = atelier.page
    for box in ("retours", "versions", "construction"):
        page.locator(f"#ouvrir-{box}").click()
        yield box
        page.keyboard.press("Escape")
    atelier.aller("fiche-pole-remise-en-etat")
    for name in ("Supprimer…", "Ajouter…", "À compléter…"):
        page.locator("#fiche").get_by_role("button", name=name).first.click()
        yield name
        page.keyboard.press("Escape")
    page.locator("#plan details", has_text="Emplois visés").locator("summary").click()
    page.locator("#plan details[open]").get_by_role("button").first.click()
    yield "Ajouter dans une liste"
    page.keyboard.press("Escape")
    atelier.aller("matrice-emplois")
    cell = page.locator("#matrice td button").first
    for key in ("a", "x"):
        cell.focus()
        page.keyboard.press(key)
        yield f"la touche {key} de la matrice"
        page.keyboard.press("Escape")
    atelier.aller("note")
    atelier.ouvrir("dossier/note/10-origine/1")
    page.locator(".edition").get_by_role("button", name="Insérer").click()
    yield "Insérer"
    page.keyboard.press("Escape")
    page.locator(".edition").get_by_role("button", name="Image…").click()
    yield "Placer une image"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.ample)])
def test_axe_finds_nothing_in_any_box(
    navigateur: Browser, visite: tuple[str, Path], scheme: str
) -> None:
    with page_ouverte(navigateur, *visite, color_scheme=scheme) as opened:
        for box in _boites(opened):
            expect(opened.page.locator("dialog[open]").last).to_be_visible()
            assert fautes(Ecran(opened.page), scheme) == [], box


def test_a_phone_shows_it_without_a_second_scroll(
    navigateur: Browser, visite: tuple[str, Path]
) -> None:
    with page_ouverte(navigateur, *visite, largeur=390) as opened:
        for where in (*LIEUX, "fiche-dossier"):
            opened.aller(where)
            calme(opened.page, 300)
            assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390, where


def test_a_project_that_reads_no_more_says_so_and_comes_back(atelier: Atelier) -> None:
    path = atelier.projet / DOSSIER
    kept = path.read_bytes()
    path.write_bytes(b"diplome: [\n")
    expect(atelier.page.locator("#feuille")).to_contain_text("Le dossier ne se lit plus")
    expect(atelier.page.locator("#panneau-constats")).to_contain_text("dossier/dossier.yaml")
    assert fautes(Ecran(atelier.page)) == []
    path.write_bytes(kept)
    atelier.texte(ACTIVITE).wait_for()


def test_a_matrix_that_begins_says_what_is_missing(atelier: Atelier) -> None:
    shutil.rmtree(atelier.projet / "referentiels" / "emplois")
    atelier.aller("matrice-emplois")
    expect(atelier.page.locator("#matrice")).to_contain_text("Rien à cocher encore")
