"""Whatever prints may be typed over: each change is applied, or refused in words."""

from __future__ import annotations

import pytest
from imprime import textes

from ampleur import TOUT
from lectures import ouvert
from mc_builder.project import Project
from mc_builder.returns.changes import (
    BlockAdded,
    BlockMoved,
    BlockRemoved,
    Change,
    FrameChanged,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    TextChanged,
)
from mc_builder.returns.review import State, review
from petits_fichiers import PROJETS


@pytest.fixture(scope="module")
def project() -> Project:
    return ouvert(PROJETS / "cycles")


#: What somebody types over: nothing, other words, a number, a day, a gap, an object of the project.
TAPES = (
    *("", "{} et la suite", "12", "3 h 30", "40 %", "2026-12-01", "À compléter : à demander"),
    "Accueil de la personne et de son vélo",
)


#: Each is typed over a text in three, and over each text two or three of them at least.
UN_SUR = 1 if TOUT else 3


@pytest.mark.rapides(1)
@pytest.mark.parametrize("typed", TAPES)
def test_what_is_typed_over_any_text_is_judged(project: Project, typed: str) -> None:
    texts = [*textes(project).items()]
    assert len(texts) > 250
    changes = [
        TextChanged(ref, tuple(pieces), typed.replace("{}", "".join(p.words for p in pieces)))
        for ref, pieces in texts[TAPES.index(typed) % UN_SUR :: UN_SUR]
    ]
    judged = review(project, [("retour.docx", changes)])
    assert len(judged) == len(changes)
    assert all(one.why for one in judged if one.state is State.IMPOSSIBLE)
    assert {one.state for one in judged} >= {State.TO_APPLY, State.IMPOSSIBLE}


ACTIVITE, SECTION = "accueil", "dossier/note/10-origine"
IMPOSSIBLES: tuple[Change, ...] = (
    FrameChanged("Annexe II", "Annexe 2"),
    TextChanged("inconnu:intitule", (), "Des mots"),
    TextChanged(f"{ACTIVITE}:intitule", (), "Des mots", note=1),
    ItemAdded("inconnu", "", {"intitule": "Un de plus"}),
    ItemAdded(ACTIVITE, ACTIVITE, {"inconnu": "Un de plus"}),
    ItemAdded(ACTIVITE, ACTIVITE, {}),
    ItemAdded(ACTIVITE, "inconnu", {"intitule": "Un de plus"}),
    ItemRemoved("inconnu", "Des mots"),
    ItemRemoved(ACTIVITE, "Accueil de la personne et de son vélo"),
    ItemMoved("inconnu", "", "Des mots"),
    ItemMoved(ACTIVITE, "inconnu", "Des mots"),
    BlockAdded(f"{SECTION}/999", "Des mots."),
    BlockRemoved(f"{SECTION}/999", "Des mots."),
    BlockMoved(f"{SECTION}/999", f"{SECTION}/1", "Des mots."),
)


@pytest.mark.parametrize("change", IMPOSSIBLES, ids=lambda c: type(c).__name__)
def test_what_cannot_be_done_says_why(project: Project, change: Change) -> None:
    (one,) = review(project, [("retour.docx", [change])])
    assert one.state in {State.IMPOSSIBLE, State.CONFLICT, State.DONE}
    assert one.state is State.DONE or one.why
