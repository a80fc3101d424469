"""Running heads: what programs that do not look for the chapter of a page show in its place."""

from __future__ import annotations

import pytest
from autre_modele import autre_modele
from docx_reading import DATE, NS, Package, document, reference, text, write_sections
from modeles_de_maison import changed

from mc_builder.loading.charter_file import builtin_charter
from mc_builder.writers.docx import reference as references
from mc_builder.writers.docx.writer import write_docx

_NUMBER = '<span class="numero">Annexe I – </span>'
_FIELD = "//w:r[w:fldChar/@w:fldCharType='separate']/following-sibling::w:r[1]/w:t/text()"


def heads(package: Package) -> list[str]:
    """What stands beforehand for the chapter in the header of each section, in order."""
    links = {e.get("Id"): e.get("Target") for e in package.part("word/_rels/document.xml.rels")}
    path = "w:headerReference[@w:type='default' or not(@w:type)]/@r:id"
    found: list[str] = []
    for section in package.find("//w:sectPr"):
        named = section.xpath(path, namespaces=NS)
        if not named:
            found.append(found[-1])  # it has those of the section before
            continue
        header = package.part(f"word/{links[named[0]]}")
        codes = header.xpath("//w:instrText/text()", namespaces=NS)
        assert any("STYLEREF" in code for code in codes), "Word looks for it itself"
        found.append("".join(header.xpath(_FIELD, namespaces=NS)))
    return found


def test_a_chapter_that_begins_a_page_is_named_beforehand():
    package = write_sections(
        '<section class="couverture"><p class="couverture-titre">T</p></section>'
        '<section class="chapitre"><p class="titre-hors-sommaire">Sommaire</p>'
        '<nav class="sommaire"/></section>'
        f'<section class="chapitre"><h1>{_NUMBER}Un<span class="note">vu</span></h1><p>a</p>'
        '<section class="paysage"><p>b</p></section><p>c</p></section>'
        '<section class="chapitre"><h1>Deux &amp; trois</h1><h2>x</h2></section>'
    )
    # Wide pages and what follows them are of the same one; a title without a number has none.
    un = "Annexe\u00a0I – Un"
    assert heads(package) == ["", "", un, un, un, "Deux & trois"]
    codes = {
        code
        for name in package.names()
        if name.startswith("word/header")
        for code in _codes(package, name)
    }
    assert codes == {("STYLEREF 1",), ("STYLEREF 1 \\n", "STYLEREF 1")}
    breaks = package.find("//w:pPr[w:pageBreakBefore]")
    assert not breaks, "a section begins a page already: no page is left white"


def test_an_edition_says_itself_what_it_is() -> None:
    said = {"data-version": "3", "data-edition": "Dossier arrêté au 1er mai 2020"}
    footers = []
    for attributes in (said, {"data-version": "3"}):
        tree = document('<section class="chapitre"><h1>Un</h1></section>', **attributes)
        package = Package(write_docx(tree, autre_modele(), date=DATE))
        parts = [n for n in package.names() if n.startswith(("word/footer", "word/header"))]
        footers.append(" | ".join(text(package.part(name)) for name in parts))
    assert "dossier arrêté au 1er mai 2020" in footers[0]
    assert "ersion" not in footers[0]
    assert "version 3 – page" in footers[1]


def test_chapters_that_run_on_have_no_name_beforehand():
    package = write_sections(
        '<section class="suite"><h1>Un</h1><p>a</p></section>'
        '<section class="suite"><h1>Deux</h1><p>b</p></section>'
        '<section class="chapitre"><h1>Trois</h1></section>'
    )
    assert heads(package) == ["", "Trois"]


def test_chapters_that_run_on_show_the_subject_where_nobody_looks_for_them():
    markup = (
        '<section class="suite"><h1>Un</h1></section><section class="suite"><h1>Deux</h1></section>'
        '<section class="chapitre"><h1>Trois</h1></section>'
    )
    tree = document(markup, **{"data-sujet": "Brevet « Cycles », niveau 4"})
    package = Package(write_docx(tree, reference(), date=DATE))
    assert heads(package) == ["Brevet « Cycles », niveau 4", "Trois"]


def test_a_document_of_one_chapter_says_its_subject_on_every_page():
    markup = '<section class="paysage"><h1>Les référentiels</h1><h2>Bloc 1</h2></section>'
    tree = document(markup, **{"data-sujet": "Brevet « Cycles », niveau 4"})
    package = Package(write_docx(tree, reference(), date=DATE))
    said = {
        text(package.part(name)): _codes(package, name)
        for name in package.names()
        if name.startswith("word/header")
    }
    # No field is left that Word would fill with the name of the chapter.
    assert said == {"Brevet « Cycles », niveau 4Référentiel": {()}}


def test_a_long_name_holds_on_one_line():
    package = write_sections(f'<section class="chapitre"><h1>{"Services " * 30}</h1></section>')
    (name,) = heads(package)
    assert 60 < len(name) <= 80
    assert name.endswith("…")


def test_the_words_around_the_field_and_its_look_stay():
    package = write_sections('<section class="chapitre"><h1>Un</h1></section>')
    (header,) = [n for n in package.names() if n.startswith("word/header") and _says(package, n)]
    assert text(package.part(header)) == "UnRéférentiel"


def _codes(package: Package, name: str) -> set[tuple[str, ...]]:
    found = package.part(name).xpath("//w:instrText/text()", namespaces=NS)
    return {tuple(str(code).strip() for code in found)}


def _says(package: Package, name: str) -> bool:
    return "Un" in text(package.part(name))


def test_a_model_whose_header_looks_for_no_chapter_needs_no_section_for_each():
    markup = (
        '<section class="chapitre"><h1>Un</h1></section>'
        '<section class="chapitre"><h1>Deux</h1></section>'
    )
    tree = document(markup)
    content = write_docx(tree, _without_field(), date=DATE)
    assert len(Package(content).find("//w:sectPr")) == 1
    assert len(Package(write_docx(tree, reference(), date=DATE)).find("//w:sectPr")) == 2


def _without_field() -> bytes:
    import io  # noqa: PLC0415

    import docx  # noqa: PLC0415

    word = docx.Document(io.BytesIO(references.build(builtin_charter())))
    header = word.sections[0].header._element
    for mark in list(header.iter(f"{{{NS['w']}}}fldChar", f"{{{NS['w']}}}instrText")):
        mark.getparent().getparent().remove(mark.getparent())
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("foot", "wanted"), [("1247", {"1247", "1134"}), ("1300", {"1300"})], ids=["ours", "a house"]
)
def test_the_foot_of_landscape_pages_is_lower_but_in_the_model_of_a_house(foot, wanted):
    markup = (
        '<section class="chapitre"><h1>Un</h1></section><section class="paysage"><p>a</p></section>'
    )
    model = changed("word/document.xml", 'w:bottom="1247"', f'w:bottom="{foot}"', reference())
    package = Package(write_docx(document(markup), model, date=DATE))
    assert set(package.find("//w:sectPr/w:pgMar/@w:bottom")) == wanted
