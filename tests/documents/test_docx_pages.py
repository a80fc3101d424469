"""The numbers of pages that LibreOffice gives: right, the same twice, said when they lack."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from documents_essayes import CLES, DATE, PAGE, Arbre, Ecrit
from lxml import etree
from pypdf import PdfReader

from ampleur import cas
from lectures import ouvert
from mc_builder.cli import cli
from mc_builder.documents.builder import Builder
from mc_builder.documents.docx import make
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.writers.docx import libreoffice
from mc_builder.writers.docx.libreoffice import Unpaged, pages_of
from mc_builder.writers.docx.story import bookmark_names
from mc_builder.writers.docx.wml import clark
from mc_builder.writers.docx.writer import write_docx
from mc_builder.writers.pdf.writer import PdfEcrit
from outils_externes import programme
from types_inventes import projet_du_type

Copie = Callable[[str], Path]
RACINE = Path(__file__).parents[2]

#: Bookmark and result of a field that prints a page.
_FIELD = re.compile(
    r" PAGEREF (\w+) \\h </w:instrText>.*?<w:t xml:space=\"preserve\">([^<]*)</w:t>"
)


def printed(content: bytes) -> list[tuple[str, str]]:
    """The pages that a document prints, with the bookmark of each."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return _FIELD.findall(package.read("word/document.xml").decode())


def with_program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program in the place of LibreOffice; none for an empty script."""
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    monkeypatch.setenv("PATH", str(folder))
    if script:
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)


def docx_body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


@pytest.mark.lent
def test_libreoffice_prints_every_row_of_the_largest_document() -> None:
    """It drops rows that it takes to the next page, when too many are kept together."""
    programme("soffice")
    making = Making(document_kind("enseignant"), Builder(ouvert(RACINE)), Templates())
    content = make(making).data
    pages = PdfReader(io.BytesIO(converted(content))).pages
    shown = _letters("".join(page.extract_text() for page in pages))
    wanted = Counter(
        _letters("".join(text.text or "" for text in p.iter(clark("t"))))
        for p in docx_body(content).iter(clark("p"))
        if next(p.iterancestors(clark("tc")), None) is not None
    )
    lost = {t: n for t, n in wanted.items() if len(t) > 25 and shown.count(t) < n}
    assert lost == {}


@pytest.mark.lent
@pytest.mark.parametrize("cle", cas(["couverture", "referentiel"], 1))
def test_each_page_is_the_one_where_it_stands(arbre: Arbre, docx: Ecrit, cle: str) -> None:
    programme("soffice")
    document, bare = arbre("cycles", cle), docx("cycles", cle)
    assert {page for _, page in printed(bare)} == {str(PAGE)}
    pages = pages_of(document, bare)
    assert set(pages) == set(bookmark_names(document.root)), "a bookmark has no page"
    filled = write_docx(
        document, Templates().file("reference.docx").read_bytes(), date=DATE, pages=pages
    )
    names = {name: identifier for identifier, name in bookmark_names(document.root).items()}
    again = pages_of(document, filled)
    assert printed(filled)
    assert printed(filled) == [(n, str(again[names[n]])) for n, _ in printed(filled)]
    assert len({page for _, page in printed(filled)}) >= 3


@pytest.mark.lent
@pytest.mark.parametrize(
    "cle", [c if c == "referentiel" else pytest.param(c, marks=pytest.mark.ample) for c in CLES]
)
def test_each_page_is_the_one_where_it_stands_in_the_pdf(
    arbre: Arbre, pdf_ecrit: Callable[[str, str], PdfEcrit], cle: str
) -> None:
    """Read back from the PDF itself: the words of each heading are on the page that Word says."""
    document, made = arbre("cycles", cle), pdf_ecrit("cycles", cle)
    reference = Templates().file("reference.docx").read_bytes()
    content = write_docx(document, reference, date=DATE, pages=made.pages, borrowed=True)
    pages = [_letters(page.extract_text()) for page in PdfReader(io.BytesIO(made.data)).pages]
    entries = [e for e in document.root.iter("p") if str(e.get("class")).startswith("entree-")]
    shown = dict(printed(content))
    names = bookmark_names(document.root)
    for entry in entries:
        page = int(shown[names[entry[0].get("href")[1:]]])
        assert _letters("".join(entry.itertext())) in pages[page - 1]
    assert len({page for _, page in printed(content)}) > 1 or not entries


def _letters(text: str) -> str:
    """Letters and figures alone: lines, hyphens and spaces are the page's."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.lent
def test_libreoffice_shows_the_pages_that_were_written(
    arbre: Arbre, pdf_ecrit: Callable[[str, str], PdfEcrit]
) -> None:
    """LibreOffice does not count those of the contents again: it shows what it is given."""
    programme("soffice")
    document, made = arbre("cycles", "referentiel"), pdf_ecrit("cycles", "referentiel")
    reference = Templates().file("reference.docx").read_bytes()
    content = write_docx(document, reference, date=DATE, pages=made.pages, borrowed=True)
    seen = "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(converted(content))).pages[:3])
    entries = [e for e in document.root.iter("p") if e.get("class") == "entree-1"]
    assert len(entries) > 3
    for entry in entries:
        title, page = "".join(entry.itertext()), made.pages[entry[0].get("href")[1:]]
        line = r"\W+".join(map(re.escape, re.findall(r"\w+", title)))
        assert re.search(rf"{line}[\s.]*\b{page}\b", seen), title


@pytest.mark.parametrize("cle", CLES)
def test_no_section_ends_where_a_field_does(docx: Ecrit, cle: str) -> None:
    """LibreOffice shows the feet of what follows without their fields."""
    with zipfile.ZipFile(io.BytesIO(docx("cycles", cle))) as package:
        text = package.read("word/document.xml").decode()
    ends = [p for p in re.findall(r"<w:p[ >].*?</w:p>", text) if "<w:sectPr" in p]
    assert [p for p in ends if p.count('"end"') != p.count('"begin"')] == []


@pytest.mark.lent
def test_the_feet_of_contents_on_a_cover_count_the_pages() -> None:
    programme("soffice")
    builder = Builder(projet_du_type("certificat-d-aptitude-professionnelle"))
    made = Making(document_kind("grille"), builder, Templates()).make("docx")
    pages = PdfReader(io.BytesIO(converted(made.data))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages[1:], 2):
        assert re.search(rf"{number}\W*/\W*{len(pages)}\b", page.extract_text()), number


def converted(content: bytes) -> bytes:
    return libreoffice._as_pdf(content, libreoffice.DEADLINE)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("", "pas installé"),
        ("exit 1", "pas pu lire"),
        ("exec /bin/sleep 60", "plus de 0,5"),
        ('echo faux > "$7/document.pdf"', "illisible"),
    ],
    ids=["absent", "échec", "sans-fin", "pas-un-pdf"],
)
def test_what_went_wrong_is_said(
    arbre: Arbre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    with_program(tmp_path, monkeypatch, script)
    with pytest.raises(Unpaged, match=reason):
        pages_of(arbre("cycles", "grille"), b"", deadline=0.5)


def build(project: Path, *arguments: str, document: str = "grille") -> Result:
    return CliRunner().invoke(cli, ["-C", str(project), "build", document, *arguments])


@pytest.mark.lent
def test_without_libreoffice_word_documents_are_written_all_the_same(
    copie: Copie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copie("cycles")
    with_program(tmp_path, monkeypatch, "")
    for _ in range(2):  # what lacks its pages is not up to date
        result = build(project, "--format", "docx", "--pages-libreoffice")
        assert result.exit_code == 2
        assert "LibreOffice n’est pas installé" in result.stderr
        assert "grille-criteres.docx" in result.stderr
    written = (project / "output" / "grille-criteres.docx").read_bytes()
    assert not printed(written)


@pytest.mark.lent
def test_a_build_starts_no_other_program(
    copie: Copie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copie("cycles")
    with_program(tmp_path, monkeypatch, f"echo lancé > {tmp_path}/trace")
    assert build(project, "--format", "docx").exit_code == 0
    assert not (tmp_path / "trace").exists()
    # The option makes the Word document anew, and no other format.
    assert build(project, "--format", "docx,html", "--pages-libreoffice").exit_code == 2
    assert (tmp_path / "trace").exists()
    assert build(project, "--format", "html", "--pages-libreoffice").stderr.startswith("Rien")


@pytest.mark.lent
def test_the_command_fills_them_in(copie: Copie) -> None:
    programme("soffice")
    project = copie("cycles")
    assert build(project, "--format", "docx", "--pages-libreoffice").exit_code == 0
    first = (project / "output" / "grille-criteres.docx").read_bytes()
    assert all(page.isdigit() for _, page in printed(first))
    again = build(project, "--format", "docx", "--pages-libreoffice", "--sans-cache")
    assert again.exit_code == 0
    assert (project / "output" / "grille-criteres.docx").read_bytes() == first


@pytest.mark.lent
def test_a_word_document_takes_the_pages_of_its_pdf(copie: Copie) -> None:
    project = copie("cycles")
    written = partial(build, project, document="note")  # it waits for no other document
    word = project / "output" / "note-opportunite.docx"
    assert written("--format", "docx").exit_code == 0
    assert not printed(word.read_bytes()), "no layout was made: no number"
    # Once its PDF is laid out, they are known, and stay so.
    assert written("--format", "pdf").exit_code == 0
    assert written("--format", "docx").exit_code == 0
    later = word.read_bytes()
    assert printed(later)
    assert "Rien" in written("--format", "docx,pdf").stderr
    assert written("--format", "docx,pdf", "--sans-cache").exit_code == 0
    assert word.read_bytes() == later, "the same, made beside its PDF or after it"
