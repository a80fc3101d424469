"""Lines of a text → headings that are none, or whose number was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.source.pasted.codes import COL002, COL003
from mc_builder.source.pasted.leftover import Leftover, Line

_STUCK = re.compile(r"(?P<marks>#{1,6})(?P<words>[^\W\d_][^#]*)\Z")
_NUMBERED = re.compile(
    r"#{1,6}[ \t]+(?P<number>"
    r"(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|(?:I{1,3}|IV|VI{1,3}|IX)[.)])"
    r"[ \t]*(?:[–—-][ \t]+)?)(?=[^\W\d_])"
)


def pasted_headings(lines: list[Line]) -> Iterator[Leftover]:
    """Headings without the space that makes them, and the numbers typed in others."""
    for rank, line in enumerate(lines):
        if not line.text.startswith("#"):
            continue
        before = lines[rank - 1] if rank else None
        stuck = _STUCK.match(line.text)
        if stuck is not None and (before is None or before.blank):
            yield _stuck(line, stuck)
        numbered = _NUMBERED.match(line.text)
        if numbered is not None:
            number = numbered["number"].strip()
            yield Leftover(
                COL003,
                f"le numéro « {number} » est tapé dans le titre",
                line.start + numbered.start("number"),
                line.start + numbered.end("number"),
                "les documents numérotent eux-mêmes : retirez-le",
                "",
            )


def _stuck(line: Line, found: re.Match[str]) -> Leftover:
    """A word that begins by a capital, or several words: « #velo » alone may be a hashtag."""
    words = found["words"]
    certain = words[0].isupper() or " " in words
    return Leftover(
        COL002,
        "ce titre s’imprimerait comme un paragraphe : il manque une espace après « # »",
        line.start,
        line.end,
        f"{found['marks']} {words}",
        f"{found['marks']} {words}" if certain else None,
    )
