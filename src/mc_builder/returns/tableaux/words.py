"""A typed value → what a cell says of it, and back: choices, links and the states of matrices."""

from __future__ import annotations

from typing import get_args

from mc_builder.editing.matrices import A_FIXER, ECARTEE, ENTIER, EXIGENCES, PARTIEL, RIEN
from mc_builder.editing.values import Form, Kind
from mc_builder.editing.words import word
from mc_builder.french import folded
from mc_builder.model.emplois import Motif
from mc_builder.returns.tableaux.base import Base

#: What the cells of links say; and what people write in their place, folded.
ETATS = {ENTIER: "oui", PARTIEL: "en partie"}
_SAID = {
    ENTIER: {"oui", "o", "x", "1", "vrai", "true", "yes", "y", "✓", "✔", "●", "entier", "entiere"},
    PARTIEL: {"en partie", "partie", "partiel", "partielle", "p", "(x)", "en partie seulement"},
    RIEN: {"", "non", "n", "0", "faux", "false", "no", "-", "–", "—"},
}
#: What the cells of the matrix of jobs say.
DEMANDES = {
    **{str(rank): str(rank) for rank in (1, 2, 3)},
    A_FIXER: "à fixer",
    **{f"{ECARTEE}:{motif}": f"écartée : {word(motif)}" for motif in get_args(Motif)},
}


def states_of(field: str) -> dict[str, str]:
    """What the cells of a matrix may say, by state."""
    return DEMANDES if field == EXIGENCES else ETATS


def state_read(field: str, text: str) -> str | None:
    """The state that a cell says; None when it says nothing known."""
    said = _folded(text)
    if field == EXIGENCES:
        found = {_folded(name): state for state, name in DEMANDES.items()}
        return found.get(said, RIEN if said in _SAID[RIEN] else None)
    return next((state for state, words in _SAID.items() if said in words), None)


def choices_of(form: Form, base: Base) -> dict[str, str]:
    """What a column may say, by value; none when it is free."""
    if form.kind is Kind.LIEN:
        return {c: name for n in form.natures for c, name in base.labels.get(n, {}).items()}
    return {value: word(value) for value in form.choices} if form.kind is Kind.CHOIX else {}


def choice_read(choices: dict[str, str], text: str) -> str | None:
    """The value that a cell means: by its name, or as files write it; None for another."""
    said = _folded(text)
    named = {_folded(name): value for value, name in choices.items()}
    return named.get(said, text.strip() if text.strip() in choices else None)


def _folded(text: str) -> str:
    return " ".join(folded(text).split())
