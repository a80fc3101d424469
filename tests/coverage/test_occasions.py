"""An indicateur needs an occasion: what parts name is seen there, the rest is presumed, or not."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from petits_projets import construire, lire, mesure, statut
from test_coverage_properties import (
    LIENS,
    PARTIES,
    PORTEES,
    Lien,
    donnees,
    melange,
    perdues,
    reglages,
    statuts,
    with_and_without,
)

from ampleur import exemples
from mc_builder.coverage import Chaine, Drapeau, RapportCouverture, Version, compare, measure
from mc_builder.coverage.analysis.analyse import analyse
from mc_builder.coverage.bilan import indicateurs_dits
from mc_builder.model.mots import Mots
from mc_builder.names import Names

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_recompte import Recompte

PROJET = """
exigences: {x: savoir-faire, y: savoir-faire, e: savoir-etre}
emplois: {emploi: [x, y, e]}
poles: [{id: pole, activites: [{id: act, taches: [{id: t1, repond_a: [x]}, {id: t2, repond_a: [y]}]}]}]
blocs:
  - id: bloc-1
    competences:
      - id: competence
        sous_competences:
          - {id: s1, mobilise: [t1], indicateurs: [{id: i1, intitule: Un}, {id: i2, intitule: Deux}]}
          - {id: s2, mobilise: [t2], indicateurs: [{id: i3, intitule: Trois}]}
        indicateurs: [{id: i4, intitule: Quatre, repond_a: [e]}]
evaluation:
  categories: [{id: a, statuts: [A]}, {id: b, statuts: [B]}]
  unites: [{id: u1, bloc: bloc-1}]
  epreuves:
    - id: e1
      unite: u1
      modalites:
        - {categories: [a], mode: ccf, parties: [{id: pa, evalue: [competence, A]}]}
        - {categories: [b], mode: ponctuel, parties: [{id: pb, evalue: [competence, B]}]}
"""  # noqa: E501


def nommant(a: str, b: str) -> str:
    """The project whose parts name those indicateurs: « i1, i2 »."""
    return PROJET.replace(", A]", f", {a}]" if a else "]").replace(", B]", f", {b}]" if b else "]")


def _meilleure(rapport: RapportCouverture, exigence: str = "x") -> Chaine:
    found = rapport.exigence(exigence)
    assert found is not None
    assert found.meilleure is not None
    return found.meilleure


def test_without_any_name_all_are_presumed() -> None:
    rapport = mesure(nommant("", ""))
    assert {str(e.statut) for e in rapport.exigences} == {"evaluee"}
    assert all(Drapeau.PRESUME in e.drapeaux for e in rapport.exigences)
    counts = rapport.indicateurs
    assert (counts.tous, counts.nommes, counts.presumes) == (4, 0, 4)
    assert set(counts.exigences_presumees) == {"x", "y", "e"}
    assert not counts.sans_occasion


def test_all_named_for_all_nothing_is_presumed() -> None:
    rapport = mesure(nommant("i1, i2, i3, i4", "i1, i2, i3, i4"))
    assert {str(e.statut) for e in rapport.exigences} == {"evaluee"}
    assert not any(Drapeau.PRESUME in e.drapeaux for e in rapport.exigences)
    assert (rapport.indicateurs.nommes, rapport.indicateurs.presumes) == (4, 0)


@pytest.mark.parametrize(
    ("a", "b", "attendus"),
    [
        ("i1", "i1", {"x": "evaluee", "y": "traduite", "e": "traduite"}),
        ("i1", "i2", {"x": "evaluee", "y": "traduite", "e": "traduite"}),
        ("i1, i3", "i1", {"x": "evaluee", "y": "traduite", "e": "traduite"}),
        ("i4", "i4", {"x": "traduite", "y": "traduite", "e": "evaluee"}),
        ("i1, i3", "", {"x": "traduite", "y": "traduite", "e": "traduite"}),
    ],
)
def test_what_hangs_on_an_indicateur_that_no_part_names_is_not_evaluated(
    a: str, b: str, attendus: dict[str, str]
) -> None:
    text = nommant(a, b)
    assert {cle: statut(text, cle) for cle in attendus} == attendus


def test_the_category_that_cannot_show_it_is_told() -> None:
    rapport = mesure(nommant("i1, i3", "i1"))
    y = rapport.exigence("y")
    assert y is not None
    assert y.categories_manquantes == ("b",)
    assert [(x.indicateur, x.categories, x.jamais) for x in rapport.indicateurs.sans_occasion] == [
        ("i2", ("a", "b"), True),
        ("i3", ("b",), False),
        ("i4", ("a", "b"), True),
    ]


def test_two_parts_of_a_competence_are_not_seen_in_a_third() -> None:
    """What several sub-competences take up is shown by their indicateurs, not by all."""
    sous = "{id: s3, indicateurs: [{id: i5, intitule: Cinq}]}"
    text = nommant("i5", "i5").replace("{id: t1, repond_a: [x]}", "t1").replace("t1]", "act]")
    text = text.replace("id: act,", "id: act, repond_a: [x],").replace("[t2]", "[act]")
    text = text.replace(
        "        indicateurs: [{id: i4", f"          - {sous}\n        indicateurs: [{{id: i4"
    )
    assert statut(text) == "traduite"
    assert statut(text.replace("i5]}]", "i5, i3]}]")) == "evaluee"


def test_a_part_that_names_an_indicateur_assesses_its_competence() -> None:
    text = nommant("i1", "i1").replace("competence, i1", "i1")
    assert statut(text) == "evaluee"


def test_a_partial_name_is_partielle() -> None:
    partial = "{indicateur: i1, portee: partielle}"
    rapport = mesure(nommant(partial, "i1"))
    x = rapport.exigence("x")
    assert x is not None
    assert Drapeau.PARTIELLE in x.drapeaux


def test_the_chain_tells_what_its_own_part_names() -> None:
    rapport = mesure(nommant("i1", "i1, i2"))
    x = rapport.exigence("x")
    assert x is not None
    assert {c.partie: c.indicateurs for c in x.chaines} == {"pa": ("i1",), "pb": ("i1", "i2")}


def test_a_chain_without_names_tells_those_of_its_sub_competence_not_the_first_of_a_list() -> None:
    rapport = mesure(nommant("", ""))
    assert _meilleure(rapport, "x").indicateurs == ("i1", "i2")
    assert _meilleure(rapport, "y").indicateurs == ("i3",)
    assert _meilleure(rapport, "e").indicateurs == ("i4",)


def test_a_savoir_does_not_need_to_be_seen() -> None:
    text = nommant("i1", "i1").replace("savoir-faire, y", "savoir, y")
    text = text.replace("{id: t1, repond_a: [x]}", "{id: t1}").replace(
        "evaluation:", "    savoirs: [{id: s, famille: F, liste: [Un], repond_a: [x]}]\nevaluation:"
    )
    assert statut(text) == "evaluee"


def test_the_rupture_says_that_the_occasion_is_missing() -> None:
    projet = lire(nommant("i1", "i1"))
    rapport = measure(projet)
    assert str(analyse(Names(projet), rapport).ruptures["y"].maillon) == "occasion"


def test_to_name_others_is_the_cause_of_what_is_lost() -> None:
    avant, apres = (lire(nommant(names, names)) for names in ("", "i1"))
    found = compare(
        Version(Names(avant), measure(avant)), Version(Names(apres), measure(apres)), "avant"
    )
    lost = {x.exigence: [c.genre for c in x.causes] for x in found.ensemble.exigences}
    assert lost == {"y": ["occasion_perdue"], "e": ["occasion_perdue"]}


PHRASES = {
    ("", ""): (
        "Sur 4 indicateurs de réussite, 4 sont seulement présumés ; 3 exigences évaluées ne le"
        " sont que par présomption."
    ),
    ("i1, i2, i3", "i1, i2"): (
        "Sur 4 indicateurs de réussite, 2 ne sont pas observés pour une catégorie au moins et 2"
        " sont rattachés à une partie d’épreuve de chaque catégorie de candidats."
    ),
    ("i1, i2, i3, i4", "i4, i3, i2, i1"): (
        "Les 4 indicateurs de réussite sont rattachés à une partie d’épreuve de chaque catégorie de"
        " candidats."
    ),
}


@pytest.mark.parametrize("noms", PHRASES)
def test_one_sentence_counts_them(noms: tuple[str, str]) -> None:
    said = indicateurs_dits(mesure(nommant(*noms)))
    assert Mots().wording(said) == PHRASES[noms]


# --- any project ----------------------------------------------------------------------------------

NOMS: tuple[Lien, ...] = (
    *product(["evalue"], PARTIES, ["c1i", "c1si", "c2i", "c3i", "b1i", "b2i"], PORTEES),
)
TIRES = st.tuples(
    st.lists(st.sampled_from(LIENS), min_size=5, max_size=45),
    st.lists(st.sampled_from(NOMS), min_size=1, max_size=8),
).map(lambda drawn: frozenset((*drawn[0], *drawn[1])))


class RecompteEnMemoire(Recompte):
    """The recount of a project that is not in files."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.exigences = data["exigences"]
        self.activites = [a for pole in data["poles"] for a in pole["activites"]]
        self.des_poles = {}
        self.blocs = data["blocs"]
        self.evaluation = data["evaluation"]
        self.categories = {c["id"] for c in self.evaluation["categories"]}


@settings(max_examples=exemples(150), deadline=None)
@given(TIRES, reglages())
def test_the_measure_is_what_is_recounted_apart(
    liens: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    data = donnees(liens, {**reglages, "reservees": ["", ""]})
    recompte = RecompteEnMemoire(data)
    found = {e.exigence: str(e.statut) for e in measure(construire(data)).exigences}
    assert found == {cle: recompte.statut(cle) for cle in recompte.exigences}


@pytest.mark.lent
@settings(max_examples=exemples(80), deadline=None)
@given(TIRES, st.sampled_from(["c1", "c2", "c3", "e1", "e2"]), reglages())
def test_what_hangs_on_one_object_is_lost_without_it(
    liens: frozenset[Lien], cle: str, reglages: dict[str, Any]
) -> None:
    """Unless its removal takes away the last name of a competence: all is then presumed again."""
    before, hanging, without = with_and_without(donnees(liens, reglages), cle)
    lost = perdues(before, without)
    assert lost <= hanging
    if measure(construire(without)).suites.controles.named >= (
        before.suites.controles.named - {cle}
    ):
        assert lost == hanging


@settings(max_examples=exemples(60), deadline=None)
@given(TIRES, reglages(), st.sampled_from(NOMS))
def test_one_more_name_of_a_named_competence_never_loses(
    liens: frozenset[Lien], reglages: dict[str, Any], nom: Lien
) -> None:
    """The first name may lose what was presumed; the next ones only give."""
    avant = measure(construire(donnees(liens, reglages)))
    apres = measure(construire(donnees(liens | {nom}, reglages)))
    if avant.suites.controles.named == apres.suites.controles.named:
        before, after = statuts(avant), statuts(apres)
        assert all(after[cle] >= before[cle] for cle in before)


@pytest.mark.lent
@settings(max_examples=exemples(60), deadline=None)
@given(TIRES, reglages(), st.randoms(use_true_random=False))
def test_order_does_not_matter_where_parts_name(
    liens: frozenset[Lien], reglages: dict[str, Any], alea: Any
) -> None:
    data = donnees(liens, reglages)
    one, other = measure(construire(data)), measure(construire(melange(data, alea)))
    assert statuts(one) == statuts(other)
    assert {e.exigence: e.drapeaux for e in one.exigences} == {
        e.exigence: e.drapeaux for e in other.exigences
    }


@settings(max_examples=exemples(60), deadline=None)
@given(TIRES, reglages())
def test_the_best_chain_tells_an_indicateur_that_its_part_names(
    liens: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    rapport = measure(construire(donnees(liens, reglages)))
    for exigence in rapport.exigences:
        best = exigence.meilleure
        assert exigence.statut == (best.statut if best else 0)
        for chaine in exigence.chaines:
            if chaine.constats is not None and chaine.partie is not None:
                named = rapport.suites.controles.named_by(chaine.partie)
                assert chaine.indicateurs
                assert set(chaine.indicateurs) <= named & chaine.constats


@settings(max_examples=exemples(40), deadline=None)
@given(TIRES, TIRES, reglages())
def test_every_change_of_status_has_a_cause_where_parts_name(
    un: frozenset[Lien], autre: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    avant, apres = (construire(donnees(liens, reglages)) for liens in (un, autre))
    mesures = measure(avant), measure(apres)
    versions = [Version(Names(p), m) for p, m in zip((avant, apres), mesures, strict=True)]
    found = compare(*versions, "avant")
    changed = {x.exigence for x in found.ensemble.exigences}
    before, after = ({e.exigence: e.statut for e in m.exigences if e.retenue} for m in mesures)
    assert {cle for cle in before.keys() & after.keys() if before[cle] != after[cle]} <= changed
    assert all(x.causes for x in found.ensemble.exigences)
