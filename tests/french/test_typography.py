"""French typography: apostrophes and no-break spaces, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.french import on_one_line, quoted, tied, typeset, typography

_TEXTS = st.one_of(
    st.text(),
    st.text(st.sampled_from("aàé1 4'’«»:;!?%€\u00a0\u202fhpnNM.°IVX()\n/-dmin"), max_size=20),
)


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("l'eau", "l’eau"),
        ("qui ? oui ! a : b ; c", "qui_? oui_! a_: b_; c"),
        ("« mot »", "«_mot_»"),
        ("5 % et 3 €", "5_% et 3_€"),
        ("p. 12, n° 3, N° 3, art. D337", "p._12, n°_3, N°_3, art._D337"),
        ("article D. 337-150, L. 6113-1, en A. 2", "article_D._337-150, L._6113-1, en A. 2"),
        ("niveau 4, Annexe IV, annexe 2", "niveau_4, Annexe_IV, annexe_2"),
        (
            "bloc 1, épreuve E3, section 1.1, ROME 3.47",
            "bloc_1, épreuve_E3, section_1.1, ROME_3.47",
        ),
        ("blocs 1 et 2, E 3, version finale", "blocs 1 et 2, E 3, version finale"),
        ("candidats A et B, candidats Absents", "candidats_A et B, candidats Absents"),
        ("Web (3 exigences), dont 3 communes", "Web (3_exigences), dont 3 communes"),
        ("erreur (14 autres), an (2019 compris)", "erreur (14_autres), an (2019 compris)"),
        ("1 sur 117, 10 sur 20, sur 20 ans", "1_sur_117, 10_sur_20, sur 20_ans"),
        ("le 14 décembre 2020, le 1er mai, 2020 mai", "le 14_décembre 2020, le 1er_mai, 2020 mai"),
        ("1 h 30, 45 min, 12 semaines, 2 ans, 3 M€", "1_h 30, 45_min, 12_semaines, 2_ans, 3_M€"),
        ("\u202f; \u202f!", "_; _!"),
        ("12:30 http://x.fr/?a=1;b", "12:30 http://x.fr/?a=1;b"),
        ("deux espaces", "deux espaces"),
        ("'guillemets'", "'guillemets'"),
    ],
)
def test_rules(plain: str, set_: str) -> None:
    assert typeset(plain) == set_.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("12 500 postes, 1 250 000 €", "12_500 postes, 1_250_000\u00a0€"),
        ("en 2019 150 personnes", "en 2019 150 personnes"),
        ("12 5000 et 3,5 000", "12 5000 et 3,5 000"),
        ("12\u00a0500", "12_500"),
    ],
)
def test_thousands_are_kept_together(plain: str, set_: str) -> None:
    assert typeset(plain) == set_.replace("_", "\u202f")


@given(_TEXTS)
def test_twice_is_once(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(_TEXTS)
def test_letters_never_change(text: str) -> None:
    """Only an apostrophe becomes another, and a space a no-break one; nothing comes or goes."""
    alike = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
    assert typeset(text).translate(alike) == text.translate(alike)


@given(st.text(alphabet="aArtnexIVXpº°. '’:;!?»«%€1 2\u00a0\u202fMdh", max_size=30))
def test_what_is_left_alone_at_once_is_what_no_rule_changes(text: str) -> None:
    slowly = text
    for pattern, replacement in typography._RULES:
        slowly = pattern.sub(replacement, slowly)
    assert typeset(text) == slowly


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (quoted("mot"), "«_mot_»"),
        (tied("12", "semaines"), "12_semaines"),
        (tied("p.", None), "p."),
        (on_one_line("deux\n  lignes : 3 %"), "deux lignes_: 3_%"),
        (on_one_line("a\u00a0b\t\tc"), "a_b c"),
    ],
)
def test_what_is_tied(given: str, expected: str) -> None:
    assert given.replace("\u00a0", "_") == expected
