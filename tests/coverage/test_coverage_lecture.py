"""The order in which chains are read: among equals, the one that speaks of the requirement."""

from __future__ import annotations

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
