"""The order in which chains are read: among equals, the one that speaks of the requirement."""

from __future__ import annotations

import pytest
from petits_projets import EVALUATION, lire

from mc_builder.coverage import RapportCouverture, analyse, measure
from mc_builder.coverage.analysis.analyse import Analyse
from mc_builder.names import Names

PROJET = """
exigences: {x: savoir-faire}
intitules: {x: Accueillir une demande}
emplois: {emploi: [x]}
poles:
  - id: pole
    activites:
      - {id: a-donnees, intitule: Extraction de données, repond_a: [x], autonomie: AUTONOMIE}
      - {id: z-accueil, intitule: Traitement des demandes, repond_a: [x], autonomie: 2}
blocs:
  - id: bloc-1
    competences:
      - {id: competence, mobilise: [a-donnees, z-accueil], indicateurs: [Vu]}
"""


def lues(autonomie: int = 2) -> list[str | None]:
    """The activités of the chains, in reading order."""
    rapport, found = mesures(autonomie)
    assert set(found.chaines["x"]) == set(rapport.exigences[0].chaines)
    return [c.activite for c in found.chaines["x"]]


def mesures(
    autonomie: int, titre: str = "Accueillir une demande"
) -> tuple[RapportCouverture, Analyse]:
    text = PROJET.replace("AUTONOMIE", str(autonomie))
    projet = lire(text.replace("Accueillir une demande", titre) + EVALUATION)
    rapport = measure(projet)
    return rapport, analyse(Names(projet), rapport)


def test_among_equals_the_most_shared_words_come_first() -> None:
    assert lues() == ["z-accueil", "a-donnees"]


def test_what_is_reached_comes_before_words() -> None:
    assert lues(autonomie=3) == ["a-donnees", "z-accueil"]


def test_without_shared_words_the_order_is_that_of_the_measure() -> None:
    rapport, found = mesures(2, "Recevoir un appel")
    assert found.chaines["x"] == rapport.exigences[0].chaines


def test_a_rupture_is_that_of_the_chain_which_is_read_first() -> None:
    text = PROJET.split("blocs:", maxsplit=1)[0].replace("AUTONOMIE", "2") + EVALUATION
    projet = lire(text)
    found = analyse(Names(projet), measure(projet))
    assert found.chaines["x"][0].activite == found.ruptures["x"].atteint == "z-accueil"


DEUX_BLOCS = """
exigences: {x: savoir-faire, y: savoir-faire, z: savoir-faire}
emplois: {support: [x, y], web: [x, {exigence: z, importance: IMPORTANCE}]}
poles:
  - id: pole
    activites:
      - {id: a-web, repond_a: [x, z]}
      - {id: b-support, repond_a: [x, y]}
blocs:
  - {id: bloc-1, competences: [{id: c-web, mobilise: [a-web], indicateurs: [Vu]}]}
  - {id: bloc-2, competences: [{id: c-support, mobilise: [b-support], indicateurs: [Vu]}]}
evaluation:
  categories: [{id: a, statuts: [A]}]
  unites: [{id: u1, bloc: bloc-1}, {id: u2, bloc: bloc-2}]
  epreuves:
    - {id: e1, unite: u1, parties: [{id: p1, evalue: [c-web]}]}
    - {id: e2, unite: u2, parties: [{id: p2, evalue: [c-support]}]}
"""


@pytest.mark.parametrize(("importance", "ensemble"), [("3", "c-web"), ("1", "c-web")])
def test_among_equals_the_bloc_that_serves_the_job_most_comes_first(
    importance: str, ensemble: str
) -> None:
    projet = lire(DEUX_BLOCS.replace("IMPORTANCE", importance))
    found = analyse(Names(projet), measure(projet))
    first = {job: found.lecture.for_job(job, "x")[0].competence for job in ("support", "web")}
    assert first == {"support": "c-support", "web": "c-web"}
    assert found.chaines["x"][0].competence == ensemble


def test_the_bloc_of_most_jobs_comes_first_overall() -> None:
    text = DEUX_BLOCS.replace("IMPORTANCE", "1").replace("support: [x, y]", "support: [x, y, z]")
    text = text.replace("a-web, repond_a: [x, z]", "a-web, repond_a: [x]")
    text = text.replace("b-support, repond_a: [x, y]", "b-support, repond_a: [x, y, z]")
    projet = lire(text)
    assert analyse(Names(projet), measure(projet)).chaines["x"][0].competence == "c-support"
