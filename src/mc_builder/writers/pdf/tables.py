"""A table of the page → which headings each of its cells answers to, for its tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell and the rows and columns that it takes, the last ones excluded."""

    element: Any
    head: bool
    top: int
    bottom: int
    left: int
    right: int

    @property
    def scope(self) -> str:
        """Whether a heading is that of its rows or of its columns."""
        asked = self.element.get("scope", "")
        return "Row" if asked.startswith("row") or (not asked and not self.head) else "Column"


def cell_attributes(table: Any, prefix: str) -> dict[Any, tuple[str, dict[str, Any]]]:
    """Each cell of a table → its identity (headings only) and the attributes of its tag."""
    grid = list(_placed(table))
    headings = [cell for cell in grid if cell.element.tag == "th"]
    names = {cell.element: f"{prefix}-{rank}" for rank, cell in enumerate(headings, start=1)}
    found = {}
    for cell in grid:
        attributes: dict[str, Any] = {"O": "/Table"}
        if cell.right - cell.left > 1:
            attributes["ColSpan"] = cell.right - cell.left
        if cell.bottom - cell.top > 1:
            attributes["RowSpan"] = cell.bottom - cell.top
        if cell.element in names:
            attributes["Scope"] = f"/{cell.scope}"
        else:
            attributes["Headers"] = [names[h.element] for h in headings if _heads(h, cell)]
        found[cell.element] = (names.get(cell.element, ""), attributes)
    return found


def _heads(heading: _Cell, cell: _Cell) -> bool:
    """Whether a heading is one of this cell: over its columns, or on its rows."""
    if heading.scope == "Row":
        return not heading.head and heading.top < cell.bottom and cell.top < heading.bottom
    return heading.left < cell.right and cell.left < heading.right and heading.top < cell.top


def _placed(table: Any) -> Iterator[_Cell]:
    """The cells, each in its rows and columns."""
    top = 0
    for part in table:
        if part.tag not in {"thead", "tbody"}:
            continue
        rows = list(part)
        taken: set[tuple[int, int]] = set()
        for rank, row in enumerate(rows):
            left = 0
            for element in row:
                while (rank, left) in taken:
                    left += 1
                right = left + int(element.get("colspan", "1"))
                bottom = min(rank + int(element.get("rowspan", "1")), len(rows))
                taken |= {(r, c) for r in range(rank, bottom) for c in range(left, right)}
                head = part.tag == "thead"
                yield _Cell(element, head, top + rank, top + bottom, left, right)
                left = right
        top += len(rows)
