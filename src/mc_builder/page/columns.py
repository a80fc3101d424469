"""The columns of a tree: widths where a table gives none, heads aligned as what they are over."""

from __future__ import annotations

import copy
from collections import defaultdict

from lxml import etree

from mc_builder.charter import Charte
from mc_builder.metrics import (
    MARGINS,
    Face,
    line_count,
    need,
    parts,
    width,
    with_room,
)
from mc_builder.page.tree import PROSE, lines_of, name_of, text_of

#: Longest word that a column must hold whole, in points.
_WORD = 90
#: Lines of a cell beyond which its row may be higher than a page, which has 55 of them.
_HIGH = 42
#: Lines of a cell from which its row does not look alone at the foot or at the top of a page.
_ALONE = 6
#: What the dash of a list takes before its words, in points.
_INDENT = 13


def settle_columns(root: etree._Element, charte: Charte) -> None:
    """A ``colgroup`` in each table that has none, and the class of its column on each head.

    A table of the prose that fits no page is cut by its columns.
    """
    for row in root.iter("tr"):
        if row.get("class") == "groupe" and (before := row.getprevious()) is not None:
            before.set("data-avant-groupe", "oui")
    for table in list(root.iter("table")):
        prose = table.attrib.pop(PROSE, "") != ""
        for part in _cut(table, charte) if prose else [table]:
            columns = _columns(part)
            if columns is None:
                continue
            if part.find("colgroup") is None:
                _size(part, columns, charte)
            if prose:
                _make_room(part, columns, charte)
            _mark_wide_words(part, columns, charte)
            _mark_high_rows(part, charte)
            for cells in columns.values():
                _align_head(cells)


def _page(table: etree._Element, charte: Charte) -> float:
    """The width of the page that a table stands on, in points."""
    wide = any(name_of(above) == "section.paysage" for above in table.iterancestors())
    return charte.largeur("paysage" if wide else "page")


def _needs(columns: dict[int, list[etree._Element]], charte: Charte) -> list[float]:
    size = charte.mesure("tableau")
    lines = [[line for cell in cells for line in lines_of(cell)] for cells in columns.values()]
    return [need(column, size) for column in lines]


def _cut(table: etree._Element, charte: Charte) -> list[etree._Element]:
    """The tables, one under the other, that a table becomes whose columns fit no page.

    Why: heads would be printed over each other, or Word would write a letter on each line. The
    first column, which says what a row is, comes again in each.
    """
    columns = _columns(table)
    found = parts(_needs(columns, charte), _page(table, charte)) if columns else []
    if len(found) < 2:
        return [table]
    drop_widths = table.find("colgroup")
    if drop_widths is not None:
        table.remove(drop_widths)
    made = [table]
    for kept in reversed(found[1:]):
        part = copy.deepcopy(table)
        part.tail = None
        if (caption := part.find("caption")) is not None:
            part.remove(caption)
        _keep(part, kept)
        for row in part.iter("tr"):
            _forget(row[0])
        table.addnext(part)
        made.insert(1, part)
    _keep(table, found[0])
    return made


def _keep(table: etree._Element, kept: list[int]) -> None:
    """Leave only these columns."""
    for row in table.iter("tr"):
        for rank, cell in enumerate(list(row)):
            if rank not in kept:
                row.remove(cell)


def _forget(cell: etree._Element) -> None:
    """A cell that is printed again is no text of the data: no identity, no anchor, no note."""
    for element in list(cell.iter()):
        if name_of(element) == "span.note":
            tail = element.tail
            element.clear()
            element.tail = tail
        for key in ("id", "data-ref", "data-appel"):
            element.attrib.pop(key, "")


def _make_room(
    table: etree._Element, columns: dict[int, list[etree._Element]], charte: Charte
) -> None:
    """Widen the columns that would cut a word, the author's too."""
    needs = _needs(columns, charte)
    widths = _widths(table, charte)
    if len(widths) != len(needs):
        return
    page = _page(table, charte)
    for col, wide in zip(table.iter("col"), with_room(widths, needs), strict=True):
        col.set("data-largeur", f"{100 * wide / page:.1f}")


def _widths(table: etree._Element, charte: Charte) -> list[float]:
    """The widths of the columns, in points."""
    page = _page(table, charte)
    return [float(col.get("data-largeur", "0")) * page / 100 for col in table.iter("col")]


def _mark_wide_words(
    table: etree._Element, columns: dict[int, list[etree._Element]], charte: Charte
) -> None:
    """Say which cells hold a word wider than they are: it is cut, rather than printed beside.

    Why not every cell: where a word may be cut, WeasyPrint cuts the first of any link or emphasis
    that comes at the end of a line, instead of taking it whole to the next.
    """
    size = charte.mesure("tableau")
    for wide, cells in zip(_widths(table, charte), columns.values(), strict=False):
        for cell in cells:
            indent = _INDENT if next(cell.iter("li"), None) is not None else 0
            if need(lines_of(cell), size) + indent > wide:
                cell.set("data-mot-large", "oui")


def _columns(table: etree._Element) -> dict[int, list[etree._Element]] | None:
    """The cells of each column, from the top; None when some span."""
    columns: dict[int, list[etree._Element]] = defaultdict(list)
    for row in table.iter("tr"):
        for rank, cell in enumerate(row):
            if cell.get("colspan") or cell.get("rowspan"):
                if name_of(row) == "tr.groupe":
                    break
                return None
            columns[rank].append(cell)
    return columns


def _size(table: etree._Element, columns: dict[int, list[etree._Element]], charte: Charte) -> None:
    """Widths by what is in the columns: each its longest word, the rest by its share of the text.

    When every cell fits one line, the longest cell of each column is its share.
    """
    lengths = [
        [width(text_of(cell), charte.mesure("tableau"), Face.TEXTE) + MARGINS for cell in cells]
        for cells in columns.values()
    ]
    shares = [max(column) for column in lengths]
    page = _page(table, charte)
    if sum(shares) > page:
        least = [min(low, _WORD) for low in _needs(columns, charte)]
        text = [sum(column) for column in lengths]
        free = max(page - sum(least), 0)
        shares = [low + free * long / sum(text) for low, long in zip(least, text, strict=True)]
    group = etree.Element("colgroup")
    for share in shares:
        percentage = 100 * share / sum(shares)
        etree.SubElement(group, "col", {"data-largeur": f"{percentage:.1f}"})
    caption = table.find("caption")
    table.insert(0 if caption is None else 1, group)


def _mark_high_rows(table: etree._Element, charte: Charte) -> None:
    """Say which rows may be higher than a page: they may be cut, so as to begin under the head.

    And those that are high enough to stand alone at the foot of a page, or at the top of one.

    Why an estimate: once a row that is not to be cut fits no page, WeasyPrint has left its heading
    and its caption behind, alone.
    """
    rooms = [wide - MARGINS for wide in _widths(table, charte)]
    for row in table.iter("tr"):
        lines = [
            sum(line_count(line, room, charte.mesure("tableau")) for line in lines_of(cell))
            for room, cell in zip(rooms, row, strict=False)
        ]
        if max(lines, default=0) > _HIGH:
            row.set("data-haute", "oui")
        elif max(lines, default=0) >= _ALONE:
            row.set("data-seule", "oui")


def _align_head(cells: list[etree._Element]) -> None:
    """A head over figures aligned to the right is aligned as they are."""
    heads = [cell for cell in cells if cell.tag == "th" and cell.get("scope") == "col"]
    body = cells[len(heads) :]
    if body and all(name_of(cell) == "td.droite" for cell in body):
        for head in heads:
            if head.get("class") is None:
                head.set("class", "droite")
