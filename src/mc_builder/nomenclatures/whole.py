"""An edition of a nomenclature → all its texts, to be compared with many others."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from mc_builder.nomenclatures.jobs import text_of_job
from mc_builder.nomenclatures.matching import Texte
from mc_builder.nomenclatures.store_reading import entries, fiches
from mc_builder.nomenclatures.store_records import FICHE, ITEM, Edition


class Parmi(StrEnum):
    """What is searched; its value is what is typed."""

    FICHES = "fiches"
    ELEMENTS = "elements"


@dataclass(frozen=True, slots=True)
class Whole:
    """The texts of an edition by their codes, and the title of each."""

    edition: Edition
    titres: dict[str, str]
    textes: dict[str, Texte]


def whole(store: sqlite3.Connection, edition: Edition, parmi: Parmi) -> Whole:
    """All the fiches of an edition, with what they hold, or all its items, each by its words.

    Of two items of one code the first counts, as in the store.
    """
    found = entries(store, edition, FICHE if parmi is Parmi.FICHES else ITEM)
    titles = {one.code: one.intitule for one in reversed(found)}
    if parmi is Parmi.ELEMENTS:
        return Whole(edition, titles, {code: Texte(title) for code, title in titles.items()})
    texts = {
        code: text_of_job(fiche)
        for code in titles
        for fiche in fiches(store, code, edition.nom, edition.version)
    }
    return Whole(edition, titles, texts)
