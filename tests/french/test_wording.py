"""The words of a profile in sentences that were written with the ordinary ones."""

from __future__ import annotations

import pytest

from mc_builder.french import Noun, Wording

CCP = Noun("certificat", many="certificats")
MISE = Noun("activité type", feminine=True, many="activités types")
WORDS = Wording(
    [(Noun("unité", feminine=True), CCP), (Noun("pôle"), MISE), (Noun("pôle d’activités"), MISE)]
)
USUAL = Wording([(Noun("unité", feminine=True), Noun("unité", feminine=True))])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("⟨L’unité⟩ n’est pas ⟨unite:validé⟩", "Le certificat n’est pas validé"),
        ("⟨l’unité⟩ est ⟨unité:validé⟩", "le certificat est validé"),
        ("⟨le pôle⟩ est ⟨pôle:général⟩", "l’activité type est générale"),
        ("⟨les pôles⟩ sont ⟨pôles:communal⟩", "les activités types sont communales"),
        ("⟨du pôle⟩, ⟨au pôle⟩", "de l’activité type, à l’activité type"),
        ("⟨ce pôle⟩", "cette activité type"),
        ("⟨son unité⟩, ⟨d’une unité⟩", "son certificat, d’un certificat"),
        ("⟨aucune unité⟩, ⟨une seule unité⟩", "aucun certificat, un seul certificat"),
        ("⟨3 unités⟩, ⟨d’unités⟩", "3 certificats, de certificats"),
        ("⟨toutes les unités⟩", "tous les certificats"),
        ("⟨Pôle d’activités⟩ 1", "Activité type 1"),
        ("⟨pôle:il⟩ porte", "elle porte"),
        ("⟨la partie d’unité⟩", "la partie de certificat"),
        ("⟨un mot de pôles⟩", "un mot d’activités types"),
        ("⟨chaque unité⟩, ⟨Les pôles⟩", "chaque certificat, Les activités types"),
        ("⟨Pôles:il⟩ portent", "Elles portent"),
        ("⟨unité⟩ ⟨unité:auquel⟩, ⟨unités:celui⟩", "certificat auquel, ceux"),
        ("⟨pôle⟩ ⟨pôle:auquel⟩, ⟨pôles:duquel⟩", "activité type à laquelle, desquelles"),
        ("⟨pôle:premier⟩, ⟨pôle:complet⟩, ⟨Pôle:aucun⟩", "première, complète, Aucune"),
        ("⟨pôles⟩ et ⟨unités⟩ ⟨pôles+unités:prévu⟩", "activités types et certificats prévus"),
        ("⟨pôles+pôles d’activités:prévu⟩, ⟨pôles+rien:prévu⟩", "prévues, prévu"),
        ("un titre ⟨entre⟩ signes", "un titre entre signes"),
    ],
)  # fmt: skip
def test_a_marked_word_becomes_that_of_the_profile(written: str, said: str) -> None:
    assert WORDS(written) == said


def test_the_ordinary_words_come_back_as_they_were() -> None:
    for text in ("⟨l’unité⟩", "⟨une unité⟩", "⟨de l’unité⟩", "⟨Les unités⟩", "⟨cette unité⟩"):
        assert USUAL(text) == text.strip("⟨⟩")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("⟨les unités⟩ et ⟨unité:validé⟩ ⟨pôles+unités:prévu⟩", []),
        ("⟨les unitées⟩", [("les unitées", "les unités")]),
        ("⟨Unitées⟩", [("Unitées", "Unités")]),
        # An author writes his own word: the ordinary one is what brackets take.
        ("⟨Certificats⟩", [("Certificats", "Unités")]),
        ("⟨l’activité type:validé⟩", [("l’activité type", "le pôle d’activités")]),
        ("⟨entre⟩", [("entre", None)]),
        ("⟨pôles+rien:prévu⟩", [("rien", None)]),
        ("un ⟨pôle", [("⟨", None)]),
        ("⟨a⟨pôle⟩ ⟩", [("⟨", None), ("⟩", None)]),
    ],
)
def test_brackets_that_nothing_understands(written: str, found: list[tuple[str, object]]) -> None:
    assert list(WORDS.unknown(written)) == found
    assert not set("⟨⟩") & set(WORDS(written))


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("bloc de compétences", "blocs de compétences"),
        ("contrôle en cours de formation", "contrôles en cours de formation"),
        ("SAÉ", "SAÉ"),
        ("mise en situation professionnelle", "mises en situation professionnelle"),
        ("activité type", "activités types"),
    ],
)
def test_the_plural_of_a_noun(one: str, many: str) -> None:
    assert Noun(one).plural == many
