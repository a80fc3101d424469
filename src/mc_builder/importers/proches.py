"""A job of the project → the fiches of the nomenclatures of this machine that come near it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Emploi
from mc_builder.nomenclatures.jobs import FicheProche, editions_of_jobs, near_jobs
from mc_builder.nomenclatures.matching import ENTRE, Texte
from mc_builder.nomenclatures.store_records import Edition
from mc_builder.project import Project


def near_fiches(
    project: Project, emploi: Emploi, base: sqlite3.Connection, most: int
) -> Iterator[tuple[Edition, tuple[FicheProche, ...]]]:
    """For the newest edition of each nomenclature, the fiches that come nearest."""
    asked = words_of(project, emploi)
    for edition in editions_of_jobs(base):
        yield edition, near_jobs(base, edition, asked, most)


def without_code(project: Project) -> tuple[Emploi, ...]:
    """The jobs that no fiche details: neither a code nor a fiche that is kept."""
    return tuple(one for one in project.projet.emplois if not (one.rome or one.fiches))


def words_of(project: Project, emploi: Emploi) -> Texte:
    """The titles of a job; what it asks for is what surrounds them."""
    titles = (emploi.intitule, *(one.intitule for one in emploi.appellations))
    asked = {one.exigence for one in emploi.exigences if one.ecartee is None}
    required = (str(one.intitule) for one in project.projet.exigences if one.id in asked)
    said = (str(title) for title in titles if not isinstance(title, ACompleter))
    return Texte(ENTRE.join(said), ENTRE.join(required))
