"""Prose: Markdown without HTML, and constructs of a fixed grammar that evaluate nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mc_builder.source.prose import (
    Construct,
    constructs,
    constructs_in,
    html_in,
    parse,
    placed,
    placed_in,
    raw_html,
)


def read(text: str) -> list[Construct]:
    return constructs(parse(text))


@pytest.mark.parametrize(
    ("typed", "kind", "ident", "reperage", "page"),
    [
        ('{{ chiffre("offres-2023") }}', "chiffre", "offres-2023", None, None),
        ("{{chiffre('offres-2023')}}", "chiffre", "offres-2023", None, None),
        ("{{ chiffre(“offres-2023”) }}", "chiffre", "offres-2023", None, None),
        ('{{ source("insee") }}', "source", "insee", None, None),
        ('{{ source("insee", "tableau 1") }}', "source", "insee", "tableau 1", None),
        ('{{ source("insee", reperage="tableau 1") }}', "source", "insee", "tableau 1", None),
        ('{{ source("insee", page=106) }}', "source", "insee", None, "106"),
        ('{{ source("insee", page="12-14") }}', "source", "insee", None, "12-14"),
        ('{{ source( "insee" , "annexe 2" , page=3 ) }}', "source", "insee", "annexe 2", "3"),
        ('{{ tableau("emplois") }}', "tableau", "emplois", None, None),
    ],
)
def test_a_construct(
    typed: str, kind: str, ident: str, reperage: str | None, page: str | None
) -> None:
    assert read(f"Avant {typed} après.") == [Construct(typed, kind, ident, reperage, page)]


@pytest.mark.parametrize(
    "typed",
    [
        "{{ chiffre(offres) }}",
        "{{ chiffre() }}",
        '{{ chiffre("a", "b") }}',
        '{{ chiffre("a", page=3) }}',
        '{{ source("a", annee=2019) }}',
        '{{ source("a", "b", "c") }}',
        '{{ figure("a") }}',
        "{{ }}",
        "{{ 1 + 1 }}",
        '{{ chiffre("a") | upper }}',
        "{{ config.items() }}",
    ],
)
def test_anything_else_is_a_problem(typed: str) -> None:
    (found,) = read(f"Avant {typed} après.")
    assert (found.raw, found.kind) == (typed, "")
    assert found.problem


def test_a_construct_that_is_not_closed() -> None:
    (found,) = read('Avant {{ chiffre("a") après.')
    assert "refermé" in found.problem


@pytest.mark.parametrize(
    "text",
    [
        '- un {{ chiffre("a") }}\n- deux {{ chiffre("b") }}',
        '> {{ chiffre("a") }}\n\n{{ chiffre("b") }}',
        '| x | {{ chiffre("a") }} |\n|---|---|\n| {{ chiffre("b") }} | y |',
        'Texte^[note {{ chiffre("b") }}] *{{ chiffre("a") }}*',
        '# {{ chiffre("a") }}\n\n**{{ chiffre("b") }}**',
        '    {{ chiffre("a") }}\n\n1. x\n   {{ chiffre("b") }}',
    ],
)
def test_constructs_are_found_wherever_text_is(text: str) -> None:
    assert {c.ident for c in read(text)} == {"a", "b"}


@pytest.mark.parametrize("text", ["`{{ chiffre(1) }}`", "\\{{ chiffre(1) }}"])
def test_between_backticks_or_escaped_it_is_a_text(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Un <b>mot</b>", ["<b>", "</b>"]),
        ("<div class='x'>\n\ntexte", ["<div class='x'>"]),
        ("<!-- remarque -->", ["<!--"]),
        ("| a<br>b |\n|---|\n| c<br/>d **e <BR /> f** |", []),
        ("| a<b>b |\n|---|\n| c<br/>d<hr> |", ["<b>", "<hr>"]),
        ("a<br>b", ["<br>"]),
        ("3 < 4 et 5 > 2", []),
        ("a<b", []),
    ],
)
def test_raw_html(text: str, tags: list[str]) -> None:
    assert raw_html(parse(text)) == tags


@given(st.text("{}\"'(),=|[]^*_>#<! \nabé1`\\-", max_size=60))
@example("<a\\>")
def test_no_prose_raises(text: str) -> None:
    tokens = parse(text)
    assert all(c.problem or c.kind for c in constructs(tokens))
    # As it is written, but for escapes: the mark that makes one is not printed.
    plain = text.replace("\\", "")
    assert all(tag.replace("\\", "") in plain for tag in raw_html(tokens))


#: Pieces of prose: what hides a construct, what frames it, acronyms, entities, tags.
MORCEAUX = st.sampled_from(
    [
        '{{ chiffre("a") }}',
        '{{ source("b", "tableau II") }}',
        '{{ graphique("g") }}',
        '{{ tableau("emplois") }}',
        *(
            "{{",
            "}}",
            "{{{ chiffre(a) }}}",
            "`",
            "\\",
            "[",
            "](",
            "]: ",
            "^[",
            ")",
            "|",
            "\n",
            "\n\n",
        ),
        *(
            "> ",
            "- ",
            "    ",
            "# ",
            "<b>",
            "&lt;i&gt;",
            "*",
            "_",
            "ESN",
            "IV",
            "AGOrA",
            "mot ",
            "É",
        ),
    ]
)


@given(st.lists(MORCEAUX, max_size=12).map("".join))
def test_what_is_found_without_the_parser_is_what_it_finds(text: str) -> None:
    tokens = parse(text)
    assert Counter(constructs_in(text)) == Counter(constructs(tokens))
    assert Counter(placed_in(text)) == Counter(placed(tokens))
    assert html_in(text) == raw_html(tokens)
