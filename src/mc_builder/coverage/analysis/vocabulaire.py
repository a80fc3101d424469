"""French texts → the words that they share, weighed by their rarity: an inverted index.

Kept simple on purpose: a short list of endings, which a stemmer does not better (decision 11).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from math import log, sqrt

from mc_builder.french import folded

_MOT = re.compile(r"[^\W_]+")
_PLUS_COURT = 3
#: A word found in more texts than that brings nothing closer, and its list would be read again
#: for each requirement: leaving it out keeps the search linear.
_TROP_COURANT = 200
_FINALES = """
    issements issement ations ation atrices atrice ateurs ateur fications fication fiers fier
    ements ement ments ment ances ance ences ence euses euse eurs eur ions ion iquer iques ique
    ics ic ages age ites ite ives ive ifs if ables able ibles ible elles elle els el ales ale aux
    al ees ee es er ir s e x
"""
#: The shortest stem of four letters or more, so the longest ending.
_RADICAL = re.compile(f"(.{{4,}}?)(?:{'|'.join(_FINALES.split())})?")
#: Words that say nothing of a subject. The first are verbs of many senses and what comes of them:
#: « passer une commande » and « passage d’une page », « mise à jour » twice, share no idea.
_VIDES = """
    faire fait faite faites jour jours mettre mis mise mises passage passages passe passee passees
    passer prendre prise prises
    afin ainsi alors apres aucun aucune autre autres aux avant avec car ceci cela celle celles
    celui ces cet cette ceux chaque chez comme comment dans des donc dont elle elles encore entre
    est etc ete etre eux hors ici ils les leur leurs lors lui mais meme memes moins ni
    non nos notre nous ont par parmi pas pendant peu peut plus plusieurs pour pouvoir puis quand
    que quel quelle quelles quels qui quoi sans selon ses soi soit son sont sous sur tel telle
    telles tels tous tout toute toutes tres une vers via vos votre vous
"""
_MOTS_VIDES = frozenset(_VIDES.split())


@dataclass(frozen=True, slots=True)
class Proche:
    """A text near another one, and the words that justify it.

    `score` goes from 0 to 1 (cosine); `mots` are the shared words as the searched text writes
    them, the rarest first.
    """

    cle: str
    score: float
    mots: tuple[str, ...]


def radicaux(texte: str) -> dict[str, str]:
    """The stems of a text, each with the first word that has it, in the order of the text."""
    found: dict[str, str] = {}
    for mot in _MOT.findall(texte.lower()):
        plain = folded(mot)
        if len(plain) >= _PLUS_COURT and plain not in _MOTS_VIDES:
            found.setdefault(_radical(plain), mot)
    return found


def _radical(mot: str) -> str:
    found = _RADICAL.fullmatch(mot)
    return found[1] if found else mot


class Index:
    """Texts that can be searched for those that share words with another text."""

    def __init__(self, textes: Iterable[tuple[str, str]]) -> None:
        """`textes` are (identity, text) pairs, in any order."""
        docs = sorted((cle, frozenset(radicaux(texte))) for cle, texte in textes)
        self._cles = [cle for cle, _ in docs]
        self._ou: dict[str, list[int]] = defaultdict(list)
        for n, (_, words) in enumerate(docs):
            for word in words:
                self._ou[word].append(n)
        self._poids = {word: log(1 + len(docs) / len(where)) for word, where in self._ou.items()}
        self._normes = [sqrt(sum(sorted(self._poids[w] ** 2 for w in words))) for _, words in docs]

    def proches(
        self,
        texte: str,
        nombre: int,
        *,
        sauf: Container[str] = (),
        plancher: float = 0.0,
        plancher_seul: float = 0.0,
    ) -> tuple[Proche, ...]:
        """The `nombre` nearest texts that score at least `plancher`, the nearest first.

        Those that share a single word need `plancher_seul`: one usual word brings nothing closer.
        """
        asked = radicaux(texte)
        known = [word for word in asked if word in self._ou]
        if not known:
            return ()
        # A word that no text has is part of what was asked: it counts as the rarest.
        rarest = log(1 + len(self._cles))
        norm = sqrt(sum(self._poids.get(word, rarest) ** 2 for word in asked))
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, list[str]] = defaultdict(list)
        for word in sorted(known, key=lambda w: (-self._poids[w], w)):
            where = self._ou[word]
            if len(where) > _TROP_COURANT:
                continue
            for n in where:
                scores[n] += self._poids[word] ** 2
                shared[n].append(asked[word])
        found = [
            Proche(self._cles[n], score / (norm * self._normes[n]), tuple(shared[n]))
            for n, score in scores.items()
            if self._cles[n] not in sauf
        ]
        floors = (plancher_seul, plancher)
        found = [p for p in found if p.score >= floors[len(p.mots) > 1]]
        return tuple(sorted(found, key=lambda p: (-p.score, p.cle))[:nombre])
