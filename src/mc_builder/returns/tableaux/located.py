"""The sheets of a workbook that comes back → which table each is, where its keys stand.

A name or a place may have changed: the cell where the rows and the columns of keys meet says what
a sheet is. Without it, the heads of a list say so.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from mc_builder.french import agreed, counted, folded, listed
from mc_builder.returns.tableaux.base import FEUILLE, MARQUE, Base, found_in
from mc_builder.returns.tableaux.entry import words_of
from mc_builder.returns.tableaux.opening import Cells, Sheet
from mc_builder.returns.tableaux.tables import TABLES, Table
from mc_builder.returns.tableaux.telling import Told

_COPIEE = (
    "une ligne copiée porte la clé de la première : supprimez-la, et ajoutez une ligne vide"
    " (la colonne A, masquée, a les clés)"
)
#: How many heads say that a sheet is a list, when its keys are lost.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A table in a workbook: its sheet, its rows of data, its columns by what they hold.

    `keys` is the column of the identities, 0 when it is lost.
    """

    sheet: Sheet
    rows: tuple[tuple[int, Cells], ...]
    columns: dict[str, int]
    keys: int = 1

    def key(self, row: Cells) -> str:
        """The identity of a row; empty for none."""
        return words_of(row.get(self.keys)) if self.keys else ""


def kept_base(sheets: Sequence[Sheet]) -> Base | None:
    """The base that a workbook keeps; None when it was lost."""
    for sheet in sheets:
        first = sheet.rows.get(1, {}).get(1)
        if first is not None and words_of(first) == MARQUE + FEUILLE:
            rows = [_texts(sheet.rows[number]) for number in sorted(sheet.rows)]
            return found_in(rows)
    return None


def _texts(row: Cells) -> tuple[str, str, str, str]:
    def text(column: int) -> str:
        cell = row.get(column)
        return cell.value if cell is not None and isinstance(cell.value, str) else ""

    return text(1), text(2), text(3), text(4)


def placed(sheets: Sequence[Sheet], told: Told) -> dict[str, Place]:
    """The tables of a workbook by their keys; what is there twice, or is none, is said."""
    found: dict[str, Place] = {}
    for sheet in sheets:
        marked = list(_marks(sheet))
        for key, number, column in marked:
            if key in found:
                other = found[key].sheet.title
                told.wrong(
                    sheet,
                    None,
                    f"c’est une copie de la feuille « {other} »",
                    "gardez-en une seule",
                )
            elif key != FEUILLE:
                found[key] = _marked(sheet, number, column)
        if not marked and (place := _by_heads(sheet)) is not None and place[0] not in found:
            told.note(
                f"les clés de la feuille « {sheet.title} » sont perdues : ses lignes sont reconnues"
                " à leurs mots"
            )
            found[place[0]] = place[1]
    return found


def _marks(sheet: Sheet) -> Iterator[tuple[str, int, int]]:
    """Where a sheet says which table it is."""
    for number, row in sheet.rows.items():
        for column, cell in row.items():
            if isinstance(cell.value, str) and cell.value.startswith(MARQUE):
                yield cell.value.removeprefix(MARQUE), number, column
                return


def _marked(sheet: Sheet, number: int, keys: int) -> Place:
    columns: dict[str, int] = {}
    for column, cell in sheet.rows[number].items():
        if column != keys and not cell.blank:
            columns.setdefault(words_of(cell), column)
    rows = tuple((n, row) for n, row in sorted(sheet.rows.items()) if n != number)
    return Place(sheet, rows, columns, keys)


def _by_heads(sheet: Sheet) -> tuple[str, Place] | None:
    """A list whose keys are lost, by its heads."""
    for number, row in sorted(sheet.rows.items()):
        for table in TABLES.values():
            columns = heads_of(table, row)
            enough = min(_ENOUGH, len(table.columns))
            if len(columns) >= enough and table.principal in columns:
                rows = tuple((n, r) for n, r in sorted(sheet.rows.items()) if n > number)
                return table.cle, Place(sheet, rows, columns, 0)
    return None


def heads_of(table: Table, row: Cells) -> dict[str, int]:
    """The columns of a list that a row of heads names."""
    titles = {folded(column.titre): column.champ for column in table.columns}
    found: dict[str, int] = {}
    for column, cell in row.items():
        champ = titles.get(folded(words_of(cell)))
        if champ is not None:
            found.setdefault(champ, column)
    return found


def rows_by_key(
    place: Place, known: Container[str], told: Told, others: Callable[[Cells], None]
) -> dict[str, Cells]:
    """The rows of the identities that a table has; `others` is given those without identity.

    An identity that is unknown, or there twice, is said: none of its rows is read.
    """
    found: dict[str, list[Cells]] = {}
    for _, row in place.rows:
        key = place.key(row)
        if not key:
            others(row)
        elif key not in known:
            told.wrong(place.sheet, row[place.keys], f"la clé « {key} » est inconnue", _COPIEE)
        else:
            found.setdefault(key, []).append(row)
    for rows in found.values():
        if len(rows) > 1:
            where = listed([row[place.keys].where for row in rows])
            message = f"la même clé est sur plusieurs lignes ({where}) : aucune n’est relue"
            told.wrong(place.sheet, rows[-1][place.keys], message, _COPIEE)
    return {key: rows[0] if len(rows) == 1 else {} for key, rows in found.items()}


def missing(told: Told, place: Place, count: int, what: str, many: str) -> None:
    """Say that rows or columns of a sheet are not there, and that nothing is taken away for it."""
    said = counted(count, what, many)
    gone = agreed(count, "n’y est plus, et reste au projet", "n’y sont plus, et restent au projet")
    told.note(f"feuille « {place.sheet.title} » : {said} {gone}")
