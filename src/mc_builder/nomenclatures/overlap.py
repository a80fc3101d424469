"""The blocs of two certifications → how much of each is found again in the other, by their titles.

Each bloc goes with one of the other side at most, so that their resemblances add up to the most;
that sum, over the blocs of one side, is the share of that side. What it is worth was measured on
the register (docs/nomenclatures.md, « Recouvrement »).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mc_builder.french import folded
from mc_builder.nomenclatures.matching.assignment import assign
from mc_builder.nomenclatures.matching.index import Texte, by_pieces

#: From how many certifications a title is that of a bloc of every trade (« Langue vivante »).
GENERIQUE = 10
#: What registers write before the title of a bloc: its kind, its number, the code of its fiche.
_PREFIXE = re.compile(
    r"(?:bloc(?: de comp[ée]tences?)?|unit[ée]|activit[ée]|domaine|ue|u|ccp|bc|c)"
    r" ?(?:n ?[°o]? ?)?[0-9]{1,3}[a-z]?(?:\.[0-9]{1,2})?(?: fiche rncp n ?°? ?[0-9]{1,6})?"
    r"(?: ?[:.–—-]+ ?| (?=[^\W\d]))",
    re.IGNORECASE,
)
_BLANCS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Paire:
    """Two blocs that go together, by their ranks, and how near their titles are, from 0 to 1."""

    un: int
    autre: int
    score: float


@dataclass(frozen=True, slots=True)
class Recouvrement:
    """What two certifications share: `uns` blocs on one side, `autres` on the other."""

    paires: tuple[Paire, ...]
    uns: int
    autres: int

    @property
    def share_of_one(self) -> float:
        """How much of the one is found in the other, from 0 to 1."""
        return self._share(self.uns)

    @property
    def share_of_other(self) -> float:
        """How much of the other is found in the one."""
        return self._share(self.autres)

    @property
    def lower(self) -> float:
        """The lower of both shares: that of the side that has more blocs."""
        return min(self.share_of_one, self.share_of_other)

    def _share(self, count: int) -> float:
        return sum(pair.score for pair in self.paires) / count if count else 0.0


def plain(title: str) -> str:
    """The title of a bloc without what a register writes before it."""
    words = _BLANCS.sub(" ", title).strip()
    found = _PREFIXE.match(words)
    return words[found.end() :] if found and found.end() < len(words) else words


def generic(blocs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The titles, folded, that many certifications have; `blocs` are (certification, title)."""
    named = {(certification, folded(plain(title))) for certification, title in blocs}
    counts = Counter(title for _, title in named)
    return frozenset(title for title, count in counts.items() if count >= GENERIQUE)


def own(titles: Iterable[str], generiques: Collection[str]) -> list[str]:
    """The titles that are a certification's own, as a reader reads them."""
    return [name for title in titles if folded(name := plain(title)) not in generiques]


def overlap(uns: Sequence[str], autres: Sequence[str]) -> Recouvrement:
    """How much the blocs of one certification and of another share, by their plain titles."""
    others = by_pieces([Texte(title) for title in autres])
    found = [others.scores(Texte(title)) for title in uns]
    scores = [[each.get(rank, 0.0) for rank in range(len(autres))] for each in found]
    pairs = tuple(Paire(row, column, scores[row][column]) for row, column in assign(scores))
    return Recouvrement(pairs, len(uns), len(autres))
