"""Signs that no font has: each is printed as it is, or named where it stands, and corrected."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.diagnostics import Diagnostic
from mc_builder.loading import load
from mc_builder.loading.signs import printed
from mc_builder.source.edits import correct
from mc_builder.source.tree import FileTree
from memoire import Memoire
from petits_fichiers import DOSSIER, FICHIERS

POLE = "pole:\n  id: p\n  intitule: {}\n  activites: []\n  conditions: |\n    {}\n"
DEMANDEURS = "demandeurs:\n  - {{nom: {}, qualite: branche}}\n"
#: A kind of text → the files that hold it, with a sign in place of the braces.
CHAMPS: dict[str, dict[str, str]] = {
    "prose": {"note": "# Titre\n\nUn mot {} ici.\n"},
    "titre de prose": {"note": "# Titre {} ici\n\nUn mot.\n"},
    "cellule": {"note": "# T\n\n| A | B |\n| --- | --- |\n| un {} mot | b |\n"},
    "titre": {"pole": POLE.format("Un mot {} ici", "Rien.")},
    "titre entre guillemets": {"pole": POLE.format('"Un mot {} ici"', "Rien.")},
    "Markdown de YAML": {"pole": POLE.format("Un titre", "Un mot {} ici.")},
    "nom": {"dossier": DOSSIER + DEMANDEURS.replace("{{", "{{").format("Un {} nom")},
}


def ecrit(files: Mapping[str, str]) -> Memoire:
    named = {"dossier": DOSSIER, **files}
    return Memoire({FICHIERS.get(name, name): text.encode() for name, text in named.items()})


def diagnostics(tree: FileTree) -> tuple[Diagnostic, ...]:
    return load(tree).diagnostics


def projet(field: str, sign: str) -> Memoire:
    return ecrit({name: text.replace("{}", sign) for name, text in CHAMPS[field].items()})


KINDS = ("Cf", "Cc", "So", "Zs", "Zl", "Zp")
SIGNES = st.one_of(
    st.sampled_from([*map(chr, range(0xF000, 0xF100)), "\ue000", "\U000f0000", "\U0010fffd"]),
    *(st.characters(categories=(kind,), exclude_characters="\n\r\t") for kind in KINDS),
    st.sampled_from(["\u0378", "\ufdd0", "\uffff", "\U0001fffe", "\U000e0080", "\u2fe0"]),
)


@pytest.mark.parametrize("field", sorted(CHAMPS))
@given(sign=SIGNES)
def test_a_sign_is_printed_or_named_at_its_place(field: str, sign: str) -> None:
    blank = sign.isspace() and field in {"titre", "titre entre guillemets", "nom"}
    if sign in printed() or (blank and sign not in "\x0b\x0c\x85\u2028\u2029"):
        return  # in a plain text, any space is a space
    tree = projet(field, sign)
    (name,) = CHAMPS[field]
    found = [d for d in diagnostics(tree) if d.span.path == FICHIERS[name]]
    text = tree.files[FICHIERS[name]].decode()
    at = text.index(sign)
    assert any(d.span.start <= at <= d.span.end for d in found), found
    assert any(f"U+{ord(sign):04X}" in d.message for d in found), found


@pytest.mark.parametrize("escape", ["\\uF0A7", "\\U0001F6B2", "\\u00AD", "\\a"])
def test_an_escape_of_yaml_hides_no_sign(escape: str) -> None:
    found = diagnostics(projet("titre entre guillemets", escape))
    assert [d.span.text for d in found if d.code[:3] in {"COL", "RED"}] == [escape]


@pytest.mark.parametrize(
    ("field", "sign", "code", "after"),
    [
        ("prose", "\x0b", "COL015", "Un mot  ici."),
        ("prose", "\x07", "RED014", "Un mot  ici."),
        ("titre de prose", "\u2028", "COL015", "# Titre  ici"),
        ("cellule", "\x0b", "COL015", "| un <br> mot | b |"),
        ("titre", "\u2028", "COL015", "intitule: Un mot   ici"),
        ("titre", "\x0b", "YML001", "intitule: Un mot   ici"),
        ("Markdown de YAML", "\u2029", "COL015", "    Un mot   ici."),
        ("prose", "\u2002", "COL016", "Un mot   ici"),
        ("Markdown de YAML", "\u2009", "COL016", "Un mot   ici"),
        ("titre", "\u00ad", "RED016", "intitule: Un mot  ici"),
        ("nom", "\u200b", "RED016", "nom: Un  nom"),
    ],
)
def test_what_is_certain_is_corrected(field: str, sign: str, code: str, after: str) -> None:
    tree = projet(field, sign)
    assert code in {d.code for d in diagnostics(tree)}
    (edit,) = correct(tree, diagnostics).edits
    assert after in edit.after.decode().replace("\\\n", "").replace("ot \n", "ot ")
    assert not [d for d in diagnostics(ecrit({edit.path: edit.after.decode()})) if d.fix]


def test_a_break_between_two_words_of_prose_is_a_line_of_the_paragraph() -> None:
    tree = ecrit({"note": "# T\n\n12 rue\x0bde la Gare\n\nUn.\x0cDeux.\n"})
    (edit,) = correct(tree, diagnostics).edits
    assert edit.after.decode() == "# T\n\n12 rue\\\nde la Gare\n\nUn.\n\nDeux.\n"


def test_a_bullet_of_word_before_a_title_is_taken_away() -> None:
    tree = ecrit({"pole": POLE.format("\uf0a7 Un titre", "Rien.")})
    (edit,) = correct(tree, diagnostics).edits
    assert "intitule: Un titre\n" in edit.after.decode()


def test_what_a_sign_of_word_meant_is_proposed() -> None:
    (found,) = diagnostics(ecrit({"note": "# T\n\nA \uf0e0 B\n"}))
    assert "« → »" in found.aide
    assert found.fix is None


@pytest.mark.parametrize("sign", [*"→✓✔≥⇒☐☒½²µΩ№–…’«»€œ\u2011\u202f"])
def test_the_signs_of_the_field_print(sign: str) -> None:
    assert sign in printed()
