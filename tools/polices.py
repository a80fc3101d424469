"""The fonts of the documents → the signs that they have, and how wide each is, which `check` reads.

Run after a change of fonts: ``.venv/bin/python tools/polices.py``; a test compares. The widths of
Calibri are those of Carlito (fonts-crosextra-carlito), which was drawn to have the same.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

from mc_builder.fonts import FAMILY, SYMBOLS, faces, file_of
from mc_builder.metrics import FILE, Face

LIST = Path(__file__).parents[1] / "src/mc_builder/loading/signes-imprimes.txt"
CARLITO = Path("/usr/share/fonts/truetype/crosextra")
#: A font may have these and nobody sees them, or nobody knows what they mean.
_MUTE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_HEAD = "# Signs that the embedded fonts have, by ranges; written by tools/polices.py.\n"
#: The widths end here: what comes after is in no French text.
_LAST = 0x2800


def signs() -> set[int]:
    """The code points that every face of the typeface has, or every face of the symbols."""
    return _shared(faces(FAMILY)) | _shared(faces(SYMBOLS))


def _shared(files: list[Path]) -> set[int]:
    maps = [set(TTFont(one).getBestCmap()) for one in files]
    return {c for c in set.intersection(*maps) if unicodedata.category(chr(c)) not in _MUTE}


def listed() -> str:
    """The content of the list."""
    found = signs()
    starts = sorted(c for c in found if c - 1 not in found)
    ends = sorted(c for c in found if c + 1 not in found)
    ranges = (f"{a:04X}-{b:04X}" for a, b in zip(starts, ends, strict=True))
    return _HEAD + "\n".join(ranges) + "\n"


def advances(face: Face) -> Iterator[tuple[str, int]]:
    """Each sign of a face and its advance, in thousandths of the size."""
    carlito = CARLITO / f"{face}.ttf"
    with TTFont(carlito if face in (Face.WORD, Face.WORD_GRAS) else file_of(face)) as font:
        scale = 1000 / font["head"].unitsPerEm
        for code, name in sorted(font.getBestCmap().items()):
            if ord(" ") <= code < _LAST:
                yield chr(code), round(font["hmtx"][name][0] * scale)


def widths() -> str:
    """The widths: for each face, the signs of each advance."""
    found: dict[str, dict[int, str]] = {}
    for face in Face:
        by_advance: dict[int, str] = defaultdict(str)
        for sign, advance in advances(face):
            by_advance[advance] += sign
        found[face] = dict(sorted(by_advance.items()))
    return json.dumps(found, indent=0) + "\n"


#: What this writes, and from what.
WRITTEN: dict[Path, Callable[[], str]] = {LIST: listed, FILE: widths}

if __name__ == "__main__":
    for path, content in WRITTEN.items():
        path.write_text(content(), "utf-8")
