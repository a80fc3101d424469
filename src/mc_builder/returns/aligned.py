"""Two forms of a document → which paragraphs of one are which of the other.

Bookmarks say it where they outlived; the words do for the rest, between two that are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from mc_builder.returns.tokens import plain_key
from mc_builder.writers.docx.reading.printed import Paragraph

#: How much alike two paragraphs are that are one, and two of which one was moved.
_ALIKE, _MOVED = 0.5, 0.75
#: Fewer words than this say nothing of where they come from.
_FEW = 3


@dataclass
class Alignment:
    """The paragraphs of `after` for each of `before`, by rank; `likely` those by words alone.

    Several for one: it was cut; one for several: they were joined.
    """

    before: Sequence[Paragraph]
    after: Sequence[Paragraph]
    goals: dict[int, list[int]] = field(default_factory=dict)
    likely: set[int] = field(default_factory=set)

    @cached_property
    def sources(self) -> dict[int, list[int]]:
        """The paragraphs of `before` for each of `after`."""
        found: dict[int, list[int]] = defaultdict(list)
        for rank, goals in sorted(self.goals.items()):
            for goal in goals:
                found[goal].append(rank)
        return dict(found)

    def add(self, rank: int, goal: int) -> None:
        """Two paragraphs that are one by their words."""
        self.goals[rank] = [goal]

    def free(self, start: int, end: int) -> list[int]:
        """The paragraphs of `before` in a range that have no goal yet."""
        return [rank for rank in range(start, end) if rank not in self.goals]


def align(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Alignment:
    """Which paragraphs are which."""
    found = Alignment(before, after)
    _by_marks(found)
    _by_calls(found)
    taken = {goal for goals in found.goals.values() for goal in goals}
    for rows, goals in _rows_together(found):
        _by_words(found, taken, rows, goals)
    for start, end, low, high in _gaps(found):
        _by_words(
            found,
            taken,
            found.free(start, end),
            [goal for goal in range(low, high) if goal not in taken],
        )
    _moved_rows(found, taken)
    _moved(found, taken)
    for rows, goals in _rows_together(found):
        _by_words(found, taken, rows, goals)
    return found


def _by_marks(found: Alignment) -> None:
    """The paragraphs where the bookmarks of each stand now."""
    there = _places(found.after)
    claims: dict[int, Counter[int]] = {}
    for rank, paragraph in enumerate(found.before):
        votes: Counter[int] = Counter()
        for mark in paragraph.held or paragraph.anchors:
            for goal, words in there.get(mark, {}).items():
                if found.after[goal].part[:1] == paragraph.part[:1]:
                    votes[goal] += words
        if votes:
            claims[rank] = votes
    _settle(found, claims)


def _places(paragraphs: Sequence[Paragraph]) -> Mapping[str, Mapping[int, int]]:
    """Where each bookmark stands, and around how many letters."""
    there: dict[str, dict[int, int]] = defaultdict(dict)
    for goal, paragraph in enumerate(paragraphs):
        for mark in paragraph.held:
            there[mark].setdefault(goal, 0)
        for anchor in paragraph.anchors:
            there[anchor].setdefault(goal, len(paragraph.words))
        for run in paragraph.runs:
            for mark in run.marks:
                there[mark][goal] = there[mark].get(goal, 0) + len(run.words)
    return there


def _settle(found: Alignment, claims: Mapping[int, Counter[int]]) -> None:
    """Keep of the claims those that words bear out: an empty bookmark claims no taken place."""
    owners: Counter[int] = Counter()
    for votes in claims.values():
        for goal, words in votes.items():
            owners[goal] = max(owners[goal], words)
    for rank, votes in claims.items():
        strong = sorted(goal for goal, words in votes.items() if words)
        if not strong:
            empty = sorted(goal for goal in votes if not owners[goal])
            if empty and not found.after[empty[0]].words.strip():
                found.goals[rank] = empty[:1]
            continue
        main = max(strong, key=lambda goal: (votes[goal], -goal))
        found.goals[rank] = _cut(found, rank, main, strong)


def _cut(found: Alignment, rank: int, main: int, strong: Sequence[int]) -> list[int]:
    """All the paragraphs of one that was cut; the main one when the others only came beside it."""
    if len(strong) < 2 or strong[-1] - strong[0] != len(strong) - 1:
        return [main]
    words = _words(found.before[rank])
    alone = _common(words, _words(found.after[main]))
    whole = _common(words, [w for goal in strong for w in _words(found.after[goal])])
    return list(strong) if whole - alone > max(_FEW, len(words) // 10) else [main]


def _words(paragraph: Paragraph) -> list[str]:
    return plain_key([paragraph.words]).split()


def _common(words: Sequence[str], others: Sequence[str]) -> int:
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _by_calls(found: Alignment) -> None:
    """The footnotes that are called where they were, as many."""
    old, new = notes_of(found.before), notes_of(found.after)
    times = Counter(goal for goals in found.goals.values() for goal in goals)
    for rank, goals in list(found.goals.items()):
        calls = _calls([found.before[rank]])
        now = _calls([found.after[goal] for goal in goals])
        if times[goals[0]] > 1 or len(calls) != len(now):
            continue
        for call, other in zip(calls, now, strict=True):
            for note, goal in zip(old.get(call, []), new.get(other, []), strict=False):
                found.goals[note] = [goal]


def _calls(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [run.note for p in paragraphs for run in p.runs if run.note]


def notes_of(paragraphs: Sequence[Paragraph]) -> dict[str, list[int]]:
    """The paragraphs of each footnote."""
    found: dict[str, list[int]] = defaultdict(list)
    for rank, paragraph in enumerate(paragraphs):
        if paragraph.part and paragraph.part[:1] in {"n", "e"}:
            found[paragraph.part].append(rank)
    return dict(found)


def _rows_together(found: Alignment) -> Iterator[tuple[list[int], list[int]]]:
    """The paragraphs that are left in each row, and in the row that it became."""
    goals = rows_of(found.after)
    for row, ranks in rows_of(found.before).items():
        goal = row_goal(found, ranks)
        if goal is not None and row is not None:
            yield [r for r in ranks if r not in found.goals], goals[goal]


def rows_of(paragraphs: Sequence[Paragraph]) -> dict[tuple[int, int], list[int]]:
    """The paragraphs of each row."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for rank, paragraph in enumerate(paragraphs):
        if paragraph.row is not None and not paragraph.part:
            rows[paragraph.row].append(rank)
    return dict(rows)


def row_goal(found: Alignment, ranks: Iterable[int]) -> tuple[int, int] | None:
    """The row where most of these paragraphs stand now."""
    votes: Counter[tuple[int, int]] = Counter()
    for rank in ranks:
        for goal in found.goals.get(rank, []):
            row = found.after[goal].row
            if row is not None and not found.after[goal].part:
                votes[row] += 1 + len(found.after[goal].words)
    return votes.most_common(1)[0][0] if votes else None


def _gaps(found: Alignment) -> Iterator[tuple[int, int, int, int]]:
    """What stands between two paragraphs that are known, in the order of both."""
    pairs = [(rank, goals[0]) for rank, goals in sorted(found.goals.items())]
    kept = increasing([goal for _, goal in pairs])
    start, low = 0, 0
    for place in kept:
        rank, goal = pairs[place]
        yield start, rank, low, goal
        start, low = rank + 1, goal + 1
    yield start, len(found.before), low, len(found.after)


def increasing(values: Sequence[int]) -> list[int]:
    """The ranks of a longest increasing part of some values."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for rank, value in enumerate(values):
        place = bisect_left(ends, value)
        before[rank] = tails[place - 1] if place else None
        tails[place:] = [rank, *tails[place + 1 :]] if place < len(tails) else [rank]
        ends[place:] = [value, *ends[place + 1 :]] if place < len(ends) else [value]
    found: list[int] = []
    last = tails[-1] if tails else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]


def _by_words(
    found: Alignment, taken: set[int], ranks: Sequence[int], goals: Sequence[int]
) -> None:
    """Match what is left of two stretches: the same words first, then those most alike."""
    goals = [goal for goal in goals if goal not in taken]
    if not ranks or not goals:
        return
    old = [_key(found.before[rank]) for rank in ranks]
    new = [_key(found.after[goal]) for goal in goals]
    matching = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, low, high in matching.get_opcodes():
        if kind == "equal":
            for step in range(end - start):
                _take(found, taken, ranks[start + step], goals[low + step])
        elif kind == "replace":
            _most_alike(found, taken, ranks[start:end], goals[low:high])


def _key(paragraph: Paragraph) -> tuple[str, bool, str]:
    return paragraph.part[:1], paragraph.cell is not None, plain_key([paragraph.words])


def _most_alike(
    found: Alignment, taken: set[int], ranks: Sequence[int], goals: Sequence[int]
) -> None:
    """Match in order those that are alike enough."""
    low = 0
    for rank in ranks:
        scored = [
            (likeness(found.before[rank], found.after[goal]), -place)
            for place, goal in enumerate(goals)
            if place >= low and _same_place(found.before[rank], found.after[goal])
        ]
        best, place = max(scored, default=(0.0, 0))
        if best >= _ALIKE:
            _take(found, taken, rank, goals[-place])
            low = -place + 1


def _same_place(one: Paragraph, other: Paragraph) -> bool:
    return one.part[:1] == other.part[:1] and (one.cell is None) == (other.cell is None)


def likeness(one: Paragraph, other: Paragraph) -> float:
    """How much of two paragraphs is the same, from 0 to 1."""
    words, others = _words(one), _words(other)
    total = len(words) + len(others)
    return 2 * _common(words, others) / total if total else 0.0


def _take(found: Alignment, taken: set[int], rank: int, goal: int) -> None:
    found.goals[rank] = [goal]
    found.likely.add(rank)
    taken.add(goal)


def _moved_rows(found: Alignment, taken: set[int]) -> None:
    """Whole rows that stand elsewhere: the same words, found once on each side."""
    old = _whole_rows(found.before, set(found.goals))
    new = _whole_rows(found.after, taken)
    for key, ranks in old.items():
        if ranks is not None and (goals := new.get(key)) is not None:
            for rank, goal in zip(ranks, goals, strict=False):
                _take(found, taken, rank, goal)


def _whole_rows(
    paragraphs: Sequence[Paragraph], known: set[int]
) -> dict[tuple[str, ...], list[int] | None]:
    """The rows of which nothing is known, by their words; None for those that are several."""
    rows: dict[tuple[str, ...], list[int] | None] = {}
    for ranks in rows_of(paragraphs).values():
        filled = [rank for rank in ranks if paragraphs[rank].words.strip()]
        if filled and known.isdisjoint(filled):
            key = tuple(plain_key([paragraphs[rank].words]) for rank in filled)
            rows[key] = None if key in rows else filled
    return rows


def _moved(found: Alignment, taken: set[int]) -> None:
    """What stands elsewhere, without its bookmark: the same words, found once on each side."""
    free = {goal for goal in range(len(found.after)) if goal not in taken}
    new: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for goal in sorted(free):
        new[_key(found.after[goal])].append(goal)
    old: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for rank in found.free(0, len(found.before)):
        old[_key(found.before[rank])].append(rank)
    for key, ranks in old.items():
        if len(ranks) == 1 == len(new.get(key, [])) and len(key[2].split()) >= _FEW:
            _take(found, taken, ranks[0], new[key][0])
