"""The measure in one sentence: what is fully covered comes first, then what is in part."""

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
            "Couverture : l’exigence retenue est pleinement couverte ;",
        ),
        (
            "{ev: savoir-faire, non: savoir-faire}",
            "{emploi: [ev, non]}",
            "Couverture : 1 exigence distincte retenue sur 2 est pleinement couverte, soit",
        ),
        (
            "{non: savoir-faire}",
            "{emploi: [non]}",
            "Couverture : l’exigence retenue n’est pas pleinement couverte ;",
        ),
        (
            "{ev: savoir-faire}",
            "{emploi: [{exigence: ev, ecartee: {motif: hors_champ, explication: Non.}}]}",
            "Couverture : l’exigence retenue est pleinement",  # it counts after all
        ),
        (
            "{non: savoir-faire}",
            "{emploi: [{exigence: non, ecartee: {motif: hors_champ, explication: Non.}}]}",
            "Couverture : aucune exigence n’est retenue, toutes sont écartées",
        ),
        (
            "{a: savoir-faire, b: savoir, ev: savoir-faire}",
            "{emploi: [a, b], autre: [ev, a]}",
            "Couverture : 1 exigence distincte retenue sur 3 est pleinement couverte, soit",
        ),
    ],
)
def test_what_is_fully_covered_comes_first(exigences: str, emplois: str, said: str) -> None:
    rapport = measure(lire(f"exigences: {exigences}\nemplois: {emplois}\n{BLOCS}"))
    assert bilan(rapport).startswith(said)
    assert mesurable(rapport) is ("rien à mesurer" not in said)


def test_a_job_that_asks_only_what_others_do_has_nothing_of_its_own() -> None:
    """Among a few jobs; among many, what one in ten of the others asks too is still its own."""
    few = measure(lire("exigences: {a: savoir, b: savoir}\nemplois: {meme: [a], plus: [a, b]}"))
    assert [(e.nobodys_own, e.propre.retenues) for e in few.emplois] == [(True, 0), (False, 1)]
    jobs = ", ".join(f"emploi-{n}: [c{n}]" for n in range(9))
    asked = ", ".join(f"c{n}: savoir" for n in range(9))
    many = f"exigences: {{a: savoir, {asked}}}\nemplois: {{un: [a], deux: [a], {jobs}}}"
    assert not any(e.nobodys_own for e in measure(lire(many)).emplois)
