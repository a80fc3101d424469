"""A block of prose by its number: what documents number, and what a change of it leaves alone."""

from __future__ import annotations

import re
import textwrap

import pytest
from exemple import changed_lines, project
from hypothesis import assume, given
from hypothesis import strategies as st

from mc_builder.editing import (
    Changes,
    Refused,
    add_block,
    block_of,
    move_block,
    remove_block,
    set_block,
)
from mc_builder.model.base import champs
from mc_builder.model.projet import Prose
from mc_builder.page.prose import render
from mc_builder.project import Project
from mc_builder.source.blocks import blocks_in
from petits_fichiers import PROJETS

SNO = PROJETS.parent.parent
NOTE = """\
    # La demande

    On répare {{ chiffre("velos") }}[^1].
    Et l’on conseille.

    ## Qui demande

    - les ateliers
    - les flottes,
      surtout urbaines
      1. publiques
      2. privées

    > Une citation.
    > Sa suite.

    Tableau (paysage) : Les ateliers

    | Atelier | Ce qu’il fait |
    |---------|:--------------|
    | Nord    | Répare \\| vend |
    | Sud     | - loue<br>- prête |

    {{ graphique("velos") }}

    [^1]: Une note.

    Fin.
    """
REF = "dossier/note/10-note"


@pytest.fixture(scope="module")
def opened() -> Project:
    return project(note=NOTE, preuves="chiffres: []")


def lines(opened: Project, changes: Changes) -> list[str]:
    ((path, data),) = changes.items()
    return changed_lines(opened.files.read(path) or b"", data or b"")


def test_the_blocks_of_a_text_are_those_that_documents_number() -> None:
    seen = 0
    for folder in (SNO, *(p for p in PROJETS.iterdir() if (p / "dossier").is_dir())):
        opened = Project.open(folder)
        if opened.model is None:
            continue
        for model in opened.projet.written_models:
            fields = ("texte",) if isinstance(model, Prose) else champs(type(model)).markdown
            for text in (getattr(model, field) for field in fields):
                if isinstance(text, str) and text:
                    _same_numbers(opened, text)
                    seen += 1
    assert seen > 200


def _same_numbers(opened: Project, text: str) -> None:
    markup = str(render(opened.projet, text, "x"))
    printed = re.findall(r'data-ref="x/(\d+)"', markup)
    placed = {number for block in blocks_in(text) for number in range(block.first, block.last + 1)}
    # A chart, or a table of the data, has a number that it does not print.
    assert {int(number) for number in printed} <= placed
    words = {b.first: b.words for b in blocks_in(text)}
    for number, inside in re.findall(r'data-ref="x/(\d+)">([^<]+)<', markup):
        first = re.match(r"\w+", inside)
        if first is not None and int(number) in words:
            assert first[0] in words[int(number)]


def test_the_numbers_of_a_text_with_everything(opened: Project) -> None:
    found = [(b.first, b.last, str(b.role), b.words) for b in blocks_in(textwrap.dedent(NOTE))]
    assert found[2:6] == [
        (3, 3, "intertitre", "Qui demande"),
        (4, 4, "element", "les ateliers"),
        (5, 5, "element", "les flottes,\nsurtout urbaines"),
        (6, 6, "element", "publiques"),
    ]
    assert [b[3] for b in found if b[0] != b[1]] == ["- loue<br>- prête"]
    _same_numbers(opened, textwrap.dedent(NOTE))


CASES = {
    "the title": (0, "Le besoin", ["-# La demande", "+# Le besoin"]),
    "a paragraph": (
        1,
        "On répare.\nEt l’on conseille.",
        ['-On répare {{ chiffre("velos") }}[^1].', "+On répare."],
    ),
    "a heading": (2, "Qui ?", ["-## Qui demande", "+## Qui ?"]),
    "an item": (3, "les villes", ["-- les ateliers", "+- les villes"]),
    "an item of two lines": (
        4,
        "les flottes,\nrurales",
        ["-  surtout urbaines", "+  rurales"],
    ),
    "an item in an item": (5, "d’État", ["-  1. publiques", "+  1. d’État"]),
    "a quotation": (7, "Une citation.\nAutre.", ["-> Sa suite.", "+> Autre."]),
    "a caption": (
        8,
        "Tableau : Ateliers",
        ["-Tableau (paysage) : Les ateliers", "+Tableau : Ateliers"],
    ),
    "a cell of the head": (
        9,
        "Lieu",
        ["-| Atelier | Ce qu’il fait |", "+| Lieu | Ce qu’il fait |"],
    ),
    "a cell": (
        12,
        "Loue | prête",
        ["-| Nord    | Répare \\| vend |", "+| Nord    | Loue \\| prête |"],
    ),
    "two paragraphs for one": (
        1,
        "On répare.\n\nOn conseille.",
        [
            '-On répare {{ chiffre("velos") }}[^1].',
            "-Et l’on conseille.",
            "+On répare.",
            "+",
            "+On conseille.",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_the_lines_of_the_block_change(opened: Project, case: str) -> None:
    number, words, expected = CASES[case]
    changes = set_block(opened, f"{REF}/{number}", words)
    assert lines(opened, changes) == expected
    back = opened.edited(changes)
    if "\n\n" not in words and "|" not in words:
        assert block_of(back, f"{REF}/{number}").markdown == words


def test_the_block_of_a_field_is_written_in_its_yaml(opened: Project) -> None:
    assert block_of(opened, "pole-atelier:conditions/2").markdown == "Debout."
    changes = set_block(opened, "pole-atelier:conditions/2", "Assis.")
    assert lines(opened, changes) == ["-    Debout.", "+    Assis."]
    added = add_block(opened, "pole-atelier:conditions/2", "Dehors.")
    assert lines(opened, added) == ["+", "+    Dehors."]


def test_a_block_is_added_moved_and_taken_away(opened: Project) -> None:
    added = add_block(opened, f"{REF}/3", "les villes")
    assert lines(opened, added) == ["+- les villes"]
    assert lines(opened, add_block(opened, f"{REF}/2", "Un.\n\nDeux.")) == [
        "+Un.",
        "+",
        "+Deux.",
        "+",
    ]
    assert lines(opened, add_block(opened, REF, "Ensuite."))[-1] == "+Ensuite."
    assert lines(opened, add_block(opened, f"{REF}/0", "D’abord.")) == ["+D’abord.", "+"]
    assert lines(opened, remove_block(opened, f"{REF}/3")) == ["-- les ateliers"]
    assert lines(opened, remove_block(opened, f"{REF}/2")) == ["-## Qui demande", "-"]
    moved = opened.edited(move_block(opened, f"{REF}/3", f"{REF}/4"))
    assert [block_of(moved, f"{REF}/{n}").markdown[:10] for n in (3, 6)] == [
        "les flotte",
        "les atelie",
    ]
    first = opened.edited(move_block(opened, f"{REF}/2", ""))
    assert block_of(first, f"{REF}/1").markdown == "Qui demande"
    assert move_block(opened, f"{REF}/2", f"{REF}/1") == {}
    # An item after what stands above its list is the first of it.
    first = opened.edited(move_block(opened, f"{REF}/4", f"{REF}/2"))
    assert block_of(first, f"{REF}/3").markdown.startswith("les flottes")
    swapped = move_block(opened, f"{REF}/5", f"{REF}/6")
    assert b"  1. priv\xc3\xa9es\n  2. publiques\n" in (swapped["dossier/note/10-note.md"] or b"")


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (3, "# titre", "changeraient la forme"),
        (3, "un\n\ndeux", "changeraient la forme"),
        (1, "a\n\n```", ""),
        (99, "x", "n’est plus dans le projet"),
        (1, "a\x00", r"U\+0000"),
        (0, "", "titre vide"),
    ],
)
def test_what_would_change_the_blocks_around_is_refused(
    opened: Project, number: int, words: str, said: str
) -> None:
    if not said:
        assert set_block(opened, f"{REF}/{number}", words)
        return
    with pytest.raises(Refused, match=said.replace(" ", "\\s")):
        set_block(opened, f"{REF}/{number}", words)


def test_a_cell_is_not_taken_away_alone(opened: Project) -> None:
    with pytest.raises(Refused, match="cellule"):
        remove_block(opened, f"{REF}/12")


WORDS = st.text(
    st.one_of(st.sampled_from("-#>*_|`[]{}()1. \n\\é"), st.characters(codec="utf-8")), max_size=25
)


@given(st.integers(1, 15), WORDS)
def test_any_words_leave_the_other_blocks_as_they_were(number: int, words: str) -> None:
    ref = f"{REF}/{number}"
    try:
        after = _OPENED.edited(set_block(_OPENED, ref, words))
    except Refused:
        return
    assume(words.strip())
    before, now = (
        [b.words for b in blocks_in(p.projet.note[0].texte)][1:] for p in (_OPENED, after)
    )
    rank = next(
        n for n, b in enumerate(blocks_in(_OPENED.projet.note[0].texte)[1:]) if b.last - 1 >= number
    )
    assert now[:rank] == before[:rank]
    behind = before[rank + 1 :]
    assert now[len(now) - len(behind) :] == behind


_OPENED = project(note=NOTE, preuves="chiffres: []")
