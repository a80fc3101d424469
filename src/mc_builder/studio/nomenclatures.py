"""What the page asks of the store of nomenclatures: fiches, what they ask for, a job made of them.

Without a store the page says how to have one; nothing else of the atelier needs it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

from mc_builder.editing import Refused
from mc_builder.importers.emplois import Job, already, demands, job_of
from mc_builder.importers.fiches import both_genders, typed
from mc_builder.model.emplois import AccesEmploi
from mc_builder.nomenclatures.store import StoreProblem, reading
from mc_builder.nomenclatures.store_reading import fiches, search
from mc_builder.nomenclatures.store_records import CONTEXTE, FICHE, ITEM, Fiche
from mc_builder.project import Project
from mc_builder.reports.nomenclatures import cited
from mc_builder.studio.session import Session

ABSENTE = (
    "Aucune nomenclature n’est gardée sur cette machine. Téléchargez les fichiers du ROME (France"
    " Travail), ou ceux d’une branche, puis lancez dans un terminal « mc-builder nomenclature"
    " importer CHEMIN » : la page les lira aussitôt."
)
#: What is between the three parts of the name of a fiche.
_BAR = "|"
_PARTS = 3
#: Beyond, nobody compares; how many entries are looked at to find fiches, how many are given.
_MOST, _LOOKED, _GIVEN = 4, 200, 20


def searched(store: Path | None, words: str) -> dict[str, Any]:
    """The fiches that some words name, each once; why there is none when nothing is kept."""
    if store is None:
        return {"absente": ABSENTE, "fiches": []}
    with _opened(store) as base:
        found = {
            (one.edition.nom, one.edition.version, one.code): one
            for one in fiches(base, words.strip())
        }
        entries = search(base, words, most=_LOOKED)
        entries.sort(key=lambda one: one.genre != FICHE)  # its own words before its appellations
        for one in entries:
            code = one.code if one.genre == FICHE else one.parent
            key = (one.edition.nom, one.edition.version, code)
            if one.genre != ITEM and code and key not in found:
                for fiche in fiches(base, code, one.edition.nom, one.edition.version):
                    found[key] = fiche
    # What a fiche without items asks for is not known: it comes after the others. A certification
    # (which holds or does not) is no job.
    jobs = (fiche for fiche in found.values() if fiche.active is None)
    told = sorted(jobs, key=lambda fiche: not _asked(fiche))
    return {"absente": "", "fiches": [_shown(fiche) for fiche in told[:_GIVEN]]}


def compared(project: Project, store: Path | None, named: Sequence[str]) -> dict[str, Any]:
    """What some fiches ask for, each item once, with which of them ask and what the project has."""
    found = _fiches(store, named)
    asked = demands(found)
    known = already(project, asked)
    return {
        "fiches": [_shown(fiche) for fiche in found],
        "elements": [
            {
                "code": one.item.code,
                "intitule": typed(one.item.intitule),
                "nature": one.item.nature,
                "coeur": bool(one.item.coeur),
                "fiches": [n for n, fiche in enumerate(found) if fiche.code in one.fiches],
                "deja": str(known[one].intitule) if one in known else "",
            }
            for one in asked
        ],
        "intitule": both_genders(found[0].intitule),
    }


def write_job(
    session: Session,
    store: Path | None,
    named: Sequence[str],
    kept: Collection[str],
    said: tuple[str, str],
) -> str:
    """Write a job that asks for the items that are kept, as a step; its identity. Raises Refused.

    `said` is its title, and how one comes to it.
    """
    title, access = said
    found = _fiches(store, named)
    acces = next((one for one in get_args(AccesEmploi) if one == access), None)
    if acces is None:
        raise Refused("Dites comment on accède à l’emploi.")
    without = {one.item.code for one in demands(found)} - set(kept)
    made: list[Job] = []

    def of(project: Project) -> dict[str, bytes | None]:
        made.append(job_of(project, found, demands(found, without), title, acces))
        return made[-1].changes

    session.change("Ajouter un emploi depuis une nomenclature", of)
    return made[-1].emploi


def _fiches(store: Path | None, named: Sequence[str]) -> list[Fiche]:
    """The fiches of these names, « ROME|3.47|I1401 »; raises Refused."""
    if store is None:
        raise Refused(ABSENTE)
    if not 0 < len(named) <= _MOST:
        raise Refused(f"Choisissez une à {_MOST} fiches.")
    found = []
    with _opened(store) as base:
        for name in dict.fromkeys(named):
            parts = name.split(_BAR)
            nom, version, code = parts if len(parts) == _PARTS else ("", "", "")
            fiche = next(iter(fiches(base, code, nom, version)), None) if version else None
            if fiche is None:
                raise Refused("Cette fiche n’est plus gardée sur cette machine.")
            found.append(fiche)
    return found


@contextmanager
def _opened(store: Path) -> Iterator[sqlite3.Connection]:
    """The store; what is wrong with it is a refusal."""
    try:
        with reading(store) as base:
            yield base
    except StoreProblem as problem:
        raise Refused(str(problem)) from problem


def _asked(fiche: Fiche) -> int:
    return sum(item.nature != CONTEXTE for item in fiche.items)


def _shown(fiche: Fiche) -> dict[str, Any]:
    edition = fiche.edition
    return {
        "cle": _BAR.join((edition.nom, edition.version, fiche.code)),
        "code": fiche.code,
        "edition": edition.label,
        "intitule": typed(fiche.intitule),
        "elements": _asked(fiche),
        "cite": cited(edition),
    }
