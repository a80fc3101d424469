"""The index of words: where each stands, once per section, with links that lead there."""

from __future__ import annotations

from lxml import etree

from mc_builder.page.index import fill_indexes
from mc_builder.page.tree import text_of


def filled(words: str, *chapters: str) -> etree._Element:
    around = "".join(f'<section class="chapitre">{c}</section>' for c in chapters)
    root = etree.fromstring(
        f'<article>{around}<section class="chapitre"><h1>Index</h1><p>CMS</p>'
        f'<ul data-index="{words}"/></section></article>'
    )
    fill_indexes(root)
    return root


def entries(root: etree._Element) -> list[str]:
    index = list(root.iter("ul"))[-1]
    assert index.get("data-index") is None
    return [text_of(item) for item in index]


def test_first_place_of_a_word_in_each_section() -> None:
    root = filled(
        "CMS|PGI",
        "<h1>Un</h1><p>Le CMS, encore le CMS.</p><p>Le CMS.</p>"
        '<h2><span class="numero">II.1 </span>Deux</h2><ul><li>Un <em>CMS</em></li></ul>',
        "<h1>Trois</h1><p>Un PGI.</p>",
    )
    assert entries(root) == ["CMS\u00a0: Un, II.1", "PGI\u00a0: Trois"]
    links = [a.get("href") for a in root.iter("a")]
    places = {f"#{e.get('id')}": text_of(e) for e in root.iter() if e.get("id")}
    assert [places[href] for href in links] == ["Le CMS, encore le CMS.", "Un CMS", "Un PGI."]


def test_words_are_whole_and_the_longest_wins() -> None:
    root = filled("MC|MC SNO", "<h1>A</h1><p>MCX, AMC, la MC SNO</p><h1>B</h1><p>(MC)</p>")
    assert entries(root) == ["MC\u00a0: B", "MC SNO\u00a0: A"]


def test_an_anchor_that_is_there_is_kept() -> None:
    root = filled("CMS", '<h1 id="ici">Le CMS</h1>')
    assert [a.get("href") for a in root.iter("a")] == ["#ici"]


def test_contents_cover_and_its_own_chapter_are_no_places() -> None:
    root = filled(
        "CMS",
        '<h1>A</h1><nav class="sommaire"><p>CMS</p></nav>'
        '<section class="couverture"><p>CMS</p></section>',
    )
    assert entries(root) == []


def test_signs_of_patterns_are_words() -> None:
    assert entries(filled("C++|A.B", "<h1>A</h1><p>le C++ et AxB</p>")) == ["C++\u00a0: A"]


def test_the_short_name_of_a_source_is_no_place() -> None:
    chapter = '<h1>A</h1><p>(<a href="#source-x">MC SNO</a>)</p><h1>B</h1><p>La MC SNO</p>'
    assert entries(filled("MC SNO", chapter)) == ["MC SNO\u00a0: B"]
