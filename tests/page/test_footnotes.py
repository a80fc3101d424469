"""Citations as footnotes: their words, where their call stands, where none serves."""

from __future__ import annotations

import pytest
from lxml import etree

from mc_builder.page.passes import complete, named
from mc_builder.page.tree import name_of, parse, text_of


def cited(name: str, place: str = "p. 3", through: str = "") -> str:
    """A citation as prose writes it."""
    words = "".join(f", {part}" for part in (place, through) if part)
    return (
        f'<span class="note" data-citation="{place}">'
        f'(<a href="#source-{name}">{name}</a>{words})</span>'
    )


def completed(markup: str) -> etree._Element:
    entries = "".join(f'<p id="source-{name}">{name}</p>' for name in "AB")
    document, wrong = parse(
        "essai",
        f'<article lang="fr" data-titre="T"><section class="chapitre">{markup}{entries}</section>'
        "</article>",
    )
    assert document is not None, wrong
    return complete(document).root


def notes(root: etree._Element) -> list[str]:
    return [text_of(note).replace("\u00a0", " ") for note in named(root, "span.note")]


def test_a_citation_is_a_footnote_whose_call_stands_against_its_word() -> None:
    root = completed(f"<p>Un mot {cited('A')}. <em>Deux</em> {cited('B')} ; trois.</p>")
    assert notes(root) == ["A, p. 3.", "B, p. 3."]
    first, second = named(root, "span.note")
    paragraph = first.getparent()
    assert paragraph is not None
    assert paragraph.text == "Un mot"
    previous = second.getprevious()
    assert previous is not None
    assert not previous.tail
    assert all("data-citation" not in note.attrib for note in (first, second))


def test_each_note_names_its_source_even_after_another_of_it() -> None:
    """A page may end between two notes of a paragraph: the second cannot send back to the first."""
    again = f"{cited('A', 'p. 4', 'cité d’après B')} b {cited('A', '')} c {cited('B')}"
    root = completed(f"<p>a {cited('A', 'p. 3', 'cité d’après B')} a {again}</p>")
    assert notes(root) == [
        "A, p. 3, cité d’après B.",
        "A, p. 4, cité d’après B.",
        "A.",
        "B, p. 3.",
    ]
    links = [a.get("href") for note in named(root, "span.note") for a in note.iter("a")]
    assert links == ["#source-A"] * 3 + ["#source-B"]


@pytest.mark.parametrize("markup", [
    "<h1>Titre {}</h1>",
    '<table class="textes"><caption>Légende {}</caption><tbody><tr><td>x</td></tr></tbody></table>',
    '<table class="textes"><tbody><tr><td><p>Mots {}</p></td></tr></tbody></table>',
    "<p>{} a des mots après.</p>",
])  # fmt: skip
def test_where_no_footnote_serves_it_keeps_its_parentheses(markup: str) -> None:
    root = completed(markup.format(cited("A")))
    assert notes(root) == []
    assert "(A, p. 3)" in text_of(root).replace("\u00a0", " ")
    assert all(name_of(element) != "citation" for element in root.iter(etree.Element))


def test_a_note_that_a_template_marks_without_a_source_is_left_alone() -> None:
    root = completed('<p>a <span class="note" data-citation="">mots</span></p>')
    assert notes(root) == ["mots"]


def test_a_call_is_parted_from_a_figure_that_it_would_raise() -> None:
    root = completed(f"<p>Soit 74 % {cited('A')}, en 2019 {cited('B')}, un mot {cited('A')}.</p>")
    ends = []
    for note in named(root, "span.note"):
        previous, parent = note.getprevious(), note.getparent()
        words = previous.tail if previous is not None else parent is not None and parent.text
        ends.append(str(words)[-2:])
    assert ends == ["%\u202f", "9\u202f", "ot"]
