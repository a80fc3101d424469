"""What a part assesses, and which categories of candidates take it."""

from __future__ import annotations

import pytest
from petits_projets import drapeaux, ligne, mesure, statut

PROJET = """
exigences: {x: savoir-faire}
emplois: {emploi: [x]}
poles: [{id: pole, activites: [{id: act, repond_a: [x], taches: {t1: Un, t2: Deux}}]}]
blocs:
  - id: bloc-1
    competences:
      - {id: competence, mobilise: [act], indicateurs: [Vu], sous_competences: [{id: sous}]}
"""


def evaluation(epreuves: str, unite: str = "{id: u1, bloc: bloc-1}") -> str:
    return f"""
evaluation:
  categories: [{{id: a, statuts: [{{id: sco, intitule: S}}]}}, {{id: b, statuts: [Autres]}}]
  unites: [{unite}]
  epreuves:
    - {{id: e1, unite: u1, {epreuves}}}
"""


def partie(cle: str, evalue: str = "competence") -> str:
    return f"{{id: {cle}, evalue: [{evalue}]}}"


def modalite(categorie: str, *parties: str) -> str:
    return f"{{categories: [{categorie}], mode: ccf, parties: [{', '.join(parties)}]}}"


@pytest.mark.parametrize(
    ("evalue", "flags"),
    [
        ("competence", set()),
        ("sous", set()),
        ("act", {"par_defaut"}),
        ("bloc-1", {"par_defaut"}),
        ("competence, bloc-1", set()),
    ],
)
def test_what_a_part_assesses(evalue: str, flags: set[str]) -> None:
    text = PROJET + evaluation(f"parties: [{partie('p', evalue)}]")
    assert (statut(text), drapeaux(text)) == ("evaluee", flags)


def test_a_tache_is_not_what_a_part_assesses() -> None:
    assert statut(PROJET + evaluation(f"parties: [{partie('p', 't1')}]")) == "traduite"


def test_one_category_without_part_is_not_enough() -> None:
    text = PROJET + evaluation(f"modalites: [{modalite('a', partie('p'))}]")
    assert (statut(text), drapeaux(text)) == ("traduite", {"categories_incompletes"})
    assert ligne(mesure(text), "x").mesure.categories_manquantes == ("b",)


def test_the_union_of_parts_covers_the_categories() -> None:
    text = PROJET + evaluation(
        f"modalites: [{modalite('a', partie('p'))}, {modalite('b', partie('q'))}]"
    )
    assert (statut(text), drapeaux(text)) == ("evaluee", set())
    assert [c.categories for c in ligne(mesure(text), "x").chaines] == [("a",), ("b",)]


def test_the_union_may_cross_epreuves() -> None:
    text = PROJET + evaluation(f"modalites: [{modalite('a', partie('p'))}]")
    text += f"    - {{id: e2, modalites: [{modalite('b', partie('q'))}]}}\n"
    assert statut(text) == "evaluee"


def test_by_default_for_one_category_is_par_defaut_for_all() -> None:
    text = PROJET + evaluation(
        f"modalites: [{modalite('a', partie('p'))}, {modalite('b', partie('q', 'act'))}]"
    )
    assert (statut(text), drapeaux(text)) == ("evaluee", {"par_defaut"})


def test_partial_for_one_category_is_partielle_for_all() -> None:
    partial = "{competence: competence, portee: partielle}"
    text = PROJET + evaluation(
        f"modalites: [{modalite('a', partie('p'))}, {modalite('b', partie('q', partial))}]"
    )
    assert (statut(text), drapeaux(text)) == ("evaluee", {"partielle"})


def test_parts_directly_under_the_epreuve_hold_for_all_categories() -> None:
    text = PROJET + evaluation(
        f"parties: [{partie('p')}], modalites: [{{categories: [a], mode: ccf}}]"
    )
    assert statut(text) == "evaluee"


def test_a_part_with_its_own_modalites_holds_for_their_categories() -> None:
    own = "{id: p, evalue: [competence], modalites: [{categories: [a], mode: ccf}]}"
    assert statut(PROJET + evaluation(f"parties: [{own}]")) == "traduite"


def test_parts_below_a_part_inherit_its_categories() -> None:
    below = modalite("a, b", partie("q"))
    own = f"{{id: p, modalites: [{below}]}}"
    text = PROJET + evaluation(f"modalites: [{{categories: [a], mode: ccf, parties: [{own}]}}]")
    assert ligne(mesure(text), "x").chaines[0].categories == ("a",)


def test_a_sous_epreuve_carries_the_unit() -> None:
    text = PROJET + evaluation(
        f"sous_epreuves: [{{id: e11, unite: u1, parties: [{partie('p')}]}}]"
    ).replace("e1, unite: u1", "e1")
    assert statut(text) == "evaluee"
    chaine = ligne(mesure(text), "x").chaines[0]
    assert (chaine.epreuve, chaine.sous_epreuve) == ("e1", "e11")


@pytest.mark.parametrize("reserved", ["a", "sco"])
def test_a_reserved_unit_needs_parts_for_its_categories_only(reserved: str) -> None:
    unite = f"{{id: u1, bloc: bloc-1, reservee_a: {reserved}}}"
    text = PROJET + evaluation(f"modalites: [{modalite('a', partie('p'))}]", unite)
    assert (statut(text), drapeaux(text)) == ("evaluee", set())


def test_a_part_of_a_reserved_unit_holds_for_those_who_take_it() -> None:
    text = PROJET + evaluation(
        f"parties: [{partie('p')}]",
        "{id: u1, bloc: autre, reservee_a: a}, {id: u2, bloc: bloc-1}",
    )
    assert (statut(text), drapeaux(text)) == ("traduite", {"categories_incompletes"})


def test_without_evaluation_nothing_is_evaluated() -> None:
    assert statut(PROJET) == "traduite"
