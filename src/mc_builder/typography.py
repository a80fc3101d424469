"""Words → the same in French typography: apostrophes and no-break spaces, for all that is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

_NBSP, _THIN = "\u00a0", "\u202f"
_Replacement = str | Callable[[re.Match[str]], str]
#: What is followed by its number.
_NUMEROTES = (
    "[Nn]iveau|[Bb]loc|[Pp]ôle|[Aa]ctivité|[Éé]preuve|[Uu]nité|[Tt]ableau|[Ff]igure|[Cc]hapitre"
    "|[Ss]ection|[Tt]ome|[Ee]ncadré|[Aa]rticle|[Cc]ritère|[Vv]ersion|[Ee]mploi|ROME"
)
MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)
_MOIS = "|".join(MOIS)
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"[ \u202f](?=[:;!?»%€])"), _NBSP),
    (re.compile(r"(?<=«)[ \u202f]"), _NBSP),
    # « 12 500 », « 1 250 000 »: what stands before is no digit, what follows neither.
    (
        re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)"),
        lambda number: re.sub(r"[ \u00a0]", _THIN, number[0]),
    ),
    # « p. 12 », « n° 3 », « art. 5 », « annexe IV », « candidats A », « (3 exigences) ».
    (re.compile(r"(?<=\b[pnN][.°]) (?=\d)"), _NBSP),
    (re.compile(r"(?<=\bart\.) (?=\w)"), _NBSP),
    (re.compile(r"(?<=\b[LRDA]\.) (?=\d{3})"), _NBSP),  # « article D. 337-150 »
    (re.compile(r"(?<=\b[Aa]nnexe) (?=[IVX\d])"), _NBSP),
    (re.compile(r"(?<=\bcandidats) (?=[A-Z]\b)"), _NBSP),
    (re.compile(r"(?<=\(\d) (?=\w)"), _NBSP),
    # « niveau 4 », « bloc 1 », « épreuve E1 », « section 1.1 », « ROME 3.47 ».
    (re.compile(rf"\b({_NUMEROTES}) (?=[EU]?\d)"), rf"\1{_NBSP}"),
    # « 12 semaines », « 14 décembre », « 1er janvier ».
    (re.compile(r"(?<=\d) (?=(?:h|min|ans?|semaines?|heures?)\b|Md?€)"), _NBSP),
    (re.compile(rf"(?<![\d,.])(\d\d?|1er) (?=(?:{_MOIS})\b)"), rf"\1{_NBSP}"),
)


#: What every rule needs: most words of a table have none of it.
_SIGNS = re.compile(r"[\d':;!?»%€«]|\b[Aa](?:rt\.|nnexe)|\bcandidats [A-Z]\b")


def french(text: str) -> str:
    """The text with its apostrophes and no-break spaces."""
    if _SIGNS.search(text) is None:
        return text
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
