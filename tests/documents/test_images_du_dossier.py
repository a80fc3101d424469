"""A picture of the dossier is the same figure in both documents: number, caption, credit, words."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import docx as python_docx
import pytest
from documents_essayes import DATE, DOSSIERS
from pdf_conforme import fautes, verapdf
from pdf_structure_lue import read
from PIL import Image

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.loading import load
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document
from mc_builder.project import Project
from mc_builder.source.tree import Folder
from mc_builder.writers.docx.writer import write_docx
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf.writer import write_pdf

NOTE = """# Des images

Voir {{ image("Une photo.jpg") }}.

{{ image("Une photo.jpg", legende="Un atelier", credit="Fédération, 2019", texte="Vu de près") }}

{{ image("carte.png", legende="Les ateliers", credit="IGN, 2019.", texte="Une carte") }}

{{ image("plan.svg", legende="Le plan", credit="Essai", texte="Trois postes") }}
"""
PLAN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80" width="200" height="80">
<rect width="200" height="80" fill="#145a32"/></svg>"""
VERT = (20, 90, 50)


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("images") / "projet"
    shutil.copytree(DOSSIERS["cycles"], folder)
    images = folder / "dossier" / "images"
    images.mkdir()
    Image.linear_gradient("L").resize((1500, 900)).convert("RGB").save(images / "Une photo.jpg")
    Image.radial_gradient("L").convert("RGBA").save(images / "carte.png")
    (images / "plan.svg").write_text(PLAN, "utf-8")
    (folder / "dossier" / "note" / "35-images.md").write_text(NOTE, "utf-8")
    loaded = load(Folder(folder))
    assert [d for d in loaded.diagnostics if "images" in d.span.path] == []
    builder = Builder(Project(loaded))
    return Making(document_kind("note"), builder, Templates(folder)).document


@pytest.fixture(scope="module")
def pdf(note: Document) -> bytes:
    return write_pdf(note, house_sheet(Templates())).data


@pytest.fixture(scope="module")
def docx(note: Document) -> bytes:
    return write_docx(note, Templates().file("reference.docx").read_bytes(), date=DATE)


def test_they_are_numbered_and_called(note: Document) -> None:
    captions = ["".join(c.itertext()) for c in note.root.iter("figcaption")]
    assert captions[1:4] == [
        "Figure\xa02 – Un atelier",
        "Figure\xa03 – Les ateliers",
        "Figure\xa04 – Le plan",
    ]
    assert "Voir figure\xa02." in "".join(map(str, note.root.itertext()))


@pytest.mark.lent
def test_in_the_pdf(pdf: bytes, tmp_path: Path) -> None:
    figures = [e for e in read(pdf).walk() if e.role == "Figure"]
    assert [e.alternative for e in figures][1:4] == ["Vu de près", "Une carte", "Trois postes"]
    assert fautes(pdf, tmp_path) == []


def test_in_word(docx: bytes) -> None:
    word = python_docx.Document(io.BytesIO(docx))
    shapes = list(word.inline_shapes)[1:4]
    described = [s._inline.docPr.get("descr") for s in shapes]
    assert described == ["Vu de près", "Une carte", "Trois postes"]
    widths = [round(shape.width.mm) for shape in shapes]
    assert widths == [160, 68, 53]
    texts = [p.text for p in word.paragraphs]
    for number, (caption, credit) in enumerate(
        [("Un atelier", "Fédération, 2019"), ("Les ateliers", "IGN, 2019"), ("Le plan", "Essai")], 2
    ):
        at = texts.index(f"Figure\xa0{number} – {caption}")
        assert f"Crédit : {credit}." in " ".join(texts[at : at + 3]).replace("\xa0", " ")


def test_a_drawing_is_points_in_word(docx: bytes) -> None:
    word = python_docx.Document(io.BytesIO(docx))
    blip = list(word.inline_shapes)[3]._inline.graphic.graphicData.pic.blipFill.blip
    picture = Image.open(io.BytesIO(word.part.related_parts[blip.embed].blob))
    assert picture.format == "PNG"
    assert picture.width == pytest.approx(53 / 25.4 * 300, rel=0.02)
    assert picture.convert("RGB").getpixel((20, 20)) == VERT


def test_the_same_bytes_twice(note: Document, docx: bytes) -> None:
    again = write_docx(note, Templates().file("reference.docx").read_bytes(), date=DATE)
    assert again == docx


@pytest.mark.ample  # page-validation finds nothing, at each run
def test_verapdf_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    assert verapdf({"images": pdf}, tmp_path) == {"images": []}
