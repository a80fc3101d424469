"""A source, and the words that are asked of it → the source written with them.

Emphasis, links and calls stay where they are; what holds nothing any more goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mc_builder.french import SPACES
from mc_builder.returns.calls import Said
from mc_builder.returns.sources import Source
from mc_builder.returns.words import CALL, Word
from mc_builder.source.inline_parts import PartKind


@dataclass(frozen=True, slots=True)
class Asked:
    """Words `start` to `end` of the source that are to be those of `words`.

    `before` and `after` say whether a space is to stand there; without words, `after` alone.
    """

    start: int
    end: int
    words: tuple[Word, ...]
    before: bool
    after: bool


_Level = Callable[[str, bool], str]


def as_typed(text: str, starts: bool) -> str:  # noqa: FBT001
    """Words as they are: most need nothing."""
    del starts
    return text


def escaped(text: str, starts: bool) -> str:  # noqa: FBT001
    """The signs that open something in Markdown, and those that begin a line."""
    text = re.sub(r"([\\`*_\[\]{}<&^~])", r"\\\1", text)
    return _start_escaped(text) if starts else text


def all_escaped(text: str, starts: bool) -> str:  # noqa: FBT001
    """All the signs that Markdown lets one escape."""
    text = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    return _start_escaped(text) if starts else text


def _start_escaped(text: str) -> str:
    return re.sub(r"\A(\d*)([-+*#>=.)|])(?!\\)", r"\1\\\2", text)


#: What is written: words, or a call as the source makes it (True).
_Put = tuple[str, bool]
_SPACE: _Put = (" ", False)


@dataclass
class Written:
    """A source, with what is asked of it: the parts that go, and what is put before others."""

    source: Source
    now: Said
    asked: Sequence[Asked]
    gone: set[int] = field(default_factory=set)
    put: dict[int, list[_Put]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = self.source.parts
        depth, self.depths = 0, [0]
        for part in parts:
            depth += (part.kind is PartKind.OPEN) - (part.kind is PartKind.CLOSE)
            self.depths.append(depth)
        for one in self.asked:
            self._place(one)

    def _place(self, one: Asked) -> None:
        words = self.source.words
        left = words[one.start - 1].end if one.start else 0
        right = words[one.end].start if one.end < len(words) else len(self.source.parts)
        pieces = list(self._pieces(one.words))
        if one.start == one.end:
            self._between(pieces, left, right, one)
            return
        first, last = words[one.start].start, words[one.end - 1].end
        lead, trail = self._blanks(left, first), self._blanks(last, right)
        self._drop(first, last)
        if pieces:
            self._add(first, self._spaced(pieces, lead, trail, one))
            return
        blanks = (trail or lead) if one.after else []
        self.gone |= {*lead, *trail}.difference(blanks)
        if one.after and not blanks:
            self._add(first, [_SPACE])

    def _spaced(
        self, pieces: list[_Put], lead: list[int], trail: list[int], one: Asked
    ) -> list[_Put]:
        """What is written in the place of words, with the spaces that are missing around."""
        self.gone |= {*(lead if not one.before else ()), *(trail if not one.after else ())}
        before = [_SPACE] if one.before and not lead else []
        return [*before, *pieces, *([_SPACE] if one.after and not trail else [])]

    def _between(self, pieces: list[_Put], left: int, right: int, one: Asked) -> None:
        """Words between two others; without any, the space that is between them."""
        blanks = self._blanks(left, right)
        if not (pieces or one.after) or (pieces and not (one.before or one.after)):
            self.gone |= set(blanks)
        if not pieces:
            if one.after and not blanks:
                self._add(self._slot(left, right), [_SPACE])
        elif blanks and one.before and not one.after and one.end < len(self.source.words):
            self._add(self._slot(blanks[-1] + 1, right, late=True), pieces)
        else:
            before = [_SPACE] if one.before else []
            after = [_SPACE] if one.after and not blanks else []
            end = blanks[0] if blanks else right
            slot = self._slot(left, end, late=not one.start)
            self._add(slot, [*before, *pieces, *after])

    def _slot(self, low: int, high: int, *, late: bool = False) -> int:
        """Where to write between two parts: outside what is emphasised, and what is linked."""
        slots = range(low, high + 1)
        least = min(self.depths[slot] for slot in slots)
        fit = [slot for slot in slots if self.depths[slot] == least]
        return fit[-1] if late else fit[0]

    def _blanks(self, low: int, high: int) -> list[int]:
        parts = self.source.parts
        return [
            rank
            for rank in range(low, high)
            if parts[rank].kind is PartKind.SIGN and parts[rank].text.isspace()
        ]

    def _drop(self, low: int, high: int) -> None:
        kinds = {PartKind.SIGN, PartKind.CALL}
        self.gone |= {n for n in range(low, high) if self.source.parts[n].kind in kinds}

    def _add(self, at: int, pieces: Sequence[_Put]) -> None:
        self.put.setdefault(at, []).extend(pieces)

    def _pieces(self, words: Sequence[Word]) -> Iterator[_Put]:
        """What is to be written: words, and calls as the source makes them (True)."""
        end = None
        for word in words:
            if end is not None and word.space:
                yield _SPACE
            raw = self.raw(word)
            yield (raw, True) if raw else (self._plain(self.now.text[word.start : word.end]), False)
            end = word.end

    def raw(self, word: Word) -> str | None:
        """How the source writes a call; None for a word, and for a call that is not there."""
        if word.key[:1] != CALL:
            return None
        ident = word.call.partition(":")
        names = {ident[0], ident[2]}
        found = (
            self.source.raw(one)
            for one in self.source.words
            if one.key == CALL and any(f'"{name}"' in one.call for name in names if name)
        )
        return next(found, None)

    def _plain(self, text: str) -> str:
        """Words with the apostrophes of the author."""
        written = self.source.text
        straight = "'" in written and "’" not in written
        return text.replace("’", "'") if straight else text

    def text(self, level: _Level, *, stars: bool) -> str | None:
        """The source once all is done; with `stars`, emphasis is marked by stars."""
        out: list[str] = []
        marks: list[tuple[int, int]] = []
        parts, source = self.source.parts, self.source.text
        for rank in range(len(parts) + 1):
            written = "".join(
                words if call else level(words, _begins("".join(out)))
                for words, call in self.put.get(rank, [])
            )
            out.append(written)
            if rank == len(parts) or rank in self.gone:
                continue
            part = parts[rank]
            raw = source[part.start : part.end]
            if part.kind is PartKind.OPEN:
                marks.append((len(out), rank))
            elif part.kind is PartKind.CLOSE:
                opened, _ = marks.pop()
                if not "".join(out[opened + 1 :]):
                    out[opened] = ""
                    continue
                raw = _turned(out, opened, raw, part.mark, stars=stars)
            out.append(raw)
        return "".join(out).strip()


def _begins(text: str) -> bool:
    """Whether what follows a text begins a line."""
    return not text.strip() or text.rstrip(SPACES).endswith("\n")


def _turned(out: list[str], opened: int, raw: str, mark: str, *, stars: bool) -> str:
    """A mark that closes, the spaces at both its edges put out of it."""
    if mark == "link":
        return raw
    inside = "".join(out[opened + 1 :])
    bare = inside.strip(SPACES)
    lead, trail = inside[: len(inside) - len(inside.lstrip(SPACES))], ""
    if bare:
        trail = inside[len(inside.rstrip(SPACES)) :]
    start, end = out[opened], raw
    if stars and "_" in raw:
        start, end = start.replace("_", "*"), end.replace("_", "*")
    if not bare:
        out[opened:] = [inside]
        return ""
    out[opened:] = [lead + start, bare]
    return end + trail
