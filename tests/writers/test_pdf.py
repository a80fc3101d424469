"""The PDF: tagged, named, its fonts embedded, the same bytes twice, and nothing fetched."""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx_reading import document

from mc_builder.document.templates import builtin_folder
from mc_builder.writers import pdf
from mc_builder.writers.pdf import write_pdf

_MARKUP = """
<section class="chapitre"><h1>Un</h1><p>Des <strong>mots</strong> et <em>d’autres</em>
<span class="autonomie" data-niveau="2">■■□</span></p></section>
"""
STYLE = (builtin_folder() / "styles.css").read_text("utf-8")


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_pdf(document(_MARKUP, **{"data-sujet": "Sujet"}), STYLE)


def test_the_same_bytes_twice(written: bytes) -> None:
    assert write_pdf(document(_MARKUP, **{"data-sujet": "Sujet"}), STYLE) == written


def test_title_and_language(written: bytes) -> None:
    read = pypdfium2.PdfDocument(written)
    metadata = read.get_metadata_dict()
    assert metadata["Title"] == "Référentiel – Sujet"
    assert metadata["Subject"] == "Sujet"
    assert not metadata["CreationDate"]
    size = pdfium.FPDFCatalog_GetLanguage(read.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFCatalog_GetLanguage(read.raw, buffer, size)
    assert bytes(buffer).decode("utf-16-le").rstrip("\0") == "fr"
    read.close()


def test_tagged_with_the_text_of_pictures(written: bytes) -> None:
    read = pypdfium2.PdfDocument(written)
    assert pdfium.FPDFCatalog_IsTagged(read.raw)
    read.close()


def test_fonts_are_embedded(written: bytes) -> None:
    read = pypdfium2.PdfDocument(written)
    fonts = [
        pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(shown.raw))
        for page in read
        for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    ]
    assert fonts
    assert set(fonts) == {1}
    read.close()


@pytest.fixture
def fetcher() -> object:
    return pdf._fetcher(pdf.weasyprint_module())


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "file:///etc/../etc/passwd",
        "http://exemple.fr/a.png",
        "https://exemple.fr/a.css",
        "ftp://exemple.fr/a",
        "data:text/css,p{}",
        "data:text/html,<p>",
        "data:image/png;base64,AAAA",
        "data:image/svg+xml;base64,AAAA",
        "javascript:x",
        "relative.png",
        "",
    ],
)
def test_nothing_else_is_fetched(fetcher: object, url: str) -> None:
    with pytest.raises(ValueError, match="not a declared asset"):
        fetcher.fetch(url)  # type: ignore[attr-defined]


def test_the_folder_of_the_fonts_is_not_a_way_out(fetcher: object) -> None:
    fonts = re.findall(r'url\("(file://[^"]+)"\)', pdf.font_faces())
    assert len(fonts) == 4
    folder = fonts[0].rsplit("/", 1)[0]
    for path in (
        "../__init__.py",
        "%2e%2e/__init__.py",
        "..%2f__init__.py",
        "../../../../etc/passwd",
    ):
        with pytest.raises(ValueError, match="not a declared asset"):
            fetcher.fetch(f"{folder}/{path}")  # type: ignore[attr-defined]


def test_a_style_sheet_cannot_reach_a_file(tmp_path: Path) -> None:
    picture = tmp_path / "secret.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>', "utf-8")
    style = f'{STYLE} p {{ background: url("{picture.as_uri()}"); }}'
    assert write_pdf(document(_MARKUP), style) == write_pdf(document(_MARKUP), STYLE)


def test_a_missing_pango_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent:
        """Finds weasyprint, whose import then fails as it does without Pango."""

        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])
    pdf.weasyprint_module.cache_clear()
    try:
        with pytest.raises(pdf.MissingLibrary, match="libpango"):
            write_pdf(document(_MARKUP), STYLE)
    finally:
        pdf.weasyprint_module.cache_clear()
