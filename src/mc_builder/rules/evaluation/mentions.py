"""EVA: what the règlement must mention, and what it must not say otherwise than the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.french import decimal
from mc_builder.model.base import ACompleter, descendants, known_words
from mc_builder.model.evaluation import Evaluation
from mc_builder.rules.bornes import by_article, force, is_referentiel_due
from mc_builder.rules.mots import may_say, says, simple
from mc_builder.rules.registry import ERREUR, INFO, Constat, Subject, regle
from mc_builder.spans import Span

_NOMBRES = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "dix": 10}
_NOMBRE = rf"(\d+(?:,\d+)?|{'|'.join(_NOMBRES)})"
_MOYENNE = rf"\bmoyenne (?:\w+(?:'| )){{0,6}}{_NOMBRE} ?(?:sur|/) ?(?:20|vingt)\b"
_CONSERVATION = rf"\b(?:pendant|durant|limite de|dans les) {_NOMBRE} (?:ans|annees)\b"
#: What a sentence about marks says, and what it does not when it is about papers.
_NOTES_CONSERVEES = r"(?=.*\b(?:conserv|benefice))(?=.*\b(?:notes?|unites?)\b)"
_PAPIERS = r"\b(?:copies?|grilles?|dossiers?|documents?|fiches?)\b"


@regle("EVA027", INFO, source="Vade-mecum RNCP, p. 40 et 41")
def amenagements(s: Subject) -> Iterator[Constat]:
    """Le règlement mentionne les aménagements pour les candidats en situation de handicap.

    Vérifie : une note, un déroulement ou une description d’épreuve parle de handicap ou
    d’aménagement.
    Pourquoi : les conditions d’évaluation s’adaptent aux personnes, au-delà du tiers-temps. Le code
    les prévoit pour tous les examens, et la plupart des textes publiés s’en remettent à lui.
    Exemple fautif :
        notes: []
    Exemple corrigé :
        notes:
          - Les durées et les supports sont aménagés pour les candidats en situation de handicap.
    """
    evaluation = s.projet.evaluation
    if evaluation is None or not evaluation.epreuves or not is_referentiel_due(s):
        return
    if not any(may_say(text, r"\bhandicap|\bamenag") for text, _ in _textes(s, evaluation)):
        yield Constat(
            "⟨le règlement d’examen⟩ ne mentionne pas d’aménagement pour les candidats en"
            " situation de handicap",
            s.places.span(evaluation, "notes"),
            "ajoutez une note sous ⟨le règlement d’examen⟩",
        )


@regle("EVA029", ERREUR, source="Code de l’éducation, D337-150", surete="texte")
def regles_de_delivrance(s: Subject) -> Iterator[Constat]:
    """Les règles de délivrance ne se redisent pas autrement que le code.

    Vérifie : dans les textes de l’évaluation, une moyenne exigée est celle du profil (10 sur 20)
    et une note se conserve le temps qu’il dit (cinq ans) ; avec la gravité du profil.
    Pourquoi : l’arrêté d’une spécialité ne change pas les conditions de délivrance.
    Exemple fautif :
        notes: [Le diplôme est délivré à partir d’une moyenne de 12 sur 20.]
    Exemple corrigé :
        notes: []   # l’outil imprime la règle du code
    """
    evaluation, rule = s.projet.evaluation, s.projet.en_vigueur(s.projet.profil.delivrance)
    if evaluation is None or rule is None:
        return
    for given, span in _textes(s, evaluation):
        text = known_words(given)
        durees = [
            found
            for sentence in re.split(r"[.;]", simple(text))
            if re.match(_NOTES_CONSERVEES, sentence) and not says(sentence, _PAPIERS)
            for found in re.finditer(_CONSERVATION, sentence)
        ]
        for found_here, value, what in (
            (
                [*re.finditer(_MOYENNE, simple(text))],
                rule.moyenne,
                f"une moyenne de {rule.moyenne} sur 20",
            ),
            (durees, rule.conservation, f"une conservation de {rule.conservation} ans"),
        ):
            wrong = [m[0] for m in found_here if _valeur(m[1]) != value]
            if wrong:
                yield Constat(
                    f"le code demande {what}, et non « {wrong[0]} »",
                    span,
                    f"retirez la phrase : la règle s’imprime seule{by_article(rule)}",
                    gravite=force(rule),
                )


def _valeur(number: str) -> float:
    return float(_NOMBRES.get(number) or decimal(number) or 0)


def _textes(s: Subject, evaluation: Evaluation) -> Iterator[tuple[str | ACompleter, Span]]:
    """The prose of the evaluation, with its places."""
    for n, note in enumerate(evaluation.notes):
        yield note, s.places.span(evaluation, "notes", n)
    for model in descendants(evaluation):
        for name in ("texte", "finalites", "deroulement", "description", "notation"):
            if isinstance(text := getattr(model, name, None), str | ACompleter):
                yield text, s.places.span(model, name)
