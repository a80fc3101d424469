"""An identity of the base of a workbook → that of the same object in the project of today.

An object with an identifier keeps it. One without is known by its place, which may have become that
of another since: its words then say which one it is.
"""

from __future__ import annotations

from mc_builder.project import Project
from mc_builder.returns.tableaux.base import Base, base_of
from mc_builder.returns.tableaux.tables import TABLES
from mc_builder.returns.values import same


class Today:
    """The tables of the project as it is now."""

    def __init__(self, project: Project, base: Base | None = None) -> None:
        self.base = base_of(project) if base is None else base
        self._names = _named(self.base)

    @property
    def names(self) -> dict[str, str]:
        """What each object is called, in whichever table."""
        return {c: n for table in self._names.values() for c, n in table.items() if n}

    def resolved(self, table: str, cle: str, name: str) -> str | None:
        """The identity of what a table of the base calls `name`; None when it cannot be told."""
        names = self._names.get(table, {})
        if "/" not in cle or (cle in names and same(names[cle], name)):
            return cle
        near = cle.rpartition("/")[0]
        found = [
            other
            for other, said in names.items()
            if other.rpartition("/")[0] == near and same(said, name)
        ]
        return found[0] if len(found) == 1 else None


def _named(base: Base) -> dict[str, dict[str, str]]:
    """By table, what each object is called there."""
    names = {
        cle: {side.cle: side.nom for side in (*grid.rows, *grid.columns)}
        for cle, grid in base.grids.items()
    }
    for cle, rows in base.lists.items():
        principal = TABLES[cle].principal
        names[cle] = {row.cle: row.values.get(principal, "") for row in rows.values()}
    return names
