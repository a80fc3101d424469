"""Texts of the data: they print themselves with their identity, whatever they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from mc_builder.model.activites import Tache
from mc_builder.model.base import ACompleter
from mc_builder.page.text import Texte, TexteACompleter, in_lines, marked, of, texte
from mc_builder.page.tree import ILLEGAL, parse, text_of


def test_a_text_prints_with_its_identity() -> None:
    text = Texte("Écoute & <b>", "t1:intitule")
    assert escape(text) == Markup('<span data-ref="t1:intitule">Écoute &amp; &lt;b&gt;</span>')
    assert (text.brut, text.ref) == ("Écoute & <b>", "t1:intitule")
    assert type(text.brut) is str


def test_what_is_to_complete_is_marked() -> None:
    text = of(ACompleter("le nombre exact"), "t1:intitule")
    assert isinstance(text, TexteACompleter)
    assert escape(text) == Markup(
        '<span class="a-completer" data-ref="t1:intitule">À compléter : le nombre exact</span>'
    )


def test_words_are_marked_whole_whatever_their_letters() -> None:
    text = Texte("Suivi & suivis du <b>Suivi</b>", "t1:intitule")
    assert marked(text, {"suivi", "amp"}) == Markup(
        '<span data-ref="t1:intitule"><mark>Suivi</mark> &amp; suivis du'
        " &lt;b&gt;<mark>Suivi</mark>&lt;/b&gt;</span>"
    )
    still = of(ACompleter("le suivi"), "t1:intitule")
    assert marked(still, {"suivi"}) == escape(still)


def test_the_text_of_a_field() -> None:
    tache = Tache.model_validate({"intitule": "Contrôle", "id": "t1"})
    tache.name_it("t1")
    found = texte(tache, "intitule")
    assert found is not None
    assert (found.brut, found.ref) == ("Contrôle", "t1:intitule")
    assert texte(tache, "numero") is None


@given(st.text())
def test_any_text_prints_whole(value: str) -> None:
    markup = f'<article lang="fr" data-titre="T">{escape(Texte(value, "a:b"))}</article>'
    document, _ = parse(
        "essai",
        markup.replace("<span", '<section class="chapitre"><p><span').replace(
            "</span>", "</span></p></section>"
        ),
    )
    assert document is not None
    normal = ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value).replace("\r\n", "\n")
    assert text_of(document.root) == normal.replace("\r", "\n")


def test_prose_in_a_cell_begins_a_line_for_each_paragraph_and_item() -> None:
    prose = Markup("<p>Un &amp; deux.</p><ul><li>Trois.</li><li><em>Quatre</em> ; cinq</li></ul>")
    assert in_lines(prose) == "Un & deux.\nTrois.\nQuatre ; cinq"
    assert in_lines(Markup("Des <strong>mots</strong>")) == "Des mots"
    assert in_lines(None) == ""
