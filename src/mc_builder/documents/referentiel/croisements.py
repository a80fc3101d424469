"""Crossed tables: rows and columns of objects, a mark or a number where they meet."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.model.base import Objet
from mc_builder.model.blocs import Bloc

#: Columns of a crossed table; beyond, it goes on in another table.
COLONNES = 9
#: Columns that are wide enough for a title at the head of each.
TITRES = 4


@dataclass(frozen=True, slots=True)
class Croisement:
    """A crossed table: `colonnes` are heads (a number) and what they stand for.

    `titres`: its columns are so few that heads hold whole titles; `nombres`: its cells count.
    """

    titre: str
    entete: str
    colonnes: tuple[tuple[str, Numerote], ...]
    lignes: tuple[tuple[Numerote, tuple[str, ...]], ...]
    titres: bool
    nombres: bool


def croix(objets: Sequence[Objet], cles: Container[str]) -> dict[int, str]:
    """A cross at the place of each object whose key is among `cles`."""
    return {n: "×" for n, objet in enumerate(objets) if objet.cle in cles}


def of_bloc(b: Builder, bloc: Bloc) -> str:
    """« du bloc 1 », by its title when it has no number."""
    number = b.numeros.get(bloc.cle, "")
    return f"⟨du bloc⟩ {number}" if number else f"⟨du bloc⟩ « {bloc.intitule} »"


def tables(
    titre: str,
    entete: str,
    colonnes: list[tuple[str, Numerote]],
    lignes: list[tuple[Numerote, dict[int, str]]],
    *,
    nombres: bool = False,
) -> Iterable[Croisement]:
    """One crossed table, or several when it is too wide for a page; none without a column.

    Heads without a number are ranks: a list under the table says what each stands for. A line
    gives the cells that are not empty, by the place of their column. Of several tables, each has
    the lines that it has something to say of; a line that has nothing is in the first.

    Why: whole, they would grow as the lines times the columns, and nearly all would be empty.
    """
    if not all(head for head, _ in colonnes):
        colonnes = [(str(n), objet) for n, (_, objet) in enumerate(colonnes, start=1)]
    for start in range(0, len(colonnes), COLONNES):
        places = range(start, min(start + COLONNES, len(colonnes)))
        shown = [
            (objet, tuple(cases.get(place, "") for place in places))
            for objet, cases in lignes
            if len(colonnes) <= COLONNES
            or any(place in places for place in cases)
            or not (start or cases)
        ]
        if shown:
            yield Croisement(
                f"{titre} (suite)" if start else titre,
                entete,
                tuple(colonnes[start : places.stop]),
                tuple(shown),
                len(colonnes) <= TITRES,
                nombres,
            )
