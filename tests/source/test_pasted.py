"""What is pasted from a word processor: what is found, what it becomes, how that is read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.source.pasted import leftovers
from mc_builder.source.prose import parse


def corrected(text: str) -> str:
    """All that is certain, what crosses another correction left to the next time."""
    fixes = [(*(f.replaced or (f.start, f.end)), f.new) for f in leftovers(text)]
    before = len(text) + 1
    for start, end, new in sorted(fixes, key=lambda fix: (-fix[0], -fix[1])):
        if new is not None and end <= before:
            text = text[:start] + new + text[end:]
            before = start
    return text


def codes(text: str) -> list[str]:
    return [found.code.code for found in leftovers(text)]


@pytest.mark.parametrize(
    ("pasted", "found", "after"),
    [
        # lists
        ("• un\n• deux\n", ["COL001"], "- un\n- deux\n"),
        ("\uf0a7 un\n\n\uf0b7 deux\n", ["COL001"], "- un\n\n- deux\n"),
        ("▪\tun\n▪\tdeux", ["COL001"], "- un\n- deux"),
        ("Dit :\n– un\n– deux\nPuis ceci.", ["COL001"], "Dit :\n- un\n- deux\n\nPuis ceci."),
        ("o un\no deux", ["COL001"], "- un\n- deux"),
        ("• un\n    o deux\n• trois", ["COL001"], "- un\n   - deux\n- trois"),
        ("Trois points :\na) un\nb) deux", ["COL001"], "Trois points :\n1. un\n2. deux"),
        ("a. un\nb. deux", ["COL001"], "1. un\n2. deux"),
        ("(1) un\n(2) deux", ["COL001"], "1. un\n2. deux"),
        ("• un\n1) deux\na. trois\n", ["COL001"], "- un\n1. deux\n   1. trois\n"),
        ("1) un\n2) deux", [], None),
        ("Un mot – deux – et\n– peut-être – trois.", [], None),
        ("On dit\no ou non.", [], None),
        ("En 2019,\na) tout va.", [], None),
        ("- un\n- deux\n1. un\n2. deux", [], None),
        ("2019. Une année.", [], None),
        # headings
        ("#Titre\n\nTexte", ["COL002"], "# Titre\n\nTexte"),
        ("##Un titre\n", ["COL002"], "## Un titre\n"),
        ("#velo\n", ["COL002"], None),
        ("Texte\n#12 est ici", [], None),
        ("# 1. Titre", ["COL003"], "# Titre"),
        ("## 2.1 Titre", ["COL003"], "## Titre"),
        ("## II. – Titre", ["COL003"], "## Titre"),
        ("## 3 métiers visés", [], None),
        ("## 2019 : une année", [], None),
        # tables
        ("A\tB\n1\t2\n", ["COL004"], "| A | B |\n| --- | --- |\n| 1 | 2 |\n"),
        ("Voir\nA\tB\n1\tx|y\n2\t\nFin", ["COL004"],
         "Voir\n\n| A | B |\n| --- | --- |\n| 1 | x\\|y |\n| 2 |  |\n\nFin"),
        ("A\tB\n1\t2\t3\n", ["COL004"], None),
        ("un\tmot", ["COL004"], None),
        ("| A | B |\n| 1 | 2 |\n", ["COL005"], "| A | B |\n| --- | --- |\n| 1 | 2 |\n"),
        ("| A | B |\n| --- |\n| 1 | 2 |\n", ["COL005"], "| A | B |\n| --- | --- |\n| 1 | 2 |\n"),
        ("| A | B |\n| 1 |\n", ["COL005"], None),
        ("| A | B |\n| --- | --- |\n| 1 | 2 | 3 |\n", ["COL005"], None),
        ("| A | B |\n|:--|--:|\n| 1 | 2 \\| 3 |\n", [], None),
        ("Tableau 3 : Effectifs\n\n| A | B |\n| --- | --- |\n", ["COL006"],
         "Tableau : Effectifs\n\n| A | B |\n| --- | --- |\n"),
        ("Tableau n° 12 – Effectifs\nA\tB\n1\t2", ["COL004", "COL006"],
         "Tableau : Effectifs\n\n\n| A | B |\n| --- | --- |\n| 1 | 2 |"),
        ("Tableau : Effectifs\n\n| A | B |\n| --- | --- |\n", [], None),
        # captions
        ("Un.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nTableau 3 : Effectifs\n\nFin.", ["COL006"],
         "Un.\n\nTableau : Effectifs\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nFin."),
        ("Tableau : A\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nTableau 3 : B\n", ["COL006"], None),
        ("| A | B |\n| --- | --- |\n\nTableau 2. Un\n\n| A | B |\n| --- | --- |\n", ["COL006"],
         "| A | B |\n| --- | --- |\n\nTableau : Un\n\n| A | B |\n| --- | --- |\n"),
        ("Tableau 3 : Effectifs\n\nUn paragraphe.", ["COL006"], None),
        ("Figure 2 – Effectifs\n\nUn paragraphe.", ["COL006"], None),
        ("Un texte.\nGraphique 1. Effectifs\nUn autre.", ["COL006"], None),
        ("**Illustration n°\u00a04 —** *Un atelier*", ["COL006"], None),
        ("FIGURE IV : Un atelier\n\nFig. 2.1 - Un autre\n\nTABLEAU A – B", ["COL006"] * 3, None),
        ('{{ graphique("flotte") }}\n\nFigure 1 : La flotte', ["COL006"], None),
        ('{{ image("a.png", legende="A") }}\n\nFigure 1 : B', ["COL006"], None),
        ('Figure 1 – Un atelier\n\n{{ image("a.png", credit="B") }}\n\nFin', ["COL006"],
         '{{ image("a.png", credit="B", legende="Un atelier") }}\n\nFin'),
        ('Avant\n\n{{ image("a.png") }}\nPhoto 1 : Un atelier', ["COL006"],
         'Avant\n\n{{ image("a.png", legende="Un atelier") }}'),
        ("Tableau 3 montre que tout va.\n\nFigure 2 et tableau 3 : deux vues.", [], None),
        ("Comme le dit, dans son enquête, le\nTableau 3 : tout va.", [], None),
        ("- Tableau 3 : un élément\n- Figure 2 – un autre\n\n1. Image 1 : un élément", [], None),
        ("Figures 2 – 4 : vues.\n\nFigure 2-4 aussi.\n\nCarte de France : un outil", [], None),
        ("Figure : un titre\n\nTableau – un titre\n\nImage 2.5 fois plus grande", [], None),
        ("Tableau à double entrée : un outil\n\nLa figure 2 : un outil", [], None),
        # HTML
        ("A\n\n<table><tr><th>A</th><td><p>b|c</p></td></tr><tr><td>1</td><td>2</td></table>\nB",
         ["RED002"], "A\n\n| A | b\\|c |\n| --- | --- |\n| 1 | 2 |\n\nB"),
        ("<table><tr><td colspan='2'>a</td></tr><tr><td>1</td><td>2</td></tr></table>",
         ["RED002"], None),
        ("<p>Un</p>\n<p>Deux</p>\n", ["RED002", "RED002"], None),
        ("<div>\n\n<ul>\n<li>a</li>\n</ul>\n\n</div>\n", ["RED002"], None),
        ("<p>Un\n\nDeux\n", ["RED002"], None),
        ("Un <b>mot</b> et &lt;p&gt;", [], None),
        # references
        ("Voir tableau 3 page 12.", ["COL007"], None),
        ("Un besoin (cf. page 4).", ["COL007"], None),
        ("Un besoin (figure 2).", ["COL007"], None),
        ("Voir page 12 de l’enquête, tableau 3.", [], None),
        ("Erreur ! Source du renvoi introuvable.", ["COL008"], None),
        ("Voir Error! Reference source not found.", ["COL008"], None),
        ("Une erreur ! Et puis rien.", [], None),
        # calls, marks, notes
        ('Il y a {chiffre("a")} ici', ["COL009"], 'Il y a {{ chiffre("a") }} ici'),
        ('Il y a {{ chiffre("a") } ici', ["COL009"], 'Il y a {{ chiffre("a") }} ici'),
        ('Il y a { source("a", page=3) }} ici', ["COL009"], 'Il y a {{ source("a", page=3) }} ici'),
        ("Il y a {chiffre(a)} ici", ["COL009"], None),
        ('Il y a {{ chiffre("a") }} et {mot}', [], None),
        ("==vu== et ~~lu~~", ["COL010", "COL010"], None),
        ("a == b et c == d", [], None),
        ("Nom[1].\n\n[1] Texte.\n", ["COL011", "COL011"], "Nom[^1].\n\n[^1]: Texte.\n"),
        ("Nom[1] et [1].\n\n[1] Texte.\n", ["COL011"] * 3, None),
        ("Nom[1].\n", ["COL011"], None),
        ("Nom [1](https://a.fr) et [^1] et [x]", [], None),
        ("Le **gras* ici", ["COL012"], None),
        ("Le *penché** ici", ["COL012"], None),
        ("Un **mot, puis\nrien\n\nUn *autre*", ["COL012"], None),
        ("Un **mot sur\ndeux lignes** et un **autre**", [], None),
        ("Un 2**3 et ** seul", [], None),
        ("Un `**signe`, un `==autre==`\n\n```\n**brut\n```\n\nFin", [], None),
        ("Le **gras**, *penché* et 2 * 3 * 4", [], None),
    ],
)  # fmt: skip
def test_a_pasted_text(pasted: str, found: list[str], after: str | None) -> None:
    assert codes(pasted) == found
    assert corrected(pasted) == (pasted if after is None else after)


WORDS = st.text("abcdéà ’,", min_size=3, max_size=12).map(lambda t: f"Mot {t.strip()} fin")


@given(
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from("•▪◦●\uf0a7\uf0b7\uf0d8✓"),
    st.sampled_from([" ", "\t", "   ", "\u00a0"]),
    st.sampled_from(["", "Avant :\n", "Avant.\n\n"]),
    st.sampled_from(["", "\nAprès.", "\n\nAprès."]),
)
def test_a_pasted_list_becomes_the_list_that_was_meant(
    words: list[str], bullet: str, space: str, before: str, after: str
) -> None:
    pasted = before + "\n".join(f"{bullet}{space}{word}" for word in words) + after
    text = corrected(pasted)
    tokens = parse(text)
    inlines = [t.content for t in tokens if t.type == "inline" and t.level > 1]
    assert inlines == words
    assert sum(t.type == "bullet_list_open" for t in tokens) == 1
    assert [t.content for t in tokens if t.type == "inline" and t.level == 1] == [
        said.strip() for said in (before, after) if said.strip()
    ]
    assert corrected(text) == text


CELLS = st.text("abcdé |’1%", min_size=1, max_size=8).map(lambda t: f"x{t.strip()}")


@given(st.integers(2, 5), st.integers(2, 5), st.data())
def test_a_pasted_table_becomes_the_table_that_was_meant(
    columns: int, rows: int, data: st.DataObject
) -> None:
    row = st.lists(CELLS, min_size=columns, max_size=columns)
    table = data.draw(st.lists(row, min_size=rows, max_size=rows))
    pasted = "Avant.\n" + "\n".join("\t".join(cells) for cells in table) + "\nAprès."
    text = corrected(pasted)
    tokens = parse(text)
    cells = [t.content for cell, t in pairwise(tokens) if cell.type in {"td_open", "th_open"}]
    assert cells == [cell for cells in table for cell in cells]
    assert sum(t.type == "table_open" for t in tokens) == 1
    assert corrected(text) == text


@given(
    st.lists(
        st.one_of(
            st.text("•–oa1)(.|\t\n #*[]={}Ab", min_size=1, max_size=12),
            st.sampled_from(
                (
                    "Tableau 3 : un",
                    "\n\n",
                    "\nFigure 2 – b\n",
                    "| a | b |\n",
                    "| --- | --- |\n",
                    '{{ image("a.png") }}\n',
                    "Tableau : un\n",
                )
            ),
        ),
        max_size=12,
    ).map("".join)
)
def test_correcting_twice_changes_nothing_more(text: str) -> None:
    once = corrected(text)
    twice = corrected(once)
    assert corrected(twice) == twice


def test_each_place_is_in_the_text() -> None:
    text = '#T\n\n• a\n\nA\tB\n1\t2\n\n[1] {chiffre("a")} **b*'
    for found in leftovers(text):
        assert 0 <= found.start < found.end <= len(text)
