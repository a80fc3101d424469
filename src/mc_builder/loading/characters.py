"""Text of a file → diagnostics: the characters that hide, or that show words in another order.

Why whole files, comments included: what a reader sees must be what the tool reads, and it is in
comments and identifiers that a reviewer would be misled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import name

from mc_builder.diagnostics import Diagnostic, Fix
from mc_builder.loading.link_codes import COL015, RED015, RED016
from mc_builder.spans import SourceText

#: Embeddings, overrides and isolates of the bidirectional algorithm.
_REORDERING = "\u202a-\u202e\u2066-\u2069"
#: No width and no meaning in French; a joiner inside a pictograph is left alone.
_INVISIBLE = (
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2060-\u2064\ufeff]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
HIDDEN = re.compile(f"[{_REORDERING}]|{_INVISIBLE}")
#: All of these, joiners in pictographs too: one set, which a whole text is quickly searched for.
_SUSPECT = re.compile(f"[{_REORDERING}\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
#: What ends a line in Word or elsewhere; YAML forbids the first two, and ends a text at the others.
BREAKS = "\x0b\x0c\x85\u2028\u2029"
_BREAK = re.compile(f"[{BREAKS[2:]}]")
#: More would only say the same again.
_ENOUGH = 20


def named(sign: str) -> str:
    """« U+1F6B2 (BICYCLE) »."""
    known = name(sign, "")
    return f"U+{ord(sign):04X} ({known})" if known else f"U+{ord(sign):04X}"


def breaks_in_yaml(source: SourceText) -> Iterator[Diagnostic]:
    """COL015: a break of Word, which YAML takes for the end of a line."""
    for found in islice(_BREAK.finditer(source.text), _ENOUGH):
        span = source.span(*found.span())
        yield COL015(
            f"le saut de ligne de Word {named(found[0])} coupe ce texte",
            span,
            "remplacez-le par une espace",
            fix=Fix(span, " "),
        )


def hidden_characters(source: SourceText) -> Iterator[Diagnostic]:
    """RED015 for what changes the order of reading, RED016 for what is not seen."""
    if _SUSPECT.search(source.text) is None:
        return
    for count, found in enumerate(HIDDEN.finditer(source.text)):
        if count == _ENOUGH:
            return
        span = source.span(*found.span())
        called = named(found[0])
        if re.match(f"[{_REORDERING}]", found[0]):
            yield RED015(
                f"le caractère {called} change l’ordre dans lequel les mots se lisent",
                span,
                "retirez-le, et relisez la ligne : elle ne dit peut-être pas ce qu’elle montrait",
            )
        else:
            yield RED016(
                f"le caractère {called} ne se voit pas",
                span,
                "retirez-le",
                fix=Fix(span, ""),
            )
