"""French typography: apostrophes and no-break spaces, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mc_builder import typography
from mc_builder.page.typography import apply
from mc_builder.typography import french

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
        ("article D. 337-150, L. 6113-1, en A. 2", "article D._337-150, L._6113-1, en A. 2"),
        ("niveau 4, Annexe IV, annexe 2", "niveau_4, Annexe_IV, annexe_2"),
        (
            "bloc 1, épreuve E3, section 1.1, ROME 3.47",
            "bloc_1, épreuve_E3, section_1.1, ROME_3.47",
        ),
        ("blocs 1 et 2, E 3, version finale", "blocs 1 et 2, E 3, version finale"),
        ("candidats A et B, candidats Absents", "candidats_A et B, candidats Absents"),
        ("Web (3 exigences), dont 3 communes", "Web (3_exigences), dont 3 communes"),
        ("le 14 décembre 2020, le 1er mai, 2020 mai", "le 14_décembre 2020, le 1er_mai, 2020 mai"),
        ("1 h 30, 45 min, 12 semaines, 2 ans, 3 M€", "1_h 30, 45_min, 12_semaines, 2_ans, 3_M€"),
        ("\u202f; \u202f!", "_; _!"),
        ("12:30 http://x.fr/?a=1;b", "12:30 http://x.fr/?a=1;b"),
        ("deux espaces", "deux espaces"),
        ("'guillemets'", "'guillemets'"),
    ],
)
def test_rules(plain: str, set_: str) -> None:
    assert french(plain) == set_.replace("_", "\u00a0")


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
    assert french(plain) == set_.replace("_", "\u202f")


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Le 1er, la 2e et la 1re", "Le 1<er>, la 2<e> et la 1<re>"),
        ("les 2es au XXIe siècle", "les 2<es> au XXI<e> siècle"),
        ("A1e, 1ere, R2e, 3.2e, 2ex, Ve", "A1e, 1ere, R2e, 3.2e, 2ex, Ve"),
        ("3e <em>4e fois</em> 5e <em>6e</em> 7e", "3<e> 4<e> fois 5<e> 6<e> 7<e>"),
    ],
)
def test_ordinals_are_raised(plain: str, set_: str) -> None:
    root = etree.fromstring(f"<p>{plain}</p>")
    apply(root)
    for sup in list(root.iter("sup")):
        sup.text = f"<{sup.text}>"
    assert "".join(root.itertext()) == set_


def test_computed_numbers_are_left_alone() -> None:
    root = etree.fromstring('<p><span class="numero">1er – </span>2e</p>')
    apply(root)
    assert len(list(root.iter("sup"))) == 1
    assert "".join(root.itertext()) == "1er – 2e"


@given(_TEXTS)
def test_twice_is_once(text: str) -> None:
    assert french(french(text)) == french(text)


@given(_TEXTS)
def test_letters_never_change(text: str) -> None:
    """Only an apostrophe becomes another, and a space a no-break one; nothing comes or goes."""
    alike = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
    assert french(text).translate(alike) == text.translate(alike)


@given(st.text(alphabet="aArtnexIVXpº°. '’:;!?»«%€1 2\u00a0\u202fMdh", max_size=30))
def test_what_is_left_alone_at_once_is_what_no_rule_changes(text: str) -> None:
    slowly = text
    for pattern, replacement in typography._RULES:
        slowly = pattern.sub(replacement, slowly)
    assert french(text) == slowly
