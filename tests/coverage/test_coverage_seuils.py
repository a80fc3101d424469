"""Thresholds: overall, per job, per bloc, per importance; the worst first, in a sentence."""

from __future__ import annotations

import pytest
from petits_projets import EVALUATION, lire
from pydantic import ValidationError

from mc_builder.coverage import (
    SeuilMesure,
    measure,
    phrase_of_seuils,
    seuils_manques,
)
from mc_builder.model.dossier import SeuilsProjet
from mc_builder.names import Names

#: One requirement out of two is evaluated: the lighter one.
PROJET = (
    """
exigences: {ev: savoir-faire, non: savoir-faire}
emplois: {emploi: [{exigence: ev, importance: 1}, {exigence: non, importance: 3}]}
poles: [{id: pole, activites: [{id: act, repond_a: [ev]}]}]
blocs:
  - {id: bloc-1, competences: [{id: competence, mobilise: [act], indicateurs: [Vu]}]}
"""
    + EVALUATION
)


def manques(seuils: str, text: str = PROJET) -> tuple[SeuilMesure, ...]:
    projet = lire(f"seuils: {seuils}\n{text}")
    return seuils_manques(measure(projet), projet.dossier.seuils)


def phrase(seuils: str, text: str = PROJET) -> str:
    projet = lire(f"seuils: {seuils}\n{text}")
    return phrase_of_seuils(manques(seuils, text), Names(projet)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seuils", "chemin", "said"),
    [
        (
            "{evaluees: 80}",
            ("evaluees",),
            "exigences pleinement couvertes : 1 sur 2 (50 %), pour un seuil de 80 %",
        ),
        (
            "{evaluees: 80, reserves: admises}",
            ("evaluees",),
            "exigences évaluées : 1 sur 2 (50 %), pour un seuil de 80 %",
        ),
        (
            "{emplois: {emploi: {decrites: '50,5'}}}",
            ("emplois", "emploi", "decrites"),
            "exigences décrites pour « emploi » : 1 sur 2 (50 %), pour un seuil de 50,5 %",
        ),
        (
            "{blocs: {bloc-1: {apport: 30}}}",
            ("blocs", "bloc-1", "apport"),
            "apport du bloc « bloc-1 » : 1 sur 4 (25 %), pour un seuil de 30 %",
        ),
        (
            "{blocs: {bloc-1: {apport_propre: 26}}}",
            ("blocs", "bloc-1", "apport_propre"),
            "apport propre du bloc « bloc-1 » : 1 sur 4 (25 %), pour un seuil de 26 %",
        ),
        (
            "{importances: {3: {evaluees: 100}}}",
            ("importances", "3", "evaluees"),
            "exigences d’importance 3 pleinement couvertes : 0 sur 1 (0 %), pour un seuil de 100 %",
        ),
    ],
)
def test_a_missed_threshold_says_what_it_is_about(
    seuils: str, chemin: tuple[str, ...], said: str
) -> None:
    (missed,) = manques(seuils)
    assert missed.chemin == chemin
    assert phrase(seuils) == f"Un seuil n’est pas atteint : {said}."


@pytest.mark.parametrize(
    "seuils",
    [
        "{}",
        "{evaluees: 50, emplois: {emploi: {evaluees: 50}}}",
        "{blocs: {bloc-1: {apport: 25, apport_propre: 25}}}",
        "{importances: {1: {evaluees: 100}, 2: {evaluees: 100}}}",
    ],
)
def test_a_threshold_that_is_reached_or_has_nothing_to_measure_is_not_missed(seuils: str) -> None:
    assert manques(seuils) == ()
    assert phrase(seuils) == ""


def test_the_farthest_from_its_threshold_comes_first() -> None:
    seuils = """{evaluees: 60, decrites: 90, emplois: {emploi: {evaluees: 80}},
      blocs: {bloc-1: {apport: 26}}, importances: {3: {evaluees: 100}}}"""
    found = manques(seuils)
    assert [m.chemin[0] for m in found] == [
        "importances",
        "decrites",
        "emplois",
        "evaluees",
        "blocs",
    ]
    assert [float(m.ecart) for m in found] == [100, 40, 30, 10, 1]
    assert phrase(seuils).startswith(
        "5 seuils ne sont pas atteints ; le plus éloigné : exigences d’importance 3 pleinement"
        " couvertes : 0"
    )


def test_what_is_evaluated_in_part_counts_only_where_reserves_are_admitted() -> None:
    """The lower of two figures is the one that a threshold is about, unless the dossier says so."""
    text = PROJET.replace("repond_a: [ev]", "repond_a: [{exigence: ev, portee: partielle}]")
    (missed,) = manques("{evaluees: 50}", text)
    assert (missed.palier, missed.taux.numerateur) == ("pleinement", 0)
    assert manques("{evaluees: 50, reserves: admises}", text) == ()


def test_at_opportunite_nothing_evaluated_is_asked() -> None:
    seuils = "{evaluees: 80, blocs: {bloc-1: {apport: 50}}, importances: {3: {evaluees: 100}}}"
    assert manques(seuils, "etape: opportunite" + PROJET) == ()


def test_an_importance_is_from_1_to_3() -> None:
    with pytest.raises(ValidationError):
        SeuilsProjet.model_validate({"importances": {"4": {"evaluees": "100"}}})
