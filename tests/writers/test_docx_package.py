"""Sections, headers, properties, reference and bytes of the DOCX writer."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import docx
from docx_reading import DATE, NS, Package, document, reference, text, write, write_sections

from mc_builder.loading.charter_file import builtin_charter
from mc_builder.writers.docx.reference import build
from mc_builder.writers.docx.styles import STYLES
from mc_builder.writers.docx.writer import write_docx

ROOT = Path(__file__).parents[2]
SECTIONS = (
    '<section class="couverture"><p class="couverture-titre">Titre</p></section>'
    '<section class="chapitre"><h1>Un</h1><p>a</p><section class="paysage"><p>b</p></section>'
    "<p>c</p></section>"
)


def test_sections_of_pages():
    package = write_sections(SECTIONS, **{"data-marque": "Projet", "data-version": "1"})
    found = package.find("//w:sectPr")
    assert [len(s.xpath("w:titlePg", namespaces=NS)) for s in found] == [1, 0, 0, 0]
    sizes = [s.xpath("w:pgSz", namespaces=NS)[0] for s in found]
    assert [s.get(f"{{{NS['w']}}}orient") for s in sizes] == [None, None, "landscape", None]
    widths = [int(s.get(f"{{{NS['w']}}}w")) for s in sizes]
    assert widths == [11906, 11906, 16838, 11906]
    breaks = [text(p) for p in package.find("//w:p[w:pPr/w:sectPr]")]
    assert breaks == ["Titre", "a", "b"]
    headers = [s.xpath("w:headerReference/@r:id", namespaces=NS) for s in found]
    assert [len(ids) for ids in headers] == [1, 1, 1, 1]
    assert headers[2] != headers[1] == headers[3]


def test_headers_that_go_on_after_a_cover_are_not_named_again():
    cover, text = SECTIONS.split("</section>", 1)
    contents = '<section class="chapitre"><p class="titre-hors-sommaire">Sommaire</p></section>'
    package = write_sections(f"{cover}</section>{contents}{text}")
    references = [
        s.xpath("w:headerReference | w:footerReference", namespaces=NS)
        for s in package.find("//w:sectPr")
    ]
    # LibreOffice shows without their fields those that are named twice.
    assert [len(found) for found in references] == [2, 0, 2, 2, 2]


def test_headers_say_mark_and_title_and_follow_the_width():
    package = write_sections(SECTIONS, **{"data-marque": "Projet", "data-version": "1"})
    parts = {
        name: package.part(name) for name in package.names() if "header" in name or "footer" in name
    }
    texts = {name: text(part) for name, part in parts.items()}
    assert texts == {
        "word/header1.xml": "Référentiel",
        "word/header2.xml": "UnRéférentiel",  # the chapter, then the title
        "word/header3.xml": "UnRéférentiel",
        "word/footer1.xml": "Version 1Projet1 / 1",
        "word/footer2.xml": "Version 1Projet1 / 1",
    }
    tabs = parts["word/header3.xml"].xpath("//w:tabs/w:tab", namespaces=NS)
    assert [(t.get(f"{{{NS['w']}}}val"), t.get(f"{{{NS['w']}}}pos")) for t in tabs] == [
        ("clear", "9412"),
        ("right", "14344"),
    ]
    codes = parts["word/footer2.xml"].xpath("//w:instrText/text()", namespaces=NS)
    assert [code.strip() for code in codes] == ["PAGE", "NUMPAGES"]


def test_no_version_leaves_no_word():
    package = write("<p>a</p>")
    assert text(package.part("word/footer1.xml")) == "1 / 1"
    assert text(package.part("word/header1.xml")) == "Référentiel"


def test_document_that_ends_in_landscape_has_no_empty_page():
    package = write_sections(
        '<section class="chapitre"><section class="paysage"><p>b</p></section></section>'
    )
    assert package.find("//w:sectPr/w:pgSz/@w:orient") == ["landscape"]
    assert len(package.find("//w:sectPr")) == 1


def test_chapters_begin_a_page_once():
    chapter = '<section class="chapitre"><h1>Titre</h1><p>a</p></section>'
    package = write_sections(f'<section class="couverture"><p>x</p></section>{chapter * 3}')
    # By the section that names it in its header, or by itself; nothing is left white.
    assert len(package.find("//w:sectPr")) == 4
    assert not package.find("//w:pageBreakBefore")
    ended = package.texts("//w:p[w:pPr/w:sectPr]")
    assert ended == ["x", "a", "a"]


def test_properties():
    package = write("<p>a</p>", **{"data-titre": "Note", "data-sujet": "S"})
    properties = docx.Document(io.BytesIO(package.content)).core_properties
    assert (properties.title, properties.subject) == ("Note – S", "S")
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.language == "fr-FR"
    assert properties.created == properties.modified == DATE
    long = write("<p>a</p>", **{"data-titre": "T" * 300})
    assert docx.Document(io.BytesIO(long.content)).core_properties.title == "T" * 255


def test_same_bytes_twice_and_in_another_time_zone():
    tree = document(SECTIONS)
    first = write_docx(tree, reference(), date=DATE)
    other = DATE.astimezone(timezone(timedelta(hours=5)))
    assert first == write_docx(tree, reference(), date=other)
    assert first != write_docx(tree, reference(), date=datetime(2020, 1, 1))
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(set(package.namelist())) == len(package.namelist())


def test_built_in_reference_is_up_to_date():
    assert (ROOT / "templates" / "reference.docx").read_bytes() == build(builtin_charter())


def test_reference_has_all_styles_once():
    names = Package(reference()).find("//w:style/w:name/@w:val", "word/styles.xml")
    assert names == [style.name for style in STYLES.values()]
    assert not [n for n in Package(reference()).names() if "customXml" in n or "Effects" in n]


def test_reference_of_python_docx_gets_what_it_lacks():
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    tree = document(SECTIONS + '<section class="chapitre"><ul><li>a</li></ul></section>')
    package = Package(write_docx(tree, buffer.getvalue(), date=DATE))
    names = package.find("//w:style/w:name/@w:val", "word/styles.xml")
    assert len(names) == len(set(names))
    used = set(package.find("//w:pStyle/@w:val"))
    assert used <= set(package.find("//w:style/@w:styleId", "word/styles.xml"))
    assert package.part("customXml/item2.xml").tag.startswith("{urn:mc-builder")


def test_document_written_can_be_a_reference():
    tree = document(SECTIONS)
    first = write_docx(tree, reference(), date=DATE)
    second = Package(write_docx(tree, first, date=DATE))
    assert second.texts() == Package(first).texts()
    assert len([n for n in second.names() if n.startswith("customXml/item")]) == 2
    names = second.find("//w:abstractNum/w:name/@w:val", "word/numbering.xml")
    assert len(names) == len(set(names)) == 4


def test_style_is_recognised_by_its_name():
    content = _changed(reference(), "word/styles.xml", b'"Heading1"', b'"Titre1"')
    package = Package(write_docx(document(SECTIONS), content, date=DATE))
    assert "Titre1" in package.find("//w:pStyle/@w:val")


def test_placeholders_cut_into_runs_are_replaced():
    cut = b'{mar</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">que} -'
    content = _changed(reference(), "word/footer1.xml", b"{marque}", cut)
    tree = document(SECTIONS, **{"data-marque": "Projet &amp; {titre}"})
    package = Package(write_docx(tree, content, date=DATE))
    assert text(package.part("word/footer1.xml")) == "Projet & {titre} -1 / 1"


def _changed(content, name, old, new):
    """A package with some bytes of a part replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, data.replace(old, new) if part == name else data)
    return buffer.getvalue()


def test_a_section_that_ends_with_a_table_ends_in_one_low_paragraph():
    table = "<table class='fiche'><tbody><tr><td>a</td></tr></tbody></table>"
    package = write_sections(
        f'<section class="chapitre">{table}<section class="paysage">{table}</section></section>'
    )
    tags = [e.tag.rpartition("}")[2] for e in package.body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]
    assert len(package.find("//w:sectPr")) == 2
