"""templates/charte.yaml: what a house changes, and every mistake at its line and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.builtin import builtin_folder
from mc_builder.charter import Charte
from mc_builder.diagnostics import Diagnostic
from mc_builder.loading.charter_file import builtin_charter, read_charter
from mc_builder.spans import SourceText


def read(text: str) -> tuple[Charte, list[Diagnostic]]:
    return read_charter(SourceText("templates/charte.yaml", text), builtin_charter())


def test_what_a_house_does_not_say_stays() -> None:
    charte, found = read('couleurs:\n  principale: "#145A32"\ntailles: {tableau: 9}\n')
    assert found == []
    assert charte.couleurs == builtin_charter().couleurs | {"principale": "#145a32"}
    assert charte.tailles == builtin_charter().tailles | {"tableau": (9, 9)}
    assert charte.polices == builtin_charter().polices


@pytest.mark.parametrize(
    ("line", "section", "name", "value"),
    [
        ('couleurs: {vive: "#A00"}', "couleurs", "vive", "#aa0000"),
        ("couleurs: {vive: aa0000}", "couleurs", "vive", "#aa0000"),
        ("polices: {word: Marianne}", "polices", "word", ("Marianne",)),
        ("polices: {ecran: [Marianne, Arial]}", "polices", "ecran", ("Marianne", "Arial")),
        ("tailles: {texte: [10,5, 11]}", "tailles", "texte", None),
        ("tailles: {texte: [10.5, 11]}", "tailles", "texte", (10.5, 11)),
        ("marges: {page: [20, 20, 20, 30]}", "marges", "page", (20, 20, 20, 30)),
    ],
)
def test_each_kind_of_value(line: str, section: str, name: str, value: object) -> None:
    charte, found = read(line)
    if value is None:  # a decimal comma in a list is a third number
        assert [d.code for d in found] == ["DOC014"]
    else:
        assert found == []
        assert getattr(charte, section)[name] == value


#: Text, and the line, column, message and corrected text of each diagnostic.
FAUTES = {
    "couleur-en-commentaire": (
        "couleurs:\n  principale: #145a32\n",
        (2, 3, "« principale » n’a pas de valeur lisible : ce qui suit « # » est un commentaire"),
        'couleurs:\n  principale: "#145a32"\n',
    ),
    "couleur-inconnue": (
        "couleurs:\n  principale: bleu\n",
        (2, 15, "« principale » n’a pas de valeur lisible"),
        None,
    ),
    "nom-presque-juste": (
        'couleurs:\n  principal: "#145a32"\n',
        (2, 3, "ligne inconnue « principal »"),
        'couleurs:\n  principale: "#145a32"\n',
    ),
    "partie-inconnue": ("couleur: {}\n", (1, 1, "partie inconnue « couleur »"), "couleurs: {}\n"),
    "partie-vide": ("couleurs: rouge\n", (1, 1, "« couleurs » n’a pas de lignes"), None),
    "taille-hors-bornes": ("tailles: {texte: 200}\n", (1, 18, "« texte » n’a pas"), None),
    "trois-marges": ("marges: {page: [1, 2, 3]}\n", (1, 16, "« page » n’a pas"), None),
    "pas-de-page": ("marges: {page: [25, 100, 25, 100]}\n", (1, 16, "« page » n’a pas"), None),
    "police-qui-ferme-la-feuille": (
        "polices: {pdf: 'A\"; } @import url(x)'}\n",
        (1, 16, "« pdf » n’a pas de valeur lisible"),
        None,
    ),
    "peu-lisible": (
        'couleurs:\n  principale: "#8fb8de"\n',
        (2, 15, "« principale » se lit mal sur « blanc » : le contraste est de 2,1"),
        None,
    ),
}


@pytest.mark.parametrize("name", FAUTES)
def test_a_mistake_is_said_where_it_is(name: str) -> None:
    text, (line, column, message), mended = FAUTES[name]
    charte, found = read(text)
    first = found[0]
    assert (first.span.line, first.span.column) == (line, column)
    assert first.message.startswith(message)
    assert first.aide
    if mended is None:
        assert first.fix is None
    else:
        assert first.fix is not None
        span = first.fix.span
        assert text[: span.start] + first.fix.replacement + text[span.end :] == mended
        assert read(mended)[1] == []
    if first.code == "DOC014":
        assert charte == builtin_charter()


def test_all_mistakes_at_once() -> None:
    _, found = read("couleurs: {pale: x, vive: y}\nmarges: {page: 3}\npolice: {}\n")
    assert [d.span.line for d in found] == [1, 1, 2, 3]


@given(st.text(max_size=80))
def test_no_text_gives_a_traceback(text: str) -> None:
    charte, _ = read(text)
    assert charte.couleurs.keys() == builtin_charter().couleurs.keys()


@given(st.sampled_from(["couleurs", "polices", "tailles", "marges"]), st.text(max_size=30))
def test_no_value_gives_a_traceback(section: str, value: str) -> None:
    name = next(iter(getattr(builtin_charter(), section)))
    read(f"{section}:\n  {name}: {value}\n")


def test_ours_says_every_line_once() -> None:
    text = (builtin_folder() / "charte.yaml").read_text("utf-8")
    charte, found = read(text)
    assert (charte, found) == (builtin_charter(), [])
