"""From a nomenclature of this machine to a job of the dossier, without leaving the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from atelier_ouvert import ouvre, page_ouverte
from playwright.sync_api import Browser, expect

from mc_builder.nomenclatures.store import add, writing
from mc_builder.nomenclatures.store_records import Edition, Entree, Lien

pytestmark = pytest.mark.lent

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
ITEMS = ("Contrôler un cadre", "Conseiller un client ou une cliente", "Tenir une caisse")
#: The first fiche asks for the first two, the second for the last two.
ASKED = (("I1608", "0"), ("I1608", "1"), ("D1212", "1"), ("D1212", "2"))


def kept(store: Path) -> None:
    """Two fiches that share an item."""
    with writing(store) as base:
        items = [Entree("item", str(n), str(n), x, "savoir-faire") for n, x in enumerate(ITEMS)]
        jobs = (
            Entree("fiche", "I1608", "I1608", "Réparateur / Réparatrice de vélos"),
            Entree("fiche", "D1212", "D1212", "Vendeur / Vendeuse de vélos"),
        )
        links = [Lien(code, n) for code, n in ASKED]
        edition = Edition("ROME", "4.61", "", "Licence Ouverte 2.0", "France Travail")
        add(base, edition, (*jobs, *items, *links))


def test_a_job_is_written_from_two_fiches(
    navigateur: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "n.sqlite"
    monkeypatch.setenv("MC_BUILDER_NOMENCLATURES", str(store))
    projet = Path(shutil.copytree(CYCLES, tmp_path / "cycles"))
    with ouvre(projet) as address, page_ouverte(navigateur, address, projet) as atelier:
        page = atelier.page
        page.locator("#plan summary", has_text="Emplois visés").click()
        page.get_by_role("button", name="Depuis une nomenclature…").click()
        box = page.get_by_role("dialog")
        expect(box).to_contain_text("Aucune nomenclature n’est gardée sur cette machine")
        kept(store)  # imported while the page is open
        box.get_by_label("Métier, code ou mots de la fiche").fill("vélos")
        box.get_by_role("button", name="Chercher").click()
        box.get_by_label("I1608").check()
        box.get_by_label("D1212").check()
        expect(box).to_contain_text("Demandé par les deux fiches (1)")
        expect(box).to_contain_text("Propre à D1212 (1)")
        box.get_by_label("Reprendre Tenir une caisse").uncheck()
        box.get_by_label("Intitulé de l’emploi, aux deux genres").fill("Vélociste")
        box.get_by_role("button", name="Écrire l’emploi et ses 2 exigences").click()
        expect(page.locator("#fiche h2")).to_contain_text("Vélociste")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert "Contrôler un cadre" in atelier.lire("referentiels/exigences.yaml")
        assert "Tenir une caisse" in atelier.lire("dossier/fiches/rome-461-d1212.yaml")
        page.get_by_role("button", name="Annuler").click()
        expect(page.locator("#annuler")).to_be_disabled()
        assert not (projet / "dossier/fiches/rome-461-d1212.yaml").exists()
        assert atelier.messages == []
