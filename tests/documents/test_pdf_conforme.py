"""Every PDF is PDF/UA-1 and PDF/A-3a, and is read in the order of its tree.

Two validators, so that none is believed alone; both are seen to fail on seeded faults.
"""

from __future__ import annotations

import copy
import io
from dataclasses import replace
from pathlib import Path

import pytest
from documents_essayes import CLES, DOSSIERS, EN_PDF, Arbre, Ecrit
from pdf_conforme import fautes, verapdf
from pdf_structure_lue import Element, attendu, lu, read
from pypdf import PdfReader
from test_parite import lire_echantillon

from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document
from mc_builder.source.images import SVG, data_uri
from mc_builder.writers import markup
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf import writer
from mc_builder.writers.pdf.writer import PieceJointe, write_pdf

TOUS = [(dossier, cle) for dossier in DOSSIERS for cle in CLES]


@pytest.fixture(scope="module")
def style() -> str:
    return house_sheet(Templates())


def echantillon() -> Document:
    """The sample of the whole vocabulary."""
    return lire_echantillon()


@pytest.fixture(scope="module")
def ecrit(style: str) -> bytes:
    return write_pdf(echantillon(), style).data


def pareil(data: bytes, document: Document) -> None:
    """The tags say what the tree says, section by section, in order."""
    sections = read(data).kids
    assert len(sections) == len(document.root)
    for shown, section in zip(sections, document.root, strict=True):
        assert isinstance(shown, Element)
        assert lu(shown) == attendu(section)


# On the sample, at each run.


@pytest.mark.lent
def test_the_sample_breaks_no_rule(ecrit: bytes, tmp_path: Path) -> None:
    assert fautes(ecrit, tmp_path) == []


@pytest.mark.lent
def test_the_sample_is_read_in_order(ecrit: bytes) -> None:
    pareil(ecrit, echantillon())


@pytest.mark.lent
def test_the_order_of_reading_is_compared(ecrit: bytes) -> None:
    document = echantillon()
    quotation = next(document.root.iter("blockquote"))
    quotation.addprevious(quotation.getnext())
    with pytest.raises(AssertionError):
        pareil(ecrit, document)


@pytest.mark.lent
def test_one_element_is_one_tag(ecrit: bytes) -> None:
    """A table over three pages is one table, with one head; running heads are no tags."""
    found = [element.role for element in read(ecrit).walk()]
    root = echantillon().root
    for role, tag in (("Table", "table"), ("THead", "thead"), ("TR", "tr"), ("TH", "th")):
        assert found.count(role) == len(list(root.iter(tag))), role
    assert found.count("Note") == found.count("Reference") - found.count("TOCI") == 1
    assert "Projet" not in read(ecrit).text.split("Un «")[1]


@pytest.mark.lent
def test_cells_answer_to_their_headings(ecrit: bytes) -> None:
    table = next(e for e in read(ecrit).walk() if e.role == "Table")
    names = {e.identity: e.text for e in table.walk() if e.role == "TH"}
    cell = next(e for e in table.walk() if e.role == "TD" and e.text == "c")
    assert [names[str(h)] for h in cell.attributes["/Headers"]] == ["B", "b1"]
    spanned = next(e for e in table.walk() if e.role == "TD" and "deux rangées" in e.text)
    assert spanned.attributes["/RowSpan"] == 2


def sans_alternative(document: Document, style: str) -> str:
    return markup.page(document, style).replace('alt="autonomie 2 sur 3"', "")


def titre_saute(document: Document) -> Document:
    root = copy.deepcopy(document.root)
    next(root.iter("h2")).tag = "h3"
    return replace(document, root=root)


SOURCE = "intitule: Essai « é »\n".encode()


@pytest.fixture(scope="module")
def semes(style: str) -> dict[str, bytes]:
    """The sample with a source attached, and as it would be with one fault or the other."""
    attached = [PieceJointe("dossier/dossier.yaml", SOURCE)]
    whole = write_pdf(echantillon(), style, attached).data
    skipped = write_pdf(titre_saute(echantillon()), style).data
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(writer, "page", sans_alternative)
        mute = write_pdf(echantillon(), style).data
    return {"titre-saute": skipped, "sans-alternative": mute, "echantillon": whole}


@pytest.mark.lent
def test_page_validation_sees_seeded_faults_and_no_other(
    semes: dict[str, bytes], tmp_path: Path
) -> None:
    found = {name: bool(fautes(data, tmp_path)) for name, data in semes.items()}
    assert found == {"titre-saute": True, "sans-alternative": True, "echantillon": False}


@pytest.mark.lent
def test_a_logo_is_decoration(style: str, tmp_path: Path) -> None:
    """It has no words, so that it is no tag: the documents stay conforming with it."""
    logo = (
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
    )
    house = f'{style} :root {{ --logo: url("{data_uri(SVG, logo)}"); }}'
    written = write_pdf(echantillon(), house).data
    assert fautes(written, tmp_path) == []
    pareil(written, echantillon())


@pytest.mark.lent
def test_sources_are_attached(semes: dict[str, bytes]) -> None:
    read_back = PdfReader(io.BytesIO(semes["echantillon"]))
    assert read_back.attachments == {"dossier/dossier.yaml": [SOURCE]}
    (filespec,) = read_back.trailer["/Root"]["/AF"]
    assert filespec.get_object()["/AFRelationship"] == "/Source"


# On every document.


@pytest.mark.lent
@pytest.mark.parametrize(("dossier", "cle"), EN_PDF)
def test_a_document_breaks_no_rule(pdf: Ecrit, tmp_path: Path, dossier: str, cle: str) -> None:
    assert fautes(pdf(dossier, cle), tmp_path) == []


@pytest.mark.lent
@pytest.mark.parametrize(("dossier", "cle"), EN_PDF)
def test_a_document_is_read_in_order(arbre: Arbre, pdf: Ecrit, dossier: str, cle: str) -> None:
    pareil(pdf(dossier, cle), arbre(dossier, cle))


def multiplie(document: Document, times: int) -> Document:
    """A document whose chapters come again and again, each time with anchors of their own."""
    root = copy.deepcopy(document.root)
    chapters = list(root)[2:]
    for turn in range(1, times):
        for chapter in chapters:
            again = copy.deepcopy(chapter)
            for element in again.iter():
                for key, mark in (("id", ""), ("href", "#")):
                    value = element.get(key)
                    if value is not None and value.startswith(mark):
                        element.set(key, f"{value}-{turn}")
            root.append(again)
    return Document(document.name, root, document.images)


@pytest.mark.ample
def test_verapdf_finds_nothing(pdf: Ecrit, style: str, tmp_path: Path) -> None:
    """Every document, the sample with a source attached, and two hundred pages: zero failures."""
    files = {f"{dossier}-{cle}": pdf(dossier, cle) for dossier, cle in TOUS}
    attached = [PieceJointe("dossier/dossier.yaml", b"intitule: Essai\n")]
    files["echantillon"] = write_pdf(echantillon(), style, attached).data
    files["deux-cents-pages"] = write_pdf(multiplie(echantillon(), 36), style).data
    assert len(PdfReader(io.BytesIO(files["deux-cents-pages"])).pages) >= 200
    assert {name: rules for name, rules in verapdf(files, tmp_path).items() if rules} == {}


@pytest.mark.lent
def test_verapdf_sees_seeded_faults_and_no_other(semes: dict[str, bytes], tmp_path: Path) -> None:
    """In one JVM, with the whole vocabulary and a source attached."""
    found = verapdf(semes, tmp_path)
    assert found["echantillon"] == []
    assert any(line.startswith("7.4.2-1 ") for line in found["titre-saute"]), found
    assert any(line.startswith("7.3-1 ") for line in found["sans-alternative"]), found
