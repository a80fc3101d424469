"""What paragraphs are of: a row, an item, a block of prose, and which object of the data it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mc_builder.returns.aligned import rows_of
from mc_builder.returns.tokens import FRAME, Owner, owner_of
from mc_builder.writers.docx.reading.base import Text
from mc_builder.writers.docx.reading.printed import Paragraph

#: The share of the words of a paragraph that a text needs, for the paragraph to be its own.
_ITS_OWN = 0.5


@dataclass(frozen=True)
class Units:
    """The paragraphs of what was written, by what they are of."""

    paragraphs: Sequence[Paragraph]
    texts: Mapping[str, Text]

    @cached_property
    def owners(self) -> tuple[Owner, ...]:
        """The text that a paragraph is the place of; none when a template says most of it."""
        return tuple(map(self._owner, self.paragraphs))

    @cached_property
    def rows(self) -> dict[tuple[int, int], list[int]]:
        """The paragraphs of each row."""
        return rows_of(self.paragraphs)

    @cached_property
    def objects(self) -> dict[tuple[int, int], str]:
        """The object that each row is, when it is one: no other row of its table is about it."""
        first = {row: self._first(ranks) for row, ranks in self.rows.items()}
        times = Counter((row[0], cle) for row, cle in first.items())
        return {row: cle for row, cle in first.items() if cle and times[row[0], cle] == 1}

    @cached_property
    def printed(self) -> Counter[str]:
        """How often each object is the place of something."""
        return Counter(object_of(owner.ref) for owner in self.owners if owner.ref)

    def all_owners(self, rank: int) -> list[Owner]:
        """All the texts in a paragraph."""
        found = (owner_of(run.marks, self.texts) for run in self.paragraphs[rank].runs)
        return list(dict.fromkeys(Owner(o.ref, "", o.prose, o.mark) for o in found if o.ref))

    def refs(self, ranks: Iterable[int]) -> set[str]:
        """The texts in some paragraphs."""
        return {owner.ref for rank in ranks for owner in self.all_owners(rank)}

    def _owner(self, paragraph: Paragraph) -> Owner:
        words: Counter[Owner] = Counter()
        for run in paragraph.runs:
            owner = owner_of(run.marks, self.texts)
            words[Owner(owner.ref, "", owner.prose, owner.mark)] += len(run.words)
        if not words:
            return FRAME
        best, length = max(
            ((o, n) for o, n in words.items() if o.ref), key=lambda p: p[1], default=(FRAME, 0)
        )
        return best if length >= _ITS_OWN * words.total() else FRAME

    def _first(self, ranks: Sequence[int]) -> str:
        for rank in ranks:
            for owner in self.all_owners(rank):
                if not owner.prose:
                    return object_of(owner.ref)
        return ""


def object_of(ref: str) -> str:
    """The object of a text: « x » of « x:intitule »; a text of a list of texts is its own."""
    cle, colon, field = ref.rpartition(":")
    if not colon:
        return ref
    return ref if field.rpartition("/")[2].isdecimal() else cle


def holder_of(ref: str) -> str:
    """The text of a block of prose, or the list of an item: all but its rank."""
    return ref.rpartition("/")[0]


def is_item(owner: Owner) -> bool:
    """Whether a text stands in a list: of texts, of objects, or by itself with an identifier."""
    if not owner.ref or owner.prose:
        return False
    found = object_of(owner.ref)
    return found == owner.ref or found.rpartition("/")[2].isdecimal() or "/" not in found
