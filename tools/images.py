"""Take the pictures of the pages again: three documents, the atelier at work, a returned file.

.venv/bin/mc-builder build && .venv/bin/python tools/images.py

It needs `pdftoppm`, `pdftotext` (poppler-utils) and Chromium, as the tests do.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from docx.text.paragraph import Paragraph
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests" / "navigateur"), str(ROOT / "tests")]
from atelier_ouvert import lance, page_ouverte  # noqa: E402 (its folder is none of ours)

IMAGES = ROOT / "docs" / "images"
#: The picture, its document, words that stand on the page that it shows.
PAGES = (
    ("page-note", "note-opportunite", "Figure 2 – "),
    ("page-referentiel", "referentiel", "1.3.1 Sauvegarde et mise"),
    ("page-couverture", "rapport-couverture", "Ce qui demande attention"),
)
RESOLUTION = 70
#: The project of the returned file, what was typed in it, and what was said of it.
CYCLES = ROOT / "tests" / "projets" / "cycles"
RETOUCHES = (
    ("Diagnostic de l’état d’un vélo", "Diagnostic de l’état d’un vélo ou d’une trottinette", ""),
    ("La demande est notée", "La demande est écrite", "Sur une fiche, ou dans le logiciel ?"),
    ("Enregistrement du dépôt", "Enregistrement du dépôt et remise d’un reçu", ""),
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What is open in the atelier: a document, and the text that is being typed.
DOCUMENT, TEXTE = "referentiel", "publication-contenus:intitule"


def page_with(pdf: Path, words: str) -> int:
    """The number of the last page that says these words: the first ones are contents."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603
    found = [n for n, page in enumerate(said.split("\f"), 1) if words in page]
    if not found:
        raise SystemExit(f"{pdf.name}: no page says « {words} »")
    return found[-1]


def picture_of_page(name: str, document: str, words: str) -> None:
    """A page of a built document."""
    pdf = ROOT / "output" / f"{document}.pdf"
    page = str(page_with(pdf, words))
    there = IMAGES / name
    options = ["-r", str(RESOLUTION), "-f", page, "-l", page, "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *options, str(pdf), str(there)], check=True)  # noqa: S603, S607
    lighter(there.with_suffix(".png"))


def picture_of_atelier() -> None:
    """The atelier, a text of the référentiel open, the coverage beside it."""
    chromium = shutil.which("chromium")
    with sync_playwright() as play, lance(ROOT) as (address, _):
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with page_ouverte(browser, address, ROOT) as atelier:
            atelier.page.set_viewport_size({"width": 1360, "height": 760})
            atelier.aller(DOCUMENT)
            atelier.page.locator("#onglet-couverture").click()
            atelier.ouvrir(TEXTE)
            box = atelier.page.locator(".edition")
            box.evaluate("e => e.scrollIntoView({block: 'center'})")
            atelier.page.wait_for_timeout(1000)
            atelier.page.screenshot(path=IMAGES / "atelier.png")
        browser.close()
    lighter(IMAGES / "atelier.png")


def returned(projet: Path) -> Path:
    """A référentiel as a colleague gives it back: words typed otherwise, a comment."""
    command = [sys.executable, "-m", "mc_builder", "-C", str(projet), "build", "referentiel"]
    subprocess.run([*command, "--format", "docx"], check=True)  # noqa: S603
    word = docx.Document(str(projet / "output" / "referentiel.docx"))
    runs = [r for p in word.element.body.iter(f"{W}p") for r in Paragraph(p, word.part).runs]
    for old, new, said in RETOUCHES:
        run = next(r for r in runs if old in r.text)
        run.text = run.text.replace(old, new)
        if said:
            word.add_comment([run], said, author="Inspection")
    file = projet.parent / "referentiel-relu.docx"
    word.save(str(file))
    return file


def picture_of_returned() -> None:
    """What the atelier says of a file that came back."""
    chromium = shutil.which("chromium")
    with TemporaryDirectory() as folder:
        projet = Path(folder) / "cycles"
        shutil.copytree(CYCLES, projet)
        file = returned(projet)
        with sync_playwright() as play, lance(projet) as (address, _):
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            with page_ouverte(browser, address, projet, locale="fr-FR") as atelier:
                atelier.page.set_viewport_size({"width": 1100, "height": 940})
                atelier.page.locator("#ouvrir-retours").click()
                atelier.page.locator("#fichiers-rendus").set_input_files(file)
                atelier.page.locator(".retour").first.wait_for()
                atelier.page.wait_for_timeout(500)
                atelier.page.screenshot(path=IMAGES / "fichiers-rendus.png")
            browser.close()
    lighter(IMAGES / "fichiers-rendus.png")


def lighter(path: Path) -> None:
    """The same picture in a few colours: the repository keeps each of them for ever."""
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(64)
    small.save(path, optimize=True)


if __name__ == "__main__":
    for each in PAGES:
        picture_of_page(*each)
    picture_of_atelier()
    picture_of_returned()
