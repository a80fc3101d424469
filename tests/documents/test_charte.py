"""The colours, typefaces, sizes and margins of a house reach every document that it makes."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from PIL import Image

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import ROOMS, document_kind
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.writers.style import paper

CYCLES = Path(__file__).parents[1] / "projets" / "cycles"
#: Colours and typefaces that nothing else has.
CHARTE = """\
couleurs:
  principale: "#0b5a2c"
  pale: "#e9f6ee"
  vive: "#7a0b5e"
  gris: "#4a4b11"
  filet: "#c3b1e1"
polices: {pdf: Marqueur Papier, word: Marqueur Word, ecran: Marqueur Écran}
tailles: {tableau: [7.7, 8.5], titre-1: 27}
marges: {page: [31, 30, 29, 28], word: [33, 32, 31, 30]}
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def making(tmp_path_factory: pytest.TempPathFactory) -> Making:
    projet = shutil.copytree(CYCLES, tmp_path_factory.mktemp("charte") / "cycles")
    (projet / "templates").mkdir(exist_ok=True)
    (projet / "templates" / "charte.yaml").write_text(CHARTE, "utf-8")
    builder = Builder(Project.open(projet))
    return Making(document_kind("couverture"), builder, Templates(projet, ROOMS))


@pytest.fixture(scope="module")
def word(making: Making) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(making.make("docx").data))


def test_the_sheet_of_the_pdf(making: Making) -> None:
    sheet = paper(making.document.charte)
    for said in ("--couleur: #0b5a2c;", "--couleur-vive: #7a0b5e;", "--filet: #c3b1e1;"):
        assert said in sheet
    assert '--police: "Marqueur Papier";' in sheet
    assert "--taille-tableau: 7.7pt;" in sheet
    assert "--marges-page: 31mm 30mm 29mm 28mm;" in sheet
    assert "%230b5a2c" in sheet  # the discs of the statuses


@pytest.mark.lent
def test_the_pdf(making: Making) -> None:
    import pypdfium2  # noqa: PLC0415

    read = pypdfium2.PdfDocument(making.make("pdf").data)
    painted = read[0].render(scale=1).to_pil().convert("RGB")
    assert (0x0B, 0x5A, 0x2C) in {colour for _, colour in painted.getcolors(10**6)}


def test_the_styles_of_word(word: zipfile.ZipFile) -> None:
    styles = etree.fromstring(word.read("word/styles.xml"))
    fonts = {e.get(f"{W}ascii") for e in styles.iter(f"{W}rFonts")}
    assert "Marqueur Word" in fonts
    assert "Calibri" not in fonts
    [heading] = styles.xpath("//w:style[@w:styleId='Heading1']", namespaces={"w": W[1:-1]})
    assert heading.find(f".//{W}color").get(f"{W}val") == "0B5A2C"
    assert heading.find(f".//{W}sz").get(f"{W}val") == "54"
    colours = {e.get(f"{W}val") for e in styles.iter(f"{W}color")}
    assert {"7A0B5E", "4A4B11"} <= colours
    assert "E9F6EE" in {e.get(f"{W}fill") for e in styles.iter(f"{W}shd")}


def test_the_text_and_the_pages_of_word(word: zipfile.ZipFile) -> None:
    text = etree.fromstring(word.read("word/document.xml"))
    grounds = {e.get(f"{W}fill") for e in text.iter(f"{W}shd")}
    assert grounds == {"E9F6EE"}
    assert "Marqueur Word" in word.read("word/fontTable.xml").decode()
    margins = next(text.iter(f"{W}pgMar"))
    sides = [round(int(margins.get(f"{W}{side}")) / 56.7) for side in ("top", "right", "left")]
    assert sides == [33, 32, 30]


def test_the_charts(making: Making) -> None:
    making = Making(document_kind("note"), making.builder, making.templates)
    word = zipfile.ZipFile(io.BytesIO(making.make("docx").data))
    pictures = [image.page[1] for image in making.document.images.values()]
    assert pictures
    for picture in pictures:
        assert b"font-family=\"'Marqueur Papier'\"" in picture
        assert b'width="152mm"' in picture
        assert set(re.findall(rb'<text[^>]*fill="(#\w+)"', picture)) <= {
            b"#1f2933", b"#4a4b11", b"#ffffff",
        }  # fmt: skip
    media = [name for name in word.namelist() if name.startswith("word/media/")]
    painted = [Image.open(io.BytesIO(word.read(name))).convert("RGB") for name in media]
    colours = [{colour for _, colour in one.getcolors(10**6)} for one in painted]
    assert any((0x0B, 0x5A, 0x2C) in seen for seen in colours)
    assert not any((0x1F, 0x3A, 0x5F) in seen for seen in colours)


def test_the_workbook(making: Making) -> None:
    book = openpyxl.load_workbook(io.BytesIO(making.make("xlsx").data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.font.name for cell in cells} == {"Marqueur Word"}
    assert "FF0B5A2C" in {cell.fill.fgColor.rgb for cell in cells}
    assert "FFC3B1E1" in {cell.border.left.color.rgb for cell in cells if cell.border.left.color}


@pytest.mark.parametrize("key", ["couverture", "grille"])
def test_the_pages(making: Making, key: str) -> None:
    kind = document_kind(key)
    page = Making(kind, making.builder, making.templates).make("html").data.decode()
    assert "--accent: #0b5a2c;" in page
    assert '--police: "Marqueur Écran";' in page
    assert "#1f3a5f" not in page
