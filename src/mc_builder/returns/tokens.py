"""A paragraph → its words as they are compared, each with what it is of.

Spaces that typography alone puts, apostrophes, hyphens that do not break, accents in two parts and
fields that Word computes again do not tell two words apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby

from mc_builder.french import composed, is_accent
from mc_builder.returns.changes import Piece
from mc_builder.returns.words import SET_AFTER, SET_BEFORE, WORD, key_of
from mc_builder.writers.docx.reading.base import Text
from mc_builder.writers.docx.reading.printed import Computed, Paragraph, Run

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
#: What stands for what Word computes.
_COMPUTED = {Computed.FIELD: "\ufffc", Computed.NOTE: "\ufffcn", Computed.IMAGE: "\ufffci"}


@dataclass(frozen=True, slots=True)
class Owner:
    """What words are of: a text of the data, what it calls; both empty for a template.

    `mark` is the bookmark of the text: the same text may print twice in a paragraph.
    """

    ref: str = ""
    call: str = ""
    prose: bool = False
    mark: str = ""


FRAME = Owner()


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `key` is what is compared; `space` says whether one stands before it."""

    key: str
    said: str
    space: bool
    owner: Owner
    computed: Computed = Computed.NO
    note: str = ""
    marks: tuple[str, ...] = ()


def owner_of(marks: Iterable[str], texts: Mapping[str, Text]) -> Owner:
    """What words in these bookmarks are of: the outermost text, and what it calls inside."""
    known = [mark for mark in marks if mark in texts]
    outer = next((mark for mark in known if texts[mark].ref), None)
    if outer is None:
        return FRAME
    inside = [texts[mark] for mark in known if mark != outer]
    called = next((one.call for one in inside if one.call), inside[-1].ref if inside else "")
    return Owner(texts[outer].ref, called, texts[outer].prose, outer)


def owner_of_run(run: Run, texts: Mapping[str, Text]) -> Owner:
    """What the words of a run are of."""
    return owner_of(run.marks, texts)


def note_owner(call: Run, texts: Mapping[str, Text]) -> Owner:
    """What the words of a footnote are of: its text, and the source when it is a citation."""
    owner = owner_of(call.marks, texts)
    whole = next((texts[m] for m in call.marks if m in texts and texts[m].note), None)
    return replace(owner, call=whole.call if whole is not None else "")


def tokens(
    paragraph: Paragraph, texts: Mapping[str, Text], *, plain: bool = False
) -> tuple[Token, ...]:
    """The words of a paragraph; with `plain`, the results of fields as words."""
    found: list[Token] = []
    line = _Line(texts, found)
    for run in paragraph.runs:
        if run.computed and not (plain and run.computed is Computed.FIELD):
            line.end()
            owner = (note_owner if run.note else owner_of_run)(run, texts)
            key = _COMPUTED[run.computed]
            found.append(
                Token(key, run.words, line.space, owner, run.computed, run.note, run.marks)
            )
            line.space, line.before = False, ""
        else:
            line.add(run)
    line.end()
    return tuple(found)


@dataclass
class _Line:
    """Words in a row: a word goes on through the runs, whatever they are of."""

    texts: Mapping[str, Text]
    found: list[Token]
    words: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    space: bool = False
    before: str = ""

    def add(self, run: Run) -> None:
        """A run; an accent with which it begins is of the letter before it."""
        words = _UNSEEN.sub("", run.words)
        while words and self.words and is_accent(words[0]):
            self.words[-1] += words[0]
            words = words[1:]
        self.words.append(words)
        self.runs.append(run)

    def end(self) -> None:
        """The words of the runs so far."""
        parts = list(map(composed, self.words))
        text = "".join(parts)
        ends = list(accumulate(map(len, parts)))
        end = 0
        for match in WORD.finditer(text):
            self.space = self.space or match.start() > end
            end = match.end()
            self._word(match, ends)
        self.space = self.space or end < len(text)
        self.words.clear()
        self.runs.clear()

    def _word(self, match: re.Match[str], ends: Sequence[int]) -> None:
        """A word, of what most of it is of."""
        first, last = bisect_right(ends, match.start()), bisect_right(ends, match.end() - 1)
        if first != last:
            held = [
                min(ends[n], match.end()) - max(ends[n - 1] if n else 0, match.start())
                for n in range(first, last + 1)
            ]
            first += max(range(len(held)), key=held.__getitem__)
        marks = self.runs[first].marks
        sign = match[0]
        kept = self.space and bool(self.found) and sign not in SET_BEFORE
        kept = kept and self.before not in SET_AFTER
        key = (" " if kept else "") + key_of(sign)
        space = self.space and bool(self.found)
        self.found.append(Token(key, sign, space, owner_of(marks, self.texts), marks=marks))
        self.space, self.before = False, sign


def has_fields(paragraph: Paragraph) -> bool:
    """Whether Word computes something in it."""
    return any(run.computed is Computed.FIELD for run in paragraph.runs)


def said(words: Sequence[Token]) -> str:
    """Words as one text, with plain spaces."""
    return "".join((" " if t.space and n else "") + t.said for n, t in enumerate(words))


def pieces(words: Sequence[Token]) -> tuple[Piece, ...]:
    """Words in pieces, one for each thing that they are of; joined, they are `said`."""
    found: list[Piece] = []
    rank = 0
    for (owner, computed, _), group in groupby(
        words, key=lambda t: (t.owner, bool(t.computed), t.note)
    ):
        same = list(group)
        text = "".join((" " if t.space and rank + n else "") + t.said for n, t in enumerate(same))
        rank += len(same)
        found.append(Piece(text, owner.ref, owner.call, computed))
    return tuple(found)


def plain_key(words: Iterable[str]) -> str:
    """Some words, as whole paragraphs are compared."""
    return " ".join(map(key_of, WORD.findall(_seen(" ".join(words)))))


def _seen(words: str) -> str:
    """Words without the signs that nobody sees, each accent on its letter."""
    return composed(_UNSEEN.sub("", words))
