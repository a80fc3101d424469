"""Tables of a page → the same, where each cell says its column: a narrow screen stacks them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mc_builder.page.passes import plain_text

#: Of a table whose cells say nothing alone: it is kept whole, and scrolls by itself.
ENTIERE = "entiere"


def name_cells(root: etree._Element) -> None:
    """Give each cell the words of the head of its column; tables with several heads stay whole."""
    for table in root.iter("table"):
        heads = [row for head in table.iter("thead") for row in head.iter("tr")]
        if table.get("class") == "matrice" or len(heads) > 1:
            table.set("class", f"{table.get('class', '')} {ENTIERE}".strip())
            table.set("tabindex", "0")
        elif heads:
            names = [plain_text(cell) for cell in heads[0]]
            for column, cell in _cells(table):
                if cell.get("colspan") is None and column < len(names):
                    cell.set("data-titre", names[column])


def _cells(table: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of the body of a table, each with its column: some stand under others."""
    for body in table.iter("tbody"):
        under: dict[int, int] = {}
        for row in body.iter("tr"):
            column, left = 0, {c: rows - 1 for c, rows in under.items() if rows > 1}
            for cell in row:
                while under.get(column, 0) > 0:
                    column += 1
                yield column, cell
                wide, high = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
                left |= {c: high - 1 for c in range(column, column + wide) if high > 1}
                column += wide
            under = left
