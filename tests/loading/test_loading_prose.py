"""Where prose is wrong: in files, in YAML blocks and in quoted scalars, to the word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mc_builder.loading import Loaded

Constats = Callable[..., list[str]]
ProjetDe = Callable[..., Loaded]

PREUVES = """
chiffres:
  - {id: postes, intitule: Postes, valeur: 12, annee: 2019, perimetre: P, source: insee}
"""
SOURCES = "sources:\n  - {id: insee, auteur: Insee, titre: T, annee: 2019}\n"
POLE = "pole:\n  id: p\n  intitule: P\n  activites: []\n  conditions: "


def test_in_a_file(constats: Constats) -> None:
    note = """
        # Besoins

        Été : {{ chiffre("postes") }}, {{ chiffre("poste") }} et {{ chiffre("poste") }}.
        """
    assert constats(note=note, preuves=PREUVES, sources=SOURCES) == [
        "note:3:44 PRE001",
        "note:3:70 PRE001",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # nth occurrence in a literal block: « insee » is right, the others are not
        ('|\n    Un {{ source("insee") }}.\n    Deux {{ source("inse") }}, {{ source("inse") }}.\n',
         ["7:21", "7:43"]),
        ('>\n    Un œuf\n    {{ source("inse") }}.\n', ["7:16"]),
        ("'Un {{ source(\"inse\") }} l''été'\n", ["5:30"]),
        ("Un {{ source('inse') }}\n", ["5:29"]),
        # escapes: the words are not in the source as such; the whole scalar is shown
        ('"Un {{ source(\\"inse\\") }}"\n', ["5:31"]),
    ],
)  # fmt: skip
def test_in_yaml(constats: Constats, value: str, expected: list[str]) -> None:
    assert constats(pole=POLE + value, sources=SOURCES) == [f"pole:{at} PRE002" for at in expected]


def test_every_finding_of_a_text(constats: Constats) -> None:
    note = """
        Le CCF{{ chiffre(postes) }} <b>gras</b> et <i>penché</i>, le CCF encore.

        - {{ source("insee", "PFMP") }} ^[une note, <br> puis {{ chiffre("rien") }}]
        """
    assert constats(note=note, sources=SOURCES) == [
        "note:1:7 NOT001",
        "note:1:29 RED002",
        "note:1:36 RED002",
        "note:1:44 RED002",
        "note:1:53 RED002",
        "note:3:45 RED002",
        "note:3:67 PRE001",
    ]


def test_an_identifier_that_is_part_of_the_word_source(constats: Constats) -> None:
    assert constats(note='A {{ source("sou") }}\n') == ["note:1:14 PRE002"]


def test_the_same_tag_twice_is_at_two_places(constats: Constats) -> None:
    assert constats(note="a<br>b<br>c\n") == ["note:1:2 RED002", "note:1:7 RED002"]


def test_a_tag_that_prints_as_it_is_meant_is_no_html(constats: Constats) -> None:
    assert constats(note="La balise &lt;p&gt; et \\<b>, puis <b>.\n") == ["note:1:35 RED002"]


def test_a_tag_inside_a_note_before_the_same_tag(constats: Constats) -> None:
    """The text of notes comes last for the parser, not for the reader."""
    found = constats(note='A^[b {{ chiffre("x") }}] c {{ chiffre("x") }}\n')
    assert found == ["note:1:18 PRE001", "note:1:40 PRE001"]


GRAPHIQUES = {
    "dossier/graphiques.yaml": "graphiques:\n  - {id: g, intitule: G, points: [postes]}\n",
    "dossier/preuves.yaml": PREUVES,
    "dossier/sources.yaml": SOURCES,
}


def test_a_chart_that_is_placed(constats: Constats) -> None:
    assert constats(GRAPHIQUES, note='Avant.\n\n{{ graphique("g") }}\n\nAprès.\n') == []


def test_a_chart_that_is_nowhere(constats: Constats) -> None:
    assert constats(GRAPHIQUES, note='{{ graphique("gg") }}\n') == ["note:1:15 PRE014"]


def test_a_chart_of_unknown_figures(constats: Constats) -> None:
    files = {"dossier/graphiques.yaml": GRAPHIQUES["dossier/graphiques.yaml"]}
    assert constats(files) == ["dossier/graphiques.yaml:2:35 REF001"]


@pytest.mark.parametrize(
    "note",
    [
        'Ici {{ graphique("g") }}.\n',
        '- {{ graphique("g") }}\n',
        '> {{ graphique("g") }}\n',
        '# {{ graphique("g") }}\n',
        '{{ graphique("g", 3) }}\n',
        '{{ graphique("g", page=3) }}\n',
        '{{ tableau("emplois", 3) }}\n',
    ],
)
def test_a_chart_that_is_called_is_placed_too(constats: Constats, note: str) -> None:
    assert [found.split()[1] for found in constats(GRAPHIQUES, note=note)] == ["NOT001"]


@pytest.mark.parametrize("ident", ['graphique("g")', 'tableau("emplois")'])
def test_a_chart_and_a_table_are_called_in_a_sentence(constats: Constats, ident: str) -> None:
    assert constats(GRAPHIQUES, note=f"Ici {{{{ {ident} }}}}.\n\n{{{{ {ident} }}}}\n") == []


@pytest.mark.parametrize("ident", ['graphique("g")', 'tableau("emplois")'])
def test_a_chart_and_a_table_are_placed_once(constats: Constats, ident: str) -> None:
    note = f"{{{{ {ident} }}}}\n\nIci {{{{ {ident} }}}}.\n\n{{{{ {ident} }}}}\n"
    assert constats(GRAPHIQUES, note=note) == ["note:5:1 NOT001"]


def test_a_table_that_nobody_knows(projet_de: ProjetDe) -> None:
    (found,) = projet_de(note='Ici {{ tableau("emploi") }}.\n').diagnostics
    assert (found.code, str(found.span), found.span.text) == (
        "NOT001",
        "dossier/note/10-note.md:1:17",
        "emploi",
    )
    assert "« emplois »" in (found.aide or "")


@pytest.mark.parametrize("ident", ['graphique("g")', 'tableau("emplois")'])
def test_a_chart_is_in_the_note(constats: Constats, ident: str) -> None:
    pole = f"{POLE}|\n    {{{{ {ident} }}}}\n"
    assert constats(GRAPHIQUES, pole=pole) == ["pole:6:5 NOT001"]


def test_a_link_leads_to_an_address_and_an_image_is_a_chart(constats: Constats) -> None:
    note = """
        Moins de [5 %](https://exemple.fr), [un courriel](mailto:a@exemple.fr), [un] (suite).

        [ici](javascript:alert) ![photo](x.png) [là][a] [ancre](#a) \\[rien\\](rien)
        ^[une note [ici](javascript:alert)]

        [a]: file:///etc/passwd
        """
    assert constats(note=note) == [
        "note:3:1 RED017",
        "note:3:25 RED017",
        "note:3:49 RED017",
        "note:4:12 RED017",
        "note:6:1 RED017",
    ]


def test_a_text_with_marks_without_end_is_said_at_once(constats: Constats) -> None:
    assert constats(note="[" * 100_000) == ["note:1:1 RED018"]


def test_findings_of_one_text_are_bounded(constats: Constats) -> None:
    assert len(constats(note="<b> " * 5_000)) == 200


def test_hidden_characters_are_found_in_comments_and_titles(projet_de: ProjetDe) -> None:
    loaded = projet_de(
        sources="# a\u202eb\n" + SOURCES.replace("titre: T", "titre: T\u200bu"),
        note="👨\u200d👩 é\n",
    )
    found = [d for d in loaded.diagnostics if d.code in {"RED015", "RED016"}]
    assert [(d.code, str(d.span)) for d in found] == [
        ("RED015", "dossier/sources.yaml:1:4"),
        ("RED016", "dossier/sources.yaml:3:40"),
    ]
    assert found[0].fix is None
    assert found[1].fix is not None
    assert found[1].fix.replacement == ""
