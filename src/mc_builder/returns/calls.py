"""What a returned text calls: which calls it still makes, which it lost, which were typed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from mc_builder.french import SPACES, composed
from mc_builder.page.text import NOTE
from mc_builder.returns.changes import Piece
from mc_builder.returns.words import CALL, COMPUTED, Word, key_of, words_of
from mc_builder.source.blocks import without_gap


@dataclass(frozen=True, slots=True)
class Retyped:
    """Words that a text calls, or that we compute, and that somebody typed otherwise."""

    before: str
    after: str
    call: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text in pieces, as one: its words, where a call is one word."""

    text: str
    words: tuple[Word, ...]


def is_literal(piece: Piece) -> bool:
    """Whether the words of a piece are those of the text itself."""
    return not piece.call and not piece.computed


def is_gap(piece: Piece) -> bool:
    """Whether a piece says that words are still to be written."""
    return bool(piece.call) and without_gap(piece.call) != piece.call


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those that follow each other and are of one thing together."""
    found: list[Piece] = []
    for (ref, call, computed), group in groupby(
        pieces, key=lambda p: ("" if is_literal(p) else p.ref, p.call, p.computed)
    ):
        words = [p.words for p in group]
        if computed and not call:
            found += [Piece(one, ref, call, computed) for one in words]
        else:
            found.append(Piece("".join(words), ref, call, computed))
    return [one for one in found if one.words]


def said(pieces: Sequence[Piece]) -> Said:
    """Pieces as words."""
    text, words, space = "", list[Word](), False
    for piece in joined(pieces):
        part = composed(piece.words)
        if is_literal(piece):
            words += words_of(part, len(text), space=space)
            space = part[-1:].isspace() or (space and not part.strip())
        else:
            inner = part.strip()
            start = len(text) + part.index(inner) if inner else len(text)
            before = space or part[:1].isspace()
            key = f"{CALL}{piece.call}" if piece.call or inner == NOTE else COMPUTED
            words.append(Word(key, before, start, start + len(inner), piece.call))
            space = part[-1:].isspace()
        text += part
    return Said(text, tuple(words))


def settled(before: Sequence[Piece], now: Sequence[Piece]) -> tuple[list[Piece], list[Retyped]]:
    """What a text is now, its calls as they were; and those that were typed over.

    What stands in the place of words that were still to be written are words.
    """
    was = [p for p in joined(before) if not is_literal(p)]
    found: list[Piece] = []
    typed: list[Retyped] = []
    for piece in joined(now):
        if is_literal(piece):
            found.append(piece)
            continue
        known = next((n for n, p in enumerate(was) if (p.call, p.computed) == _of(piece)), None)
        if known is None:
            found.append(piece)
            continue
        old = was.pop(known)
        if _same(old.words, piece.words):
            found.append(old)
        elif is_gap(old):
            found.append(replace(piece, call="", computed=False))
        else:
            typed.append(Retyped(old.words.strip(), piece.words.strip(), old.call))
            found.append(replace(old, words=_spaced(old.words, piece.words)))
    return found, typed


def _of(piece: Piece) -> tuple[str, bool]:
    return piece.call, piece.computed


def _same(one: str, other: str) -> bool:
    return [w.key for w in words_of(composed(one))] == [w.key for w in words_of(composed(other))]


def _spaced(words: str, like: str) -> str:
    """Some words with the spaces that are around others."""
    before, after = " " * like[:1].isspace(), " " * like[-1:].isspace()
    return f"{before}{words.strip()}{after}"


_MORE = re.compile(rf"[{SPACES}]\d{{3}}(?!\d)|[.,]\d+")


def guessed(before: Sequence[Piece], after: str) -> list[Piece]:
    """The pieces of a text of which only the words are known: its calls are where they were."""
    text = composed(after)
    old, groups = _expanded(before)
    new = list(words_of(text))
    codes = SequenceMatcher(
        None, [w.key for w in old], [w.key for w in new], autojunk=False
    ).get_opcodes()
    found: list[Piece] = []
    done = 0
    for piece, start, end in groups:
        low, high = _where(old[start:end], start, end, codes, new)
        if low >= high:
            continue
        first, last = new[low].start, new[high - 1].end
        more = _MORE.match(text, last)
        last = more.end() if more and old[end - 1].key.isdecimal() else last
        if first < done:
            continue
        found += [Piece(text[done:first]), replace(piece, words=text[first:last])]
        done = last
    return [one for one in (*found, Piece(text[done:])) if one.words]


def _expanded(before: Sequence[Piece]) -> tuple[list[Word], list[tuple[Piece, int, int]]]:
    """All the words of some pieces, those of calls too; and where each call is."""
    words: list[Word] = []
    groups: list[tuple[Piece, int, int]] = []
    for piece in joined(before):
        inside = list(words_of(composed(piece.words)))
        if not is_literal(piece) and inside:
            groups.append((piece, len(words), len(words) + len(inside)))
        words += inside
    return words, groups


_Codes = Sequence[tuple[str, int, int, int, int]]


def _where(
    words: Sequence[Word], start: int, end: int, codes: _Codes, new: Sequence[Word]
) -> tuple[int, int]:
    """Which new words stand where a call was: none when it went with what is around it."""
    touched = [code for code in codes if code[1] < end and start < code[2]]
    if len(touched) == 1 and touched[0][0] != "equal":
        low, high = touched[0][3:]
        whole = touched[0][1:3] == (start, end)
        return (low, high) if whole else _figure(words, new, low, high)
    (kind, first, _, low, _), (last_kind, _, last, _, high) = touched[0], touched[-1]
    if kind == "equal":
        low += start - first
    elif first < start:
        low = _figure(words, new, low, touched[0][4])[0]
    if last_kind == "equal":
        high -= last - end
    elif last > end:
        high = _figure(words, new, touched[-1][3], high)[1]
    return low, high


def _figure(words: Sequence[Word], new: Sequence[Word], low: int, high: int) -> tuple[int, int]:
    """The figures among some new words, in the place of others that have some."""
    if not any(w.key.isdecimal() for w in words):
        return high, high
    runs = list(_runs(new, low, high))
    return max(runs, key=lambda run: run[1] - run[0], default=(high, high))


def _runs(new: Sequence[Word], low: int, high: int) -> Iterator[tuple[int, int]]:
    rank = low
    while rank < high:
        end = rank
        while end < high and (new[end].key.isdecimal() or (new[end].key == "," and end > rank)):
            end += 1
        if end > rank:
            yield rank, end
        rank = max(end, rank + 1)


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, typography aside."""
    return _same(one, other)


def key_words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [key_of(w.key) for w in words_of(composed(text))]
