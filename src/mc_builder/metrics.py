"""Words → their width in the typeface of the documents, and the columns that hold them.

Why here: a check says that a word fits no column before anything is drawn, and the documents share
out their columns by the same measure. Widths are those of Source Sans Pro Semibold, the widest of
the faces of a table; another house's typeface is near enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mc_builder.french import unaccented

#: Advance of the signs from U+0020 to U+007E, in thousandths of the size (a test reads the font).
# fmt: off
_ADVANCES = (
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513,
    513, 513, 513, 513, 513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538,
    510, 628, 663, 282, 494, 597, 502, 745, 656, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541,
    501, 540, 324, 344, 324, 513, 500, 549, 516, 563, 462, 564, 507, 317, 520, 558, 262, 263, 522,
    271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324, 255, 324, 513,
)
# fmt: on
_OTHERS = {"œ": 830, "Œ": 900, "æ": 790, "Æ": 850, "–": 480, "—": 800, "’": 275, "…": 963}
_OTHERS |= {"\u00a0": 200, "\u202f": 120, "«": 456, "»": 456}
#: What is not in the table: nearly the widest.
_UNKNOWN = 850
#: Size of the text of a table, and what the margins of a cell take, in points.
_SIZE, _MARGINS = 8.9, 9.1
#: Width of the text of a page, in points: A4 less its margins, upright and on its side.
PAGE, WIDE_PAGE = 453.5, 728.5
#: Where a line may end; not at a no-break space.
_ENDS = re.compile("[ \t\r\n]+|(?<=[-–])")


def width(text: str) -> float:
    """The width of a text in points, at the size of a table."""
    return sum(map(_advance, text)) * _SIZE / 1000


def _advance(sign: str) -> int:
    known = _OTHERS.get(sign)
    if known is not None:
        return known
    plain = unaccented(sign)
    return _ADVANCES[ord(plain) - 32] if len(plain) == 1 and " " <= plain <= "~" else _UNKNOWN


def longest_word(lines: Iterable[str]) -> str:
    """The widest of the words of some lines."""
    words = (word for line in lines for word in _ENDS.split(line))
    return max(words, key=width, default="")


def need(lines: Iterable[str]) -> float:
    """The width that a column needs so that no word of these lines is cut, in points."""
    return width(longest_word(lines)) + _MARGINS


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
