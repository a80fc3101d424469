"""Words, headings, fields, notes, links and lists of the DOCX writer."""

from __future__ import annotations

import io
import json
import re

import docx
import pytest
from docx.shared import Pt
from docx_reading import DATE, NS, Package, document, reference, style, text, write, write_sections
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ampleur import exemples
from mc_builder.builtin import builtin_folder
from mc_builder.page.spaces import collapse
from mc_builder.page.templates import Templates
from mc_builder.page.tree import ILLEGAL, Document
from mc_builder.page.vocabulary import VOCABULARY
from mc_builder.writers.docx import writer
from mc_builder.writers.docx.registry import known
from mc_builder.writers.docx.writer import write_docx


def test_writer_knows_the_whole_vocabulary():
    assert writer.WRITING
    assert set(VOCABULARY) <= known()


def test_unknown_element_is_an_internal_error():
    root = etree.fromstring('<article lang="fr" data-titre="x"><aside/></article>')
    with pytest.raises(KeyError, match="aside"):
        write_docx(Document("x", root), reference(), date=DATE)


def test_headings_are_built_in_styles_with_bookmarks():
    package = write(
        "<h1>Un</h1><h2 id='deux-bis'>Deux</h2><p>Texte.</p><h3>Trois</h3><h4>Quatre</h4>"
    )
    found = {style(p): text(p) for p in package.find("//w:p[w:bookmarkStart]")}
    assert found == {
        "Heading1": "Un",
        "Heading2": "Deux",
        "Heading3": "Trois",
        "Heading4": "Quatre",
    }
    assert "deux_bis" in package.find("//w:bookmarkStart/@w:name")


def test_what_a_heading_says_of_its_object_stays_with_it_and_what_follows():
    package = write(
        "<h1>A</h1><h2>Un</h2><p class='discret'>du bloc</p><p class='discret'>loin</p>"
    )
    kept = package.find("//w:p[w:pPr/w:keepNext]")
    assert [text(p) for p in kept] == ["du bloc"]


def test_white_space_of_templates_is_not_printed():
    package = write("<p>\n  Un\n  <strong> deux</strong>\n  trois\u00a0; <em>quatre </em>\n</p>")
    assert "Un deux trois\u00a0; quatre" in package.texts()


def test_collapse_leaves_its_argument_unchanged():
    root = document('<section class="chapitre"><p> a  b </p></section>').root
    before = etree.tostring(root)
    collapse(root)
    assert etree.tostring(root) == before


def test_footnotes_are_word_footnotes():
    package = write(
        '<p>Le texte<span class="note">voir '
        '<a href="https://exemple.fr/é?a=1&amp;b=2">là</a></span>.</p>'
    )
    assert package.find("//w:footnoteReference/@w:id") == ["1"]
    notes = package.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert [text(note) for note in notes] == ["\u00a0voir là"]
    assert package.find("//w:footnote/@w:type", "word/footnotes.xml") == [
        "separator",
        "continuationSeparator",
    ]
    links = package.part("word/_rels/footnotes.xml.rels")
    assert [rel.get("Target") for rel in links] == ["https://exemple.fr/%C3%A9?a=1&b=2"]
    assert links[0].get("TargetMode") == "External"


def test_renvoi_is_a_link_and_a_page_field():
    markup = (
        "<h1 id='a'>Titre</h1>"
        "<p>Voir <a class='renvoi' href='#a'>le titre</a>, <a href='#a'>ici</a>.</p>"
    )
    package = write(markup, {"a": 7})
    paragraph = package.find("//w:p[w:hyperlink]")[0]
    assert text(paragraph) == "Voir le titre\u00a0(p.\u00a07), ici."
    assert paragraph.xpath("w:hyperlink/@w:anchor", namespaces=NS) == ["a", "a"]
    assert package.find("//w:instrText/text()") == [" PAGEREF a \\h "]
    # A page that is not known is not printed.
    unknown = write(markup)
    assert [text(p) for p in unknown.find("//w:p[w:hyperlink]")] == ["Voir le titre, ici."]
    for one in (package, unknown):
        assert not one.find("//w:updateFields", "word/settings.xml"), "Word would ask on opening"


def test_contents_are_a_field_filled_beforehand():
    package = write_sections(
        '<section class="chapitre"><nav class="sommaire" data-niveaux="3"/>'
        '<nav class="liste-tableaux"/></section>'
        '<section class="chapitre"><h1 id="i">Un</h1><h2 id="ii">Deux</h2><h3 id="iii">Trois</h3>'
        "<table class='textes'><caption>Légende</caption><tbody><tr><td>x</td></tr></tbody></table>"
        "</section>",
        {"i": 3, "ii": 4, "iii": 5, "tableau-1": 6},
    )
    entries = [(style(p), text(p)) for p in package.find("//w:p[w:hyperlink]")]
    assert entries == [
        ("TOC1", "Un3"),
        ("TOC2", "Deux4"),
        ("TOC3", "Trois5"),
        ("TableofFigures", "Tableau\u00a01 – Légende6"),
    ]
    codes = [code.strip() for code in package.find("//w:instrText/text()")]
    assert 'TOC \\o "1-3" \\h \\z \\u' in codes
    assert 'TOC \\h \\z \\c "Tableau"' in codes
    assert "SEQ Tableau \\* ARABIC" in codes
    for kind in ("begin", "separate", "end"):
        assert len(package.find(f"//w:fldChar[@w:fldCharType='{kind}']")) == len(codes)


def test_contents_without_pages_have_neither_numbers_nor_dots():
    markup = (
        '<section class="chapitre"><nav class="sommaire"/></section>'
        '<section class="chapitre"><h1 id="i">Un</h1><h2 id="ii">Deux</h2></section>'
    )
    bare = write_sections(markup)
    assert [text(p) for p in bare.find("//w:p[w:hyperlink]")] == ["Un", "Deux"]
    assert not bare.find("//w:hyperlink//w:tab")
    assert not bare.find("//w:instrText[contains(., 'PAGEREF')]")
    # The field is there all the same: its reader may ask for it to be refreshed.
    assert any("TOC" in code for code in bare.find("//w:instrText/text()"))


def test_contents_say_that_their_pages_are_those_of_the_pdf():
    tree = document(
        '<section class="chapitre"><nav class="sommaire"/></section>'
        '<section class="chapitre"><h1 id="i">Un</h1></section>'
    )
    said = "Les numéros de page sont ceux du PDF."
    for pages, borrowed, expected in (({"i": 3}, True, 1), ({"i": 3}, False, 0), ({}, True, 0)):
        content = write_docx(tree, reference(), date=DATE, pages=pages, borrowed=borrowed)
        package = Package(content)
        assert package.texts().count(said) == expected
        # Inside the field: it goes away with the numbers when Word counts them again.
        before = f"count(//w:p[.='{said}']/preceding::w:fldChar[@w:fldCharType='%s'])"
        assert package.find(before % "begin") - package.find(before % "end") == expected


def test_a_page_number_is_not_alone_on_a_line_of_the_contents():
    full = "C1.3 Entretenir un site selon un calendrier établi par soi-même, afin d’en préserver "
    package = write_sections(
        '<section class="chapitre"><nav class="sommaire"/></section><section class="chapitre">'
        f'<h1 id="t">Un</h1><h2 id="a">{full}toute la sécurité et la disponibilité</h2>'
        f'<h2 id="b">{full}la sécurité</h2></section>'
    )
    long, short = package.find("//w:p[w:pPr/w:pStyle/@w:val = 'TOC2']")
    broken = [text(r) for r in long.xpath(".//w:r[w:t or w:br]", namespaces=NS)]
    assert broken[1:3] == ["", "disponibilité"]
    assert not short.xpath(".//w:br", namespaces=NS)


def test_contents_under_a_long_chapter_begin_a_page():
    title, nav = '<p class="titre-hors-sommaire">Sommaire</p>', '<nav class="sommaire"/>'

    def broken(before):
        package = write_sections(f'<section class="chapitre">{before}{title}{nav}</section>')
        (heading,) = [p for p in package.find("//w:p") if text(p) == "Sommaire"]
        return bool(heading.xpath("w:pPr/w:pageBreakBefore", namespaces=NS))

    assert broken(f"<h1>L’essentiel</h1>{'<p>Un mot.</p>' * 40}")
    assert broken(f"<h1>L’essentiel</h1><div class='encadre'><p>{'Un mot. ' * 700}</p></div>")
    assert not broken("<h1>L’essentiel</h1><p>Un mot.</p>"), "they share its page when it is short"
    assert not broken("")


def test_identities_are_bookmarks_and_a_manifest():
    package = write(
        '<p><span data-ref="act-1:intitule">Mettre  à <em>jour</em>'
        '<span class="note">N</span></span>'
        ' : <span data-ref="t:x:y">un <span data-ref="c-2:nom">deux</span></span></p>',
        **{"data-version": "1.2"},
    )
    assert package.find("//w:bookmarkStart/@w:name") == ["_mc_00001", "_mc_00002", "_mc_00003"]
    numbers = package.find("//w:bookmarkStart/@w:id")
    assert len(set(numbers)) == 3
    assert sorted(numbers) == sorted(package.find("//w:bookmarkEnd/@w:id"))
    manifest = package.part("customXml/item1.xml")
    assert dict(manifest.attrib) == {"titre": "Référentiel", "version": "1.2"}
    lines = {line.get("signet"): dict(line.attrib) for line in manifest if line.get("signet")}
    assert lines["_mc_00001"] == {"signet": "_mc_00001", "identite": "act-1:intitule"}
    assert lines["_mc_00002"]["identite"] == "t:x:y"
    written = json.loads(manifest.findtext("{*}imprime") or "")
    assert [
        *written[0][:2],
        written[0][2][:2],
    ] == ["", "", [["Mettre à jour", "", "00001"], ["[note]", "nn1", "00001"]]]
    assert written[0][2][2:] == ["\u00a0: ", ["un ", "", "00002"], ["deux", "", "00002", "00003"]]
    assert "customXml/itemProps1.xml" in package.names()


def test_each_numbered_list_starts_again():
    package = write(
        "<ol><li>a</li><li>b<ol><li>c</li></ol></li></ol><p>x</p><ol><li>d</li></ol>"
        "<ol start='5'><li>e</li></ol><ul><li>f</li></ul><ul><li>g</li></ul>"
    )
    numbers = {
        text(p): p.xpath("w:pPr/w:numPr/w:numId/@w:val", namespaces=NS)
        for p in package.find("//w:p")
    }
    assert numbers["a"] == numbers["b"]
    assert len({numbers[item][0] for item in "acde"}) == 4
    assert numbers["f"] == numbers["g"]
    starts = package.find("//w:num//w:startOverride/@w:val", "word/numbering.xml")
    assert starts == ["1", "1", "1", "5"]
    levels = package.find("//w:p[.//w:t='c']/w:pPr/w:numPr/w:ilvl/@w:val")
    assert levels == ["1"]


def test_item_with_several_paragraphs_has_one_bullet():
    package = write(
        "<ul><li><p>un</p><p>deux</p></li><li>trois <ul><li>quatre</li></ul> cinq</li></ul>"
    )
    bulleted = [text(p) for p in package.find("//w:p[w:pPr/w:numPr]")]
    assert bulleted == ["un", "trois", "quatre"]
    assert package.texts() == ["un", "deux", "trois", "quatre", "cinq"]


def test_marks_of_a_text():
    package = write(
        '<p><span class="autonomie" data-niveau="2">■■□</span>'
        '<span class="statut" data-statut="evaluee">Évaluée</span>'
        '<span class="a-completer">?</span><strong>g<em>i</em></strong><sup>er</sup><br/>fin</p>'
    )
    runs = {text(r): r for r in package.find("//w:r[w:t]")}
    styles = {t: "".join(r.xpath("w:rPr/w:rStyle/@w:val", namespaces=NS)) for t, r in runs.items()}
    assert styles["■■□"] == "MCAutonomie"
    assert styles["●\u00a0"] == styles["Évaluée"] == "MCStatutEvaluee"
    # Beside its style: in a table, LibreOffice puts the font of the text over that of a style.
    for sign in ("●\u00a0", "■■□"):
        assert runs[sign].xpath("w:rPr/w:rFonts/@w:ascii", namespaces=NS) == ["Segoe UI Symbol"]
    assert styles["?"] == "MCACompleter"
    assert runs["i"].xpath("w:rPr/w:b and w:rPr/w:i", namespaces=NS)
    assert runs["er"].xpath("w:rPr/w:vertAlign/@w:val", namespaces=NS) == ["superscript"]
    assert len(package.find("//w:br")) == 1


def test_a_close_document_is_set_closer_but_in_the_styles_of_a_house() -> None:
    def spacing(content: bytes, style: str) -> dict[str, str]:
        path = f"//w:style[@w:styleId='{style}']/w:pPr/w:spacing"
        (found,) = Package(content).find(path, "word/styles.xml")
        return {etree.QName(name).localname: value for name, value in found.attrib.items()}

    markup = '<section class="chapitre"><p>a</p></section>'
    plain, close = document(markup), document(markup, **{"data-serre": "oui"})
    ours = write_docx(plain, reference(), date=DATE)
    assert spacing(ours, "Normal") == {"before": "0", "after": "120", "line": "259", **_AUTO}
    closer = write_docx(close, reference(), date=DATE)
    assert spacing(closer, "Normal") == {"before": "0", "after": "104", "line": "253", **_AUTO}
    assert spacing(closer, "Heading4") == {"before": "170", "after": "40"}
    assert spacing(closer, "MCCellule") == {"before": "0", "after": "40", "line": "236", **_AUTO}
    lying = document(markup.replace("chapitre", "paysage"), **{"data-serre": "oui"})
    wide = write_docx(lying, reference(), date=DATE)
    assert spacing(wide, "MCCellule") == {"before": "0", "after": "17", "line": "229", **_AUTO}
    word = docx.Document(io.BytesIO(reference()))
    word.styles["Normal"].paragraph_format.space_after = Pt(9)
    house = io.BytesIO()
    word.save(house)
    kept = write_docx(close, house.getvalue(), date=DATE)
    assert spacing(kept, "Normal") == {"before": "0", "after": "180", "line": "259", **_AUTO}


@pytest.mark.parametrize("level", [2, 3, 4])
def test_headings_are_as_far_from_a_text_as_on_paper(level: int) -> None:
    sheet = (builtin_folder() / "styles.css").read_text("utf-8")
    variables = dict(re.findall(r"--([\w-]+): ([\d.]+mm)", sheet.split("article[data-serre]")[0]))
    (margin,) = re.findall(rf"^h{level} {{.*?margin: ([^;]+);", sheet, re.MULTILINE)
    said = re.sub(r"var\(--([\w-]+)\)", lambda name: variables[name[1]], margin)
    above, _, below, _ = (float(one.removesuffix("mm")) * 1440 / 25.4 for one in said.split())
    styles = Package(reference())

    def spacing(style: str, side: str) -> int:
        path = f"//w:style[@w:styleId='{style}']/w:pPr/w:spacing/@w:{side}"
        return int(*styles.find(path, "word/styles.xml"))

    # Of the spaces of two paragraphs, Word takes the larger, as a browser does.
    heading = f"Heading{level}"
    assert spacing(heading, "before") == pytest.approx(above, abs=1)
    assert spacing(heading, "after") == pytest.approx(below, abs=1)


_AUTO = {"lineRule": "auto"}
_TABLE = '<table class="textes"><tbody><tr><td>a</td></tr></tbody></table>'


@pytest.mark.parametrize(
    ("style", "side", "narrow", "wide"),
    [("Heading 2", "before", "280", 20), ("Normal", "after", "170", 9)],
)
def test_what_is_beside_a_table_stands_apart_unless_the_style_of_a_house_does_it(
    style: str, side: str, narrow: str, wide: int
) -> None:
    markup = f'<section class="chapitre"><h1>a</h1><p>b</p>{_TABLE}<h2>c</h2></section>'

    def beside(points: int) -> list[str]:
        word = docx.Document(io.BytesIO(reference()))
        setattr(word.styles[style].paragraph_format, f"space_{side}", Pt(points))
        house = io.BytesIO()
        word.save(house)
        content = write_docx(document(markup), house.getvalue(), date=DATE)
        near = "preceding-sibling" if side == "before" else "following-sibling"
        path = f"//w:p[{near}::*[1][self::w:tbl]]/w:pPr/w:spacing/@w:{side}"
        return list(map(str, Package(content).find(path)))

    assert beside(5) == [narrow]
    assert beside(wide) == []


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<h2>t</h2><p>Court.</p><p>Suite.</p>", ["Court."]),
        ("<h3>t</h3><p>Court.</p><ul><li>a</li><li>b</li></ul>", ["Court.", "a"]),
        # Neither the first item of a list nor the last is alone on its page.
        (f"<ul>{''.join(f'<li>{item}</li>' for item in 'abcde')}</ul>", ["a", "d"]),
        ('<p class="intertitre">t</p><p>Court.</p><p>Suite.</p>', ["Court."]),
        # Enough to stand at the foot of a page, or with nothing of its own to be kept with.
        (f"<h2>t</h2><p>{'Long. ' * 90}</p><p>Suite.</p>", []),
        ("<h2>t</h2><p>Court.</p><h2>u</h2><p>Suite.</p>", []),
        ("<h2>t</h2><p>Court.</p>", []),
        # Landscape pages are short: what leads to a table goes with it.
        (f"<p>Un.</p><p>Deux.</p>{_TABLE}", []),
        (f'<section class="paysage"><p>Un.</p><p>Deux.</p>{_TABLE}</section>', ["Deux."]),
    ],
)
def test_few_lines_under_a_heading_stay_with_what_follows(markup: str, kept: list[str]) -> None:
    """A heading and one or two lines are not alone at the foot of a page."""
    package = write(markup)
    assert [text(p) for p in package.find("//w:p[w:pPr/w:keepNext]")] == kept


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p class="chapeau">x</p>', "MCChapeau"),
        ("<blockquote><p>x</p></blockquote>", "Quote"),
        ('<div class="encadre"><p>x</p></div>', "MCEncadre"),
        ('<div class="encadre"><ul><li>x</li></ul></div>', "MCEncadreListe"),
        ('<p class="source">x</p>', "MCSource"),
        ('<div class="encadre"><p class="intertitre">x</p></div>', "MCEncadreTitre"),
    ],
)
def test_styles_of_blocks(markup, expected):
    assert [style(p) for p in write(markup).find("//w:body/w:p")] == [expected]


def test_ensemble_is_a_chain():
    package = write(
        '<section class="ensemble"><p>a</p><ul><li>b</li><li>c</li></ul>'
        "<table class='fiche'><tbody><tr><th>d</th></tr><tr><th>e</th></tr></tbody></table>"
        "</section>"
        "<p>f</p>"
    )
    assert package.texts("//w:p[w:pPr/w:keepNext]") == ["a", "b", "c", "d"]


legal = st.text().filter(lambda value: not ILLEGAL.search(value))


@settings(derandomize=True, max_examples=exemples(60), deadline=None)
@given(legal, legal, legal)
def test_any_text_survives(words, title, item):
    root = etree.Element("article", {"lang": "fr", "data-titre": title, "data-marque": item})
    chapter = etree.SubElement(root, "section", {"class": "chapitre"})
    etree.SubElement(chapter, "p").text = words
    etree.SubElement(etree.SubElement(chapter, "ul"), "li").text = item
    package = Package(write_docx(Document("x", root), reference(), date=DATE))
    spaces = str.maketrans("\t\r\n", "   ")
    expected = [
        " ".join(part for part in value.translate(spaces).split(" ") if part)
        for value in (words, item)
    ]
    assert package.texts() == expected


def test_what_announces_a_list_or_a_table_stays_with_it():
    package = write(
        "<p>Seul\u00a0:</p><p>Pièces\u00a0:</p><ul><li>une</li><li>deux</li></ul>"
        "<p>Le tableau\u00a0:</p>"
        "<table class='textes'><tbody><tr><td><p class='intertitre'>Titre</p>"
        "<p class='intertitre'>Autre</p></td></tr></tbody></table><p>Rien.</p><ul><li>un</li></ul>"
    )
    tied = {text(p) for p in package.find("//w:body/w:p[w:pPr/w:keepNext]")}
    assert tied == {"Pièces\u00a0:", "une", "Le tableau\u00a0:"}
    titles = package.find("//w:tc/w:p")
    assert [p.findtext("w:pPr/w:spacing", namespaces=NS) is not None for p in titles] == [
        True,
        False,
    ]


def test_a_call_of_a_caption_follows_its_number():
    package = write(
        "<p>Le <a class='legende' href='#t'>tableau</a>.</p><table class='textes'>"
        "<caption id='t'>T</caption><tbody><tr><td>x</td></tr></tbody></table>"
    )
    fields = package.find("//w:instrText/text()")
    assert fields == [" REF numero_tableau_1 \\h ", " SEQ Tableau \\* ARABIC "]
    (start,) = package.find("//w:bookmarkStart[@w:name='numero_tableau_1']")
    marked = []
    for element in start.itersiblings():
        if element.tag.endswith("}bookmarkEnd"):
            break
        marked.append(text(element))
    assert "".join(marked) == "1"
    assert package.texts()[0] == "Le tableau\u00a01."


def test_two_callouts_do_not_melt_and_each_is_on_one_page():
    box = '<div class="encadre"><p class="intertitre">Titre</p><p>un</p><p>deux</p></div>'
    package = write(f"<p>avant</p>{box * 2}<p>après</p>")
    body = [(style(p), text(p)) for p in package.find("//w:body/w:p")]
    whole = [("MCEncadreTitre", "Titre"), ("MCEncadre", "un"), ("MCEncadre", "deux")]
    between = [("MCSeparation", "")]
    assert body == [("Normal", "avant"), *whole, *between, *whole, ("Normal", "après")]
    tied = {text(p) for p in package.find("//w:body/w:p[w:pPr/w:keepNext]")}
    assert tied == {"Titre", "un"}


def test_squares_do_not_begin_a_line():
    squares = '<span class="autonomie" data-niveau="1">■□□</span>'
    package = write(f"<p>Seul {squares}</p><p><strong>Autre</strong> mot {squares}</p>")
    assert package.texts() == ["Seul\u00a0■□□", "Autre mot\u00a0■□□"]


def test_headings_at_the_top_of_a_page_or_under_another_have_no_space_above():
    chapter = '<section class="chapitre">{}</section>'
    package = write_sections(
        chapter.format("<p>début</p>")
        + chapter.format("<h2>Un</h2><h3>Deux</h3><p>a</p><h3>Trois</h3>")
    )
    spaces = {
        text(p): p.xpath("w:pPr/w:spacing/@w:before", namespaces=NS)
        for p in package.find("//w:body/w:p")
    }
    assert spaces == {"début": [], "Un": ["0"], "Deux": ["0"], "a": [], "Trois": []}


def test_the_title_of_a_chapter_that_runs_on_stands_apart_from_what_is_above():
    package = write_sections(
        '<section class="suite"><h1>Un</h1><p>a</p></section>'
        '<section class="suite"><h1>Deux</h1><p>b</p></section>'
        '<section class="chapitre"><h1>Trois</h1></section>'
    )
    before, after = (
        {
            text(p): p.xpath(f"w:pPr/w:spacing/@w:{side}", namespaces=NS)
            for p in package.find("//w:p[w:pPr/w:pStyle/@w:val='Heading1']")
        }
        for side in ("before", "after")
    )
    assert int(before["Deux"][0]) > int(after["Deux"][0]) > 0
    assert before["Un"] == []
    assert before["Trois"] == ["0"]


def test_the_first_chapter_that_runs_on_is_followed_as_closely_as_the_others():
    def after(kind: str) -> list[str]:
        package = write_sections(
            '<section class="couverture"><p class="couverture-type">Note</p></section>'
            '<section class="suite"><h1>Un</h1><p>a</p></section>'
            f'<section class="{kind}"><h1>Deux</h1><p>b</p></section>'
        )
        path = "//w:p[w:pPr/w:pStyle/@w:val='Heading1']/w:pPr/w:spacing/@w:after"
        return list(map(str, package.find(path)))

    assert after("suite") == ["140", "140"]
    assert after("chapitre") == []


def test_the_mark_of_a_cover_and_its_warnings():
    package = write_sections(
        '<section class="couverture"><p class="couverture-mention">Projet</p>'
        '<p class="couverture-type">Note</p><p class="couverture-mention">Une</p>'
        '<p class="couverture-mention">Deux</p></section>'
        '<section class="chapitre"><p>a</p></section>'
    )
    assert [(style(p), text(p)) for p in package.find("//w:body/w:p")][:4] == [
        ("MCCouvertureMarque", "Projet"),
        ("MCCouvertureType", "Note"),
        ("MCCouvertureMention", "Une"),
        ("MCCouvertureMention", "Deux"),
    ]


def test_the_hyphens_of_an_article_hold_their_line():
    package = write(
        '<section class="chapitre"><p>Article R. 6113-25-1 du code, rendez-vous.</p></section>'
    )
    (paragraph,) = (p for p in package.find("//w:p") if "Article" in text(p))
    pieces = paragraph.xpath(".//w:t/text()", namespaces=NS)
    assert pieces == ["Article\u00a0R.\u00a06113", "25", "1 du code, rendez-vous."]
    assert len(paragraph.xpath(".//w:noBreakHyphen", namespaces=NS)) == 2


def test_the_bullets_of_every_depth_are_those_of_the_pdf():
    sheet = Templates().file("styles.css").read_text("utf-8")
    (dash,) = set(re.findall(r'list-style-type: "(.) "', sheet))
    package = write("<ul><li>un<ul><li>deux<ul><li>trois</li></ul></li></ul></li></ul>")
    bullets = "//w:lvl[w:numFmt/@w:val='bullet']/w:lvlText/@w:val"
    found = package.find(bullets, "word/numbering.xml")
    assert len(found) >= 9
    assert set(found) == {dash}
