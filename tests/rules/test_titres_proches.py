"""A quotation is nearest to the title that comparing it with all of them finds."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ampleur import exemples
from mc_builder.rules.mots import simple
from mc_builder.rules.titres_proches import MOTS_COMMUNS, RESSEMBLANCE, TitresProches

_MOTS = ["remettre", "remettra", "un", "velo", "en", "etat", "bon", "de", "la", "l’atelier"]
_TITRES = st.lists(st.sampled_from(_MOTS), max_size=6).map(" ".join)


def the_first_of_all(quoted: str, titles: list[str]) -> str | None:
    """As the rule has it: most words shared, then letters alike."""
    words = set(re.findall(r"\w+", quoted))
    for title in titles:
        own = set(re.findall(r"\w+", simple(title)))
        if len(words & own) < max(MOTS_COMMUNS, max(len(words), len(own)) / 2):
            continue
        alike = SequenceMatcher(None, quoted, simple(title), autojunk=False)
        if alike.ratio() >= RESSEMBLANCE:
            return title
    return None


@given(_TITRES, st.lists(_TITRES, max_size=8))
@example("remettre un velo en bon etat", ["Remettre un vélo en état", "remettre un velo en bon"])
@example("un un un", ["un velo"])
@settings(max_examples=exemples(400))
def test_the_nearest_is_the_first_of_all_the_titles(quoted: str, titles: list[str]) -> None:
    assert TitresProches(titles).nearest(quoted) == the_first_of_all(quoted, titles)


def test_a_title_ill_copied_is_found() -> None:
    titles = TitresProches(["Vendre un vélo", "Remettre un vélo en état"])
    assert titles.nearest("remettre un velo en bon etat") == "Remettre un vélo en état"
