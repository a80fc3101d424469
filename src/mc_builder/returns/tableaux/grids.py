"""A matrix that comes back → the cells that say something else."""

from __future__ import annotations

from collections.abc import Mapping

from mc_builder.editing.matrices import MATRICES, RIEN, Side
from mc_builder.french import listed
from mc_builder.returns.changes import LinkChanged
from mc_builder.returns.tableaux.base import Grid
from mc_builder.returns.tableaux.entry import Wrong, check_cell, words_of
from mc_builder.returns.tableaux.located import Place, missing, rows_by_key
from mc_builder.returns.tableaux.opening import Cell, Cells
from mc_builder.returns.tableaux.tables import CONTEXTE
from mc_builder.returns.tableaux.telling import Told
from mc_builder.returns.tableaux.today import Today
from mc_builder.returns.tableaux.words import state_read, states_of
from mc_builder.returns.values import same

_NOM = f"{CONTEXTE}nom"


def read_grid(cle: str, place: Place, grid: Grid, today: Today, told: Told) -> None:
    """Tell the changes of one matrix."""
    _Reader(cle, place, grid, today, told).read()


class _Reader:
    """The reading of one matrix."""

    def __init__(self, cle: str, place: Place, grid: Grid, today: Today, told: Told) -> None:
        self.matrix, self.place, self.grid = MATRICES[cle], place, grid
        self.today, self.told = today, told
        self.rows: Mapping[str, Side] = {side.cle: side for side in grid.rows}
        self.columns: Mapping[str, Side] = {side.cle: side for side in grid.columns}
        own = {c: n for c, n in place.columns.items() if not c.startswith(CONTEXTE)}
        self.known = {c: n for c, n in own.items() if c in self.columns}
        self.unknown = own.keys() - self.known.keys()

    def read(self) -> None:
        """Row by row; what is not there changes nothing, and is said."""
        for cle in sorted(self.unknown):
            self.told.wrong(self.place.sheet, None, f"la clé de colonne « {cle} » est inconnue")
        found = rows_by_key(self.place, self.rows, self.told, self._without_key)
        for cle, row in found.items():
            if row:
                self._row(self.rows[cle], row)
        if gone := len(self.rows) - len(found):
            missing(self.told, self.place, gone, "ligne", "lignes")
        if gone := len(self.columns) - len(self.known):
            missing(self.told, self.place, gone, "colonne", "colonnes")

    def _without_key(self, row: Cells) -> None:
        """A row of heads, or one that somebody added."""
        said = [row[number] for number in self.known.values() if number in row]
        name = row.get(self.place.columns.get(_NOM, 0))
        filled = [cell for cell in said if self._state(cell) not in {None, RIEN}]
        alone = not any(not cell.blank for cell in said) and name is not None and not name.blank
        if filled or alone:
            self.told.wrong(
                self.place.sheet,
                filled[0] if filled else name,
                "cette ligne n’a pas de clé : elle n’est d’aucun objet du projet",
                "ajoutez d’abord l’objet (une exigence, dans la feuille « Exigences »), appliquez,"
                " puis exportez les tableaux de nouveau",
            )

    def _state(self, cell: Cell) -> str | None:
        return None if cell.error or cell.lost else state_read(self.matrix.field, words_of(cell))

    def _row(self, side: Side, row: Cells) -> None:
        title = self.place.sheet.title
        name = words_of(row.get(self.place.columns.get(_NOM, 0)))
        if name and not same(name, side.nom):
            self.told.frame(side.nom, name, title)
        for cle, number in self.known.items():
            cell = row.get(number)
            try:
                state = self._read(cell)
            except Wrong as why:
                self.told.refused(self.place.sheet, cell or Cell(None), why)
                continue
            before = self.grid.states.get((side.cle, cle), RIEN)
            if state != before:
                self._changed(side, self.columns[cle], before, state)

    def _read(self, cell: Cell | None) -> str:
        if cell is None or cell.blank:
            return RIEN
        check_cell(cell)
        state = self._state(cell)
        if state is None:
            known = listed(states_of(self.matrix.field).values(), "ou")
            raise Wrong(f"« {words_of(cell)} » ne se dit pas dans cette case", f"{known}, ou rien")
        return state

    def _changed(self, row: Side, column: Side, before: str, after: str) -> None:
        found = [self.today.resolved(self.matrix.cle, side.cle, side.nom) for side in (row, column)]
        for cle, side in zip(found, (row, column), strict=True):
            if cle is None:
                self.told.gone(self.place.sheet, side.nom, "sa case")
        if found[0] is None or found[1] is None:
            return
        holder, target = self.matrix.ends(found[0], found[1])
        origin = self.told.origin(self.place.sheet.title, row.nom, column.nom)
        field = self.matrix.field
        self.told.change(LinkChanged(holder, field, target, before, after, origin))
