"""Titles → the first one that a quotation nearly is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from mc_builder.rules.mots import simple

_MOTS = re.compile(r"\w+")
#: How alike two titles are to be one, ill copied; and the words that they share at least (ours).
RESSEMBLANCE, MOTS_COMMUNS = 0.86, 2


class TitresProches:
    """Titles in order, by the words that they have: a quotation is compared with few of them."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = [(title, simple(title), _words(simple(title))) for title in titles]
        self._having: dict[str, list[int]] = defaultdict(list)
        for rank, (_, _, words) in enumerate(self._titles):
            for word in words:
                self._having[word].append(rank)

    def nearest(self, quoted: str) -> str | None:
        """The first title that a quotation, simplified, nearly is; None when there is none."""
        words = _words(quoted)
        for rank in self._sharing(words):
            title, plain, own = self._titles[rank]
            shared = len(words & own)
            # Comparing letters is slow: only what shares most of its words is compared.
            if shared < MOTS_COMMUNS or 2 * shared < max(len(words), len(own)):
                continue
            if SequenceMatcher(None, quoted, plain, autojunk=False).ratio() >= RESSEMBLANCE:
                return title
        return None

    def _sharing(self, words: frozenset[str]) -> list[int]:
        """The titles that may share most of these words, in order.

        A title that shares so many of them has one at least of those that are left once all these
        but one are taken away: the rarest are left, which few titles have.
        """
        due = max(MOTS_COMMUNS, (len(words) + 1) // 2)
        rarest = sorted(words, key=lambda word: len(self._having.get(word, ())))
        left = rarest[: max(0, len(words) - due + 1)]
        return sorted({rank for word in left for rank in self._having.get(word, ())})


def _words(text: str) -> frozenset[str]:
    return frozenset(_MOTS.findall(text))
