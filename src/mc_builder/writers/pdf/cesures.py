"""A word that a line cuts → its hyphen, drawn as it is, is U+00AD for whoever reads the text.

A copied word is whole again, and is read as one. The sheet of styles ends the hyphens of the layout
with a word joiner, which draws nothing: a hyphen that was typed has none.
"""

from __future__ import annotations

import re
from typing import Any

#: What ends a line where the layout cuts a word: `hyphenate-character` of the sheet.
_CUT = "-\u2060"
#: The last glyph of what is shown, and the spaces that are taken back after it.
_LAST = re.compile(rb"([0-9a-f]{4})(>(?:-?[0-9.]+)?(?:<>(?:-?[0-9.]+)?)*\] TJ)\Z")
#: The words of a mark: U+00AD, in UTF-16.
_SOFT = b"/Span <</ActualText <feff00ad>>> BDC"


def is_cut(box: Any) -> bool:
    """Whether a drawn text ends in a hyphen of the layout."""
    return str(getattr(box, "text", "")).endswith(_CUT)


def soft(shown: bytes) -> bytes:
    """The operator that shows a line of text, its last glyph under a mark of its own."""
    found = _LAST.search(shown)
    if found is None:
        return shown
    before, last = shown[: found.start()], b"[<" + found[1] + found[2]
    return b"\n".join((before + b">] TJ", _SOFT, last, b"EMC"))
