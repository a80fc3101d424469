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
from mc_builder.commands import libreoffice as commands_libreoffice
from mc_builder.commands.libreoffice import VARIABLE, find_word_processor
from mc_builder.documents.builder import Builder
from mc_builder.documents.docx import make
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.writers.docx.libreoffice import Unpaged, as_pdf, pages_of
from mc_builder.writers.docx.story import bookmark_names
from mc_builder.writers.docx.wml import clark
from mc_builder.writers.docx.writer import write_docx
from mc_builder.writers.pdf.writer import PdfEcrit
from outils_externes import programme
from petits_fichiers import PROJETS
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


def with_program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """Put a program in the place of LibreOffice; none for an empty script."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(commands_libreoffice, "_PLACES", ())
    monkeypatch.setenv("PATH", str(folder))
    program = folder / "soffice"
    if script:
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    return program


def docx_body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


@pytest.mark.lent
def test_libreoffice_prints_every_row_of_the_largest_document() -> None:
    """It drops rows that it takes to the next page, when too many are kept together."""
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
    program = programme("soffice")
    document, bare = arbre("cycles", cle), docx("cycles", cle)
    assert {page for _, page in printed(bare)} == {str(PAGE)}
    pages = pages_of(document, bare, program)
    assert set(pages) == set(bookmark_names(document.root)), "a bookmark has no page"
    filled = write_docx(
        document, Templates().file("reference.docx").read_bytes(), date=DATE, pages=pages
    )
    names = {name: identifier for identifier, name in bookmark_names(document.root).items()}
    again = pages_of(document, filled, program)
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
    builder = Builder(projet_du_type("certificat-d-aptitude-professionnelle"))
    made = Making(document_kind("grille"), builder, Templates()).make("docx")
    pages = PdfReader(io.BytesIO(converted(made.data))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages[1:], 2):
        assert re.search(rf"{number}\W*/\W*{len(pages)}\b", page.extract_text()), number


def converted(content: bytes) -> bytes:
    return as_pdf(content, programme("soffice"))


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("", "pas pu être lancé"),
        ("exit 1", "pas pu lire"),
        ("exec /bin/sleep 60", "plus de 0,5"),
        ('echo faux > "$7/document.pdf"', "illisible"),
    ],
    ids=["absent", "échec", "sans-fin", "pas-un-pdf"],
)
def test_what_went_wrong_is_said(
    arbre: Arbre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    program = with_program(tmp_path, monkeypatch, script)
    with pytest.raises(Unpaged, match=reason):
        pages_of(arbre("cycles", "grille"), b"", str(program), deadline=0.5)


def build(project: Path, *arguments: str, document: str = "grille") -> Result:
    return CliRunner().invoke(cli, ["-C", str(project), "build", document, *arguments])


def pages_printed(project: Path) -> list[str]:
    """The pages that the grid in Word prints."""
    return [page for _, page in printed((project / "output/grille-criteres.docx").read_bytes())]


@pytest.mark.lent
def test_where_libreoffice_fails_the_pages_are_those_of_the_pdf(
    copie: Copie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copie("cycles")
    with_program(tmp_path, monkeypatch, "exit 1")
    for _ in range(2):  # what lacks its pages is not up to date
        result = build(project, "--format", "docx")
        assert result.exit_code == 0
        assert "(LibreOffice n’a pas pu lire le document)" in result.stderr
        assert "grille-criteres.docx" in result.stderr
    assert pages_printed(project) == []
    result = build(project, "--format", "docx,pdf")
    assert "LibreOffice n’a pas pu lire le document" in result.stderr
    assert pages_printed(project)


@pytest.mark.lent
def test_a_word_document_is_laid_out_when_libreoffice_is_there(
    copie: Copie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, trace = copie("cycles"), tmp_path / "trace"
    with_program(tmp_path, monkeypatch, f"echo lancé >> {trace}")
    assert build(project, "--format", "docx", "--pages-pdf").exit_code == 0
    assert build(project, "--format", "html").exit_code == 0
    assert not trace.exists(), "it was not asked"
    assert build(project, "--format", "docx,html").exit_code == 0
    assert trace.read_text("utf-8") == "lancé\n"


@pytest.mark.lent
def test_what_prints_no_page_is_not_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_program(tmp_path, monkeypatch, f"echo lancé > {tmp_path}/trace")
    written = ["exporter", "fiches", "-o", str(tmp_path / "fiches"), "--format", "docx"]
    result = CliRunner().invoke(cli, ["-C", str(PROJETS / "cycles"), *written])
    assert result.exit_code == 0, result.output
    assert not (tmp_path / "trace").exists()


@pytest.mark.lent
def test_the_pages_are_those_of_libreoffice(copie: Copie, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copie("cycles")
    assert build(project, "--format", "docx,pdf").exit_code == 0
    assert "ceux du PDF" in text_of_word(project)
    # Installed later: the Word document is made again, once, and nothing else.
    monkeypatch.setenv(VARIABLE, programme("soffice"))
    assert "1 à jour" in build(project, "--format", "docx,pdf").stderr.replace("\xa0", " ")
    first = (project / "output" / "grille-criteres.docx").read_bytes()
    assert pages_printed(project)
    assert "ceux du PDF" not in text_of_word(project)
    assert "Rien" in build(project, "--format", "docx,pdf").stderr
    assert build(project, "--format", "docx,pdf", "--sans-cache").exit_code == 0
    assert (project / "output" / "grille-criteres.docx").read_bytes() == first
    # The PDF, made later, changes none of them.
    assert build(project, "--format", "pdf").exit_code == 0
    assert "Rien" in build(project, "--format", "docx,pdf").stderr


def text_of_word(project: Path) -> str:
    body = docx_body((project / "output" / "grille-criteres.docx").read_bytes())
    return "".join(text.text or "" for text in body.iter(clark("t")))


def test_the_word_processor_is_never_one_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project may come from someone else, with a program of that name."""
    program = with_program(tmp_path, monkeypatch, "exit 0")
    found = find_word_processor(tmp_path / "projet")
    assert found is not None
    assert found.program == str(program)
    assert find_word_processor(tmp_path) is None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    assert find_word_processor(tmp_path / "projet") is None, "a folder that depends on where one is"
    monkeypatch.setenv(VARIABLE, "ailleurs/soffice")
    named = find_word_processor(tmp_path / "projet")
    assert named is not None
    assert named.program == "ailleurs/soffice"
    monkeypatch.setenv(VARIABLE, "")
    assert find_word_processor(tmp_path / "projet") is None


def test_another_version_of_it_makes_word_documents_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = with_program(tmp_path, monkeypatch, "exit 0")
    before = find_word_processor(tmp_path / "projet")
    assert find_word_processor(tmp_path / "projet") == before
    program.write_text("#!/bin/sh\nexit 1 # newer\n", "utf-8")
    assert find_word_processor(tmp_path / "projet") != before


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
