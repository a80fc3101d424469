"""The ways French prose breaks YAML: each trap says where, and shows a line that works.

A case is a line as typed, what it says, and the text that its author meant; putting the corrected
line in place of the typed one must give that text.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from duree import en_moins_de
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText


@dataclass(frozen=True)
class Case:
    name: str
    typed: str  #: the wrong line
    at: tuple[int, int]
    code: str
    meant: object  #: what the file must give once the line is corrected
    before: str = "avant: x\n"
    after: str = "apres: y\n"


CASES = [
    # « : » in a text
    Case("colon", "cle: Atelier : diagnostic", (2, 14), "YML002", {"cle": "Atelier : diagnostic"}),
    Case(
        "colon, no space before", "cle: Atelier: la suite", (2, 13), "YML002",
        {"cle": "Atelier: la suite"},
    ),
    Case(
        "colon and quotation marks", 'cle: Dire "oui" : si', (2, 17), "YML002",
        {"cle": 'Dire "oui" : si'},
    ),
    Case(
        "colon before a comment", "cle: Atelier : suite # remarque", (2, 14), "YML002",
        {"cle": "Atelier : suite"},
    ),
    Case(
        "colon in a list item", "  - Accueil : écoute : fin", (2, 22), "YML002",
        {"avant": ["Accueil : écoute : fin"]}, before="avant:\n",
    ),
    # text cut at « # »
    Case("hash", "cle: Vélo #2 rendu", (2, 11), "YML003", {"cle": "Vélo #2 rendu"}),
    Case(
        "hash in a list", "  - Lot #2", (2, 9), "YML003",
        {"avant": ["Lot #2"]}, before="avant:\n",
    ),
    # a sign that YAML would take away
    Case(
        "exclamation mark", "cle: ! Attention aux câbles", (2, 6), "YML009",
        {"cle": "! Attention aux câbles"},
    ),
    Case(
        "exclamation mark in a list", "  - ! Attention : câbles", (2, 5), "YML009",
        {"avant": ["! Attention : câbles"]}, before="avant:\n",
    ),
    # opened by a quotation mark
    Case(
        "apostrophe", "  - 'équipe de l'atelier", (2, 5), "YML005",
        {"avant": ["équipe de l'atelier"]}, before="avant:\n",
    ),
    Case(
        "apostrophe that closes nowhere", "cle: 'équipe prévenue", (2, 6), "YML005",
        {"cle": "équipe prévenue"},
    ),
    Case(
        "apostrophe that closes far below", "cle: 'équipe prévenue", (2, 6), "YML005",
        {"cle": "équipe prévenue"}, after="un: a\ndeux: b\ntrois: c\nquatre: d\ncinq: l'eau\n",
    ),
    Case(
        "apostrophe in a flow list", "cle: [Fiche, 'clé de l'atelier, Banc]", (2, 14), "YML005",
        {"cle": ["Fiche", "clé de l'atelier", "Banc"]},
    ),
    Case(
        "quotation mark", 'cle: "Fiche" de contrôle', (2, 6), "YML005",
        {"cle": '"Fiche" de contrôle'},
    ),
    Case("quotation mark that closes nowhere", 'cle: "Fiche', (2, 6), "YML005", {"cle": "Fiche"}),
    # comma between braces
    Case(
        "comma", "cle: {id: un, intitule: Frein avant, arrière}", (2, 38), "YML006",
        {"cle": {"id": "un", "intitule": "Frein avant, arrière"}},
    ),
    Case(
        "two commas", "cle: {intitule: Frein avant, arrière, patins, id: un}", (2, 30), "YML006",
        {"cle": {"intitule": "Frein avant, arrière, patins", "id": "un"}},
    ),
    # a character that cannot start a text
    Case("percent", "cle: % de réussite", (2, 6), "YML001", {"cle": "% de réussite"}),
    Case("at", "cle: @atelier", (2, 6), "YML001", {"cle": "@atelier"}),
    Case("backtick", "cle: `code`", (2, 6), "YML001", {"cle": "`code`"}),
    Case("bold", "cle: **gras** et suite", (2, 6), "YML001", {"cle": "**gras** et suite"}),
    Case("italic", "cle: *Vélo* et suite", (2, 6), "YML001", {"cle": "*Vélo* et suite"}),
    Case("ampersand", "cle: & associés", (2, 6), "YML001", {"cle": "& associés"}),
    Case("anchor", "cle: &associes du cycle", (2, 6), "YML009", {"cle": "&associes du cycle"}),
    Case("alias", "cle: *velo", (2, 6), "YML009", {"cle": "*velo"}),
    Case("tag", "cle: !attention au frein", (2, 6), "YML009", {"cle": "!attention au frein"}),
    # tabs
    Case("tab", "\tcle: x", (2, 1), "YML008", {"avant": {"cle": "x"}}, before="avant:\n"),
    Case(
        "tab in a list", "\tcle: x", (3, 1), "YML008", {"avant": [{"id": "un", "cle": "x"}]},
        before="avant:\n  - id: un\n",
    ),
    Case(
        "tab before a dash", "\t- b", (3, 1), "YML008", {"avant": ["a", "b"]},
        before="avant:\n  - a\n",
    ),
]  # fmt: skip


def diagnose(text: str) -> Diagnostic:
    _, diagnostics = read_yaml(SourceText("f", text))
    (found,) = diagnostics
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_trap(case: Case) -> None:
    found = diagnose(case.before + case.typed + "\n" + case.after)
    assert (found.code, found.span.line, found.span.column) == (case.code, *case.at)
    expected = Severity.AVERTISSEMENT if case.code == "YML003" else Severity.ERREUR
    assert found.severity is expected


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_the_corrected_line_gives_the_text_meant(case: Case) -> None:
    found = diagnose(case.before + case.typed + "\n" + case.after)
    start, _, corrected = found.aide.partition(" : ")
    assert start.startswith("écrivez")
    if case.code != "YML008":  # the help for a tab shows the indentation
        corrected = case.typed[: len(case.typed) - len(case.typed.lstrip())] + corrected
    data, again = read_yaml(SourceText("f", case.before + corrected + "\n" + case.after))
    assert again == []
    assert data is not None
    assert {key: data[key] for key in case.meant} == case.meant  # type: ignore[attr-defined]


@pytest.mark.parametrize("elsewhere", ["b: Une gêne\n", "b: Une *vraie* gêne\n", "b: 2 * c\n"])
def test_a_sign_that_opens_a_text_is_corrected(elsewhere: str) -> None:
    fix = diagnose(f"a: ! Attention aux câbles\n{elsewhere}").fix
    assert fix is not None
    assert fix.replacement == '"! Attention aux câbles"'


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("a: [b, c\nd: e\n", (1, 4), "crochet"),
        ("a: {b: c\nd: e\n", (1, 4), "accolade"),
        ("a: {b: c : d}\n", (1, 10), "virgule"),
        ("a: b\n c: d\n", (2, 2), "ligne précédente"),
        ("a:b\nc: d\n", (2, 1), "ligne précédente"),
        ("a: b\n- c\n", (2, 1), "retrait"),
        ("a: - b\n", (1, 4), "liste"),
        ("a: b\u00a0\nc:\u00a0d\ne: f\n", (2, 3), "insécable"),
        ('a: "c:\\dossier"\n', (1, 7), "barre oblique"),
        ("a: b\x07\n", (1, 5), "interdit"),
    ],
)
def test_other_syntax_errors(text: str, at: tuple[int, int], words: str) -> None:
    found = diagnose(text)
    assert (found.code, found.span.line, found.span.column) == ("YML001", *at)
    assert words in found.message


@pytest.mark.parametrize(
    "text",
    [
        "a: l'eau et l'air\n",
        "a: 'l''eau'\n",
        "a: ['b', \"c\", 'd' ] # remarque\n",
        "{'a': 'b', \"c\": 'd'}\n",
        "a: 'sur\n  deux lignes'\n",
        "a: b#c\n",
        "a: http://exemple.fr/#ancre\n",
        "a: 12:30\n",
        "a: C’est « bien » : non\n".replace(" :", "\u00a0:").replace(": n", ":n"),
    ],
)
def test_what_is_right_says_nothing(text: str) -> None:
    _, diagnostics = read_yaml(SourceText("f", text))
    assert diagnostics == []


def test_a_correct_quoted_text_is_not_blamed_for_another_error() -> None:
    found = diagnose("a: 'juste'\nb: 'aussi juste'\nc: Atelier : suite\n")
    assert found.code == "YML002"


def test_a_line_separator_of_unicode_does_not_shift_the_position() -> None:
    found = diagnose("a: 'un\u2028deux'\nb: Atelier : suite\n")
    assert (found.code, found.span.line, found.span.column) == ("YML002", 2, 12)


@pytest.mark.parametrize(
    "text",
    [
        "a: b" + " " * 300_000 + ": c\n",
        "a: " + "b" * 1_000_000 + ": c\n: :",
        "a: " + "'" * 100_001 + "\n",
        "a: {" + "b, " * 20_000 + "}\n",
        "a: [" + "&b c, " * 20_000 + "]\n",
    ],
    ids=["spaces", "word", "quotes", "commas", "anchors"],
)
def test_a_hostile_line_takes_no_time(text: str) -> None:
    en_moins_de(2, lambda: read_yaml(SourceText("f", text)))
