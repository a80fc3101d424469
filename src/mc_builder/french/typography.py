"""Words → the same in French typography: apostrophes, no-break spaces, what is raised."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from mc_builder.french.days import MONTHS

#: The space that no line ends at, and the one that holds the thousands of a number together.
NBSP, THIN = "\u00a0", "\u202f"
#: The spaces that French uses, for a set of signs in a pattern too.
SPACES = f" {NBSP}{THIN}"
#: « 1er », « 2e », « XXIe siècle »: the letters of the group `sign` are raised.
ORDINAL = re.compile(
    r"(?<![\w.,’-])(?:1(?=(?:ers?|res?)\b)|\d{1,3}(?=es?\b)|[IVX]+(?=er? siècle))(?P<sign>[a-z]+)"
)
_Replacement = str | Callable[[re.Match[str]], str]
#: What is followed by its number.
_NUMBERED = (
    "[Nn]iveau|[Bb]loc|[Pp]ôle|[Aa]ctivité|[Éé]preuve|[Uu]nité|[Tt]ableau|[Ff]igure|[Cc]hapitre"
    "|[Ss]ection|[Tt]ome|[Ee]ncadré|[Aa]rticle|[Cc]ritère|[Vv]ersion|[Ee]mploi|ROME"
)
_MONTHS = "|".join(MONTHS)
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(rf"[ {THIN}](?=[:;!?»%€])"), NBSP),
    (re.compile(rf"(?<=«)[ {THIN}]"), NBSP),
    # « 12 500 », « 1 250 000 »: what stands before is no digit, what follows neither.
    (
        re.compile(rf"(?<![\d,.])\d{{1,3}}(?:[ {NBSP}]\d{{3}})+(?!\d)"),
        lambda number: re.sub(rf"[ {NBSP}]", THIN, number[0]),
    ),
    # « p. 12 », « n° 3 », « art. 5 », « annexe IV », « candidats A », « (3 exigences) ».
    (re.compile(r"(?<=\b[pnN][.°]) (?=\d)"), NBSP),
    (re.compile(r"(?<=\bart\.) (?=\w)"), NBSP),
    (re.compile(r"(?<=\b[LRDA]\.) (?=\d{3})"), NBSP),  # « D. 337-150 »
    # « article D. 337-150 », « fiche M1805 ».
    (re.compile(rf"\b([Aa]rticles?|[Ff]iche) (?=(?:[LRDA]\.[{SPACES}]?|[A-Z])\d)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\b[Aa]nnexe) (?=[IVX\d])"), NBSP),
    (re.compile(r"(?<=\bcandidats) (?=[A-Z]\b)"), NBSP),
    # « (14 autres) », « 40 sur 117 ».
    (re.compile(r"(\(\d{1,3}) (?=\w)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\d) sur (?=\d)"), f"{NBSP}sur{NBSP}"),
    # « niveau 4 », « bloc 1 », « épreuve E1 », « section 1.1 », « ROME 3.47 ».
    (re.compile(rf"\b({_NUMBERED}) (?=[EU]?\d)"), rf"\1{NBSP}"),
    # « 12 semaines », « 14 décembre », « 1er janvier ».
    (re.compile(r"(?<=\d) (?=(?:h|min|ans?|semaines?|heures?)\b|Md?€)"), NBSP),
    (re.compile(rf"(?<![\d,.])(\d\d?|1er) (?=(?:{_MONTHS})\b)"), rf"\1{NBSP}"),
)


#: What every rule needs: most words of a table have none of it.
_SIGNS = re.compile(r"[\d':;!?»%€«]|\b[Aa](?:rt\.|nnexe)|\bcandidats [A-Z]\b")

#: A text that may come again, in another document or after an edit; a longer one is kept nowhere.
_SHORT = 1000


def typeset(text: str) -> str:
    """The text with its apostrophes and no-break spaces."""
    if _SIGNS.search(text) is None:
        return text
    # A text of the data, which has its identity too, is never given for another of its words.
    return _known(text) if type(text) is str and len(text) <= _SHORT else _set(text)


# Large enough for the texts of a project ten times that of a diploma: texts that come in turn, more
# than it holds, would each have left it when they come again.
@lru_cache(maxsize=1 << 15)
def _known(text: str) -> str:
    """The documents of a build, and the forms of one, have most of their short texts in common."""
    return _set(text)


def _set(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def quoted(text: object) -> str:
    """What prints between French quotation marks."""
    return f"«{NBSP}{text}{NBSP}»"


def tied(*parts: str | None) -> str:
    """What no line parts: a number and its unit, a word and its number; what is absent left out."""
    return NBSP.join(part for part in parts if part)


def on_one_line(text: str) -> str:
    """The text set, each run of blanks one space: only those that no line ends at are kept."""
    return typeset(re.sub(rf"[^\S{NBSP}{THIN}]+", " ", text))
