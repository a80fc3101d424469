"""The fonts that the PDF embeds → the list of the signs that they have, which `check` reads.

Run after a change of these fonts: ``.venv/bin/python tools/signes.py``; a test compares.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fontTools.ttLib import TTFont

from mc_builder.writers.pdf.fonts import faces, symbol_faces

LIST = Path(__file__).parents[1] / "src/mc_builder/loading/signes-imprimes.txt"
#: A font may have these and nobody sees them, or nobody knows what they mean.
_MUTE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_HEAD = "# Signs that the embedded fonts have, by ranges; written by tools/signes.py.\n"


def signs() -> set[int]:
    """The code points that every face of the typeface has, or every face of the symbols."""
    return _shared(faces()) | _shared(symbol_faces())


def _shared(addresses: list[str]) -> set[int]:
    maps = [set(TTFont(unquote(urlsplit(one).path)).getBestCmap()) for one in addresses]
    return {c for c in set.intersection(*maps) if unicodedata.category(chr(c)) not in _MUTE}


def listed() -> str:
    """The content of the list."""
    found = signs()
    starts = sorted(c for c in found if c - 1 not in found)
    ends = sorted(c for c in found if c + 1 not in found)
    ranges = (f"{a:04X}-{b:04X}" for a, b in zip(starts, ends, strict=True))
    return _HEAD + "\n".join(ranges) + "\n"


if __name__ == "__main__":
    LIST.write_text(listed(), "utf-8")
