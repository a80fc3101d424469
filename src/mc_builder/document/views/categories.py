"""Categories of candidates → the letters that stand for them in every document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

from mc_builder.document.text import Texte
from mc_builder.document.views.common import Builder
from mc_builder.model.evaluation import Evaluation

#: Categories side by side in one table: more would leave a word no room, even on a landscape page.
COLONNES = 4


@dataclass(frozen=True, slots=True)
class CategorieVue:
    """A category of candidates: its letter, its name, its statuses."""

    lettre: str
    intitule: Texte | None
    statuts: tuple[Texte, ...]


def categories(b: Builder, evaluation: Evaluation) -> tuple[CategorieVue, ...]:
    """The categories of candidates, in order."""
    return tuple(
        CategorieVue(lettre(n), b.facultatif(c, "intitule"), b.titres(c.statuts))
        for n, c in enumerate(evaluation.categories)
    )


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


def tranches(nombre: int) -> tuple[slice, ...]:
    """Which categories stand in each table: as many in each, `COLONNES` at most."""
    tables = max(1, -(-nombre // COLONNES))
    size, larger = divmod(nombre, tables)
    starts = [n * size + min(n, larger) for n in range(tables + 1)]
    return tuple(slice(start, end) for start, end in pairwise(starts))
