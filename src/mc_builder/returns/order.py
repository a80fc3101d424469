"""What is still there, at another place → objects and blocks that were moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mc_builder.returns.aligned import increasing
from mc_builder.returns.both import Both, Found
from mc_builder.returns.changes import BlockMoved, FrameChanged, ItemMoved
from mc_builder.returns.gone import CELLS
from mc_builder.returns.tokens import Owner
from mc_builder.returns.units import holder_of, object_of


def moved(both: Both) -> Iterator[Found]:
    """The rows, the items and the blocks that follow others than they did."""
    yield from _rows(both)
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for rank, goals in sorted(both.aligned.goals.items()):
        paragraph = both.before[rank]
        if paragraph.part:
            continue
        place = both.after[goals[0]].cell if paragraph.cell is not None else None
        if paragraph.cell is None and both.after[goals[0]].cell is None:
            groups[("",)].append(rank)
        elif place is not None:
            groups[place.table, place.row, place.column].append(rank)
    for ranks in groups.values():
        yield from _paragraphs(both, ranks)


def _displaced(both: Both, ranks: Sequence[int]) -> list[int]:
    """Those of some paragraphs that break their order."""
    first: dict[int, int] = {}
    for rank in ranks:
        first.setdefault(both.aligned.goals[rank][0], rank)
    # What was joined to another was not moved.
    ranks = [rank for rank in ranks if first[both.aligned.goals[rank][0]] == rank]
    goals = [both.aligned.goals[rank][0] for rank in ranks]
    kept = {ranks[n] for n in in_order(goals, [_moves(both, rank) for rank in ranks])}
    return [rank for rank in ranks if rank not in kept]


def _moves(both: Both, rank: int) -> bool:
    """Whether a paragraph is known by its words alone, or was moved with tracking."""
    if rank not in both.aligned.goals:
        return True
    tracked = both.after[both.aligned.goals[rank][0]].tracked
    return rank in both.aligned.likely or any(one.name for one in tracked)


def in_order(values: Sequence[int], doubtful: Sequence[bool]) -> list[int]:
    """The ranks of a longest increasing part of some values, where what is sure comes first.

    Why: of two that changed places, Word takes the bookmark out of the one that somebody moved.
    """
    sure = [rank for rank, doubt in enumerate(doubtful) if not doubt]
    kept = {sure[n] for n in increasing([values[rank] for rank in sure])}
    low, fits = -1, set()
    for rank, value in enumerate(values):
        low = value if rank in kept else low
        fits |= {rank} if rank in kept or (doubtful[rank] and value > low) else set()
    high = max(values, default=0) + 1
    for rank in range(len(values) - 1, -1, -1):
        high = values[rank] if rank in kept else high
        if rank not in kept and values[rank] >= high:
            fits.discard(rank)
    here = sorted(fits)
    return [here[n] for n in increasing([values[rank] for rank in here])]


def _paragraphs(both: Both, ranks: Sequence[int]) -> Iterator[Found]:
    for rank in _displaced(both, ranks):
        owner = both.units.owners[rank]
        goal = both.aligned.goals[rank][0]
        words = _said(both, [goal])
        origin = both.origin(goal, both.after[goal].tracked, certain=both.sure(rank))
        cle = object_of(owner.ref)
        if owner.prose:
            after, beside = _block_before(both, goal)
            yield (goal, 0), BlockMoved(owner.ref, after, words, origin, beside)
        elif owner.ref and _is_of_its_list(both, rank, cle, owner):
            after, beside = _item_before(both, goal, cle)
            known = both.own([rank], cle)
            yield (goal, 0), ItemMoved(cle, after, words, origin, beside, known)
        elif both.known and words and (frame := _in_another_order(both, goal, words)):
            yield (goal, 0), replace(frame, origin=origin)


def _in_another_order(both: Both, goal: int, words: str) -> FrameChanged | None:
    """Something that is only cited, with what it stands beside now: in the order that it had."""
    for step in (1, -1):
        for other in both.beside(goal, step):
            two = [words, _said(both, [other])][::step]
            return FrameChanged(CELLS.join(two[::-1]), CELLS.join(two))
    return None


def _is_of_its_list(both: Both, rank: int, cle: str, owner: Owner) -> bool:
    """Whether the order of an item is that of its list: those around it are of the same one.

    Elsewhere objects are only cited, in an order that is not theirs.
    """
    if both.units.printed[cle] == 1 or cle == owner.ref:
        return True
    near = (n for n in (rank - 1, rank + 1) if 0 <= n < len(both.before))
    around = {object_of(both.units.owners[n].ref) for n in near if both.units.owners[n].ref}
    return "/" in cle and any(holder_of(one) == holder_of(cle) for one in around - {cle})


def _said(both: Both, goals: Sequence[int]) -> str:
    return CELLS.join(" ".join(both.after[goal].words.split()) for goal in goals)


def _block_before(both: Both, goal: int) -> tuple[str, str]:
    """The block after which one stands now, and its words."""
    for n in both.beside(goal, -1):
        above = both.owner(n)
        if above is not None:
            if above.prose:
                return above.ref, _said(both, [n])
            break
    for n in both.beside(goal, 1):
        below = both.owner(n)
        if below is not None and below.prose:
            return f"{holder_of(below.ref)}/0", ""
    return "", ""


def _item_before(both: Both, goal: int, cle: str) -> tuple[str, str]:
    """The item after which one stands now, and its words; empty when it is the first."""
    for n in both.beside(goal, -1):
        above = both.owner(n)
        if above is not None and above.ref and holder_of(object_of(above.ref)) == holder_of(cle):
            other = object_of(above.ref)
            return other, both.own(both.aligned.sources[n][:1], other)
        if above is not None:
            break
    return "", ""


def _rows(both: Both) -> Iterator[Found]:
    """The rows of each table that follow others than they did."""
    goals: dict[tuple[int, int], tuple[int, int]] = {}
    for goal, source in sorted(both.source_rows.items()):
        goals.setdefault(source, goal)
    tables: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for source in sorted(goals):
        tables[source[0]].append(source)
    for rows in tables.values():
        places = sorted(goals[row] for row in rows)
        values = [places.index(goals[row]) for row in rows]
        doubtful = [all(_moves(both, rank) for rank in both.units.rows[row]) for row in rows]
        kept = {rows[n] for n in in_order(values, doubtful)}
        for row in rows:
            cle = both.units.objects.get(row)
            if row in kept or cle is None:
                continue
            ranks = _filled(both, goals[row])
            tracked = [one for n in ranks for one in both.after[n].tracked]
            origin = both.origin(ranks[0], tracked)
            after, beside = _row_before(both, goals[row])
            known = both.own(both.units.rows[row], cle)
            yield (ranks[0], 0), ItemMoved(cle, after, _said(both, ranks), origin, beside, known)


def _filled(both: Both, row: tuple[int, int]) -> list[int]:
    return [n for n in both.rows[row] if both.after[n].words.strip()]


def _row_before(both: Both, row: tuple[int, int]) -> tuple[str, str]:
    """The object of the row above one that came back, and its words; empty when it is the first."""
    for other in sorted((r for r in both.rows if r[0] == row[0] and r < row), reverse=True):
        source = both.source_rows.get(other)
        if source is not None and source in both.units.objects:
            cle = both.units.objects[source]
            return cle, both.own(both.units.rows[source], cle)
    return "", ""
