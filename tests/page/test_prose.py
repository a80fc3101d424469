"""Markdown to markup: every construct, and any text at all, stays in the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from mc_builder.loading import Loaded
from mc_builder.model.base import ACompleter
from mc_builder.model.preuves import Graphique
from mc_builder.model.projet import Projet
from mc_builder.page.passes import complete, named
from mc_builder.page.prose import pieces, render, to_complete
from mc_builder.page.tree import Document, parse, text_of

#: Where templates put prose: in a chapter, in a callout, in a cell, in an item.
PLACES = {
    "chapter": "{}",
    "callout": '<div class="encadre">{}</div>',
    "cell": '<table class="textes"><tbody><tr><td>{}</td></tr></tbody></table>',
    "item": "<ul><li>{}</li></ul>",
}


@pytest.fixture(scope="module")
def projet(cycles: Loaded) -> Projet:
    assert cycles.projet is not None
    return cycles.projet


def bare(markup: str) -> str:
    """The markup without the identities of its own blocks."""
    root = etree.fromstring(f"<x>{markup}</x>")
    for span in list(root.iter("span")):
        if str(span.get("data-ref")).startswith("a:b/"):
            span.tag = "drop"
    etree.strip_tags(root, "drop")
    inside = etree.tostring(root, encoding="unicode")
    return inside.removeprefix("<x>").removesuffix("</x>")


def checked(markup: str, place: str = "chapter") -> Document:
    document, diagnostics = parse(
        "essai",
        '<article lang="fr" data-titre="T"><section class="chapitre">'
        f"{PLACES[place].format(markup)}</section></article>",
    )
    assert document is not None, [d.message for d in diagnostics]
    return complete(document)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Un\n\ndeux", "<p>Un</p><p>deux</p>"),
        ("Un\ndeux", "<p>Un\ndeux</p>"),
        ("Un\\\ndeux  \ntrois", "<p>Un<br/>deux<br/>trois</p>"),
        ("*a* **b** ***c***", "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em></p>"),
        ("# A\n## B\n### C", "<h3>A</h3><h4>B</h4><h4>C</h4>"),
        ("A\n===", "<h3>A</h3>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("- a\n\n  > b", "<ul><li><p>a</p><blockquote><p>b</p></blockquote></li></ul>"),
        ("> - a", "<blockquote><ul><li>a</li></ul></blockquote>"),
        ("- # A", '<ul><li><p class="intertitre">A</p></li></ul>'),
        ("> ## A", '<blockquote><p class="intertitre">A</p></blockquote>'),
        ("> - # A\n\n# B",
         '<blockquote><ul><li><p class="intertitre">A</p></li></ul></blockquote><h3>B</h3>'),
        ("a\n\n---\n\nb", "<p>a</p><p>b</p>"),
        ("`c`", "<p>c</p>"),
        ("    c", "<p>c</p>"),
        ("![i](https://x.fr/i.png)", '<p>!<a href="https://x.fr/i.png">i</a></p>'),
    ],
)  # fmt: skip
def test_constructs(projet: Projet, markdown: str, expected: str) -> None:
    assert bare(render(projet, markdown, "a:b")) == expected
    checked(render(projet, markdown, "a:b"))


def test_tables(projet: Projet) -> None:
    markup = render(projet, "| a | b |\n|---|---|\n| *c* | |", "a:b")
    assert bare(markup) == (
        '<table class="textes" data-prose="oui"><thead><tr><th scope="col">a</th>'
        '<th scope="col">b</th></tr></thead><tbody><tr><td><em>c</em></td><td/></tr>'
        "</tbody></table>"
    )
    assert len(list(checked(markup).root.iter("table"))) == 1


def test_a_table_aligns_its_columns_and_has_a_caption(projet: Projet) -> None:
    text = "Tableau : Les *années*\n\n| a | b | c |\n|---|--:|:-:|\n| d | 1 | x |"
    root = checked(render(projet, text, "a:b")).root
    assert [text_of(c) for c in root.iter("caption")] == ["Tableau\u00a01 – Les années"]
    assert list(root.iter("p")) == []
    classes = [[cell.get("class") for cell in row] for row in root.iter("tr")]
    assert classes == [[None, "droite", "centre"]] * 2


@pytest.mark.parametrize("text", ["Tableau : x\n\nsuite", "Tableau :\n\n| a |\n|---|\n| b |"])
def test_other_words_are_no_caption(projet: Projet, text: str) -> None:
    root = checked(render(projet, text, "a:b")).root
    assert list(root.iter("caption")) == []
    assert text_of(next(root.iter("p"))).startswith("Tableau")


def test_a_caption_where_no_table_fits_is_a_paragraph(projet: Projet) -> None:
    text = "> Tableau : T\n>\n> | a | b |\n> |---|---|\n> | c | d |"
    root = checked(render(projet, text, "a:b")).root
    assert [text_of(p) for p in root.iter("p")] == ["T", "a – b", "c – d"]


@pytest.mark.parametrize(
    ("place", "first", "others"),
    [
        ("callout", "", ""),
        ("cell", "", ""),
        ("item", "", ""),
        ("chapter", "> ", "> "),
        ("chapter", "- ", "  "),
    ],
)
def test_a_table_where_none_fits_becomes_paragraphs(
    projet: Projet, place: str, first: str, others: str
) -> None:
    text = f"{first}| a | b |\n{others}|---|---|\n{others}| c | d |"
    root = checked(render(projet, text, "a:b"), place).root
    assert [text_of(p) for p in root.iter("p")] == ["a – b", "c – d"]


@pytest.mark.parametrize("href", ["http://x.fr", "https://x.fr/a?b=1&c=2", "mailto:a@x.fr", "#ici"])
def test_links(projet: Projet, href: str) -> None:
    root = checked(f'<p id="ici"/>{render(projet, f"[mot]({href})", "a:b")}').root
    assert [(a.get("href"), text_of(a)) for a in root.iter("a")] == [(href, "mot")]


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JAVASCRIPT:x", "java\tscript:x", "&#106;avascript:x", "vbscript:x",
     "file:///etc/passwd", "data:text/html,x", "ftp://x.fr", "//x.fr", "page.html", "/etc/passwd"],
)  # fmt: skip
def test_other_links_keep_their_words_only(projet: Projet, href: str) -> None:
    for markdown in (f"[mot]({href})", f"[mot](<{href}>)", f"[mot][r]\n\n[r]: {href}"):
        root = checked(render(projet, markdown, "a:b")).root
        assert list(root.iter("a")) == []
        assert "mot" in text_of(root)


def test_a_link_in_a_link_keeps_its_words(projet: Projet) -> None:
    source = projet.sources[0]
    chiffre = projet.chiffres[0]
    markdown = (
        f'[voir {{{{ chiffre("{chiffre.cle}") }}}} et {{{{ source("{source.cle}") }}}}'
        "^[note [dedans](http://b.fr)] fin](http://a.fr) [dehors](http://c.fr)"
    )
    root = checked(render(projet, markdown, "a:b")).root
    assert [a.get("href") for a in root.iter("a")] == ["http://a.fr", "http://c.fr"]
    assert chiffre.printed in text_of(root).replace("\u00a0", " ") or chiffre.printed in text_of(
        root
    )
    assert "dedans" in text_of(root)


def test_figures_and_sources_are_linked(projet: Projet) -> None:
    chiffre, source = projet.chiffres[0], projet.sources[0]
    markdown = f'{{{{ chiffre("{chiffre.cle}") }}}} {{{{ source("{source.cle}", page=12) }}}}'
    assert bare(render(projet, markdown, "a:b")) == (
        f'<p><a href="#chiffre-{chiffre.cle}"><span data-ref="{chiffre.cle}:valeur">'
        f'{chiffre.printed}</span></a> <span class="note" data-citation="p.\u00a012"'
        f' data-appel="source:{source.cle}">(<a href="#source-{source.cle}">'
        f'<span data-ref="{source.cle}:abrege">{source.appel}</span></a>, p.\u00a012)</span></p>'
    )


def test_citations_side_by_side_are_in_one_parenthesis(projet: Projet) -> None:
    one, two = (f'{{{{ source("{s.cle}", page=3) }}}}' for s in projet.sources[:2])
    first, second = (s.appel for s in projet.sources[:2])
    words = text_of(etree.fromstring(str(render(projet, f"a {one}\n{two} b {one}", "a:b"))))
    assert words == f"a ({first}, p.\u00a03 ; {second}, p.\u00a03) b ({first}, p.\u00a03)"


def test_a_cell_that_only_cites_has_no_parentheses(projet: Projet) -> None:
    one = f'{{{{ source("{projet.sources[0].cle}") }}}}'
    root = checked(render(projet, f"| a |\n|---|\n| {one} |\n| b {one} |", "a:b")).root
    appel = projet.sources[0].appel
    assert [text_of(cell) for cell in root.iter("td")] == [appel, f"b ({appel})"]


def test_a_sentence_calls_a_figure_and_a_table_by_their_numbers(projet: Projet) -> None:
    graphique = projet.graphiques[0].cle
    text = (
        f'La {{{{ graphique("{graphique}") }}}} et le {{{{ tableau("emplois") }}}}.\n\n'
        f'{{{{ graphique("{graphique}") }}}}'
    )
    emplois = '<table class="textes"><caption id="tableau-emplois">E</caption></table>'
    root = checked(f"{render(projet, text, 'a:b')}{emplois}").root
    assert text_of(next(root.iter("p"))) == "La figure\u00a01 et le tableau\u00a01."
    numbers = {f"#{span.get('id')}": text_of(span) for span in named(root, "span.numero")}
    assert [numbers[a.get("href", "")] for a in named(root, "a.legende")] == [
        "Figure\u00a01 – ",
        "Tableau\u00a01 – ",
    ]


def test_a_call_of_what_the_document_lacks_keeps_its_word(projet: Projet) -> None:
    root = checked(render(projet, 'Le {{ tableau("emplois") }}.', "a:b")).root
    assert text_of(next(root.iter("p"))) == "Le tableau."
    assert list(root.iter("a")) == []


def test_a_text_is_cut_where_it_places_a_table(projet: Projet) -> None:
    found = pieces(projet, 'a\n\n{{ tableau("emplois") }}\n\nb', "a:b")
    assert [(bare(text), table) for text, table in found] == [
        ("<p>a</p>", "emplois"),
        ("<p>b</p>", ""),
    ]


@pytest.mark.parametrize("construct", ['{{ chiffre("absent") }}', "{{ x }}", "{{ ouvert"])
def test_constructs_that_lead_nowhere_are_marked(projet: Projet, construct: str) -> None:
    root = checked(render(projet, f"a {construct}", "a:b")).root
    assert [text_of(s) for s in root.iter("span") if s.get("class") == "a-completer"] == [construct]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a^[n *o*] b", '<p>a<span class="note">n <em>o</em></span> b</p>'),
        ("a[^x] b\n\n[^x]: note", '<p>a<span class="note">note</span> b</p>'),
        ("a[^x]\n\n[^x]: un\n\n    deux", '<p>a<span class="note">un deux</span></p>'),
        ("a[^x] b[^x]\n\n[^x]: n",
         '<p>a<span class="note">n</span> b<span class="note">n</span></p>'),
        ("a^[n ^[o] p]", '<p>a<span class="note">n  (o) p</span></p>'),
        ("a[^x]\n\n[^x]: voir [^x]", '<p>a<span class="note">voir </span></p>'),
        ("a[^x]\n\n[^x]: b[^y]\n\n[^y]: c[^x]", '<p>a<span class="note">b (c)</span></p>'),
    ],
)  # fmt: skip
def test_footnotes(projet: Projet, markdown: str, expected: str) -> None:
    assert bare(render(projet, markdown, "a:b")) == expected
    checked(render(projet, markdown, "a:b"))


@pytest.mark.parametrize(
    "html", ["<b>x</b>", "<script>x</script>", "<!-- x -->", "<p class='x'>", "&lt;b&gt;", "a & b"]
)
def test_raw_html_is_text(projet: Projet, html: str) -> None:
    root = checked(render(projet, html, "a:b")).root
    assert {str(e.tag) for e in root.iter()} == {"article", "section", "p", "span"}
    assert text_of(root).replace("’", "'") == html.replace("&lt;", "<").replace("&gt;", ">")


def test_each_block_has_its_identity(projet: Projet) -> None:
    root = checked(render(projet, "# A\n\nb\n\n- c\n- d", "o:champ")).root
    assert [(e.get("data-ref"), text_of(e)) for e in root.iter("span")] == [
        ("o:champ/1", "A"),
        ("o:champ/2", "b"),
        ("o:champ/3", "c"),
        ("o:champ/4", "d"),
    ]


def test_what_is_to_complete(projet: Projet) -> None:
    assert render(projet, ACompleter("le *motif*"), "a:b") == Markup(
        '<p><span class="a-completer" data-ref="a:b">À compléter : le *motif*</span></p>'
    )


_PIECES = st.sampled_from(
    ["# T", "## T\n", "- a", "  - b", "1. x", "3) y", "> q", "| a | b |\n|---|---|\n| c | d |",
     "| a<br>b |\n|---|\n| c<br>- d<br>1. **e**<br> |\n\n",
     "^[n ^[in] [l](http://x)]", "[t](http://a.b)", "[t](javascript:x)", "[t](ftp://x)", "[t](r)",
     "[^1]", "[^1]: voir [^1]\n\n    - suite", "**b", "*i*", "`c`", "<b>", "&amp;", "\x07",
     "\ud800",
     '{{ chiffre("x") }}', '{{ source("y") }}', "{{",
     '{{ tableau("emplois") }}', "Tableau : t", "\\\n", "  \n", "---", "[r]: http://z\n",
     "![i](http://p)", "\n", "\n\n", "    ", "> ", "- ", "[a^[n [b](http://c)]](http://d)"]
)  # fmt: skip
_MARKDOWN = st.one_of(
    st.text(),
    st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=12).map("".join),
    st.lists(_PIECES, max_size=8).map("\n".join),
)


@given(markdown=_MARKDOWN, place=st.sampled_from(sorted(PLACES)), level=st.integers(2, 4))
def test_any_text_stays_in_the_vocabulary(
    cycles: Loaded, markdown: str, place: str, level: int
) -> None:
    assert cycles.projet is not None
    checked(render(cycles.projet, markdown, "a:b", level), place)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs"]), min_size=1))
def test_plain_words_are_printed_whole(cycles: Loaded, text: str) -> None:
    assert cycles.projet is not None
    root = checked(render(cycles.projet, f"x{text}", "a:b")).root
    assert "".join(text_of(root).split()) == "".join(f"x{text}".split())


# Charts.


@pytest.fixture(scope="module")
def avec_graphique(projet: Projet) -> Projet:
    graphique = Graphique.model_validate(
        {"id": "velos", "intitule": "Les vélos", "points": ["part-electrique"]}
    )
    graphique.name_it("velos")
    return replace(projet, graphiques=(graphique,))


def test_a_chart_takes_the_place_of_its_paragraph(avec_graphique: Projet) -> None:
    markup = render(avec_graphique, 'Un\n\n{{ graphique("velos") }}\n\nDeux', "a:b")
    root = checked(markup).root[0]
    assert [e.tag for e in root] == ["p", "figure", "p", "p"]
    caption, picture = root[1]
    assert text_of(caption) == "Figure\u00a01 – Les vélos"
    assert picture.get("src") == "graphique:velos"
    assert "38,5\u00a0%" in picture.get("alt", "")
    # How it reads, source, date and perimeter of the figure are under it, in French typography.
    assert text_of(root[2]) == (
        "Lecture\u00a0: le fond clair est l’ensemble dont la barre est une part."
        " Source\u00a0: Observatoire du cycle, 2024, p.\u00a014. Date\u00a0: 2024."
        " Champ\u00a0: Vélos confiés aux ateliers répondants."
    )
    # A block is known by its place: the next one is the third.
    assert [e.get("data-ref") for e in root.iter("span") if e.get("data-ref")] == [
        "a:b/1", "velos:intitule", "a:b/3",
    ]  # fmt: skip


def test_an_unknown_chart_is_marked(avec_graphique: Projet) -> None:
    root = checked(render(avec_graphique, '{{ graphique("rien") }}', "a:b")).root
    assert not list(root.iter("figure"))
    assert any("graphique(" in text_of(e) for e in root.iter("span"))


@pytest.mark.parametrize("markdown", ['Le {{ graphique("velos") }}', '- {{ graphique("velos") }}'])
def test_a_chart_elsewhere_is_called(avec_graphique: Projet, markdown: str) -> None:
    root = checked(render(avec_graphique, markdown, "a:b")).root
    assert not list(root.iter("figure"))
    assert text_of(root).endswith("figure")


def test_a_table_placed_where_none_can_be_is_marked(projet: Projet) -> None:
    root = checked(render(projet, '{{ tableau("emplois") }}', "a:b")).root
    assert [text_of(e) for e in named(root, "span.a-completer")] == ['{{ tableau("emplois") }}']


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("c<br>d", "c<br/>d"),
        (
            "c :<br>- **d**<br>- e<br>f",
            "<p>c :</p><ul><li><strong>d</strong></li><li>e</li></ul><p>f</p>",
        ),
        ("3. c<br>4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
    ],
)
def test_lines_and_lists_of_a_cell(projet: Projet, cell: str, expected: str) -> None:
    markup = render(projet, f"| A<br>B |\n|---|\n| {cell} |", "a:b")
    assert f"<td>{expected}</td>" in bare(markup)
    assert '<th scope="col">A<br/>B</th>' in bare(markup)
    checked(markup)
    assert "c" in text_of(checked(markup, "callout").root)


def test_words_to_write_print_marked_each_with_its_identity(
    projet_de: Callable[..., Loaded],
) -> None:
    text = 'Le {{ a_completer("nombre d’ateliers") }} et {{ a_completer("leur  place") }}.\n'
    loaded = projet_de(note=text)
    assert loaded.diagnostics == ()
    assert loaded.projet is not None
    markup = render(loaded.projet, text, "note")
    marks = re.findall(r'<span class="a-completer" data-ref="([^"]*)">([^<]*)</span>', markup)
    assert marks == [
        ("note/1/manque-1", "À compléter : nombre d’ateliers"),
        ("note/1/manque-2", "À compléter : leur place"),
    ]
    assert to_complete(loaded.projet)[-2:] == ("nombre d’ateliers", "leur  place")


def test_words_to_write_take_a_motive_and_nothing_else(projet_de: Callable[..., Loaded]) -> None:
    loaded = projet_de(note='{{ a_completer("a", "b") }} {{ a_completer(motif="a") }}\n')
    assert [d.code for d in loaded.diagnostics] == ["NOT001", "NOT001"]
    assert "n’a qu’un motif" in loaded.diagnostics[1].aide
