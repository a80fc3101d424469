"""Numbers of headings: Word counts them, in lists linked to the heading styles."""

from __future__ import annotations

from docx_reading import NS, Package, style, text, write_sections

ANNEXES = """
<section class="chapitre"><h1><span class="numero">Annexe I – </span>Un</h1>
<h2><span class="numero">I.1 </span>Deux</h2><h3><span class="numero">I.1.1 </span>Trois</h3>
<h3>Sans numéro</h3><h2><span class="numero">I.2 </span>Quatre</h2></section>
<section class="chapitre"><h1><span class="numero">Annexe II – </span>Cinq</h1>
<h2><span class="numero">Bloc 1 – </span>Six</h2><h2><span class="numero">II.1 </span>Sept</h2>
<h3><span class="numero">Épreuve E1 – </span>Huit</h3></section>
"""


def numbering(package: Package) -> dict[str, tuple[str, str, str]]:
    """Words of each heading → its style, its list and its level."""
    return {
        text(p): (
            style(p),
            "".join(p.xpath("w:pPr/w:numPr/w:numId/@w:val", namespaces=NS)),
            "".join(p.xpath("w:pPr/w:numPr/w:ilvl/@w:val", namespaces=NS)),
        )
        for p in package.find("//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]")
    }


def patterns(package: Package, number: str) -> list[str]:
    return package.find(
        f"//w:abstractNum[@w:abstractNumId=//w:num[@w:numId='{number}']/w:abstractNumId/@w:val]"
        "/w:lvl/w:lvlText/@w:val",
        "word/numbering.xml",
    )


def test_levels_of_one_list():
    package = write_sections(ANNEXES)
    found = numbering(package)
    number = found["Un"][1]
    assert {words: (n, level) for words, (_, n, level) in found.items() if n == number} == {
        "Un": (number, "0"),
        "Deux": (number, "1"),
        "Trois": (number, "2"),
        "Quatre": (number, "1"),
        "Cinq": (number, "0"),
        "Sept": (number, "1"),
    }
    assert patterns(package, number) == ["Annexe\u00a0%1 –", "%1.%2", "%1.%2.%3"]
    assert patterns(package, found["Six"][1]) == ["Bloc\u00a0%1 –"]
    assert patterns(package, found["Huit"][1]) == ["Épreuve\u00a0E%1 –"]
    assert found["Sans numéro"][1] == "0"


def test_styles_are_linked_to_the_list_that_most_headings_follow():
    package = write_sections(ANNEXES)
    number = numbering(package)["Un"][1]
    linked = {
        style.get(f"{{{NS['w']}}}styleId"): style.xpath(
            "w:pPr/w:numPr/w:numId/@w:val", namespaces=NS
        )
        for style in package.find("//w:style[w:pPr/w:numPr]", "word/styles.xml")
    }
    assert linked == {"Heading1": [number], "Heading2": [number]}
    assert package.find("//w:lvl/w:pStyle/@w:val", "word/numbering.xml") == ["Heading1", "Heading2"]


def test_a_number_that_jumps_is_set():
    package = write_sections(
        '<section class="chapitre"><h2><span class="numero">Critère 2 – </span>Un</h2>'
        '<h2><span class="numero">Critère 3 – </span>Deux</h2>'
        '<h2><span class="numero">Critère 5 – </span>Trois</h2></section>'
    )
    found = numbering(package)
    starts = package.find("//w:num//w:startOverride/@w:val", "word/numbering.xml")
    assert starts == ["2", "5"]
    assert found["Un"][1] == found["Deux"][1] != found["Trois"][1]


def test_what_word_cannot_count_stays_a_text():
    package = write_sections(
        '<section class="chapitre"><h2><span class="numero">3.1 </span>Seul</h2>'
        '<h2><span class="numero">50 % – </span>Part</h2></section>'
    )
    assert {words: n for words, (_, n, _) in numbering(package).items()} == {
        "3.1 Seul": "",
        "50\u00a0% – Part": "",
    }


def test_a_document_without_numbers_leaves_the_styles_alone():
    package = write_sections('<section class="chapitre"><h1>Un</h1><h2>Deux</h2></section>')
    assert not package.find("//w:style[w:pPr/w:numPr]", "word/styles.xml")
    assert set(numbering(package).values()) == {("Heading1", "", ""), ("Heading2", "", "")}


def test_a_link_with_the_words_of_a_heading_is_a_cross_reference():
    package = write_sections(
        '<section class="chapitre"><h1 id="a"><span class="numero">Annexe 1 – </span>Les faits</h1>'
        '<p>Voir <a href="#a">Les faits</a>, <a href="#a">plus haut</a> et <a href="#a">'
        '<span data-ref="x:y">Les faits</span></a>.</p></section>'
    )
    assert [code.strip() for code in package.find("//w:instrText/text()")] == ["REF a \\h"]
    assert [text(link) for link in package.find("//w:hyperlink")] == ["plus haut", "Les faits"]
