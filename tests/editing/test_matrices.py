"""The cells of the matrices: what they say, and the files once they say something else."""

from __future__ import annotations

import random

import pytest
from exemple import project

from lectures import ouvert
from mc_builder.editing import Refused
from mc_builder.editing.matrices import A_FIXER, EXIGENCES, MATRICES, set_state
from mc_builder.model.base import ACompleter
from mc_builder.project import Project
from petits_fichiers import PROJETS

ETATS = ("entier", "partiel", "")
DEMANDES = ("1", "2", "3", "ecartee:hors_champ", "ecartee:hors_niveau", "")


@pytest.fixture(scope="module")
def cycles() -> Project:
    return ouvert(PROJETS / "cycles")


@pytest.mark.parametrize("cle", MATRICES)
def test_a_cell_says_what_it_was_told_and_no_other_changes(cycles: Project, cle: str) -> None:
    matrix, hasard = MATRICES[cle], random.Random(cle)  # noqa: S311 - which cells, no more
    rows, columns = matrix.sides(cycles)
    assert rows
    assert columns
    opened = cycles
    for _ in range(6):
        # An object without identifier gets one when it is linked: its identity is another then.
        row = hasard.choice([side.cle for side in matrix.sides(opened)[0] if "/" not in side.cle])
        column = hasard.choice([s.cle for s in matrix.sides(opened)[1] if "/" not in s.cle])
        before = matrix.states(opened)
        state = hasard.choice(DEMANDES if matrix.field == EXIGENCES else ETATS)
        if state.startswith("ecartee") and (row, column) not in before:
            continue
        holder, target = matrix.ends(row, column)
        opened = opened.edited(set_state(opened, holder, matrix.field, target, state))
        wanted = {**before, (row, column): state}
        assert matrix.states(opened) == {where: said for where, said in wanted.items() if said}


def test_a_requirement_that_is_left_out_keeps_its_importance_and_waits_for_its_reason(
    cycles: Project,
) -> None:
    job = cycles.projet.emplois[0]
    asked = next(a for a in job.exigences if a.ecartee is None)
    changes = set_state(cycles, job.cle, EXIGENCES, asked.exigence, "ecartee:hors_champ")
    after = next(
        a
        for a in cycles.edited(changes).projet.emplois[0].exigences
        if a.exigence == asked.exigence
    )
    assert after.importance == asked.importance
    assert after.ecartee is not None
    assert str(after.ecartee.explication) == "À compléter : À dire."


@pytest.mark.parametrize("state", ["4", "ecartee:", "ecartee:ailleurs", "oui"])
def test_a_state_that_no_cell_has_is_refused(cycles: Project, state: str) -> None:
    job = cycles.projet.emplois[0]
    with pytest.raises(Refused):
        set_state(cycles, job.cle, EXIGENCES, job.exigences[0].exigence, state)
    part = next(iter(MATRICES["evaluation"].states(cycles)))
    with pytest.raises(Refused):
        set_state(cycles, part[1], "evalue", part[0], state)


def test_an_importance_that_is_to_be_set_says_so_and_weighs_the_middle() -> None:
    ask = "- {exigence: recueillir, importance: {a_completer: à fixer}}"
    opened = project(
        emploi=f"""\
        emploi:
          id: mecanicien
          intitule: Mécanicien ou mécanicienne
          acces: premiere-insertion
          exigences:
            {ask}
        """
    )
    assert [d.message for d in opened.problems] == []
    where = ("recueillir", "mecanicien")
    matrix = MATRICES["emplois"]
    assert matrix.states(opened)[where] == A_FIXER
    assert matrix.shown(opened)["cases"]["recueillir|mecanicien"]["etat"] == A_FIXER
    assert opened.coverage.exigences[0].poids == 2
    assert set_state(opened, "mecanicien", EXIGENCES, "recueillir", A_FIXER) == {}
    bolder = opened.edited(
        matrix.write(opened, *where, {"etat": A_FIXER, "autonomie": 2})  # its autonomy alone
    )
    assert matrix.states(bolder)[where] == A_FIXER
    assert bolder.projet.emplois[0].exigences[0].autonomie == 2
    aside = opened.edited(
        set_state(opened, "mecanicien", EXIGENCES, "recueillir", "ecartee:hors_champ")
    )
    assert isinstance(aside.projet.emplois[0].exigences[0].importance, ACompleter)
    known = opened.edited(set_state(opened, "mecanicien", EXIGENCES, "recueillir", "3"))
    assert known.coverage.exigences[0].poids == 3
    with pytest.raises(Refused):
        set_state(known, "mecanicien", EXIGENCES, "recueillir", A_FIXER)
