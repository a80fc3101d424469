"""Our texts and those of a register → what is word for word the same, with its places.

Words only: accents, case and signs do not hide that a sentence was copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mc_builder.french import folded

#: From how many words on two texts that are the same have one source; fewer are the language of a
#: trade (« assurer la maintenance préventive et corrective »).
MOTS = 8
_MOT = re.compile(r"[^\W_]+")

Grams = dict[tuple[str, ...], list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Reprise:
    """Words of one of our texts, from a character to another, that others wrote so: `codes`."""

    cle: str
    debut: int
    fin: int
    mots: str
    codes: tuple[str, ...]


def reproduced(ours: Mapping[str, str], theirs: Iterable[tuple[str, str]]) -> list[Reprise]:
    """What some texts, by key, take over from others, by code; in the order of our texts."""
    grams: Grams = {}
    for cle, text in ours.items():
        mots = words(text)
        for at in range(len(mots) - MOTS + 1):
            grams.setdefault(tuple(mots[at : at + MOTS]), []).append((cle, at))
    found: dict[tuple[str, int, int], dict[str, None]] = {}
    for code, text in theirs:
        for run in _runs(grams, words(text)):
            found.setdefault(run, {})[code] = None
    ranks = {cle: rank for rank, cle in enumerate(ours)}
    order = sorted(found, key=lambda run: (ranks[run[0]], run[1], -run[2]))
    return [_said(ours[cle], cle, at, end, tuple(found[cle, at, end])) for cle, at, end in order]


def words(text: str) -> list[str]:
    """What is compared of a text: neither accents, nor capitals, nor signs."""
    return [folded(word) for word in _MOT.findall(text)]


def _runs(grams: Grams, mots: Sequence[str]) -> list[tuple[str, int, int]]:
    """The longest runs of our words in a text: key, first word, word after the last."""
    opened: dict[tuple[str, int], int] = {}  # where a run goes on → where it began
    runs: list[tuple[str, int, int]] = []
    for at in range(len(mots) - MOTS + 1):
        here = grams.get(tuple(mots[at : at + MOTS]), ())
        going = {(cle, mine + 1): opened.get((cle, mine), mine) for cle, mine in here}
        runs += [
            (cle, began, after - 1 + MOTS)
            for (cle, after), began in opened.items()
            if (cle, after + 1) not in going
        ]
        opened = going
    return runs + [(cle, began, after - 1 + MOTS) for (cle, after), began in opened.items()]


def _said(text: str, cle: str, at: int, end: int, codes: tuple[str, ...]) -> Reprise:
    places = list(_MOT.finditer(text))
    first, last = places[at].start(), places[end - 1].end()
    return Reprise(cle, first, last, text[first:last], codes)
