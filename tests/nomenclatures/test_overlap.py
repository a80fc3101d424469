"""Blocs beside those of another certification: who goes with whom, how much, and word for word."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mc_builder.nomenclatures.matching.assignment import assign
from mc_builder.nomenclatures.overlap import GENERIQUE, generic, overlap, own, plain
from mc_builder.nomenclatures.reproduction import MOTS, reproduced

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


@given(TABLES)
def test_no_other_pairs_add_up_to_more(table: list[list[float]]) -> None:
    pairs = assign(table)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    low = table if len(table) <= len(table[0]) else [list(c) for c in zip(*table, strict=True)]
    best = max(
        sum(row[column] for row, column in zip(low, chosen, strict=True))
        for chosen in permutations(range(len(low[0])), len(low))
    )
    assert sum(table[row][column] for row, column in pairs) == pytest.approx(best)


def test_nothing_goes_with_nothing() -> None:
    assert assign([]) == assign([[]]) == assign([[0.0]]) == []


def test_the_same_blocs_in_another_order_are_the_same_certification() -> None:
    blocs = ["Remettre un vélo en état", "Vendre des cycles", "Gérer une flotte"]
    found = overlap(blocs, blocs[::-1])
    assert [(pair.un, pair.autre) for pair in found.paires] == [(0, 2), (1, 1), (2, 0)]
    assert found.share_of_one == pytest.approx(1) == pytest.approx(found.share_of_other)


def test_a_part_is_of_its_own_side() -> None:
    found = overlap(["Vendre des cycles"], ["Vendre des cycles", "Élever des ovins à l’herbage"])
    assert found.share_of_one == pytest.approx(1)
    assert found.share_of_other == pytest.approx(0.5)
    assert overlap([], ["Vendre"]).share_of_one == overlap(["Vendre"], []).share_of_other == 0


@pytest.mark.parametrize(
    "title",
    [
        "Bloc 1 : Vendre", "BLOC DE COMPÉTENCES N°2 – Vendre", "CCP2 - Vendre", "U21. Vendre",
        "U31 Vendre",
        "BLOC DE COMPETENCES N°1 fiche RNCP N°1006  - Vendre", "  Vendre ",
    ],
)  # fmt: skip
def test_what_a_register_writes_before_a_title_is_no_part_of_it(title: str) -> None:
    assert plain(title) == "Vendre"


def test_a_title_that_is_only_a_number_stays() -> None:
    assert (plain("Bloc 1 :"), plain("C++ avancé")) == ("Bloc 1 :", "C++ avancé")


def test_what_many_certifications_have_is_nobodys() -> None:
    blocs = [(f"RNCP{n}", f"Bloc {n} : Langue vivante") for n in range(GENERIQUE)]
    usual = generic([*blocs, ("RNCP1", "Vendre"), *[("RNCP1", "Vendre")] * GENERIQUE])
    assert own(["UE 3 – Langue  VIVANTE", "Vendre"], usual) == ["Vendre"]


COPIE = "Remettre en état la transmission d’un vélo à assistance électrique avant sa restitution"


def test_what_is_word_for_word_elsewhere_is_found_with_its_place() -> None:
    ours = {"a": f"Le candidat sait {COPIE.lower()} au client.", "b": "Vendre."}
    theirs = [
        ("BC1", f"• {COPIE.upper()}, puis la livrer"),
        ("BC2", f"{COPIE}."),
        ("BC3", "Remettre en état la transmission d’un tracteur"),
    ]
    (found,) = reproduced(ours, theirs)
    assert (found.cle, found.mots, found.codes) == ("a", COPIE.lower(), ("BC1", "BC2"))
    assert ours["a"][found.debut : found.fin] == found.mots


@given(st.lists(st.sampled_from("abc"), max_size=24), st.lists(st.sampled_from("abc"), max_size=24))
def test_every_run_is_there_and_none_is_missed(one: list[str], other: list[str]) -> None:
    found = reproduced({"x": " ".join(one)}, [("y", " ".join(other))])
    told = [run.mots.split() for run in found]
    text = " ".join(other)
    assert all(" ".join(run) in text and len(run) >= MOTS for run in told)
    for at in range(len(one) - MOTS + 1):
        gram = " ".join(one[at : at + MOTS])
        assert (gram in text) == any(gram in " ".join(run) for run in told)
