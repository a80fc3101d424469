"""Autonomy, multiple paths, the order of paths, and what serves nothing."""

from __future__ import annotations

import pytest
from petits_projets import EVALUATION, drapeaux, ligne, mesure

PROJET = """
exigences: {x: savoir-faire}
emplois: {emploi: [{exigence: x, autonomie: 2}]}
poles:
  - {id: pole, POLE activites: [{id: act, ACTIVITE taches: [{id: t1, TACHE repond_a: [x]}]}]}
blocs:
  - {id: bloc-1, competences: [{id: competence, mobilise: [t1], indicateurs: [Vu]}]}
"""


def autonomie(pole: str = "", activite: str = "", tache: str = "") -> str:
    text = PROJET
    for place, value in (("POLE", pole), ("ACTIVITE", activite), ("TACHE", tache)):
        text = text.replace(place, f"autonomie: {value}," if value else "")
    return text + EVALUATION


@pytest.mark.parametrize(
    ("pole", "activite", "tache", "reached"),
    [
        ("1", "", "", 1),
        ("1", "2", "", 2),
        ("1", "2", "3", 3),
        ("3", "", "1", 1),
        ("", "", "", None),
    ],
)
def test_autonomy_is_the_nearest_of_tache_activity_and_pole(
    pole: str, activite: str, tache: str, reached: int | None
) -> None:
    found = ligne(mesure(autonomie(pole, activite, tache)), "x")
    assert (found.autonomie_demandee, found.autonomie_atteinte) == (2, reached)


def test_less_autonomy_than_asked_is_insuffisante() -> None:
    assert drapeaux(autonomie("1")) == {"autonomie_insuffisante"}


def test_as_much_autonomy_as_asked_is_enough() -> None:
    assert drapeaux(autonomie("2")) == set()


def test_autonomy_asked_and_nowhere_given_is_inconnue() -> None:
    assert drapeaux(autonomie()) == {"autonomie_inconnue"}


def test_autonomy_not_asked_is_no_remark() -> None:
    assert drapeaux(autonomie("1").replace("{exigence: x, autonomie: 2}", "x")) == set()


def test_autonomy_is_judged_job_by_job() -> None:
    text = autonomie("2").replace("emplois: {", "emplois: {chef: [{exigence: x, autonomie: 3}], ")
    assert drapeaux(text, emploi="chef") == {"autonomie_insuffisante"}
    assert drapeaux(text, emploi="emploi") == set()


ORDRE = """
exigences: {x: savoir-faire}
emplois: {emploi: [x]}
poles:
  - {id: pole, activites: [{id: act, autonomie: 1, repond_a: [x]}, {id: fort, autonomie: 3, FORT}]}
blocs:
  - id: bloc-1
    competences:
      - {id: competence, mobilise: [act], indicateurs: [Vu]}
      - {id: seconde, mobilise: [fort], indicateurs: [Vu]}
""" + EVALUATION.replace("[competence]", "[competence, seconde]")


def test_status_comes_before_autonomy() -> None:
    text = ORDRE.replace("FORT", "repond_a: [x]").replace(", seconde]", "]")
    assert ligne(mesure(text), "x").chaines[0].activite == "act"


def test_not_partielle_comes_before_autonomy() -> None:
    text = ORDRE.replace("FORT", "repond_a: [{exigence: x, portee: partielle}]")
    assert ligne(mesure(text), "x").autonomie_atteinte == 1


def test_autonomy_decides_between_equals() -> None:
    text = ORDRE.replace("FORT", "repond_a: [x]")
    assert ligne(mesure(text), "x").autonomie_atteinte == 3


def test_not_partielle_comes_before_not_par_defaut() -> None:
    text = """
exigences: {x: savoir-faire}
emplois: {emploi: [x]}
poles: [{id: pole, activites: [{id: act, taches: [{id: t1, repond_a: [x]}, Deux]}]}]
blocs:
  - id: bloc-1
    competences:
      - {id: competence, mobilise: [act], indicateurs: [Vu]}
      - {id: seconde, mobilise: [{tache: t1, portee: partielle}], indicateurs: [Vu]}
""" + EVALUATION.replace("[competence]", "[competence, seconde]")
    assert drapeaux(text) == {"par_defaut", "multiple"}


def test_two_paths_to_the_same_status_are_multiple() -> None:
    assert "multiple" in drapeaux(ORDRE.replace("FORT", "repond_a: [x]"))


def test_two_parts_of_one_path_are_not_multiple() -> None:
    text = ORDRE.replace("FORT", "").replace(
        "parties: [", "parties: [{id: autre-partie, evalue: [competence]}, "
    )
    assert len(ligne(mesure(text), "x").chaines) == 2
    assert drapeaux(text) == set()


def test_a_weaker_path_beside_is_not_multiple() -> None:
    text = ORDRE.replace("FORT", "repond_a: [x]").replace(", seconde]", "]")
    assert drapeaux(text) == set()


class TestSensInverse:
    def test_a_competence_attached_to_no_activity_is_orpheline(self) -> None:
        text = ORDRE.replace("FORT", "").replace("seconde, mobilise: [fort]", "seconde")
        assert mesure(text).competences_orphelines == ("seconde",)

    def test_a_sub_competence_attaches_its_competence(self) -> None:
        text = ORDRE.replace("FORT", "").replace(
            "seconde, mobilise: [fort]",
            "seconde, sous_competences: [{id: sous, mobilise: [fort]}]",
        )
        assert mesure(text).competences_orphelines == ()

    def test_a_competence_on_no_chain_serves_no_job(self) -> None:
        assert mesure(ORDRE.replace("FORT", "")).competences_sans_emploi == ("seconde",)

    def test_a_part_that_assesses_a_savoir_does_through_all_its_competences(self) -> None:
        text = """
exigences: {x: savoir}
emplois: {emploi: [x]}
poles: [{id: pole, activites: [{id: act}]}]
blocs:
  - id: bloc-1
    competences: [{id: premiere, mobilise: [act]}, {id: autre, mobilise: [act]}]
    savoirs: [{id: s, famille: Sciences, liste: [S], repond_a: [x]}]
""" + EVALUATION.replace("[competence]", "[premiere, autre]")
        assert mesure(text).competences_sans_emploi == ()
        assert ligne(mesure(text), "x").chaines[0].competence == "premiere"

    def test_an_activity_without_requirement_and_its_taches(self) -> None:
        text = ORDRE.replace("FORT", "taches: [{id: t1}]")
        assert mesure(text).activites_sans_exigence == ("fort",)
        assert mesure(text).taches_sans_exigence == ("t1",)

    def test_an_activity_whose_tache_answers_has_its_requirement(self) -> None:
        text = ORDRE.replace("FORT", "taches: [{id: t1, repond_a: [x]}, {id: t2}]")
        assert mesure(text).activites_sans_exigence == ()
        assert mesure(text).taches_sans_exigence == ("t2",)

    def test_a_tache_of_an_activity_that_answers_is_not_listed(self) -> None:
        text = ORDRE.replace("FORT", "repond_a: [x], taches: [{id: t1}]")
        assert mesure(text).taches_sans_exigence == ()

    def test_a_requirement_that_no_job_asks_for(self) -> None:
        text = ORDRE.replace("FORT", "").replace("{x: sav", "{y: savoir, x: sav")
        assert mesure(text).exigences_sans_emploi == ("y",)
        assert mesure(text).total.toutes == 1
