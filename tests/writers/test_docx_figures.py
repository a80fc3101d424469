"""Figures: a chart as a picture with its words, a caption that Word counts, a list of figures."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx_reading import DATE, NS, Package, document, reference, style, text

from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.page.tree import Document, Image
from mc_builder.writers.docx.writer import write_docx

DESSIN = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MARKUP = """<section class="chapitre">
<figure><figcaption>Effectifs</figcaption><img src="graphique:effectifs" alt="Barres : « 12 »."/>
</figure><p class="source">Source</p>
<figure><img src="graphique:effectifs" alt="La même."/><figcaption>Encore</figcaption></figure>
<nav class="liste-figures"/></section>"""


@pytest.fixture(scope="module")
def package() -> Package:
    chart = Diagramme(
        nom="effectifs",
        forme="barres",
        titre="Effectifs",
        lignes=("2019",),
        series=(Serie("", (Valeur(12.0, "12"),)),),
        unite="personnes",
        date="2019",
        perimetre="France",
        source="essai",
    )
    tree = document(MARKUP)
    bare = Document(tree.name, tree.root, {"effectifs": Image(chart)})
    return Package(write_docx(bare, reference(), date=DATE))


def test_a_picture_has_its_words_and_its_size(package: Package) -> None:
    found = package.find("//*[local-name()='docPr']")
    assert [e.get("descr") for e in found] == ["Barres : « 12 ».", "La même."]
    assert [e.get("id") for e in found] == ["1", "2"]
    extent = package.find("//*[local-name()='extent']")[0]
    assert int(extent.get("cx")) == 160 * 36_000
    assert int(extent.get("cy")) > 0


def test_it_is_drawn_once_at_300_dots_to_the_inch(package: Package) -> None:
    from PIL import Image as Picture  # noqa: PLC0415

    media = [n for n in package.names() if n.startswith("word/media/")]
    assert len(media) == 1
    with zipfile.ZipFile(io.BytesIO(package.content)) as files:
        picture = Picture.open(io.BytesIO(files.read(media[0])))
    assert abs(picture.width / (160 / 25.4) - 300) < 2


def test_picture_and_caption_stay_together(package: Package) -> None:
    found = [
        (style(p), text(p), bool(p.xpath("w:pPr/w:keepNext", namespaces=NS)))
        for p in package.find("//w:body/w:p")
    ]
    assert found[:5] == [
        ("Caption", "Figure\u00a01 – Effectifs", True),
        ("MCFigure", "", False),
        ("MCSource", "Source", False),
        ("MCFigure", "", True),
        ("Caption", "Figure\u00a02 – Encore", False),
    ]
    codes = [code.strip() for code in package.find("//w:instrText/text()")]
    assert codes.count("SEQ Figure \\* ARABIC") == 2
    assert 'TOC \\h \\z \\c "Figure"' in codes
    entries = [text(p) for p in package.find("//w:p[w:hyperlink]")]
    assert entries == ["Figure\u00a01 – Effectifs", "Figure\u00a02 – Encore"]
