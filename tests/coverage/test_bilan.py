"""The measure in one sentence: what is left uncovered comes first, nothing is called complete."""

from __future__ import annotations

import pytest
from petits_projets import EVALUATION, lire

from mc_builder.coverage import bilan, measure, mesurable

BLOCS = (
    """
poles: [{id: pole, activites: [{id: act, repond_a: [ev]}]}]
blocs:
  - {id: bloc-1, competences: [{id: competence, mobilise: [act], indicateurs: [Vu]}]}
"""
    + EVALUATION
)


@pytest.mark.parametrize(
    ("exigences", "emplois", "said"),
    [
        (
            "{}",
            "{}",
            "Couverture : rien à mesurer, aucun emploi de referentiels/emplois/ n’a d’exigences",
        ),
        (
            "{}",
            "{emploi: []}",
            "Couverture : rien à mesurer, aucun emploi de referentiels/emplois/ n’a d’exigences",
        ),
        ("{ev: savoir-faire}", "{}", "Couverture : rien à mesurer"),
        (
            "{ev: savoir-faire}",
            "{emploi: [ev]}",
            "Couverture : l’exigence retenue est évaluée, au moins en partie",
        ),
        (
            "{ev: savoir-faire, non: savoir-faire}",
            "{emploi: [ev, non]}",
            "Couverture : 1 des 2 exigences retenues n’est pas évaluée de bout en bout",
        ),
        (
            "{non: savoir-faire}",
            "{emploi: [non]}",
            "Couverture : 1 exigence retenue, qui n’est pas évaluée de bout en bout",
        ),
        (
            "{ev: savoir-faire}",
            "{emploi: [{exigence: ev, ecartee: {motif: hors_champ, explication: Non.}}]}",
            "Couverture : l’exigence retenue est évaluée",  # it rejoins what is measured
        ),
        (
            "{non: savoir-faire}",
            "{emploi: [{exigence: non, ecartee: {motif: hors_champ, explication: Non.}}]}",
            "Couverture : aucune exigence n’est retenue, toutes sont écartées",
        ),
        (
            "{a: savoir-faire, b: savoir, ev: savoir-faire}",
            "{emploi: [a, b], autre: [ev, a]}",
            "Couverture : 2 des 3 exigences retenues ne sont pas évaluées de bout en bout",
        ),
    ],
)
def test_what_is_left_comes_first(exigences: str, emplois: str, said: str) -> None:
    rapport = measure(lire(f"exigences: {exigences}\nemplois: {emplois}\n{BLOCS}"))
    assert bilan(rapport).startswith(said)
    assert mesurable(rapport) is ("rien à mesurer" not in said)
