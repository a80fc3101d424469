"""The names of rules are in French: accents, elisions, capitals."""

from __future__ import annotations

import re

import pytest

from mc_builder.catalogue import catalogue
from mc_builder.french import unaccented
from mc_builder.rules.noms import printed_name

WORD = re.compile(r"[^\W\d_]+")


def test_a_word_has_the_accents_that_the_documentation_of_the_rules_gives_it() -> None:
    """A word that is written there with accents only is so in every name."""
    written: dict[str, set[str]] = {}
    for rule in catalogue():
        for word in WORD.findall(rule.documentation.lower()):
            written.setdefault(unaccented(word), set()).add(word)
    for rule in catalogue():
        for word in WORD.findall(rule.nom.lower()):
            forms = written.get(unaccented(word), {word})
            if word == unaccented(word):
                assert word in forms, f"{rule.code} : « {word} » ; rules/noms.py"


def test_what_is_elided_is() -> None:
    for rule in catalogue():
        assert re.search(r"\b[dlns] [aeiouyhéê]", rule.nom) is None, rule.nom


@pytest.mark.parametrize(
    ("function", "name"),
    [
        ("transitions_ecologique_et_numerique", "transitions écologique et numérique"),
        ("valeur_d_un_autre_genre", "valeur d’un autre genre"),
        ("titre_a_l_infinitif", "titre à l’infinitif"),
        ("activite_a_une_tache", "activité a une tâche"),
        ("acces_par_la_vae", "accès par la VAE"),
        ("sous_competence_sans_indicateur", "sous-compétence sans indicateur"),
    ],
)
def test_names(function: str, name: str) -> None:
    assert printed_name(function) == name
