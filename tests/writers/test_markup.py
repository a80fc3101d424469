"""The tree as HTML: self-contained, accessible, the same words."""

from __future__ import annotations

import re

import pytest
from docx_reading import document
from lxml import html

from mc_builder.builtin import builtin_folder
from mc_builder.page.tree import text_of
from mc_builder.writers.html import write_html
from mc_builder.writers.markup import page

_MARKUP = """
<section class="chapitre"><h1 id="un">Un</h1><nav class="sommaire" data-niveaux="1"/>
<nav class="liste-tableaux"/>
<p><span data-ref="a:b">texte &lt;b&gt;</span> <a href="https://x.fr">lien</a>
<span class="autonomie" data-niveau="{}">■■□</span></p>
<ol start="4"><li>quatre</li></ol><ol><li>un</li></ol>
<table class="textes"><caption>T</caption><colgroup><col data-largeur="100"/></colgroup>
<tbody><tr><td>x</td></tr></tbody></table></section>
"""


def read(level: int = 2, style: str = "") -> html.HtmlElement:
    tree = document(_MARKUP.format(level), **{"data-sujet": "Un &amp; deux"})
    return html.document_fromstring(page(tree, style))


def test_the_tree_is_left_as_it_was() -> None:
    tree = document(_MARKUP.format(1))
    before = text_of(tree.root)
    page(tree, "")
    assert text_of(tree.root) == before
    assert [c.get("data-largeur") for c in tree.root.iter("col")] == ["100"]


def test_head() -> None:
    root = read()
    assert root.get("lang") == "fr"
    assert root.findtext(".//title") == "Référentiel – Un & deux"
    names = {m.get("name"): m.get("content") for m in root.iter("meta") if m.get("name")}
    assert names["description"] == "Un & deux"


def test_no_outside_resource() -> None:
    """Nothing is fetched to show the page: no file, no address, no script."""
    style = (builtin_folder() / "ecran.css").read_text("utf-8")
    data = write_html(document(_MARKUP.format(3)), style).decode()
    root = html.document_fromstring(data)
    for element in root.iter():
        assert element.tag not in {"script", "link", "iframe", "object", "embed", "form", "base"}
        assert not [name for name in element.attrib if name.startswith("on")]
        source = element.get("src")
        assert source is None or source.startswith("data:image/svg+xml,")
        assert element.get("srcset") is None
    assert not re.search(r"@import|url\(|expression\(", style)


@pytest.mark.parametrize(("level", "alt"), [(1, "1 sur 3"), (2, "2 sur 3"), (3, "3 sur 3")])
def test_squares_are_a_picture_with_a_text(level: int, alt: str) -> None:
    (picture,) = read(level).iter("img")
    assert picture.get("alt") == f"autonomie {alt}"
    filled = picture.get("src", "").count("fill='%231f3a5f'")
    assert filled == level
    assert not (picture.getparent().text or "").strip()


def test_squares_are_as_many_as_the_degrees_of_the_scale_under_its_name() -> None:
    squares = '<span class="autonomie" data-nom="latitude" data-niveau="1">■□</span>'
    written = document(f'<section class="suite"><p>{squares}</p></section>')
    root = html.document_fromstring(page(written, ""))
    (picture,) = root.iter("img")
    assert picture.get("alt") == "latitude 1 sur 2"
    assert picture.get("src", "").count("%3Crect") == 2
    assert root.xpath("//*[@data-nom]") == []


def test_internal_attributes_stay_inside() -> None:
    attributes = {name for element in read().iter() for name in element.attrib}
    assert not attributes & {"data-ref", "data-largeur", "data-niveaux", "data-sujet"}


def test_the_page_says_that_it_loads_nothing() -> None:
    (policy,) = (m for m in read().iter("meta") if m.get("http-equiv"))
    assert policy.get("http-equiv") == "Content-Security-Policy"
    assert policy.get("content", "").startswith("default-src 'none'")


def test_what_html_says_in_its_own_words() -> None:
    root = read()
    assert [n.get("aria-label") for n in root.iter("nav")] == ["Sommaire", "Liste des tableaux"]
    assert [c.get("style") for c in root.iter("col")] == ["width:100%"]
    assert [o.get("style") for o in root.iter("ol")] == ["counter-reset:list-item 3", None]


def test_words_stay_words() -> None:
    assert "texte <b>" in read().text_content()
    assert not list(read().iter("b"))


def test_a_style_that_closes_its_element_is_not_markup() -> None:
    """The style sheet is the project's own: it may hold anything."""
    root = read(style="</style><script>x</script>")
    assert not list(root.iter("script"))
