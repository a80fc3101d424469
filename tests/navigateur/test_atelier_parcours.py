"""From « mc-builder nouveau » to a dossier whose coverage is clean, without opening a file."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from atelier_ouvert import Atelier, lance, page_ouverte
from playwright.sync_api import Browser, Locator, expect

from mc_builder.project import Project

pytestmark = pytest.mark.lent

QUESTIONS = {
    "--type": "CS",
    "--intitule": "Cuisine de rue",
    "--niveau": "3",
    "--etape": "elaboration",
    "--demandeur": "Branche de la restauration",
    "--nature": "creation",
}


class Redaction:
    """What somebody does on the page, by the words that are read there."""

    def __init__(self, atelier: Atelier) -> None:
        self.atelier, self.page = atelier, atelier.page

    def fiche(self, cle: str) -> Locator:
        """Go to a sheet by its entry in the address; the field by its words is in there."""
        self.page.evaluate(f"location.hash = '#fiche-{cle}'")
        sheet = self.page.locator("#fiche")
        expect(sheet.locator("h2")).to_be_visible()
        expect(sheet).to_have_attribute("data-cle", cle)
        return sheet

    def champ(self, cle: str, champ: str, valeur: str) -> None:
        """Type or choose in a field of a sheet, and leave it."""
        box = self.fiche(cle).locator(f'[data-champ="{champ}"]')
        if not box.locator("textarea, select, input").count():
            box.get_by_text("Ajouter une ligne").click()
        control = box.locator("textarea, select, input").first
        if control.evaluate("e => e.localName") == "select":
            self.enregistre(lambda: control.select_option(label=valeur))
        else:
            control.fill(valeur)
            self.enregistre(control.blur)

    def enregistre(self, geste: Callable[[], object]) -> None:
        """Do what saves a field, and wait until it is."""
        with self.page.expect_response(lambda answer: "/champ/ecrire" in answer.url) as answer:
            geste()
        assert answer.value.ok, answer.value.text()

    def plan(self, groupe: str) -> Locator:
        """A group of the plan, open."""
        found = self.page.locator("#plan details").filter(
            has=self.page.locator("summary", has_text=re.compile(rf"^{groupe} \("))
        )
        if not found.evaluate("e => e.open"):
            found.locator("summary").click()
        return found

    def ajouter(self, bouton: Locator, titre: str, **choix: str) -> str:
        """« Ajouter… », a title, the answers that may not wait; the identity of what came of it."""
        before = self.page.url
        bouton.click()
        box = self.page.locator("dialog[open]")
        if titre:
            box.get_by_label("Intitulé", exact=True).fill(titre)
        for question, answer in choix.items():
            box.get_by_label(question.replace("_", " "), exact=True).select_option(label=answer)
        box.get_by_role("button", name="Ajouter").click()
        self.page.wait_for_url(lambda url: url != before)
        return self.page.url.partition("#fiche-")[2]

    def ajouter_dans(self, cle: str, champ: str, titre: str, **choix: str) -> str:
        """The same, in a list of an object."""
        add = self.fiche(cle).locator(f'[data-champ="{champ}"] > button')
        return self.ajouter(add, titre, **choix)

    def supprimer(self, cle: str) -> None:
        """Delete an object, once what cites it was said."""
        self.fiche(cle).get_by_role("button", name="Supprimer…").click()
        self.page.locator("dialog[open]").get_by_role("button", name="Supprimer").click()
        self.page.wait_for_url(lambda url: not url.endswith(f"#fiche-{cle}"))

    def case(self, matrice: str, ligne: str, colonne: str, touche: str) -> None:
        """Write a cell of a matrix, by the words of its row and of its column."""
        self.atelier.aller(f"matrice-{matrice}")
        label = re.compile(f"{re.escape(ligne)}.*{re.escape(colonne)}")
        cell = self.page.locator("#matrice td button").and_(self.page.get_by_label(label)).first
        cell.focus()
        before = cell.get_attribute("aria-label")
        assert before is not None
        self.page.keyboard.press(touche)
        expect(cell).not_to_have_attribute("aria-label", before)


#: How many clicks it takes beside what is typed, and what counts them.
CLICS = 70
COMPTE = """window.clics = 0;
addEventListener("click", (e) => { if (e.isTrusted) window.clics += 1; }, true)"""
COUVERT = "pleinement couvertes"
TITRES = {
    "emploi-1": "Cuisinier de rue",
    "exigence-1": "Préparer un plat devant la clientèle",
    "pole-1": "Cuisine",
    "activite-1-1": "Préparation d’un plat",
    "bloc-1": "Cuisiner devant la clientèle",
    "competence-1-1": "Préparer un plat",
    "partie-1-1": "Service d’un plat",
}


def test_from_nothing_to_a_clean_coverage(navigateur: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "cuisine"
    asked = [word for pair in QUESTIONS.items() for word in pair]
    command = [sys.executable, "-m", "mc_builder", "nouveau", str(folder), *asked]
    subprocess.run(command, check=True, capture_output=True)
    with lance(folder) as (address, _), page_ouverte(navigateur, address, folder) as atelier:
        atelier.page.evaluate(COMPTE)
        _ecrire(Redaction(atelier))
        clicks = atelier.page.evaluate("clics")
        _rendre(atelier)
    project = Project.open(folder)
    assert project.sound
    assert not [d for d in project.findings(date.today()) if d.code.startswith("COV")]
    note = (folder / "dossier/note/10-origine.md").read_text("utf-8")
    assert note == "# Origine de la demande\n\nLa branche demande **ce diplôme**.\n"
    assert clicks <= CLICS, f"{clicks} clicks"
    assert (folder / "output/referentiel.docx").is_file()


def _ecrire(redaction: Redaction) -> None:
    # What is left to do comes first; what is only to know is folded.
    groups = redaction.page.locator("#panneau-constats details:not(.dans-fichiers)")
    expect(groups).to_have_count(2)
    expect(groups.first).to_have_attribute("open", "")
    expect(groups.last).not_to_have_attribute("open", "")
    # The note first: its sections are begun, each waits for its words.
    redaction.atelier.aller("note")
    origine = "dossier/note/10-origine/1"
    redaction.atelier.ouvrir(f"{origine}/manque-1").fill("La branche demande **ce diplôme**.")
    redaction.atelier.enregistrer()
    expect(redaction.atelier.texte(origine)).to_have_text("La branche demande ce diplôme.")
    # What was begun for two pôles is brought back to one: each deletion says what cites it.
    for cle in ("e2", "u2", "bloc-2", "pole-2"):
        redaction.supprimer(cle)
    for cle in ("activite-1-2", "competence-1-2"):
        redaction.supprimer(cle)
    for cle, titre in TITRES.items():
        redaction.champ(cle, "intitule", titre)
    redaction.champ("dossier/diplome", "duree", "1 an")
    plan = redaction.plan
    cuisine, chef = (
        "emploi-1",
        redaction.ajouter(
            plan("Emplois visés").get_by_role("button", name="Ajouter…"),
            "Chef de camion",
            Accès="après une première expérience",
        ),
    )
    hygiene = redaction.ajouter(
        plan("Exigences").get_by_role("button"),
        "Connaître les règles d’hygiène",
        Nature="savoir",
    )
    assert {cuisine, chef, hygiene}
    redaction.ajouter_dans("activite-1-1", "taches", "Cuisson minute")
    redaction.ajouter_dans("competence-1-1", "indicateurs", "La cuisson est celle qui est demandée")
    redaction.ajouter_dans("bloc-1", "savoirs", "Hygiène")
    redaction.ajouter_dans("dossier", "methode", "")
    for exigence in ("Préparer", "Connaître"):
        for emploi in ("Cuisinier", "Chef"):
            redaction.case("emplois", exigence, emploi, "3")
    redaction.case("activites", "Préparer", "Préparation", " ")
    redaction.case("savoirs", "Connaître", "Hygiène", " ")
    redaction.case("evaluation", "cuisson est celle", "Service", " ")
    redaction.page.locator("#onglet-couverture").click()
    expect(redaction.page.locator("#panneau-couverture .phrase")).to_contain_text(COUVERT)
    # What is left is written where it is read.
    redaction.atelier.aller("referentiel")
    redaction.atelier.ouvrir("pole-1:responsabilite").fill("La personne répond de ses cuissons.")
    redaction.atelier.enregistrer()
    expect(redaction.page.locator("#feuille")).to_contain_text("ses cuissons")


def _rendre(atelier: Atelier) -> None:
    """Save it all as a version, spoil a text, take it back, compare, build and download."""
    page = atelier.page
    boxes = {name: page.locator(f"#dialogue-{name}") for name in ("versions", "construction")}
    page.locator("#ouvrir-versions").click()
    page.locator("#phrase").fill("Le dossier est complet")
    boxes["versions"].get_by_role("button", name="Enregistrer une version").click()
    expect(boxes["versions"].locator(".versions")).to_contain_text("Le dossier est complet")
    page.keyboard.press("Escape")
    atelier.ouvrir("activite-1-1:intitule").fill("Autre chose")
    atelier.enregistrer()
    page.locator("#ouvrir-versions").click()
    boxes["versions"].get_by_role("button", name="Comparer").first.click()
    expect(boxes["versions"]).to_contain_text("Autre chose")
    page.keyboard.press("Escape")
    page.locator("#annuler").click()
    expect(atelier.texte("activite-1-1:intitule")).to_have_text("Préparation d’un plat")
    page.locator("#ouvrir-versions").click()
    boxes["versions"].get_by_role("button", name="Comparer").first.click()
    expect(boxes["versions"]).to_contain_text("Rien n’a changé.")
    page.keyboard.press("Escape")
    page.locator("#ouvrir-construction").click()
    page.locator("input[value=referentiel]").check()
    page.locator("input[value=docx]").check()
    boxes["construction"].locator("button[type=submit]").first.click()
    link = boxes["construction"].locator("a", has_text="referentiel.docx")
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
