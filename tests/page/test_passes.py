"""The passes: numbers, contents, notes, links and identities of a checked tree."""

from __future__ import annotations

import pytest
from lxml import etree

from mc_builder.page.passes import complete, named, plain_text
from mc_builder.page.tree import Document, parse, text_of


def checked(markup: str) -> Document:
    document, diagnostics = parse(
        "essai",
        f'<article lang="fr" data-titre="T"><section class="chapitre">{markup}</section></article>',
    )
    assert document is not None, diagnostics
    return document


def completed(markup: str) -> etree._Element:
    return complete(checked(markup)).root


def table(caption: str, attributes: str = "") -> str:
    return (
        f'<table class="fiche"><caption{attributes}>{caption}</caption>'
        "<tbody><tr><td>x</td></tr></tbody></table>"
    )


def texts(root: etree._Element, name: str) -> list[str]:
    return [text_of(e) for e in named(root, name)]


def test_the_tree_given_is_left_as_it_was() -> None:
    document = checked(f"<h1>Un</h1>{table('A')}")
    before = etree.tostring(document.root)
    complete(document)
    assert etree.tostring(document.root) == before


def test_tables_are_numbered_in_order_and_anchored() -> None:
    root = completed(table("A") + table("B", ' id="ici"') + table("<em>C</em>"))
    assert texts(root, "caption") == [
        "Tableau\u00a01 – A",
        "Tableau\u00a02 – B",
        "Tableau\u00a03 – C",
    ]
    assert [e.get("id") for e in root.iter("caption")] == ["tableau-1", "ici", "tableau-3"]
    assert texts(root, "span.numero") == [
        "Tableau\u00a01 – ",
        "Tableau\u00a02 – ",
        "Tableau\u00a03 – ",
    ]


def test_headings_get_an_anchor() -> None:
    root = completed('<h1>Un</h1><h2 id="deux">Deux</h2><h3>Trois</h3>')
    assert [e.get("id") for e in root.iter("h1", "h2", "h3")] == ["titre-1", "deux", "titre-3"]


def test_contents_down_to_a_level() -> None:
    headings = "<h1>Un</h1><h2>Un-un</h2><h3>Détail</h3><h4>Fin</h4><h1>Deux</h1>"
    for depth, expected in (
        (1, ["Un", "Deux"]),
        (2, ["Un", "Un-un", "Deux"]),
        (3, ["Un", "Un-un", "Détail", "Deux"]),
    ):
        root = completed(f'<nav class="sommaire" data-niveaux="{depth}"/>{headings}')
        nav = next(root.iter("nav"))
        assert [text_of(e) for e in nav] == expected
    assert [e.get("class") for e in nav] == ["entree-1", "entree-2", "entree-3", "entree-1"]
    hrefs = [e[0].get("href") for e in nav]
    assert hrefs == [f"#{e.get('id')}" for e in root.iter("h1", "h2", "h3")]


def test_a_call_and_a_link_without_words_name_the_table_or_the_figure() -> None:
    figure = '<figure id="g"><figcaption>A</figcaption><img src="graphique:a" alt="x"/></figure>'
    source = '<p class="source">{}</p>'.format(
        ", ".join(f'<a class="renvoi" href="#{anchor}"/>' for anchor in ("d", "nulle"))
    )
    root = completed(
        figure + source + table('Données de la <a class="legende" href="#g">figure</a>', ' id="d"')
    )
    assert texts(root, "p.source") == ["tableau\u00a01, hors de ce document"]
    assert texts(root, "caption") == ["Tableau\u00a01 – Données de la figure\u00a01"]


def test_the_list_of_figures() -> None:
    figure = '<figure><figcaption>{}</figcaption><img src="graphique:a" alt="x"/></figure>'
    root = completed(f'<nav class="liste-figures"/>{figure.format("A")}{table("T")}'
                     f'{figure.format("B")}')  # fmt: skip
    assert texts(root, "figcaption") == ["Figure\u00a01 – A", "Figure\u00a02 – B"]
    nav = next(root.iter("nav"))
    assert [(e.get("class"), text_of(e), e[0].get("href")) for e in nav] == [
        ("entree-figure", "Figure\u00a01 – A", "#figure-1"),
        ("entree-figure", "Figure\u00a02 – B", "#figure-2"),
    ]


def test_headings_go_down_one_level_at_a_time() -> None:
    root = completed("<h1>A</h1><h3>B</h3><h4>C</h4><h3>D</h3><h2>E</h2><h1>F</h1>")
    assert [e.tag for e in root.iter("h1", "h2", "h3", "h4")] == [
        "h1", "h2", "h3", "h2", "h2", "h1",
    ]  # fmt: skip


def test_contents_without_a_level_have_two() -> None:
    root = completed('<nav class="sommaire"/><h1>Un</h1><h2>Deux</h2><h3>Trois</h3>')
    assert [text_of(e) for e in next(root.iter("nav"))] == ["Un", "Deux"]


def test_contents_keep_numbers_and_leave_notes_out() -> None:
    root = completed(
        '<nav class="sommaire"/><h1><span class="numero">I – </span>\n Le <em>mot</em>'
        '<span class="note">Note.</span> juste</h1>'
    )
    nav = next(root.iter("nav"))
    assert [text_of(e) for e in nav] == ["I – Le mot juste"]
    assert plain_text(next(root.iter("h1"))) == "I – Le mot juste"


def test_the_list_of_tables() -> None:
    root = completed(f'<nav class="liste-tableaux"/>{table("A")}{table("B")}')
    nav = next(root.iter("nav"))
    assert [(e.get("class"), text_of(e)) for e in nav] == [
        ("entree-tableau", "Tableau\u00a01 – A"),
        ("entree-tableau", "Tableau\u00a02 – B"),
    ]
    assert [e[0].get("href") for e in nav] == ["#tableau-1", "#tableau-2"]


def test_notes_of_tables_start_again_at_one() -> None:
    root = completed(
        '<p>a<a class="appel" href="#n2"/> b<a class="appel" href="#n1"/></p>'
        '<ol class="notes"><li id="n1">Une</li><li id="n2">Deux</li></ol>'
        '<p>c<a class="appel" href="#n3"/></p><ol class="notes"><li id="n3">Trois</li></ol>'
    )
    assert texts(root, "p") == ["a(2) b(1)", "c(1)"]
    assert texts(root, "li") == ["(1) Une", "(2) Deux", "(1) Trois"]


def test_the_sign_of_a_note_is_on_the_line_of_its_first_paragraph() -> None:
    root = completed('<ol class="notes"><li id="n1"><p>Une</p><p>suite</p></li></ol>')
    assert texts(root, "p") == ["(1) Une", "suite"]


def test_a_call_without_its_note_prints_nothing() -> None:
    root = completed('<p>a<a class="appel" href="#nulle-part"/>.</p>')
    assert texts(root, "p") == ["a."]
    assert not list(root.iter("a"))


def test_footnotes_are_numbered_through_the_document() -> None:
    root = completed(
        '<p>a<span class="note">x</span></p><ul><li>b<span class="note">y</span></li></ul>'
    )
    assert [n.get("data-numero") for n in named(root, "span.note")] == ["1", "2"]


def test_links_that_lead_nowhere_keep_their_words() -> None:
    root = completed(
        '<p id="ici">a <a href="#nulle">b <em>c</em> d</a> e <a href="#ici">f</a>'
        ' <a href="#nulle"><em>g</em></a><a href="#nulle"/>h <a href="https://x.fr/#z">i</a></p>'
    )
    assert texts(root, "p") == ["a b c d e f gh i"]
    assert [e.get("href") for e in root.iter("a")] == ["#ici", "https://x.fr/#z"]
    assert [text_of(e) for e in root.iter("em")] == ["c", "g"]


def test_identities_are_numbered_in_order() -> None:
    root = completed(
        '<h1><span data-ref="a:intitule">A</span></h1>'
        '<p><span class="a-completer" data-ref="b:texte">B</span>'
        '<span class="a-completer">C</span></p>'
    )
    ids = [(e.get("data-ref"), e.get("id")) for e in root.iter("span")]
    assert ids == [("a:intitule", "_mc_00001"), ("b:texte", "_mc_00002"), (None, None)]


def test_typography_is_set_everywhere() -> None:
    root = completed("<h1>L'eau : <em>oui ; non</em> ! « a »</h1>")
    assert text_of(root) == "L’eau\u00a0: oui\u00a0; non\u00a0! «\u00a0a\u00a0»"


@pytest.mark.parametrize(("minor", "kept"), [(40, "3"), (48, "2"), (80, "3")])
def test_contents_give_up_a_level_that_would_fill_an_empty_page(minor: int, kept: str) -> None:
    body = "<h1>Un</h1><h2>Deux</h2>" + "<h3>Trois</h3>" * minor
    root = completed(
        f'<section class="chapitre"><nav class="sommaire" data-niveaux="3"/>{body}</section>'
    )
    (nav,) = root.iter("nav")
    assert nav.get("data-niveaux") == kept
    assert len(nav) == 2 + (minor if kept == "3" else 0)


def test_a_heading_that_is_looked_for_is_in_short_contents() -> None:
    headings = '<h1>Un</h1><h2>Deux</h2><h3 data-sommaire="oui">Épreuve</h3><h3>Détail</h3>'
    root = completed(f'<nav class="sommaire" data-niveaux="2"/>{headings}')
    nav = next(root.iter("nav"))
    assert [text_of(e) for e in nav] == ["Un", "Deux", "Épreuve"]
    assert [e.get("class") for e in nav] == ["entree-1", "entree-2", "entree-3"]
