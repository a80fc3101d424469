"""Categories of candidates → the letters that stand for them in every document."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from mc_builder.model.evaluation import Evaluation


def lettre(rang: int) -> str:
    """The letter of a category from its rank: A to Z, then AA."""
    over, last = divmod(rang, len(ascii_uppercase))
    return (lettre(over - 1) if over else "") + ascii_uppercase[last]


def lettres(evaluation: Evaluation | None, taken: Iterable[str]) -> str:
    """The letters of some categories, in order: « A, B et C »."""
    wanted = set(taken)
    known = evaluation.categories if evaluation else ()
    return et([lettre(n) for n, c in enumerate(known) if c.cle in wanted])


def et(words: list[str]) -> str:
    """« a, b et c »."""
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
