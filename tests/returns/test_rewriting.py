"""The words of a file put on the source of a text: only what changed is written again."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.page.text import NOTE
from mc_builder.returns.calls import guessed
from mc_builder.returns.changes import Piece
from mc_builder.returns.rewriting import Disputed, rewritten
from mc_builder.returns.sources import markdown_source, plain_source
from mc_builder.source.blocks import blocks_in
from mc_builder.source.prose import parse

VELOS = Piece("60 000", call="velos:valeur")
CALL = '{{ chiffre("velos") }}'
NOTES = "\n\n[^1]: Une note.\n"


def printed(markdown: str) -> str:
    """What a reader sees of one block: its words, its calls as they are written."""
    tokens = (parse(markdown + NOTES)[1].children or []) if markdown else []
    words = (t.content or (" " if t.type.endswith("break") else "") for t in tokens)
    calls = ("[^1]" if t.type == "footnote_ref" else "" for t in tokens)
    return " ".join("".join(w + c for w, c in zip(words, calls, strict=True)).split())


def ways(markdown: str, before: Sequence[Piece] | str, after: str) -> tuple[str, ...]:
    pieces = [Piece(before)] if isinstance(before, str) else before
    source = markdown_source(markdown, markdown + NOTES)
    return rewritten(source, pieces, guessed(pieces, after)).ways


@pytest.mark.parametrize(
    ("markdown", "after", "written"),
    [
        ("un **mot** gras", "un gras", "un gras"),
        ("un **mot gras** ici", "un mot ici", "un **mot** ici"),
        ("un **mot gras** ici", "un gras ici", "un **gras** ici"),
        ("un **mot** ici", "un mots ici", "un **mots** ici"),
        ("un **mot** ici", "un mot nouveau ici", "un **mot** nouveau ici"),
        ("un _mot_ ici", "un mot, ici", "un _mot_, ici"),
        ("l'eau d'ici", "l’eau qu’il boit", "l'eau qu'il boit"),
        ("l’eau d’ici", "l’eau qu’il boit", "l’eau qu’il boit"),
        ("a [lien ici](http://x.y) b", "a b", "a b"),
        ("a [lien ici](http://x.y) b", "a lien là b", "a [lien là](http://x.y) b"),
        ("un\ndeux", "un trois", "un\ntrois"),
        ("un\ndeux", "un et deux", "un et\ndeux"),
        ("a \\* b", "a * c", "a \\* c"),
        ("5 * 3", "5 * 4 * 3", "5 * 4 * 3"),
        ("un mot", "un *mot*", "un \\*mot\\*"),
        ("un mot", "un `mot` [x](y)", "un \\`mot\\` \\[x\\](y)"),
    ],
)
def test_only_what_changed_is_written(markdown: str, after: str, written: str) -> None:
    assert ways(markdown, printed(markdown).replace("\\", ""), after)[0] == written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Le niveau : 12 500 €", "Le niveau\u00a0: 12\u202f500\u00a0€"),
        ("l'eau", "l’eau"),
        ("un\ndeux", "un deux"),
        ("un **mot**", "un mot"),
        ("porte-clé", "porte‑clé"),
    ],
)
def test_typography_is_no_change(before: str, after: str) -> None:
    assert ways(before, printed(before), after) == ()


def test_a_retyped_figure_is_said_and_the_rest_applied() -> None:
    markdown = f"On répare {CALL} **vélos** en bois."
    before = [Piece("On répare "), VELOS, Piece(" vélos en bois.")]
    done = rewritten(
        markdown_source(markdown, markdown),
        before,
        guessed(before, "On répare 65 000 vélos en métal."),
    )
    assert done.ways[0] == f"On répare {CALL} **vélos** en métal."
    assert [(one.before, one.after) for one in done.retyped] == [("60 000", "65 000")]


@pytest.mark.parametrize("typed", ["60 000 000", "60 001", "61", "160 000", "60 000,5"])
def test_no_figure_is_ever_written_in_the_place_of_a_call(typed: str) -> None:
    before = [Piece("On répare "), VELOS, Piece(" vélos.")]
    markdown = f"On répare {CALL} vélos."
    done = rewritten(
        markdown_source(markdown, markdown), before, guessed(before, f"On répare {typed} vélos.")
    )
    assert done.ways == ()
    assert [one.after for one in done.retyped] == [typed]


def test_a_call_goes_with_its_sentence() -> None:
    markdown = f"Un fait. On répare {CALL} vélos. Un autre."
    before = [Piece("Un fait. On répare "), VELOS, Piece(" vélos. Un autre.")]
    assert ways(markdown, before, "Un fait. Un autre.")[0] == "Un fait. Un autre."


def test_the_call_of_a_note_stays() -> None:
    before = [Piece("mot"), Piece(NOTE, computed=True), Piece(" suite")]
    assert ways("mot[^1] suite", before, f"mot neuf{NOTE} suite là")[0] == "mot neuf[^1] suite là"


def test_what_the_file_did_not_know_stays() -> None:
    source = plain_source("Le chien mange ici, le soir")
    done = rewritten(source, [Piece("Le chat mange ici")], [Piece("Le chat mange là")])
    with pytest.raises(Disputed):
        rewritten(source, [Piece("Le chat mange ici")], [Piece("Le loup mange ici")])
    assert done.ways == ("Le chien mange là, le soir",)


def test_what_was_done_since_is_done() -> None:
    source = plain_source("Le loup mange ici")
    assert rewritten(source, [Piece("Le chat mange ici")], [Piece("Le loup mange ici")]).ways == ()


@pytest.mark.parametrize(
    ("before", "now", "ours"),
    [
        (
            "On manipule des vélos.",
            "On manipule et transporte des vélos.",
            "On porte et transporte des vélos.",
        ),
        (
            "La part explique le besoin.",
            "La part explique ce besoin.",
            "La proportion justifie ce besoin.",
        ),
    ],
)
def test_what_was_merged_is_done(before: str, now: str, ours: str) -> None:
    assert rewritten(plain_source(ours), [Piece(before)], [Piece(now)]).ways == ()


@st.composite
def sides(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text, and two others, each changed at places of its own."""
    words = [f"mot{n}" for n in range(draw(st.integers(4, 12)))]
    theirs, ours = list(words), list(words)
    for n in range(len(words)):
        side = draw(st.sampled_from(["", "", "theirs", "ours"])) if n % 2 else ""
        change = draw(st.sampled_from(["", "neuf{}", "neuf{} encore{}", "mot{} et{}"]))
        if side:
            (theirs if side == "theirs" else ours)[n] = change.replace("{}", str(n))
    base, one, other = (" ".join(" ".join(text).split()) for text in (words, theirs, ours))
    return base, one, other


@given(sides())
def test_what_both_sides_say_is_merged_once(case: tuple[str, str, str]) -> None:
    before, now, ours = case
    first = rewritten(plain_source(ours), [Piece(before)], [Piece(now)]).ways
    merged = first[0] if first else ours
    assert rewritten(plain_source(merged), [Piece(before)], [Piece(now)]).ways == ()
    assert {*now.split()} - {*before.split()} <= {*merged.split()}
    assert {*ours.split()} - {*before.split()} <= {*merged.split()}


WORDS = st.sampled_from(
    [
        "mot",
        "l’eau",
        "deux",
        "d'ici",
        "(voir",
        "là)",
        "5",
        "*",
        "_x_",
        "[y]",
        "#",
        "a|b",
        "\\",
        "`",
        "<br>",
        "&amp;",
        "!",
        "«",
        "»",
        ";",
        "vélo",
        "12",
        "{{",
        "}}",
        "-",
        "1.",
        "^",
        "~~",
    ]
)
PLAIN = st.sampled_from(["mot", "l’eau", "deux", "vélo", "ici", "là", "donc", "métal"])
SENTENCES = st.lists(PLAIN, min_size=1, max_size=4).map(" ".join)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, list[Piece]]:
    """A block, as it is written and as it prints."""
    written, pieces = list[str](), list[Piece]()
    for kind in draw(st.lists(st.sampled_from("tbilcne"), min_size=1, max_size=7)):
        words = draw(SENTENCES)
        said = {"c": VELOS, "n": Piece(NOTE, computed=True), "e": Piece("* [x]")}
        form = {
            "t": words,
            "b": f"**{words}**",
            "i": f"_{words}_",
            "l": f"[{words}](https://exemple.fr/a)",
            "c": CALL,
            "n": "[^1]",
            "e": "\\* \\[x\\]",
        }
        written.append(form[kind])
        pieces += [said.get(kind, Piece(words)), Piece(" ")]
    return " ".join(written), pieces[:-1]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Piece], list[Piece]]:
    """The same, and the pieces once words came, went or were replaced in those of the text."""
    markdown, before = draw(blocks())
    now: list[Piece] = []
    for piece in before:
        words = piece.words.split() if not (piece.call or piece.computed) else []
        if words and draw(st.booleans()):
            at = draw(st.integers(0, len(words)))
            gone = draw(st.integers(0, 2))
            words[at : at + gone] = draw(st.lists(WORDS, max_size=3))
            now.append(Piece(" ".join(words)))
        else:
            now.append(piece)
    return markdown, before, now


def bare(text: str) -> str:
    """A text as it is compared: the spaces that typography puts are none."""
    spaced = re.sub(r"\s+(?=[:;!?»%€])|(?<=«)\s+", "", text.replace("’", "'"))
    return " ".join(spaced.split())


@given(edited())
def test_what_is_written_reads_as_asked(case: tuple[str, list[Piece], list[Piece]]) -> None:
    markdown, before, now = case
    source = markdown_source(markdown, markdown + NOTES)
    raw = {VELOS.words: CALL, NOTE: "[^1]"}
    asked = "".join(raw.get(p.words, p.words) for p in now)
    ways = rewritten(source, before, now).ways or (markdown,)
    one_block = [way for way in ways if [b.words for b in blocks_in(way)] == [way] or not way]
    assert one_block
    for way in one_block:
        assert bare(printed(way)) == bare(asked)
