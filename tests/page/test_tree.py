"""Markup to checked tree: whatever is outside the vocabulary is a diagnostic with a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.coverage.statuts import Statut
from mc_builder.page.passes import complete
from mc_builder.page.tree import name_of, parse, text_of

_HEAD = '<article lang="fr" data-titre="T">\n<section class="chapitre">\n'
_TABLE = '<table class="textes">{}<tbody><tr>{}</tr></tbody></table>'


def found(markup: str) -> list[tuple[str, int, str]]:
    """The diagnostics of a chapter: code, line, message. The markup begins at line 3."""
    document, diagnostics = parse("essai", f"{_HEAD}{markup}</section></article>")
    assert (document is None) == bool(diagnostics)
    assert all(d.span.path == "essai.html" for d in diagnostics)
    return [(d.code, d.span.line, d.message) for d in diagnostics]


def codes(markup: str) -> list[str]:
    return [code for code, _, _ in found(markup)]


def test_a_sound_document() -> None:
    document, diagnostics = parse(
        "essai", f'{_HEAD.replace("T", "Titre")}<h1 id="a">Un</h1></section></article>'
    )
    assert document is not None
    assert not diagnostics
    assert (document.name, document.title, document.mark) == ("essai", "Titre", "")
    assert text_of(document.root).strip() == "Un"
    assert [name_of(e) for e in document.root.iter()] == ["article", "section.chapitre", "h1"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("\n<aside/>", ("DOC002", 4, "élément inconnu « aside »")),
        (
            '<p class="chapo">x</p>',
            ("DOC002", 3, "élément inconnu « p.chapo » (« p.chapeau » ?)"),
        ),
        ("<p><!-- x --></p>", ("DOC002", 3, "les commentaires et instructions ne sont pas admis")),
        ("<p><?php x?></p>", ("DOC002", 3, "les commentaires et instructions ne sont pas admis")),
        ('<p onclick="x">y</p>', ("DOC003", 3, "attribut « onclick » non admis sur « p »")),
        ('<p style="x">y</p>', ("DOC003", 3, "attribut « style » non admis sur « p »")),
        ("<p><span>x</span></p>", ("DOC003", 3, "attribut « data-ref » obligatoire sur « span »")),
        ("<p><a>x</a></p>", ("DOC003", 3, "attribut « href » obligatoire sur « a »")),
        ("mots", ("DOC005", 2, "du texte n’est pas admis directement dans « section.chapitre »")),
        ("<ul>mots</ul>", ("DOC005", 3, "du texte n’est pas admis directement dans « ul »")),
        ("<p><p>x</p></p>", ("DOC006", 3, "« p » n’est pas admis dans « p »")),
        ("<ul><p>x</p></ul>", ("DOC006", 3, "« p » n’est pas admis dans « ul »")),
        ("<h1><p>x</p></h1>", ("DOC006", 3, "« p » n’est pas admis dans « h1 »")),
    ],
)
def test_outside_the_vocabulary(markup: str, expected: tuple[str, int, str]) -> None:
    assert expected in found(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>x",
        "<p>a & b</p>",
        "<p>&nbsp;</p>",
        '<p id="a" id="b"/>',
        "<p>x</q>",
        '<p x:y="1"/>',
    ],
)
def test_malformed_markup(markup: str) -> None:
    assert codes(markup) == ["DOC001"]


def test_entities_are_not_read(tmp_path: object) -> None:
    secret = f'<!DOCTYPE article [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    document, diagnostics = parse("essai", f"{secret}{_HEAD}<p>&x;</p></section></article>")
    assert document is None
    assert {d.code for d in diagnostics} <= {"DOC001", "DOC002"}


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JavaScript:x", "file:///etc/passwd", "data:text/html,x", "ftp://x.fr",
     "//x.fr", "page.html", "", "#", "http:", "vbscript:x", " http://x.fr", "#a b"],
)  # fmt: skip
def test_links_go_inside_or_to_the_web(href: str) -> None:
    assert codes(f'<p><a href="{href}">x</a></p>') == ["DOC004"]


@pytest.mark.parametrize(
    "href", ["#a", "http://x.fr", "https://x.fr/é?a=1#b", "mailto:a@exemple.fr"]
)
def test_links_admitted(href: str) -> None:
    assert codes(f'<p><a href="{href}">x</a></p>') == []


def _with(attribute: str, value: str) -> str:
    """A fragment where an attribute has a value."""
    quoted = f'{attribute}="{value}"'
    return {
        "data-largeur": _TABLE.format(f"<colgroup><col {quoted}/></colgroup>", "<td>x</td>"),
        "rowspan": _TABLE.format("", f"<td {quoted}>x</td>"),
        "colspan": _TABLE.format("", f"<td {quoted}>x</td>"),
        "scope": _TABLE.format("", f"<th {quoted}>x</th>"),
        "start": f"<ol {quoted}><li>x</li></ol>",
        "data-niveaux": f'<nav class="sommaire" {quoted}/>',
        "data-statut": f'<p><span class="statut" {quoted}>x</span></p>',
        "data-niveau": f'<p><span class="autonomie" {quoted}>x</span></p>',
        "id": f"<p {quoted}>x</p>",
    }[attribute]


@pytest.mark.parametrize(
    ("attribute", "values"),
    [
        ("data-largeur", ["0", "5", "33.3", "8.571428571428571", "100", "100.0"]),
        ("rowspan", ["1", "12", "400"]),
        ("colspan", ["1", "9", "63"]),
        ("scope", ["col", "row", "colgroup", "rowgroup"]),
        ("start", ["0", "1", "12"]),
        ("data-niveaux", ["1", "2", "3"]),
        ("data-statut", [s.identifiant for s in Statut]),
        ("data-niveau", ["1", "2", "3"]),
        ("id", ["a", "o-diagnostic-taches-2"]),
    ],
)
def test_values_admitted(attribute: str, values: list[str]) -> None:
    for value in values:
        assert found(_with(attribute, value)) == []


@pytest.mark.parametrize(
    ("attribute", "values"),
    [
        ("data-largeur", ["", "x", "-1", "101", "33,3", "5%", "1e3", "100.5", "5;color:red"]),
        ("rowspan", ["", "0", "-1", "x", "1.5", "99999", "²", "１"]),
        ("colspan", ["", "0", "64", "x"]),
        ("scope", ["", "ligne"]),
        ("start", ["", "x", "-1", "1.5"]),
        ("data-niveaux", ["", "0", "4", "x", "12"]),
        ("data-statut", ["", "Évaluée", "inconnu", "evaluee "]),
        ("data-niveau", ["", "0", "4", "x"]),
        ("id", ["", "a b"]),
    ],
)
def test_values_refused(attribute: str, values: list[str]) -> None:
    for value in values:
        assert [(code, line) for code, line, _ in found(_with(attribute, value))] == [
            ("DOC010", 3)
        ], value


def test_a_wrong_value_says_what_is_expected() -> None:
    assert found('<ol start="un"><li>x</li></ol>') == [
        ("DOC010", 3, "« start » de « ol » vaut « un » ; attendu : un nombre entier")
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="#a">x<a href="#b">y</a></a>',
        '<a href="#a"><em>x<a class="renvoi" href="#b">y</a></em></a>',
        '<a href="#a">x<span class="note">y<a href="#b">z</a></span></a>',
        '<span class="note">x<strong><span class="note">y</span></strong></span>',
    ],
)
def test_links_and_notes_do_not_stand_in_themselves(markup: str) -> None:
    assert codes(f"<p>{markup}</p>") == ["DOC006"]


def test_a_link_in_a_note_is_admitted() -> None:
    assert codes('<p><span class="note">x <a href="#b">z</a></span></p>') == []


@pytest.mark.parametrize("text", ["\x00", "\x07", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_xml_cannot_hold_are_replaced(text: str) -> None:
    document, diagnostics = parse("essai", f"{_HEAD}<p>a{text}b</p></section></article>")
    assert not diagnostics
    assert document is not None
    assert text_of(document.root).strip() == "a\N{REPLACEMENT CHARACTER}b"


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", '<a href="#x">', "</a>", "&", "<!--", "-->",
     '<span data-ref="a:b">', "</span>", "mots", "<br/>", '<td rowspan="x">', "<![CDATA[", "]]>"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)))
def test_any_markup_gives_a_tree_or_diagnostics(markup: str) -> None:
    found(markup)


def test_a_table_of_prose_in_a_cell_becomes_paragraphs() -> None:
    inner = (
        '<table class="textes" data-prose="oui"><thead><tr><th scope="col"><em>a</em></th>'
        '<th scope="col"><em>b</em></th></tr></thead><tbody><tr><td><em>c</em></td>'
        "<td><em>d</em></td></tr></tbody></table> fin"
    )
    markup = _TABLE.format("", f"<td>début {inner}</td>")
    document, diagnostics = parse("essai", f"{_HEAD}{markup}</section></article>")
    assert not diagnostics
    assert document is not None
    cell = document.root.find(".//td")
    assert cell is not None
    assert [text_of(p) for p in cell.iter("p")] == ["a – b", "c – d"]
    assert text_of(cell).endswith("fin")


def test_a_table_of_prose_stays_one_where_it_fits() -> None:
    table = _TABLE.format("", "<td>x</td>").replace("<table", '<table data-prose="oui"')
    document, diagnostics = parse("essai", f"{_HEAD}{table}</section></article>")
    assert not diagnostics
    assert document is not None
    (found,) = complete(document).root.iter("table")
    assert found.attrib == {"class": "textes"}


def test_a_table_of_a_template_in_a_cell_is_refused() -> None:
    inner = _TABLE.format("", "<td>x</td>")
    assert codes(_TABLE.format("", f"<td>{inner}</td>")) == ["DOC006"]


def test_what_was_found_without_a_fault_is_judged_again_elsewhere() -> None:
    link = '<a class="renvoi" href="#o-1">x</a>'
    for _ in range(2):
        assert codes(f"<p>{link}</p>") == []
        assert codes(f'<p><a class="renvoi" href="#o-2">{link}</a></p>') == ["DOC006"]
        assert codes("<ul><li>x</li></ul>") == []
        assert codes("<p><ul><li>x</li></ul></p>") == ["DOC006"]
    sound = "<p>x</p>"
    assert codes(sound) == []
    assert codes(f"{sound}y") == ["DOC005"], "what holds blocks is judged with its own words"
    assert codes(f"{sound}<p>{sound}</p>") == ["DOC006"]
