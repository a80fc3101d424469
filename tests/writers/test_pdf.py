"""The PDF: named, its fonts embedded, the same bytes twice, its pages known, nothing fetched."""

from __future__ import annotations

import ctypes
import gc
import io
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx_reading import document
from pypdf import PdfReader

from mc_builder import __version__
from mc_builder import fonts as pdf_fonts
from mc_builder.builtin import builtin_folder
from mc_builder.page.provenance import Provenance
from mc_builder.page.tree import Document
from mc_builder.writers.pdf import tags as pdf_tags
from mc_builder.writers.pdf import writer as pdf
from mc_builder.writers.pdf.writer import PdfEcrit, write_pdf
from outils_externes import programme

_MARKUP = """
<section class="chapitre"><h1 id="un">Un</h1><p>Des <strong>mots</strong> et <em>d’autres</em>
<span class="autonomie" data-niveau="2">■■□</span> <a href="#deux">plus loin</a></p></section>
<section class="chapitre"><h1 id="deux">Deux</h1></section>
"""
STYLE = (builtin_folder() / "styles.css").read_text("utf-8")
PROVENANCE = Provenance("note", "1.2", "ab" * 32, date(2019, 12, 31), ("Une fédération", "Autre"))


def essai() -> Document:
    return replace(document(_MARKUP, **{"data-sujet": "Sujet"}), provenance=PROVENANCE)


@pytest.fixture(scope="module")
def written() -> PdfEcrit:
    return write_pdf(essai(), STYLE)


def test_the_same_bytes_twice(written: PdfEcrit) -> None:
    assert write_pdf(essai(), STYLE).data == written.data


def test_it_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gc.disable()  # the program may end before any collection
    try:
        write_pdf(essai(), STYLE)
        assert list(tmp_path.iterdir()) == []
    finally:
        gc.enable()


def test_the_private_names_are_those_of_this_version() -> None:
    assert pdf.weasyprint_module().__version__.startswith(pdf_tags.WEASYPRINT)


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.weasyprint_module(), "__version__", "71.0")
    with pytest.raises(RuntimeError, match=r"71\.0"):
        write_pdf(essai(), STYLE)


def printed_lines(paragraphs: list[str]) -> list[str]:
    """The lines of these paragraphs, read in a PDF of one page."""
    markup = "".join(f"<p>{words}</p>" for words in paragraphs)
    written = write_pdf(document(f'<section class="chapitre">{markup}</section>'), STYLE)
    with pypdfium2.PdfDocument(written.data) as laid_out:
        (page,) = laid_out
        text = str(page.get_textpage().get_text_bounded())
        return [line.strip() for line in text.splitlines()]


def test_a_line_is_filled_before_an_element_that_a_no_break_space_ties() -> None:
    tied = "deux trois\u00a0{}, cinq six « {} » sept huit neuf dix onze douze treize"
    ends = [f"{'mot ' * (11 + n % 9)}{'i' * (n // 9)} {tied}" for n in range(18)]
    texts = ("<span data-ref='a:b'>quatre</span>", "<span data-ref='a:c'>sept huit</span>")
    marked, plain = (
        [end.format(*words) for end in ends] for words in (texts, ("quatre", "sept huit"))
    )
    assert printed_lines(marked) == printed_lines(plain)


def test_weasyprint_is_left_as_it_was(written: PdfEcrit) -> None:
    from weasyprint import pdf as engine  # noqa: PLC0415

    assert written.data
    assert engine.Stream.__module__ == "weasyprint.pdf.stream"
    assert engine.add_tags.__module__ == "weasyprint.pdf.tags"


def test_the_collector_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    write_pdf(essai(), STYLE)
    assert gc.get_threshold() == before


def test_printed_pages_of_the_anchors(written: PdfEcrit) -> None:
    assert {"un": written.pages["un"], "deux": written.pages["deux"]} == {"un": 1, "deux": 2}


@pytest.fixture(scope="module")
def feet() -> list[str]:
    """The pages of chapters that reach the foot of a page line after line, then go on."""
    items = "".join(f"<li>article {n}</li>" for n in range(6))
    day = "<tr><th scope='row'>jour</th><td>objet</td></tr>"
    pair = f"<tr><th scope='row'>nom</th><td><ul>{items}</ul></td></tr>"
    chapters = [
        f'<section class="chapitre"><h1>Titre</h1>{"<p>ligne</p>" * lines}{after}</section>'
        for lines in range(19, 33)
        for after in (
            f"<ul>{items}</ul>",
            f'<table class="fiche"><tbody>{pair * 4}</tbody></table>',
            f'<table class="fiche"><tbody>{day * 4}</tbody></table>',
        )
    ]
    pages = PdfReader(io.BytesIO(write_pdf(document("".join(chapters)), STYLE).data)).pages
    return [page.extract_text() for page in pages]


@pytest.mark.lent
def test_no_item_of_a_list_is_alone_on_a_page(feet: list[str]) -> None:
    counts = {page.count("article") for page in feet}
    assert {2, 4} <= counts  # some lists are cut
    assert 1 not in counts
    assert not {count for count in counts if count % 6 in {1, 5}}


@pytest.mark.lent
def test_a_short_value_stays_with_its_name_where_a_table_is_cut(feet: list[str]) -> None:
    named = [page for page in feet if "nom" in page]
    assert any(page.count("nom") == 1 for page in named)  # some tables are cut
    assert all(page.count("article") == 6 * page.count("nom") for page in named)


@pytest.mark.lent
def test_no_pair_of_short_values_is_alone_on_a_page(feet: list[str]) -> None:
    counts = {page.count("jour") for page in feet}
    assert 2 in counts  # some tables are cut
    assert not {1, 3} & counts


def test_properties(written: PdfEcrit) -> None:
    read = pypdfium2.PdfDocument(written.data)
    metadata = read.get_metadata_dict()
    assert metadata["Title"] == "Référentiel – Sujet"
    assert metadata["Subject"] == "Sujet"
    assert not metadata["Author"]
    assert metadata["Keywords"] == "Référentiel, Sujet"
    assert metadata["Producer"] == metadata["Creator"] == f"mc_builder {__version__}"
    assert metadata["CreationDate"] == metadata["ModDate"] == "D:20191231000000Z"
    size = pdfium.FPDFCatalog_GetLanguage(read.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFCatalog_GetLanguage(read.raw, buffer, size)
    assert bytes(buffer).decode("utf-16-le").rstrip("\0") == "fr"
    read.close()


def test_fonts_are_embedded(written: PdfEcrit) -> None:
    read = pypdfium2.PdfDocument(written.data)
    fonts = [
        pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(shown.raw))
        for page in read
        for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    ]
    assert fonts
    assert set(fonts) == {1}
    read.close()


def test_signs_that_the_typeface_lacks_come_from_the_embedded_symbols() -> None:
    """Never from a font of the machine, in roman, italics or bold."""
    signs = "→ ✔ ✗ ⇒ ☐ ☒ ● ≥ Ω α № ⊕ ♀ ⚠"
    words = f"<p>{signs} <em>{signs}</em> <strong>{signs}</strong></p>"
    said = document(f'<section class="chapitre"><h1>Un</h1>{words}</section>')
    pages = PdfReader(io.BytesIO(write_pdf(said, STYLE).data)).pages
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in pages
        for font in (f.get_object() for f in page["/Resources"]["/Font"].values())  # type: ignore[index]
    }
    families = {name.removesuffix("-Oblique").removesuffix("-Bold") for name in fonts}
    assert pdf_fonts.SYMBOLS in families
    assert {name for name in families if "Source-Sans" not in name} == {pdf_fonts.SYMBOLS}
    text = "".join(page.extract_text() for page in pages)
    assert all(text.count(sign) >= 3 for sign in signs if sign != " ")


def test_a_link_is_one_area_and_says_where_it_leads(written: PdfEcrit) -> None:
    pages = PdfReader(io.BytesIO(written.data)).pages
    links = [[a.get_object() for a in page.get("/Annots", [])] for page in pages]
    assert [len(found) for found in links] == [1, 0]
    assert links[0][0]["/Contents"] == "plus loin"


@pytest.fixture
def fetcher() -> object:
    return pdf.fetcher(pdf.weasyprint_module())


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
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///a'/></svg>",
        "javascript:x",
        "relative.png",
        "",
    ],
)
def test_nothing_else_is_fetched(fetcher: object, url: str) -> None:
    with pytest.raises(ValueError, match="not a declared asset"):
        fetcher.fetch(url)  # type: ignore[attr-defined]


def test_the_folder_of_the_fonts_is_not_a_way_out(fetcher: object) -> None:
    fonts = re.findall(r'url\("(file://[^"]+)"\)', pdf_fonts.font_faces())
    assert set(fonts) == pdf_fonts.addresses()
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
    assert write_pdf(essai(), style).data == write_pdf(essai(), STYLE).data


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
            write_pdf(essai(), STYLE)
    finally:
        pdf.weasyprint_module.cache_clear()


@pytest.mark.lent
def test_the_list_of_tables_does_not_begin_at_the_foot_of_a_page() -> None:
    tables = "".join(
        f"<table class='textes'><caption>{name}</caption><tbody><tr><td/></tr></tbody></table>"
        for name in ("premier", "deuxième", "troisième", "quatrième")
    )
    # The heading comes lower and lower on its page.
    chapters = "".join(
        f'<section class="chapitre"><h1>Un</h1>{"<p>Une ligne.</p>" * lines}'
        '<h2>Liste des tableaux</h2><nav class="liste-tableaux"/></section>'
        for lines in range(20, 30)
    )
    last = f'<section class="chapitre"><h1>Tableaux</h1>{tables}</section>'
    read = pypdfium2.PdfDocument(write_pdf(document(chapters + last), STYLE).data)
    pages = [page.get_textpage().get_text_range() for page in read]
    with_list = [text for text in pages if "Liste des tableaux" in text]
    assert len(with_list) == 10
    assert all("troisième" in text for text in with_list)


def test_the_hyphen_of_a_cut_word_is_soft_and_a_typed_one_is_not() -> None:
    said = "Les responsabilités professionnelles accompagnent le porte-parole. " * 20
    written = write_pdf(document(f'<section class="chapitre"><p>{said}</p></section>'), STYLE)
    page = PdfReader(io.BytesIO(written.data)).pages[0]
    soft = page.get_contents().get_data().count(b"/ActualText")
    lines = pypdfium2.PdfDocument(written.data)[0].get_textpage().get_text_range()
    # pdfium says U+FFFE for a hyphen that ends a line, typed or not.
    typed = lines.count("porte\ufffe") + lines.count("porte-\r")
    assert 0 < soft == lines.count("\ufffe") - lines.count("porte\ufffe")
    assert lines.count("porte-parole") + typed == 20
    # Drawn as before: the same glyph, whatever it is called.
    assert "\ufeff" not in lines


@pytest.mark.lent
def test_poppler_reads_whole_words() -> None:
    program = programme("pdftotext")
    once = "Les responsabilités accompagnent particulièrement l’anticonstitutionnalité."
    markup = f'<section class="chapitre"><p>{f"{once} " * 20}</p></section>'
    written = write_pdf(document(markup), STYLE)
    command = [program, "-raw", "-", "-"]
    shown = subprocess.run(command, input=written.data, capture_output=True, check=True).stdout
    read = shown.decode()
    assert "\u00ad\n" in read
    assert "-\n" not in read
    assert " ".join(read.replace("\u00ad\n", "").split()).count(once) == 20
