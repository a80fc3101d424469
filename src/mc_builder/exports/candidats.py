"""A list of candidates, in a CSV or a workbook → their names, in its order.

Nothing of the list is kept but names and categories, and these go into the workbook that was asked
for and nowhere else: no message says them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mc_builder.french import folded
from mc_builder.names import Names
from mc_builder.returns.tableaux.csv_file import sheet_of
from mc_builder.returns.tableaux.opening import Cells, Sheet, Unreadable, opened

#: The most sheets that a workbook holds without weighing on who opens it.
MOST = 200
#: How far below the top the heads of a list may stand.
_HEADS = 10
#: The heads under which a name stands, and of what it is told by category.
_NOMS = frozenset(
    {"nom", "noms", "prenom", "prenoms", "nom et prenom", "nom prenom", "nom, prenom"}
    | {"prenom nom", "nom de famille", "nom de naissance", "nom d'usage", "nom usuel"}
    | {"candidat", "candidate", "candidats", "candidat ou candidate", "eleve", "eleves"}
    | {"etudiant", "etudiants", "apprenti", "apprentis", "stagiaire", "stagiaires"}
)
_CATEGORIES = frozenset({"categorie", "categories", "categorie de candidats"})


@dataclass(frozen=True, slots=True)
class Candidat:
    """A name as it was given, and the letter of a category when one was."""

    nom: str
    categorie: str = ""


def candidats_counted(count: int) -> tuple[Candidat, ...]:
    """So many candidates without names."""
    return tuple(Candidat(f"Candidat {number}") for number in range(1, count + 1))


def candidats_read(data: bytes, name: str) -> tuple[Candidat, ...]:
    """Those of a file, whose name says what it is; raises Unreadable."""
    sheets = opened(data) if name.lower().endswith((".xlsx", ".xlsm")) else [sheet_of(data, name)]
    sheet = next((sheet for sheet in sheets if sheet.rows), None)
    found = _candidats(sheet) if sheet is not None else []
    if not found:
        raise Unreadable("aucun nom n’y est écrit")
    if len(found) > MOST:
        raise Unreadable(f"elle a plus de {MOST} noms : faites-en plusieurs listes")
    return tuple(found)


def concerned(
    candidats: Sequence[Candidat], categories: Sequence[str], names: Names
) -> tuple[Candidat, ...]:
    """Those of some categories (none: of all), and those of whom none is told."""
    letters = {folded(names.lettres((one,))) for one in categories}
    return tuple(c for c in candidats if not (letters and c.categorie) or c.categorie in letters)


def unknown_category(candidats: Sequence[Candidat], known: Sequence[str], names: Names) -> bool:
    """Whether some category is the letter of none."""
    letters = {"", *(folded(names.lettres((one,))) for one in known)}
    return any(c.categorie not in letters for c in candidats)


def _candidats(sheet: Sheet) -> list[Candidat]:
    top, named, category = _heads(sheet.rows)
    found = []
    for rank in sorted(rank for rank in sheet.rows if rank > top):
        row = sheet.rows[rank]
        columns = named or sorted(row)
        if not named and len(columns) > 2:
            raise Unreadable("elle a plusieurs colonnes : donnez le titre « Nom » à celle des noms")
        name = " ".join(filter(None, (_text(row, column) for column in columns)))
        if name:
            found.append(Candidat(name, folded(_text(row, category)) if category else ""))
    return found


def _heads(rows: Mapping[int, Cells]) -> tuple[int, list[int], int]:
    """The row of the heads, the columns of the names, that of the category; zeros for none."""
    for rank in sorted(rows)[:_HEADS]:
        said = {column: folded(_text(rows[rank], column)) for column in rows[rank]}
        if named := [column for column, head in said.items() if head in _NOMS]:
            of = (column for column, head in said.items() if head in _CATEGORIES)
            return rank, named, next(of, 0)
    return 0, [], 0


def _text(row: Cells, column: int) -> str:
    """What a cell says, on one line; nothing for an error."""
    cell = row.get(column)
    return "" if cell is None or cell.blank or cell.error else " ".join(str(cell.value).split())
