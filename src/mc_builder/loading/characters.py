"""Text of a file → diagnostics: the characters that hide, or that show words in another order.

Why whole files, comments included: what a reader sees must be what the tool reads, and it is in
comments and identifiers that a reviewer would be misled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name

from mc_builder.diagnostics import Diagnostic, Fix, avertissement, erreur
from mc_builder.spans import SourceText

#: Embeddings, overrides and isolates of the bidirectional algorithm.
_REORDERING = "\u202a-\u202e\u2066-\u2069"
#: No width and no meaning in French; a joiner inside a pictograph is left alone.
_INVISIBLE = (
    "[\u061c\u180e\u200b\u200c\u200e\u200f\u2060-\u2064\ufeff]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
_HIDDEN = re.compile(f"[{_REORDERING}]|{_INVISIBLE}")
#: All of these, joiners in pictographs too: one set, which a whole text is quickly searched for.
_SUSPECT = re.compile(f"[{_REORDERING}\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
#: More would only say the same again.
_ENOUGH = 20


def hidden_characters(source: SourceText) -> Iterator[Diagnostic]:
    """RED015 for what changes the order of reading, RED016 for what is not seen."""
    if _SUSPECT.search(source.text) is None:
        return
    for count, found in enumerate(_HIDDEN.finditer(source.text)):
        if count == _ENOUGH:
            return
        span = source.span(*found.span())
        called = f"U+{ord(found[0]):04X} ({name(found[0], 'sans nom')})"
        if re.match(f"[{_REORDERING}]", found[0]):
            yield erreur(
                "RED015",
                f"le caractère {called} change l’ordre dans lequel les mots se lisent",
                span,
                "retirez-le, et relisez la ligne : elle ne dit peut-être pas ce qu’elle montrait",
            )
        else:
            yield avertissement(
                "RED016",
                f"le caractère {called} ne se voit pas",
                span,
                "retirez-le",
                fix=Fix(span, ""),
            )
