"""A cell of a table of prose → the file once a row, a column, or the whole table comes or goes.

What is asked is proved: the blocks that were there are read again, in their order, without those of
what was taken away.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from mc_builder.editing.prose import Text, block_at, text_of
from mc_builder.editing.refused import OTHER_SHAPE, Refused
from mc_builder.editing.targets import Changes
from mc_builder.project import Project
from mc_builder.source.blocks import MarkdownBlock, Role, blocks_in, cell_bounds
from mc_builder.source.prose import to_complete

#: What a new cell says until somebody writes it.
_CELL = to_complete("Case à remplir.")
_BAR = "|"
#: The line of a table that parts its head from its body.
_RULE = 1


def add_row(project: Project, ref: str) -> Changes:
    """A row after that of a cell; after the rule, when the cell is of the head."""
    text, cell = _cell(project, ref)
    lines = text.lines
    row = cell.lines[0]
    first, last = cell_bounds(lines[row])[0], cell_bounds(lines[row])[-1]
    head, tail = lines[row][: first[0]], lines[row][last[1] :]
    count = len(cell_bounds(lines[cell.table[0]]))
    after = row + 2 if row == cell.table[0] else row + 1
    lines[after:after] = [f"{head} {f' {_BAR} '.join([_CELL] * count)} {tail}".rstrip()]
    return _proved(text, lines, added=count)


def remove_row(project: Project, ref: str) -> Changes:
    """Take away the row of a cell."""
    text, cell = _cell(project, ref)
    if cell.lines[0] == cell.table[0]:
        raise Refused("les titres d’un tableau ne se retirent pas sans lui")
    lines = text.lines
    del lines[cell.lines[0]]
    gone = {b.first for b in _cells(text, cell) if b.lines == cell.lines}
    return _proved(text, lines, gone=gone)


def add_column(project: Project, ref: str, *, first: bool = False) -> Changes:
    """A column after that of a cell; before it when `first`."""
    text, cell = _cell(project, ref)
    rank = cell.cell or 0

    def wider(line: str, at: int) -> str:
        bounds = cell_bounds(line)
        start, end = bounds[min(rank, len(bounds) - 1)]
        new = " --- " if at == _RULE else f" {_CELL} "
        if first:
            return f"{line[:start]}{new}|{line[start:]}"
        return f"{line[:end].rstrip()} |{new}{line[end:]}".rstrip()

    rows = len({b.lines for b in _cells(text, cell)})
    return _proved(text, _each(text, cell, wider), added=rows)


def remove_column(project: Project, ref: str) -> Changes:
    """Take away the column of a cell."""
    text, cell = _cell(project, ref)
    rank = cell.cell or 0
    if len(cell_bounds(text.lines[cell.table[0]])) == 1:
        raise Refused("il ne resterait rien du tableau : retirez-le en entier")

    def narrower(line: str, _: int) -> str:
        bounds = cell_bounds(line)
        if rank >= len(bounds):
            return line
        start, end = bounds[rank]
        # With one of the bars that part it from its neighbours.
        return line[:start] + line[end + 1 :] if end < len(line) else line[: start - 1]

    gone = {b.first for b in _cells(text, cell) if b.cell == rank}
    return _proved(text, _each(text, cell, narrower), gone=gone)


def remove_table(project: Project, ref: str) -> Changes:
    """Take away the whole table of a cell."""
    text, cell = _cell(project, ref)
    lines = text.lines
    start, end = cell.table
    while end < len(lines) and not lines[end].strip():
        end += 1
    del lines[start:end]
    return _proved(text, lines, gone={b.first for b in _cells(text, cell)})


def _cell(project: Project, ref: str) -> tuple[Text, MarkdownBlock]:
    text, number = text_of(project, ref)
    block = block_at(text, number or 0, ref)
    if block.role is not Role.CELLULE:
        raise Refused("ce texte n’est pas dans un tableau")
    return text, block


def _cells(text: Text, cell: MarkdownBlock) -> list[MarkdownBlock]:
    """The cells of the same table."""
    same = (b for b in blocks_in(text.words) if b.table == cell.table)
    return [b for b in same if b.role is Role.CELLULE]


def _each(text: Text, cell: MarkdownBlock, change: Callable[[str, int], str]) -> list[str]:
    """The lines of a text, those of a table changed, each by its rank."""
    lines = text.lines
    start, end = cell.table
    table = [change(line, at) if line.strip() else line for at, line in enumerate(lines[start:end])]
    return [*lines[:start], *table, *lines[end:]]


def _proved(
    text: Text, lines: list[str], *, gone: AbstractSet[int] = frozenset(), added: int = 0
) -> Changes:
    """The text with its new lines, when nothing else of it is read otherwise."""
    new = "\n".join(lines).rstrip("\n") + "\n"
    left = [(b.role, b.words) for b in blocks_in(text.words) if b.first not in gone]
    read = [(b.role, b.words) for b in blocks_in(new)]
    come = iter(read)
    if len(read) != len(left) + added or not all(one in come for one in left):
        raise Refused(OTHER_SHAPE)
    return text.write(text.head + new)
