"""Texts that can be searched for those that come near another one by their words.

Three ways to compare, none of which wins everywhere: BM25 on stems, the cosine of stems and of
pairs of stems, the cosine of strings of characters. Each gives an order; what counts is the sum
of 1 ÷ (60 + rank) over the three (reciprocal rank fusion), which needs no common scale.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log, sqrt
from typing import Protocol

from mc_builder.nomenclatures.matching.background import background
from mc_builder.nomenclatures.matching.grams import grams
from mc_builder.nomenclatures.matching.kinship import Bande, Commun, band, in_common, resemblance
from mc_builder.nomenclatures.matching.postings import Postings, best
from mc_builder.nomenclatures.matching.stems import pairs, stem, words

#: Cormack, Clarke and Büttcher, SIGIR 2009.
K_RRF = 60
#: How soon a repeated word stops counting, how much length does: chosen on half of the questions of
#: `benchmarks/suggestions.py`, confirmed on the others (docs/decisions/0022).
K1, B = 0.8, 0.5
#: What a word of the context (titles of parents) weighs beside one of the title.
POIDS_CONTEXTE = 0.4
#: What is between the titles that a text is made of: no pair of words goes over it.
ENTRE = " ; "
#: As many texts as the public ones are worth, beside those at hand.
POIDS_FOND = 500
#: How far each of the three orders is read.
PROFONDEUR = 100
#: More texts than there can be: every term is searched.
_TOUT = 10**9


@dataclass(frozen=True)
class Texte:
    """What is compared: the words of a thing, and those of what holds it, which weigh less.

    What defines it weighs as its title, and is not shown as such.
    """

    titre: str
    contexte: str = ""
    definition: str = ""

    @cached_property
    def parties(self) -> tuple[tuple[list[str], float], ...]:
        """The words of each title in them, and what they weigh."""
        weights = (self.titre, 1.0), (self.definition, 1.0), (self.contexte, POIDS_CONTEXTE)
        return tuple(
            (list(words(part)), weight) for text, weight in weights for part in text.split(ENTRE)
        )


Terms = Mapping[str, float]


def _counted(parts: Callable[[list[str]], Iterable[str]], text: Texte) -> dict[str, float]:
    found: dict[str, float] = {}
    for said, weight in text.parties:
        for term, n in Counter(parts(said)).items() if said else ():
            found[term] = found.get(term, 0.0) + weight * n
    return found


def _stems(found: list[str]) -> list[str]:
    return [stem(word) for word in found]


def _stems_and_pairs(found: list[str]) -> list[str]:
    roots = _stems(found)
    return roots + pairs(roots)


def _grams(found: list[str]) -> list[str]:
    return [gram for word in found for gram in grams(word)]


class Rarity(dict[str, float]):
    """How rare a term is: in the texts at hand, and in public nomenclatures.

    Those count as `POIDS_FOND` texts more, so that they lead in a project and not in the whole
    ROME.
    """

    def __init__(self, texts: Iterable[Terms], *usual: Mapping[str, int]) -> None:
        super().__init__()
        self._own, self._usual, self._texts = Counter[str](), usual, 0
        for terms in texts:
            self._texts += 1
            self._own.update(terms.keys())

    def __missing__(self, term: str) -> float:
        public = 1 + sum(table.get(term, 0) for table in self._usual)
        seen = self._own[term] + POIDS_FOND * public / background().textes
        self[term] = found = log(1 + (self._texts + POIDS_FOND) / seen)
        return found


class Cosine:
    """Texts as directions: the more rare terms in common, the nearer, whatever their length."""

    def __init__(
        self,
        texts: list[Texte],
        parts: Callable[[list[str]], Iterable[str]],
        courant: int,
        *usual: Mapping[str, int],
    ) -> None:
        counted = [_counted(parts, text) for text in texts]
        self._parts, self.rarity = parts, Rarity(counted, *usual)
        self.postings = Postings(map(self._direction, counted), courant)

    def asked(self, text: Texte) -> Terms:
        """What a text asks of the postings."""
        return self._direction(_counted(self._parts, text))

    def scores(self, text: Texte) -> dict[int, float]:
        """From 0 to 1, for each text."""
        return self.postings.scores(self.asked(text))

    def _direction(self, counted: Terms) -> Terms:
        weights = {
            term: (1 + log(n) if n > 1 else n) * self.rarity[term] for term, n in counted.items()
        }
        norm = sqrt(sum(w * w for w in weights.values()))
        return {term: w / norm for term, w in weights.items()} if norm else {}


def by_pieces(texts: list[Texte]) -> Cosine:
    """Texts as directions of the strings of characters of their words."""
    return Cosine(texts, _grams, _TOUT, background().morceaux)


class BM25:
    """Rare words in common, each counted less and less as it is repeated."""

    def __init__(self, texts: list[Texte], rarity: Rarity, courant: int) -> None:
        counted = [_counted(_stems, text) for text in texts]
        lengths = [sum(terms.values()) for terms in counted]
        usual = (sum(lengths) / len(lengths) if lengths else 0) or 1
        self._rarity = rarity
        weighed = (
            {t: n * (K1 + 1) / (n + K1 * (1 - B + B * length / usual)) for t, n in terms.items()}
            for terms, length in zip(counted, lengths, strict=True)
        )
        self.postings = Postings(weighed, courant)

    def asked(self, text: Texte) -> Terms:
        """What a text asks of the postings."""
        return {t: n * self._rarity[t] for t, n in _counted(_stems, text).items()}

    def scores(self, text: Texte) -> dict[int, float]:
        """Of each text; nothing bounds them."""
        return self.postings.scores(self.asked(text))


class Way(Protocol):
    """One of the three ways to compare: each gives an order."""

    postings: Postings

    def asked(self, text: Texte) -> Terms:
        """What a text asks of the postings."""
        ...

    def scores(self, text: Texte) -> dict[int, float]:
        """Of each text that shares a term."""
        ...


@dataclass(frozen=True, slots=True)
class Proche:
    """A text found, by its identity, and the words that justify it, the rarest first.

    `score`, from 0 to 1, is the cosine of the stems of both titles. Without words in common, only
    pieces of words bring the two texts near.
    """

    cle: str
    score: float
    communs: tuple[Commun, ...]

    @property
    def bande(self) -> Bande:
        """How much a person may trust it."""
        return band(self.score, self.communs)

    @property
    def by_parent(self) -> bool:
        """Whether only what holds the text found shares words with the first one."""
        return all(commun.parent for commun in self.communs)

    @property
    def mots(self) -> tuple[str, ...]:
        """The words in common, as the first text writes them."""
        return tuple(commun.mot for commun in self.communs)


class Index:
    """Texts by their identities, in any order: equals come in that of their identities.

    `courant`: a term of more texts than that is not searched, so that the time of a search does
    not grow with the texts.
    """

    def __init__(self, texts: Mapping[str, Texte], courant: int = _TOUT) -> None:
        table = background()
        self._cles = sorted(texts)
        self.textes = [texts[cle] for cle in self._cles]
        paires = Cosine(self.textes, _stems_and_pairs, courant, table.unites, table.paires)
        self._rarity = paires.rarity
        self.ways: tuple[Way, ...] = (
            BM25(self.textes, self._rarity, courant),
            paires,
            Cosine(self.textes, _grams, courant, table.morceaux),
        )

    def search(self, text: Texte, count: int, sauf: Container[str] = ()) -> Iterator[Proche]:
        """The `count` nearest texts, the nearest first."""
        fused: dict[int, float] = defaultdict(float)
        for way in self.ways:
            for place, rank in enumerate(best(way.scores(text), PROFONDEUR), 1):
                fused[rank] += 1 / (K_RRF + place)
        order = sorted(fused, key=lambda rank: (-fused[rank], rank))
        kept = (rank for rank in order if self._cles[rank] not in sauf)
        for rank in islice(kept, count):
            yield self.proche(text, rank)

    def proche(self, asked: Texte, rank: int) -> Proche:
        """What justifies a text: the words of its title; else, those of what is said around it."""
        found, rarity = self.textes[rank], self._rarity
        score = max(
            resemblance(text, found.titre, rarity) for text in (asked.titre, asked.contexte)
        )
        whole = f"{asked.titre} {asked.contexte}"
        communs = tuple(in_common(whole, found.titre, rarity)) or tuple(
            in_common(whole, f"{found.definition} {found.contexte}", rarity, parent=True)
        )
        return Proche(self._cles[rank], score, communs)
