"""Words → the same in French typography: apostrophes and no-break spaces, for all that is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

_NBSP, _THIN = "\u00a0", "\u202f"
_Replacement = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"[ \u202f](?=[:;!?»%€])"), _NBSP),
    (re.compile(r"(?<=«)[ \u202f]"), _NBSP),
    # « 12 500 », « 1 250 000 »: what stands before is no digit, what follows neither.
    (
        re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)"),
        lambda number: re.sub(r"[ \u00a0]", _THIN, number[0]),
    ),
    # « p. 12 », « n° 3 », « art. 5 », « niveau 4 », « annexe IV », « 12 semaines ».
    (re.compile(r"(?<=\b[pn][.°]) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\bart\.) (?=\w)"), _NBSP),
    (re.compile(r"(?<=\b[Nn]iveau) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\b[Aa]nnexe) (?=[IVX\d])"), _NBSP),
    (re.compile(r"(?<=\d) (?=(?:h|min|ans?|semaines?|heures?)\b|Md?€)"), _NBSP),
)


#: What every rule needs: most words of a table have none of it.
_SIGNS = re.compile(r"[\d':;!?»%€«]|\b[Aa](?:rt\.|nnexe)")


def french(text: str) -> str:
    """The text with its apostrophes and no-break spaces."""
    if _SIGNS.search(text) is None:
        return text
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
