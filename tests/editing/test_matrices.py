"""The cells of the matrices: what they say, and the files once they say something else."""

from __future__ import annotations

import random

import pytest

from mc_builder.editing import Refused
from mc_builder.editing.matrices import EXIGENCES, MATRICES, set_state
from mc_builder.project import Project
from petits_fichiers import PROJETS

ETATS = ("entier", "partiel", "")
DEMANDES = ("1", "2", "3", "ecartee:hors_champ", "ecartee:hors_niveau", "")


@pytest.fixture(scope="module")
def cycles() -> Project:
    return Project.open(PROJETS / "cycles")


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
