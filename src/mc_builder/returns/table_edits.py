"""A row or a column that came or went in a table of prose → the file that then has it so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mc_builder.editing import (
    Changes,
    Refused,
    add_column,
    add_row,
    block_of,
    remove_column,
    remove_row,
    remove_table,
    set_block,
)
from mc_builder.project import Project
from mc_builder.returns.calls import key_words
from mc_builder.returns.changes import TableChanged, TablePart
from mc_builder.returns.known_again import (
    Gone,
    number_of,
    place_in,
    texts_printed,
    words_written,
)
from mc_builder.source.blocks import MarkdownBlock, Role, blocks_in

_REMOVES: Mapping[TablePart, Callable[[Project, str], Changes]] = {
    TablePart.ROW_GONE: remove_row,
    TablePart.COLUMN_GONE: remove_column,
    TablePart.TABLE_GONE: remove_table,
}


def table_changed(project: Project, change: TableChanged) -> Changes:
    """A row, a column or a table more or less; nothing when it is done. Raises Refused."""
    text = change.ref.rpartition("/")[0]
    whole = block_of(project, text).markdown
    cells = [block for block in blocks_in(whole) if block.role is Role.CELLULE]
    said = [words_written(cell.words, whole) for cell in cells]
    if _is_there(cells, said, change) is not (change.what in _REMOVES):
        return {}
    texts = {cell.first: words for cell, words in zip(cells, said, strict=True)}
    others = {n: key_words(w) for n, w in texts_printed(change.origin.printed, change.ref).items()}
    try:
        number = place_in(texts, number_of(change.ref), [key_words(change.known)], others)
    except Gone:
        raise Refused(
            "la case de tableau que ce changement touche n’est plus dans le projet"
        ) from None
    ref = f"{text}/{number}"
    if change.what in _REMOVES:
        return _REMOVES[change.what](project, ref)
    beside = next(cell for cell in cells if cell.first == number)
    if change.what is TablePart.ROW_COME:
        return _filled(project, add_row(project, ref), text, beside, change)
    return _filled(project, add_column(project, ref, first=change.first), text, beside, change)


def _filled(
    project: Project, files: Changes, text: str, beside: MarkdownBlock, change: TableChanged
) -> Changes:
    """The new cells with their words."""
    made = dict(files)
    project = project.edited(files)
    row = change.what is TablePart.ROW_COME
    table = [
        b for b in blocks_in(block_of(project, text).markdown) if b.table[0] == beside.table[0]
    ]
    if row:
        lines = sorted({b.lines for b in table})
        new = [b for b in table if b.lines == lines[lines.index(beside.lines) + 1]]
    else:
        new = [b for b in table if b.cell == (beside.cell or 0) + (not change.first)]
    if len(new) != len(change.texts):
        raise Refused(
            "les cases de ce tableau ne sont pas celles du projet : modifiez-y le tableau"
        )
    for cell, words in zip(new, change.texts, strict=True):
        step = set_block(project, f"{text}/{cell.first}", words)
        made |= step
        project = project.edited(step)
    return made


def _is_there(
    cells: Sequence[MarkdownBlock], said: Sequence[Sequence[str]], change: TableChanged
) -> bool:
    """Whether a row or a column has these words."""
    asked = [key_words(text) for text in change.texts]
    by_place: dict[object, list[Sequence[str]]] = {}
    for cell, words in zip(cells, said, strict=True):
        row = cell.lines if "rangée" in change.what else cell.cell
        place = (cell.table, None if change.what is TablePart.TABLE_GONE else row)
        by_place.setdefault(place, []).append(words)
    return any(_same(found, asked) for found in by_place.values())


def _same(found: Sequence[Sequence[str]], asked: Sequence[Sequence[str]]) -> bool:
    return [list(one) for one in found if one] == [one for one in asked if one]
