"""What must hold for the changes between any two projects: the causes are the true ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from petits_projets import construire
from test_coverage_properties import LIENS, LIENS_TIRES, Lien, analysed, donnees, reglages

from ampleur import exemples
from mc_builder.coverage import Version, compare, measure
from mc_builder.coverage.comparison.causes import Cause
from mc_builder.coverage.comparison.changements import Changements, Genre
from mc_builder.coverage.graphe import Verbe
from mc_builder.names import Names


def version(liens: frozenset[Lien], reglages: dict[str, Any]) -> Version:
    projet = construire(donnees(liens, reglages))
    return Version(Names(projet), measure(projet))


def compares(
    avant: frozenset[Lien], apres: frozenset[Lien], reglages: dict[str, Any]
) -> Changements:
    return compare(version(avant, reglages), version(apres, reglages), "avant")


@settings(max_examples=exemples(25), deadline=None)
@given(LIENS_TIRES, reglages())
def test_a_project_compared_with_itself_has_no_change(
    liens: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    assert compares(liens, liens, reglages).is_empty


def nommes(cause: Cause, removed: frozenset[Lien]) -> frozenset[Lien]:
    """The removed links that a cause speaks of: its edge, or all those of an indicateur."""
    if cause.genre in {"indicateurs_supprimes", "objet_supprime"}:
        return frozenset(
            x for x in removed if {f"{x[1]}i", x[1]} & set(cause.objets) and x[1][-1] in "i123s"
        )
    verbe, de, vers = cause.objets
    porteur = de.removesuffix("i") if verbe == "porte" else de
    key = "categories" if verbe == "passe" else verbe
    return frozenset(x for x in removed if x[:3] == (key, porteur, vers))


@settings(max_examples=exemples(50), deadline=None)
@given(LIENS_TIRES, reglages(), st.data())
def test_to_restore_what_the_causes_name_restores_the_status(
    liens: frozenset[Lien], reglages: dict[str, Any], data: st.DataObject
) -> None:
    """The counterfactual, with a second measure: the causes are the true ones."""
    removed = frozenset(
        data.draw(st.lists(st.sampled_from(sorted(liens)), min_size=1, max_size=8, unique=True))
    )
    after = liens - removed
    for change in compares(liens, after, reglages).ensemble.exigences:
        if change.genre is Genre.PERDUE and change.avant is not None:
            restored = frozenset(x for c in change.causes for x in nommes(c, removed))
            again = version(after | restored, reglages).rapport.exigence(change.exigence)
            assert again is not None
            assert again.statut >= change.avant, [c.explication for c in change.causes]


#: What may be said of the removal of each kind of link.
DITS = {
    "repond_a": {"repond_a", "indicateurs_supprimes", "objet_supprime"},
    "mobilise": {"mobilise"},
    "evalue": {"evalue"},
    "delivre": {"delivre"},
    "ref": {"ref"},
    "porte": {"porte"},
    "indicateur": {"indicateurs_supprimes", "objet_supprime"},
    "categories": {"partie_fermee"},
}


@settings(max_examples=exemples(50), deadline=None)
@given(LIENS_TIRES, st.sampled_from(LIENS), reglages())
def test_one_link_removed_is_the_one_cause_of_all_that_is_lost(
    liens: frozenset[Lien], lien: Lien, reglages: dict[str, Any]
) -> None:
    found = compares(liens | {lien}, liens - {lien}, reglages)
    for change in found.ensemble.exigences:
        if change.genre is Genre.PERDUE:
            (cause,) = change.causes
            said = cause.objets[0] if cause.genre == "lien_supprime" else cause.genre
            assert said in DITS[lien[0]], cause.explication


@settings(max_examples=exemples(25), deadline=None)
@given(LIENS_TIRES, LIENS_TIRES, reglages())
def test_gains_are_losses_read_backwards(
    un: frozenset[Lien], autre: frozenset[Lien], reglages: dict[str, Any]
) -> None:
    forth, back = compares(un, autre, reglages), compares(autre, un, reglages)
    opposite = {Genre.PERDUE: Genre.GAGNEE, Genre.GAGNEE: Genre.PERDUE}
    assert {
        (x.exigence, opposite.get(x.genre, x.genre), len(x.causes))
        for x in forth.ensemble.exigences
        if x.genre in opposite
    } == {
        (x.exigence, x.genre, len(x.causes)) for x in back.ensemble.exigences if x.genre in opposite
    }


#: Kinds of causes that are an edge: whether it is of the old version, or of the new one.
ARETES = {
    "lien_supprime": True,
    "partie_fermee": True,
    "lien_ajoute": False,
    "partie_ouverte": False,
}


@settings(max_examples=exemples(60), deadline=None)
@given(LIENS_TIRES, LIENS_TIRES, reglages(), reglages())
def test_a_cause_is_an_edge_of_one_version_only_and_every_status_has_one(
    un: frozenset[Lien], autre: frozenset[Lien], avant: dict[str, Any], apres: dict[str, Any]
) -> None:
    old, new = version(un, avant), version(autre, {**apres, "emplois": avant["emplois"]})
    for change in compare(old, new, "avant").ensemble.exigences:
        for cause in change.causes:
            if cause.genre in ARETES:
                verbe, de, vers = cause.objets
                found = [v.graphe.find(Verbe(verbe), de, vers) for v in (old, new)]
                assert [edge is not None for edge in found] == [
                    ARETES[cause.genre],
                    not ARETES[cause.genre],
                ], cause.explication
        measured = [v.rapport.exigence(change.exigence).statut for v in (old, new)]
        if measured[0] is not measured[1]:
            assert "chemin_change" not in {cause.genre for cause in change.causes}


def test_all_that_the_only_way_to_a_part_has_lost_is_a_cause() -> None:
    """Restoring one of the two links would not be enough."""
    kept = {("repond_a", "a1", "sf", "entiere"), ("repond_a", "s1", "sv", "entiere")}
    lost = {("evalue", "p3", "a1", "entiere"), ("mobilise", "c1s", "a1", "entiere")}
    asked = {
        "scope": [],
        "coefficients": [0, 0],
        "poids": {},
        "reservees": ["", ""],
        "emplois": {"j1": [], "j2": [{"exigence": "sv", "importance": 1, "autonomie": 1}]},
    }
    (change,) = compares(frozenset(kept | lost), frozenset(kept), asked).ensemble.exigences
    named = [c.objets[0] for c in change.causes if c.genre == "lien_supprime"]
    assert named == ["evalue", "mobilise"]


#: Two units, each for candidates of its own, and a competence that both blocs take.
PARTAGEE = {
    "scope": [],
    "coefficients": [0, 0],
    "poids": {},
    "reservees": ["a", "b"],
    "emplois": {"j1": [], "j2": [{"exigence": "sf", "importance": 1, "autonomie": 1}]},
}
DEUX_BLOCS = frozenset(
    {
        ("repond_a", "a1", "sf", "entiere"),
        ("mobilise", "c1", "a1", "entiere"),
        ("ref", "b2", "c1", ""),
    }
)


@pytest.mark.parametrize("removed", [{"evalue"}, {"evalue", "ref"}])
def test_what_was_assessed_for_one_unit_is_lost_by_what_that_unit_lacks(removed: set[str]) -> None:
    before = DEUX_BLOCS | {("evalue", "p3", "b1", "entiere")}
    after = frozenset(x for x in before if x[0] not in removed)
    (change,) = compares(before, after, PARTAGEE).ensemble.exigences
    assert {c.objets[0] for c in change.causes if c.genre == "lien_supprime"} == removed


def test_all_the_candidates_who_are_not_assessed_are_told_whatever_the_order() -> None:
    """Either unit would do, and neither is assessed: neither is told before the other."""
    _, found = analysed(donnees(DEUX_BLOCS, PARTAGEE))
    assert set(found.ruptures["sf"].categories) == {"a", "b"}
