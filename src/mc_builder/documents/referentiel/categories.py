"""Categories of candidates → their names and statuses, in tables that a page can hold."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mc_builder.documents.builder import Builder
from mc_builder.french import following
from mc_builder.model.evaluation import CategorieCandidats, Evaluation, Statut
from mc_builder.page.text import Texte

#: Categories side by side in one table: more would leave a word no room, even on a landscape page.
COLONNES = 4


@dataclass(frozen=True, slots=True)
class CategorieVue:
    """A category of candidates: its letter, its name, its statuses.

    `liste`: they are written each as a line begins, and do not go on after « ; ».
    """

    lettre: str
    intitule: Texte | None
    statuts: tuple[Texte, ...]
    liste: bool


def categories(b: Builder, evaluation: Evaluation) -> tuple[CategorieVue, ...]:
    """The categories of candidates, in order."""
    return tuple(_category(b, c) for c in evaluation.categories)


def _category(b: Builder, category: CategorieCandidats) -> CategorieVue:
    statuts = b.titres(_own_statuses(category))
    liste = len(statuts) > 1 and any(following(s.brut) != s.brut for s in statuts)
    return CategorieVue(category.lettre, b.facultatif(category, "intitule"), statuts, liste)


def _own_statuses(category: CategorieCandidats) -> tuple[Statut, ...]:
    """Its statuses; none when there is one that says what its name does."""
    statuts = tuple(category.statuts)
    return () if [s.intitule for s in statuts] == [category.intitule] else statuts


def alike(columns: Sequence[Hashable]) -> tuple[tuple[int, ...], ...]:
    """The ranks of the categories of each column: those that take all alike share one.

    Only where they are too many for one table: a règlement that has room gives each its column.
    """
    if len(columns) <= COLONNES:
        return tuple((n,) for n in range(len(columns)))
    found: dict[Hashable, list[int]] = {}
    for n, column in enumerate(columns):
        found.setdefault(column, []).append(n)
    return tuple(map(tuple, found.values()))


def slices(nombre: int) -> tuple[slice, ...]:
    """Which categories stand in each table: as many in each, `COLONNES` at most."""
    tables = max(1, -(-nombre // COLONNES))
    size, larger = divmod(nombre, tables)
    starts = [n * size + min(n, larger) for n in range(tables + 1)]
    return tuple(slice(start, end) for start, end in pairwise(starts))
