"""The words of the model in the files of a type that has its own."""

from __future__ import annotations

import re
from datetime import date

import pytest

from mc_builder.beginning.answers import Answers
from mc_builder.beginning.bracketed import bracketed
from mc_builder.beginning.files import begun
from mc_builder.loading.profiles import profile

JOUR = date(2026, 11, 29)
MOTS = profile("titre-professionnel").mots


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("Unité validée, ou plusieurs.", "CCP validé, ou plusieurs."),
        ("Unités constitutives.", "CCP constitutifs."),
        ("Finalités de l’épreuve.", "Finalités de l’évaluation."),
        ("De 1 à 3, pour tout le pôle.", "De 1 à 3, pour toute l’activité type."),
        ("Statuts à qui l’unité est réservée.", "Statuts à qui le CCP est réservé."),
        ("« ponctuel », « ccf », ou un mode.", "« ponctuel », « ccf », ou un mode."),
        ("Des sous-épreuves.", "Des parties d’évaluation."),
        ("Savoir-faire techniques.", "Savoir-faire techniques."),
    ],
)
def test_a_description_is_in_the_words_of_the_type(description: str, said: str) -> None:
    assert MOTS.wording(bracketed(description)) == said


def test_a_description_in_the_ordinary_words_is_what_it_was() -> None:
    usual = profile("certificat-de-specialisation").mots
    for text in ("Unités constitutives.", "Pôle d’activités du bloc.", "Épreuves validées."):
        assert usual.wording(bracketed(text)) == text


ABSENTS = re.compile(r"\b(?:épreuves?|PFMP|CCF|unités?|pôles?|indicateurs?)\b", re.IGNORECASE)


def test_a_project_of_a_type_without_epreuves_does_not_speak_of_them() -> None:
    """Its glossary, its comments; examples and keys are those of the format."""
    answers = Answers(
        profile("titre-professionnel"), "Passeur", 3, "elaboration", "Office", "creation", JOUR
    )
    said = []
    for path, data in begun(answers).items():
        for line in data.decode().splitlines() if not path.startswith(".") else ():
            comment = line.partition("# ")[2] if "#" in line else line
            words = re.sub(
                r"«[^»]*»|\(ponctuel, ccf\)|Par exemple.*|^ *-? *[a-z_]+ ?:", "", comment
            )
            said += [f"{path}: {line}" for _ in ABSENTS.finditer(words)]
    assert said == []
