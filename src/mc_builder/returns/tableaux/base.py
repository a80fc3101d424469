"""What a workbook says as it is made: kept in it, so that what comes back is compared with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mc_builder.editing.matrices import MATRICES, Side
from mc_builder.model.base import Objet
from mc_builder.model.preuves import Source
from mc_builder.project import Project
from mc_builder.returns.tableaux.tables import TABLES, Row

#: How the cell begins that says what a sheet is, whatever its name has become.
MARQUE = "mc_builder:"
#: The sheet where the base is kept, and how it is written.
FEUILLE, FORME = "origine", "1"
#: No cell holds more characters: a longer text is shown cut, and is not changed here.
LONGUEUR = 32_767


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of links: what is on each side, and what its cells say by row and column."""

    rows: tuple[Side, ...]
    columns: tuple[Side, ...]
    states: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Base:
    """The tables of a project at one moment.

    `labels` are what links may name, by class (« Source ») and identity. `certain` unless the
    workbook lost its base and the project of today stands for it.
    """

    grids: Mapping[str, Grid] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    certain: bool = True


def base_of(project: Project, *, certain: bool = True) -> Base:
    """What the tables of a project say now; raises Unreadable."""
    grids = {}
    for cle, matrix in MATRICES.items():
        rows, columns = matrix.sides(project)
        grids[cle] = Grid(tuple(rows), tuple(columns), matrix.states(project))
    lists = {cle: {row.cle: row for row in table.rows(project)} for cle, table in TABLES.items()}
    return Base(grids, lists, labels_of(project), certain)


def labels_of(project: Project) -> dict[str, dict[str, str]]:
    """What the links of the lists may name, by class: each object by a name of its own."""
    return {nature: _labels(project, nature) for nature in _natures()}


def _natures() -> list[str]:
    """The classes that the lists link to."""
    columns = ((table, column) for table in TABLES.values() for column in table.columns)
    return sorted({nature for table, c in columns for nature in table.form(c.champ).natures})


def _labels(project: Project, nature: str) -> dict[str, str]:
    objets: list[Objet] = [
        o for o in project.projet.by_cle.values() if type(o).__name__ == nature and o.id is not None
    ]
    names = {
        o.cle: o.appel if isinstance(o, Source) else project.names[o.cle].court for o in objets
    }
    said = list(names.values())
    return {
        cle: name if said.count(name) == 1 else f"{name} [{cle}]" for cle, name in names.items()
    }


# --- as rows of text ------------------------------------------------------------------------------


def kept(base: Base) -> list[tuple[str, str, str, str]]:
    """The base as rows of four texts, the first of which vouches for the others."""
    rows = [*_kept_grids(base), *_kept_lists(base)]
    rows += [
        ("libelles", n, cle, name) for n, all_ in base.labels.items() for cle, name in all_.items()
    ]
    cut = [(a, b, c, d[:LONGUEUR]) for a, b, c, d in rows]
    return [(MARQUE + FEUILLE, FORME, _seal(cut), ""), *cut]


def _kept_grids(base: Base) -> Iterator[tuple[str, str, str, str]]:
    for cle, grid in base.grids.items():
        yield from ((cle, s.cle, "", _side(s)) for s in grid.rows)
        yield from ((cle, "", s.cle, _side(s)) for s in grid.columns)
        yield from ((cle, row, column, state) for (row, column), state in grid.states.items())


def _kept_lists(base: Base) -> Iterator[tuple[str, str, str, str]]:
    for cle, rows in base.lists.items():
        for row in rows.values():
            yield cle, row.cle, "", row.into
            yield from ((cle, row.cle, champ, value) for champ, value in row.values.items())


def _side(side: Side) -> str:
    return json.dumps([side.nom, side.groupe], ensure_ascii=False)


def _seal(rows: Iterable[Sequence[str]]) -> str:
    text = json.dumps([list(row) for row in rows], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def found_in(rows: Sequence[Sequence[str]]) -> Base | None:
    """The base that rows of four texts keep; None when they are not whole."""
    (marque, forme, seal, _), *rest = [tuple(row) for row in rows] or [("", "", "", "")]
    if (marque, forme) != (MARQUE + FEUILLE, FORME) or _seal(rest) != seal:
        return None
    try:
        return _read(rest)
    except (ValueError, TypeError, RecursionError):  # sealed by somebody else
        return None


def _read(rest: Sequence[Sequence[str]]) -> Base:
    lists: dict[str, dict[str, Row]] = {cle: {} for cle in TABLES}
    sides: dict[str, tuple[list[Side], list[Side]]] = {cle: ([], []) for cle in MATRICES}
    states: dict[str, dict[tuple[str, str], str]] = {cle: {} for cle in MATRICES}
    labels: dict[str, dict[str, str]] = {nature: {} for nature in _natures()}
    for table, row, column, value in rest:
        if table == "libelles":
            labels.setdefault(row, {})[column] = value
        elif table in MATRICES and row and column:
            states[table][row, column] = value
        elif table in MATRICES:
            nom, groupe = map(str, json.loads(value))
            sides[table][0 if row else 1].append(Side(row or column, nom, groupe))
        elif table in TABLES and not column:
            lists[table][row] = Row(row, value, {})
        elif row in (known := lists.get(table, {})):
            known[row] = Row(row, known[row].into, {**known[row].values, column: value})
    grids = {cle: Grid(tuple(sides[cle][0]), tuple(sides[cle][1]), states[cle]) for cle in MATRICES}
    return Base(grids, lists, labels)
