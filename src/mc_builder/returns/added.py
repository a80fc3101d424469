"""Paragraphs that were not there → objects and blocks more, each with its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mc_builder.returns.both import Both, Found
from mc_builder.returns.changes import BlockAdded, Change, FrameChanged, ItemAdded
from mc_builder.returns.edited import text_changed
from mc_builder.returns.gone import CELLS
from mc_builder.returns.marked_down import marked_down
from mc_builder.returns.tables import tables_come
from mc_builder.returns.tokens import Owner, Token, tokens
from mc_builder.returns.units import holder_of, is_item, object_of
from mc_builder.writers.docx.reading.printed import Paragraph, Tracked
from mc_builder.writers.docx.reading.walk import MARGIN

#: The ranks of a text in its lists.
_RANKS = re.compile(r"/\d+(?=[:/]|\Z)")
#: A number that the tool computes, before the words of an item.
_NUMBER = re.compile(r"\A(?:[A-Z]{0,2}\d+(?:\.\d+)*|[a-z]\))[\s.:–-]+")


def added(both: Both) -> Iterator[Found]:
    """What came: in tables of prose, then rows whole, then paragraphs."""
    new = [goal for goal in range(len(both.after)) if _is_new(both, goal)]
    done: set[int] = set()
    for found, ranks in tables_come(both, new):
        done.update(ranks)
        yield found
    for goals in both.rows.values():
        filled = [goal for goal in goals if both.after[goal].words.strip()]
        if filled and set(filled) <= set(new) and done.isdisjoint(filled):
            done.update(filled)
            yield (filled[0], 0), _row(both, filled)
    run: list[int] = []
    for goal in new:
        if goal in done:
            continue
        if run and not _goes_on(both, run[-1], goal):
            yield from _paragraphs(both, run)
            run = []
        run.append(goal)
    if run:
        yield from _paragraphs(both, run)


def _is_new(both: Both, goal: int) -> bool:
    """Whether a paragraph says something and was not there, or was cut off another."""
    paragraph = both.after[goal]
    if not paragraph.words.strip() or paragraph.part == MARGIN:
        return False
    rank = both.source(goal)
    if rank is None:
        return True
    goals = both.aligned.goals[rank]
    return goal != goals[0] and _may_be_cut(both.units.owners[rank])


def _may_be_cut(owner: Owner) -> bool:
    return owner.prose or owner.ref.rpartition("/")[2].isdecimal()


def _goes_on(both: Both, goal: int, then: int) -> bool:
    """Whether two paragraphs that are new follow each other in one place."""
    one, other = both.after[goal], both.after[then]
    return then == goal + 1 and one.part == other.part and one.cell == other.cell


def _row(both: Both, goals: Sequence[int]) -> Change:
    """A row more: an object like that of the row before it, else of the row after it."""
    row = both.after[goals[0]].row or (0, 0)
    table = [other for other in both.rows if other[0] == row[0]]
    above = _object(both, [other for other in reversed(table) if other < row])
    below = _object(both, [other for other in table if other > row])
    words = CELLS.join(" ".join(both.after[goal].words.split()) for goal in goals)
    tracked = [one for goal in goals for one in both.after[goal].tracked]
    origin = both.origin(goals[0], tracked)
    like = above or below
    if like is None:
        return FrameChanged("", words, origin)
    cle, source = like
    after, beside = (above[0], both.own(both.units.rows[above[1]], above[0])) if above else ("", "")
    texts = dict(_texts(both, goals, cle, source))
    return ItemAdded(cle, after, texts, origin, beside=beside)


def _object(both: Both, rows: Sequence[tuple[int, int]]) -> tuple[str, tuple[int, int]] | None:
    """The first of some rows that came back that is an object, and the row that it was."""
    for row in rows:
        source = both.source_rows.get(row)
        if source is not None and source in both.units.objects:
            return both.units.objects[source], source
    return None


def _texts(
    both: Both, goals: Sequence[int], cle: str, source: tuple[int, int]
) -> Iterator[tuple[str, str]]:
    """The words of a new row, by the field that its sibling has in the same column."""
    ranks = both.units.rows[source]
    found: dict[str, list[str]] = {}
    for column in dict.fromkeys(_column(both.after[goal]) for goal in goals):
        cells = [goal for goal in goals if _column(both.after[goal]) == column]
        like = [rank for rank in ranks if _column(both.before[rank]) == column]
        fields = [_field(both, rank, cle) for rank in like] or [""]
        for number, goal in enumerate(cells):
            rank = like[min(number, len(like) - 1)] if like else None
            name = fields[min(number, len(fields) - 1)]
            name = name or _head(both, source[0], column)
            words = _without_number(both, goal, rank)
            if words:
                found.setdefault(name, []).append(words)
    for name, lines in found.items():
        yield name, "\n".join(lines)


def _column(paragraph: Paragraph) -> int:
    return -1 if paragraph.cell is None else paragraph.cell.column


def _field(both: Both, rank: int, cle: str) -> str:
    """The field of an object that a cell of its row prints; empty when it prints none.

    « taches/intitule » of those that it holds.
    """
    for owner in both.units.all_owners(rank):
        if owner.ref.startswith((f"{cle}:", f"{cle}/")):
            return _RANKS.sub("", owner.ref[len(cle) + 1 :]).replace(":", "/")
    return ""


def _head(both: Both, table: int, column: int) -> str:
    """The heading of a column, for words that are of no field of the object."""
    heads = (
        " ".join(p.words.split())
        for p in both.before
        if p.cell is not None and p.cell.table == table and p.cell.column == column
    )
    return next(heads, "") or f"colonne {column + 1}"


def _without_number(both: Both, goal: int, rank: int | None) -> str:
    """The words of a cell, without the number that the tool computes in its sibling."""
    words = " ".join(both.after[goal].words.split())
    if rank is None:
        return words
    first = next(iter(both.before[rank].runs), None)
    if first is not None and not first.marks and _NUMBER.fullmatch(first.words):
        return _NUMBER.sub("", words, count=1) if _NUMBER.match(words) else words
    return words


def _paragraphs(both: Both, goals: Sequence[int]) -> Iterator[Found]:
    """Paragraphs that came one after the other, in one place."""
    before = next(both.beside(goals[0], -1), None)
    after = next(both.beside(goals[-1], 1), None)
    above = _known(both, before, last=True)
    below = _known(both, after, last=False)
    ranks = [] if before is None else both.aligned.sources.get(before, [])[-1:]
    if above is not None and above.prose:
        yield _blocks(both, goals, above.ref, both.own(ranks, above.ref))
    elif above is not None and before is not None and _is_cell_of(both, before, above):
        yield _under(both, goals, ranks[-1], above)
    elif above is not None and is_item(above):
        cle = object_of(above.ref)
        yield from _items(both, goals, above, cle, both.own(ranks, cle))
    elif below is not None and below.prose:
        yield _blocks(both, goals, f"{holder_of(below.ref)}/0", "")
    elif below is not None and is_item(below):
        yield from _items(both, goals, below, "", "")
    else:
        for goal in goals:
            words = " ".join(both.after[goal].words.split())
            origin = both.origin(goal, both.after[goal].tracked)
            yield (goal, 0), FrameChanged("", words, origin)


def _known(both: Both, goal: int | None, *, last: bool) -> Owner | None:
    """The text that a neighbour is the place of."""
    if goal is None or not both.aligned.sources.get(goal):
        return None
    ranks = both.aligned.sources[goal]
    return both.units.owners[ranks[-1 if last else 0]]


def _is_cell_of(both: Both, goal: int, owner: Owner) -> bool:
    """Whether a paragraph is a field in the row of its own object: what follows it is of it too."""
    row = both.after[goal].row
    source = both.source_rows.get(row) if row is not None else None
    cle = object_of(owner.ref)
    return source is not None and cle != owner.ref and both.units.objects.get(source) == cle


def _under(both: Both, goals: Sequence[int], rank: int, owner: Owner) -> Found:
    """Paragraphs typed under a text that has one: more words of it."""
    own = [t for t in tokens(both.before[rank], both.base.texts) if t.owner.mark == owner.mark]
    more: list[Token] = []
    for goal in goals:
        first, *others = tokens(both.after[goal], {})
        more += [replace(t, owner=owner) for t in (replace(first, space=True), *others)]
    tracked = [one for goal in goals for one in both.after[goal].tracked]
    origin = both.origin(goals[0], tracked)
    return (goals[0], 0), text_changed(owner.ref, own, [*own, *more], origin)


def _blocks(both: Both, goals: Sequence[int], after: str, beside: str) -> Found:
    """Blocks of prose more."""
    level = _level(both, holder_of(after))
    lines: list[str] = []
    for number, goal in enumerate(goals):
        text = marked_down(both.after[goal], level=level)
        both_items = number and both.after[goal].item and both.after[goals[number - 1]].item
        lines += [*([] if not number or both_items else [""]), text]
    tracked = [one for goal in goals for one in _tracked(both, goal)]
    origin = both.origin(goals[0], tracked)
    return (goals[0], 0), BlockAdded(after, "\n".join(lines), origin, beside)


def _tracked(both: Both, goal: int) -> Sequence[Tracked]:
    """Who made a paragraph: that cut off another comes from the mark that ends the one before."""
    own = both.after[goal].tracked
    return own or (both.after[goal - 1].tracked if both.source(goal) is not None else ())


def _level(both: Both, holder: str) -> int:
    """The level at which ``#`` would print in a text: its first headings are ``##``."""
    found = [
        p.level
        for p, owner in zip(both.before, both.units.owners, strict=True)
        if p.level and owner.prose and holder_of(owner.ref) == holder
    ]
    return min(found, default=4) - 1


def _items(
    both: Both, goals: Sequence[int], owner: Owner, after: str, beside: str
) -> Iterator[Found]:
    """Items more: of a list of texts, or of objects that print one text each."""
    cle = object_of(owner.ref)
    field = "" if cle == owner.ref else owner.ref.removeprefix(f"{cle}:")
    rank = next((n for n, o in enumerate(both.units.owners) if o == owner), None)
    for number, goal in enumerate(goals):
        words = _without_number(both, goal, rank)
        origin = both.origin(goal, _tracked(both, goal))
        yield (goal, number), ItemAdded(cle, after, {field: words}, origin, beside=beside)
