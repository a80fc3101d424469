"""A document as it was written and as it came back, paragraph by paragraph: what readers ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from mc_builder.returns.aligned import Alignment, rows_of
from mc_builder.returns.changes import Change, Origin
from mc_builder.returns.tokens import Owner, owner_of
from mc_builder.returns.units import Units
from mc_builder.writers.docx.reading.base import Base
from mc_builder.writers.docx.reading.printed import Cell, Paragraph, Printed, Tracked

#: A change with where it stands in the document that came back, for their order.
Found = tuple[tuple[int, int], Change]
#: Headings that lead to a place.
_MOST_LEVELS = 9


@dataclass(frozen=True)
class Both:
    """The base, the document that came back, and which paragraphs are which.

    `known` when the base is what the file was made from, and its bookmarks may say so.
    """

    base: Base
    printed: Printed
    aligned: Alignment
    known: bool = True

    @cached_property
    def units(self) -> Units:
        """What the paragraphs of the base are of."""
        return Units(self.base.paragraphs, self.base.texts)

    @property
    def before(self) -> Sequence[Paragraph]:
        """The paragraphs that were written."""
        return self.base.paragraphs

    @property
    def after(self) -> Sequence[Paragraph]:
        """Those that came back."""
        return self.printed.paragraphs

    @cached_property
    def rows(self) -> dict[tuple[int, int], list[int]]:
        """The rows that came back."""
        return rows_of(self.after)

    @cached_property
    def source_rows(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The row that each row that came back was."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for row, ranks in self.units.rows.items():
            for rank in ranks:
                for goal in self.aligned.goals.get(rank, []):
                    there = self.after[goal].row
                    if there is not None and there not in found:
                        found[there] = row
        return found

    def source(self, goal: int) -> int | None:
        """The paragraph that one that came back was; the first when it joins several."""
        return next(iter(self.aligned.sources.get(goal, [])), None)

    def owner(self, goal: int) -> Owner | None:
        """The text that a paragraph that came back is the place of; None when it is new."""
        ranks = self.aligned.sources.get(goal)
        return self.units.owners[ranks[0]] if ranks else None

    def position(self, rank: int) -> int:
        """Where a paragraph that is gone stood, among those that came back."""
        while rank > 0:
            rank -= 1
            if goals := self.aligned.goals.get(rank):
                return goals[-1]
        return -1

    def beside(self, goal: int, step: int) -> Iterator[int]:
        """The paragraphs before (-1) or after (1) one, in its cell or its part."""
        here = self.after[goal]
        goal += step
        while 0 <= goal < len(self.after):
            other = self.after[goal]
            if other.part != here.part:
                return
            if _same_cell(other.cell, here.cell):
                yield goal
            elif here.cell is not None:
                return
            goal += step

    def place(self, goal: int) -> tuple[str, ...]:
        """The headings above a paragraph that came back."""
        return headings(self.after, min(goal, len(self.after) - 1))

    def origin(self, goal: int, tracked: Iterable[Tracked] = (), *, certain: bool = True) -> Origin:
        """Who made a change and when, when it was tracked, and where it is read."""
        found = list(tracked)
        authors = dict.fromkeys(one.author for one in found if one.author)
        moments = [one.moment for one in found if one.moment is not None]
        moment = max(moments, key=str, default=None)
        sure = certain and self.known
        return Origin(", ".join(authors), moment, self.place(goal), sure, self.texts)

    def own(self, ranks: Iterable[int], cle: str) -> str:
        """The words that paragraphs of the base printed of an object itself, none of what it calls.

        All their words when they printed none of it.
        """
        found = [run for rank in ranks for run in self.before[rank].runs if not run.computed]
        refs = [owner_of(run.marks, self.base.texts).ref for run in found]
        mine = [
            run.words
            for run, ref in zip(found, refs, strict=True)
            if ref == cle or ref.startswith((f"{cle}:", f"{cle}/"))
        ]
        return " ".join(" ".join(mine or [run.words for run in found]).split())

    @cached_property
    def texts(self) -> dict[str, str]:
        """The words of each text of the data that the base printed, none of what it calls."""
        found: dict[str, str] = {}
        for mark, words in self._words.items():
            found.setdefault(self.base.texts[mark].ref, " ".join(words.split()))
        return found

    @cached_property
    def _words(self) -> dict[str, str]:
        """The same by bookmark: a text may print at several places."""
        found: dict[str, str] = {}
        for paragraph in self.before:
            for run in paragraph.runs:
                owner = owner_of(run.marks, self.base.texts)
                if owner.ref and not owner.call and not run.computed:
                    found[owner.mark] = found.get(owner.mark, "") + run.words
            for mark in paragraph.held:
                if mark in found:
                    found[mark] += " "
        return found

    def sure(self, rank: int) -> bool:
        """Whether an identity says what a paragraph of the base has become."""
        return self.known and rank not in self.aligned.likely


def headings(paragraphs: Sequence[Paragraph], rank: int) -> tuple[str, ...]:
    """The headings above a paragraph, from the top."""
    found: list[str] = []
    level = _MOST_LEVELS + 1
    for paragraph in reversed(paragraphs[: rank + 1]):
        if not paragraph.part and 0 < paragraph.level < level:
            level = paragraph.level
            found.append(" ".join(paragraph.words.split()))
            if level == 1:
                break
    return tuple(reversed(found))


def _same_cell(one: Cell | None, other: Cell | None) -> bool:
    return one == other
