"""The codes of a project beside a newer edition → what became of each: the same, reworded, gone.

A code is that of the same item from one version to the next; what is near one that is gone is a
suggestion, for a person to judge.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mc_builder.french import folded, slug
from mc_builder.model.emplois import Emploi, Exigence, Nomenclature
from mc_builder.model.projet import Projet
from mc_builder.nomenclatures.matching import Bande, Index, Texte
from mc_builder.nomenclatures.store_reading import Named, alike, children, editions, named
from mc_builder.nomenclatures.store_records import FICHE, ITEM, Edition
from mc_builder.source.tree import natural_key

#: How many candidates are given for what is gone, of how many that share a word with it.
_SHOWN, _READ = 3, 150


class Sort(StrEnum):
    """What became of a code, what asks for work first."""

    ABSENT = "absent"
    REFORMULE = "reformule"
    MEME = "meme"


@dataclass(frozen=True, slots=True)
class Candidat:
    """What may take the place of a code that is gone, or details a fiche that is there.

    `nouveau`: the edition that is cited, when it is kept, has no such code.
    """

    code: str
    intitule: str
    bande: Bande | None = None
    nouveau: bool = True


@dataclass(frozen=True, slots=True)
class Suivi:
    """A code that a requirement or a job cites: its words in both versions, when they are known.

    `repere` is what cites an item, with its version; None for a fiche, whose version no job says.
    """

    objet: Exigence | Emploi
    code: str
    avant: str
    apres: str
    sort: Sort
    repere: Nomenclature | None = None
    candidats: tuple[Candidat, ...] = ()


def follow(projet: Projet, base: sqlite3.Connection, edition: Edition) -> tuple[Suivi, ...]:
    """What an edition makes of the codes that are cited in an older one; fiches, then items."""
    return (*_fiches(projet, base, edition), *_items(projet, base, edition))


def _fiches(projet: Projet, base: sqlite3.Connection, edition: Edition) -> Iterator[Suivi]:
    """The fiches of the jobs: their titles in the newest of the other versions that have them."""
    if slug(edition.nom) != "rome":
        return
    older = _older(base, edition)
    for emploi in projet.emplois:
        for code in map(str, emploi.rome):
            now = named(base, edition, FICHE, code)
            old = [found for one in older if (found := named(base, one, FICHE, code))]
            if not old:
                continue  # it is of this version, or of none that is kept
            was = old[-1].intitule
            near = children(base, edition, code)
            candidats = tuple(Candidat(one.code, one.intitule) for one in near)
            if now is None and not candidats:
                candidats = _near(base, edition, FICHE, was, older[-1])
            yield Suivi(emploi, code, was, _words(now), _sort(was, now), None, candidats)


def _older(base: sqlite3.Connection, edition: Edition) -> list[Edition]:
    """The other editions of the same nomenclature that come before it."""
    return [
        one.edition
        for one in editions(base)
        if folded(one.edition.nom) == folded(edition.nom)
        and natural_key(one.edition.version) < natural_key(edition.version)
    ]


def _items(projet: Projet, base: sqlite3.Connection, edition: Edition) -> Iterator[Suivi]:
    kept = {
        (slug(str(fiche.nomenclature.nom)), str(x.code)): str(x.intitule)
        for fiche in projet.fiches
        for x in fiche.elements
    }
    for exigence in projet.exigences:
        for cited in exigence.nomenclatures:
            nom, version, code = str(cited.nom), str(cited.version or ""), str(cited.code)
            if slug(nom) != slug(edition.nom) or version == edition.version:
                continue
            then = named(base, Edition(edition.nom, version), ITEM, code)
            was = then.intitule if then is not None else kept.get((slug(nom), code), "")
            now = named(base, edition, ITEM, code)
            asked = was or str(exigence.intitule)
            cited_in = Edition(edition.nom, version)
            near = () if now is not None else _near(base, edition, ITEM, asked, cited_in)
            yield Suivi(exigence, code, was, _words(now), _sort(was, now), cited, near)


def _words(found: Named | None) -> str:
    return "" if found is None else found.intitule


def _sort(was: str, now: Named | None) -> Sort:
    if now is None:
        return Sort.ABSENT
    return Sort.REFORMULE if was and slug(was) != slug(now.intitule) else Sort.MEME


def _near(
    base: sqlite3.Connection, edition: Edition, genre: str, words: str, older: Edition
) -> tuple[Candidat, ...]:
    """The entries whose words come nearest, of those that share one."""
    found = {one.code: one for one in alike(base, edition, genre, words, _READ)}
    index = Index({code: Texte(one.intitule) for code, one in found.items()})
    return tuple(
        Candidat(
            near.cle,
            found[near.cle].intitule,
            near.bande,
            named(base, older, genre, near.cle) is None,
        )
        for near in index.search(Texte(words), _SHOWN)
        if near.bande is not Bande.FAIBLE
    )
