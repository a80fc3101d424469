"""What is corrected for sure in YAML, and what is only explained."""

from __future__ import annotations

import pytest

from mc_builder.source.edits import apart
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText


def corrige(text: str) -> str | None:
    """The text once all its fixes are made, None when there was none."""
    made = False
    for _ in range(20):
        fixes = apart(d.fix for d in read_yaml(SourceText("f.yaml", text))[1] if d.fix is not None)
        if not fixes:
            break
        for fix in reversed(fixes):
            text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
        made = True
    return text if made else None


@pytest.mark.parametrize(
    ("fautif", "attendu"),
    [
        # « : » in a text
        ("a: Accueil : écoute", 'a: "Accueil : écoute"'),
        ("- b: Accueil : écoute   # note\n- c: 1", '- b: "Accueil : écoute"   # note\n- c: 1'),
        ("a: Il dit « oui » : bien\nb: X : y\n", 'a: "Il dit « oui » : bien"\nb: "X : y"\n'),
        ('a: Le "vrai" : faux', 'a: "Le \\"vrai\\" : faux"'),
        # opened by an apostrophe or a quotation mark
        ("a:\n  - 'équipe de l'atelier", 'a:\n  - "équipe de l\'atelier"'),
        ("a: 'C'est l'été'\nb: 2", "a: \"C'est l'été\"\nb: 2"),
        ('a: "Bonjour" dit-il\n', 'a: "\\"Bonjour\\" dit-il"\n'),
        ("a: [un, 'l'autre, trois]\n", 'a: [un, "l\'autre", trois]\n'),
        # a character that cannot start a text, or that is read as a tag, an anchor, an alias
        ("a: @nous écrire\n", 'a: "@nous écrire"\n'),
        ("a: %tage de la note\n", 'a: "%tage de la note"\n'),
        ("a: `code` tapé\n", 'a: "`code` tapé"\n'),
        ("a: *important* à noter\n", 'a: "*important* à noter"\n'),
        ("a: !Attention au départ\n", 'a: "!Attention au départ"\n'),
        ("a: &Fils et compagnie\n", 'a: "&Fils et compagnie"\n'),
        # cut at « # »
        ("a: Mise à jour #2\n", 'a: "Mise à jour #2"\n'),
        # cut by a comma
        ("a: {b: avant, puis arrière}\n", 'a: {b: "avant, puis arrière"}\n'),
        # tabs
        ("a:\n  - b: 1\n\tc: 2\n", "a:\n  - b: 1\n    c: 2\n"),
        ("a:\n\tb: 1\n", "a:\n  b: 1\n"),
        # no-break spaces
        ("a:\u00a0texte\nb: 1\n", "a: texte\nb: 1\n"),
        # the same line twice
        ("a: 1\nb: 2\na: 1\n", "a: 1\nb: 2\n"),
        ("a:\n  - x: 1\n    y: [2]\n    x: 1", "a:\n  - x: 1\n    y: [2]\n"),
    ],
)
def test_what_is_certain_is_corrected(fautif: str, attendu: str) -> None:
    assert corrige(fautif) == attendu
    assert not [d for d in read_yaml(SourceText("f.yaml", attendu))[1] if d.fix is not None]


@pytest.mark.parametrize(
    "fautif",
    [
        "a: Accueil : écoute\n   suite de la phrase\n",  # the text goes on below
        "a: [un : deux : trois\n",
        "a: 'Bonjour' dit-il, 'bonsoir'\n",  # other quotation marks remain
        'a: "un" et "deux\n',
        "a: &ancre texte simple\nb: *ancre\n",  # an anchor, since it is called
        "a: *alias\n",  # one word: perhaps an alias
        "a: !!python/object {}\n",
        "a: Accueil #à revoir\n",  # perhaps a comment
        "a: {b: Diagnostic, obligatoire}\n",  # perhaps a key without its value
        "a: 1\na: 2\n",  # not the same
        "a: 1\na: 1   # note\n",
        "{a: 1, a: 1}\n",
        "a:\n  - texte\n\t- b: 1\n",  # an item of another kind: which list?
        "a:\n  - b: 1\n\tb: 2\n",  # the key would come twice
        "a: [un, deux\n",
        "a\n",
        "",
    ],
)
def test_what_is_not_certain_is_left_to_its_author(fautif: str) -> None:
    assert corrige(fautif) is None
    assert read_yaml(SourceText("f.yaml", fautif))[1] or fautif == "a: Accueil #à revoir\n"
