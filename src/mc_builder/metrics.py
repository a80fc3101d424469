"""Words → how wide they print, where their lines end, and the columns that hold them.

Why here: a check says that a word fits no column before anything is drawn, and every writer shares
out its columns, its lines and its drawings by the same measure: that of the fonts. Their widths are
shipped (``tools/polices.py``): to open a font takes longer than a check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).with_name("polices") / "largeurs.json"


class Face(StrEnum):
    """A face of the documents, by the name of its file; Carlito is as wide as Calibri."""

    TEXTE = "SourceSansPro-Regular"
    DEMI_GRAS = "SourceSansPro-Semibold"
    GRAS = "SourceSansPro-Bold"
    WORD = "Carlito-Regular"
    WORD_GRAS = "Carlito-Bold"
    SIGNES = "DejaVuSans"


#: A sign that no face has: a square.
_SQUARE = 1000
#: What the margins of a cell take, in points.
MARGINS = 9.1
#: Where a line may end; not at a no-break space.
_BLANKS = " \t\r\n"
_ENDS = re.compile(rf"[{_BLANKS}]+|(?<=[-–])(?=\S)")


class _Advances(dict[str, int]):
    """The advance of each sign of a face, in thousandths of the size; else that of the signs."""

    def __missing__(self, sign: str) -> int:
        return _advances()[Face.SIGNES].get(sign, _SQUARE)


@cache
def _advances() -> dict[Face, _Advances]:
    read = json.loads(FILE.read_text("utf-8"))
    return {
        face: _Advances({s: int(advance) for advance, signs in read[face].items() for s in signs})
        for face in Face
    }


def width(text: str, size: float, face: Face = Face.DEMI_GRAS) -> float:
    """The width of a text, in the unit of `size`."""
    return _thousandths(text, face) * size / 1000


@lru_cache(maxsize=16_384)
def _thousandths(text: str, face: Face) -> int:
    """The same, in thousandths of the size: words come again and again."""
    return sum(map(_advances()[face].__getitem__, text))


def wrapped(text: str, room: float, size: float, face: Face = Face.TEXTE) -> list[str]:
    """The lines of a text, as wide as `room`; a wider word is cut."""
    lines, taken, blank = [""], 0.0, width(" ", size, face)
    for word in _words(text):
        for piece in _pieces(word, room, size, face):
            bare = piece.rstrip(_BLANKS)
            wide = width(bare, size, face)
            if bare and lines[-1] and taken + wide > room:
                lines.append("")
                taken = 0.0
            lines[-1] += piece
            taken += wide + blank * (len(piece) - len(bare))
    return [line.rstrip(_BLANKS) for line in lines]


@lru_cache(maxsize=16_384)
def line_count(text: str, room: float, size: float, face: Face = Face.TEXTE) -> int:
    """How many lines a text takes, as wide as `room`."""
    # Most are short: they are not cut into words to know it.
    return 1 if width(text, size, face) <= room else len(wrapped(text, room, size, face))


def _pieces(word: str, room: float, size: float, face: Face) -> Iterator[str]:
    """A word, or what it is cut into when it is wider than a line: one sign at least in each."""
    start, taken = 0, 0.0
    if width(word, size, face) > room:
        for place, sign in enumerate(word.rstrip(_BLANKS)):
            wide = width(sign, size, face)
            if taken + wide > room and place > start:
                yield word[start:place]
                start, taken = place, 0.0
            taken += wide
    yield word[start:]


def _words(text: str) -> list[str]:
    """What a line may not cut, each with the blank that follows it."""
    ends = [0, *(end.end() for end in _ENDS.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def longest_word(lines: Iterable[str]) -> str:
    """The widest of the words of some lines."""
    return max(map(_longest, lines), key=lambda word: width(word, 1), default="")


@lru_cache(maxsize=16_384)
def _longest(line: str) -> str:
    found = (word.rstrip(_BLANKS) for word in _words(line))
    return max(found, key=lambda word: width(word, 1))


def need(
    lines: Iterable[str], size: float, face: Face = Face.DEMI_GRAS, margins: float = MARGINS
) -> float:
    """The width that a column needs so that no word of these lines is cut, in points."""
    return width(longest_word(lines), size, face) + margins


def with_room(columns: Sequence[float], needs: Sequence[float]) -> list[float]:
    """The widths of columns once each has what it needs, or comes as near as the table allows.

    What is missing is taken from the columns that have more than they need, in proportion.
    """
    pairs = list(zip(columns, needs, strict=True))
    missing = sum(max(low - wide, 0) for wide, low in pairs)
    spare = sum(max(wide - low, 0) for wide, low in pairs)
    if not missing or not spare:
        return list(columns)
    given, taken = min(1.0, spare / missing), min(1.0, missing / spare)
    return [wide + (low - wide) * (given if low > wide else taken) for wide, low in pairs]


def parts(needs: Sequence[float], page: float) -> list[list[int]]:
    """The columns of each part of a table that fits no page: the first comes again in each.

    One part when all fit, or when cutting would help nobody.
    """
    if len(needs) < 3 or sum(needs) <= page:
        return [[*range(len(needs))]]
    found: list[list[int]] = []
    room = 0.0
    for column, low in enumerate(needs[1:], start=1):
        if not found or low > room:
            found.append([0])
            room = page - needs[0]
        found[-1].append(column)
        room -= low
    return found
