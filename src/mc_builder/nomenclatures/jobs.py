"""The words of a job → the fiches of a nomenclature that come near it, for a person to judge.

The store gives those that share a word, which is quick; those are then compared as any texts are.
Of 120 certifications of the RNCP, a fiche that each declares was always among those compared.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from mc_builder.nomenclatures.matching import ENTRE, Index, Proche, Texte
from mc_builder.nomenclatures.matching.stems import words
from mc_builder.nomenclatures.store_reading import editions, fiches, jobs_like, newest
from mc_builder.nomenclatures.store_records import Edition, Fiche

#: How many entries are read for each part of a text, and how many fiches are compared.
_READ, _COMPARED = 600, 100
#: What the words of the context weigh in the choice of those, and how soon a rank counts less.
_CONTEXTE, _RANG = 0.4, 10


@dataclass(frozen=True, slots=True)
class FicheProche:
    """A fiche that comes near a job, and the words that justify it."""

    fiche: Fiche
    proche: Proche


def near_jobs(
    base: sqlite3.Connection, edition: Edition, asked: Texte, most: int
) -> tuple[FicheProche, ...]:
    """The fiches of an edition that come nearest, the nearest first; each shares a word."""
    found = {
        fiche.code: fiche
        for code in _candidates(base, edition, asked)
        for fiche in fiches(base, code, edition.nom, edition.version)
    }
    index = Index({code: text_of_job(fiche) for code, fiche in found.items()})
    near = (one for one in index.search(asked, len(found)) if one.communs)
    return tuple(FicheProche(found[one.cle], one) for one in islice(near, most))


def editions_of_jobs(base: sqlite3.Connection) -> tuple[Edition, ...]:
    """The newest edition of each nomenclature that holds fiches of jobs; the RNCP holds none."""
    names = dict.fromkeys(one.edition.nom for one in editions(base) if one.edition.nom != "RNCP")
    return tuple(one for nom in names if (one := newest(base, nom)) is not None)


def _candidates(base: sqlite3.Connection, edition: Edition, asked: Texte) -> list[str]:
    scores = defaultdict[str, float](float)
    for text, weight in ((asked.titre, 1.0), (asked.contexte, _CONTEXTE)):
        said = " ".join(words(text))
        for place, code in enumerate(jobs_like(base, edition, said, _READ)):
            scores[code] += weight / (_RANG + place)
    return sorted(scores, key=lambda code: (-scores[code], code))[:_COMPARED]


def text_of_job(fiche: Fiche) -> Texte:
    """A fiche: its title, its definition; its appellations and its items are what surrounds it."""
    around = (*fiche.appellations, *(item.intitule for item in fiche.items))
    return Texte(fiche.intitule, ENTRE.join(around), fiche.definition)
