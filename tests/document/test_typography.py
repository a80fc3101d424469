"""French typography: apostrophes and no-break spaces, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.document.typography import french

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
        ("p. 12, n° 3, art. D337", "p._12, n°_3, art._D337"),
        ("niveau 4, Annexe IV, annexe 2", "niveau_4, Annexe_IV, annexe_2"),
        ("1 h 30, 45 min, 12 semaines, 2 ans, 3 M€", "1_h 30, 45_min, 12_semaines, 2_ans, 3_M€"),
        ("\u202f; \u202f!", "_; _!"),
        ("12:30 http://x.fr/?a=1;b", "12:30 http://x.fr/?a=1;b"),
        ("deux espaces", "deux espaces"),
        ("'guillemets'", "'guillemets'"),
    ],
)
def test_rules(plain: str, set_: str) -> None:
    assert french(plain) == set_.replace("_", "\u00a0")


@given(_TEXTS)
def test_twice_is_once(text: str) -> None:
    assert french(french(text)) == french(text)


@given(_TEXTS)
def test_letters_never_change(text: str) -> None:
    """Only an apostrophe becomes another, and a space a no-break one; nothing comes or goes."""
    alike = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
    assert french(text).translate(alike) == text.translate(alike)
