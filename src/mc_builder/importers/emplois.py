"""Fiches of a nomenclature → the changes that write an emploi with its exigences into a project.

What another job asks already is asked again, not written twice: the same code of the nomenclature,
or the same words. Nothing that is in the project is rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mc_builder.editing import Changes, Refused, add_item, add_items, find_id, in_turn, rename_id
from mc_builder.french import slug
from mc_builder.importers.fiches import (
    add_copies,
    add_sources,
    both_genders,
    copies,
    place,
    sources_of,
    typed,
)
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import AccesEmploi, Emploi, Exigence, reperes
from mc_builder.nomenclatures.store_records import CONTEXTE, Edition, Fiche, Item
from mc_builder.project import Project
from mc_builder.returns.written import escaped

#: What the publishers' « cœur de métier » becomes: the greatest importance, or the middle one.
_HEART, _BESIDE = 3, 2


@dataclass(frozen=True, slots=True)
class Demand:
    """An item that one or several fiches ask for; `edition` is that of the first of them."""

    item: Item
    edition: Edition
    fiches: tuple[str, ...]

    @property
    def importance(self) -> int | ACompleter:
        """From the heart of the job, where the nomenclature says it."""
        if self.item.coeur is None:
            return ACompleter("à fixer")
        return _HEART if self.item.coeur else _BESIDE


@dataclass(frozen=True, slots=True)
class Job:
    """An emploi to write: the changes, its identifier and title, its requirements by identifier.

    `shared` are those that the project had; `to_set` counts the importances that are to be set.
    """

    changes: Changes
    emploi: str
    intitule: str
    new: tuple[str, ...]
    shared: tuple[str, ...]
    to_set: int


def demands(fiches: Sequence[Fiche], without: Collection[str] = ()) -> list[Demand]:
    """What fiches ask for, each item once: savoir-faire first, contexts of work left out.

    `without` are the codes of items that are not wanted.
    """
    found: dict[tuple[str, str], Demand] = {}
    words: dict[str, tuple[str, str]] = {}
    for fiche in fiches:
        for item in fiche.items:
            if item.nature == CONTEXTE or item.code in without:
                continue
            cle = words.setdefault(slug(item.intitule), (fiche.edition.nom, item.code))
            known = found.get(cle)
            found[cle] = (
                Demand(item, fiche.edition, (fiche.code,))
                if known is None
                else _asked_again(known, item, fiche.code)
            )
    natures = ("savoir-faire", "savoir-etre", "savoir", "habilitation")
    return sorted(found.values(), key=lambda one: natures.index(one.item.nature))


def _asked_again(known: Demand, item: Item, fiche: str) -> Demand:
    """At the heart of one of the jobs, it is at the heart of this one."""
    hearts = [one for one in (known.item.coeur, item.coeur) if one is not None]
    heart = any(hearts) if hearts else None
    codes = tuple(dict.fromkeys((*known.fiches, fiche)))
    return replace(known, item=replace(known.item, coeur=heart), fiches=codes)


def job_of(
    project: Project,
    fiches: Sequence[Fiche],
    asked: Sequence[Demand],
    intitule: str = "",
    acces: AccesEmploi = "premiere-insertion",
) -> Job:
    """An emploi that asks for all this; raises Refused."""
    if not asked:
        raise Refused("ces fiches ne demandent rien")
    named = in_turn(project, *(_naming(one) for one in already(project, asked).values()))
    step = project.edited(named)
    shared = {one: str(known.id) for one, known in already(step, asked).items()}
    sources = sources_of(step, (fiche.edition for fiche in fiches))
    known, fresh = copies(step, fiches, sources)
    new = _identifiers(step, [one for one in asked if one not in shared])
    title = intitule or both_genders(fiches[0].intitule)
    ident = find_id(step, Emploi, title, new.values())
    refs = {**shared, **new}
    lines = [{"exigence": refs[one], "importance": one.importance} for one in asked]
    data = {**_emploi(ident, title, acces, known, sources), "exigences": lines}
    exigences = [_exigence(one, cle, sources[one.edition]) for one, cle in new.items()]
    made = in_turn(
        step,
        lambda p: add_sources(p, sources),
        lambda p: add_copies(p, fresh),
        lambda p: add_items(p, "", "exigences", exigences) if exigences else {},
        lambda p: add_item(p, "", "emplois", data),
    )
    to_set = sum(isinstance(one.importance, ACompleter) for one in asked)
    return Job({**named, **made}, ident, title, tuple(new.values()), tuple(shared.values()), to_set)


def already(project: Project, asked: Sequence[Demand]) -> dict[Demand, Exigence]:
    """What is asked that the project has: under the same code, or in the same words."""
    known: dict[tuple[str, str], Exigence] = {}
    for exigence in project.projet.exigences:
        for repere in exigence.reperes:
            known.setdefault(repere, exigence)
    found = {}
    for one in asked:
        item = one.item
        keys = sorted(reperes(item.intitule, ((one.edition.nom, item.code),)), reverse=True)
        same = [known[key] for key in keys if key in known]  # its code before its words
        if same:
            found[one] = same[0]
    return found


def _naming(exigence: Exigence) -> Callable[[Project], Changes]:
    """An identifier for what has none yet: a job cites it."""

    def named(project: Project) -> Changes:
        if exigence.id is not None:
            return {}
        return rename_id(project, exigence.cle, find_id(project, Exigence, str(exigence.intitule)))

    return named


def _identifiers(project: Project, asked: Sequence[Demand]) -> dict[Demand, str]:
    """An identifier for each of the new requirements, made of its first words."""
    found: dict[Demand, str] = {}
    for one in asked:
        found[one] = find_id(project, Exigence, one.item.intitule, found.values())
    return found


def _exigence(one: Demand, ident: str, source: str) -> dict[str, Any]:
    edition = one.edition
    return {
        "id": ident,
        "intitule": typed(one.item.intitule),
        "nature": one.item.nature,
        "source": {"ref": source, "reperage": place(one.fiches)},
        "nomenclatures": [{"nom": edition.nom, "version": edition.version, "code": one.item.code}],
    }


def _emploi(
    ident: str,
    title: str,
    acces: AccesEmploi,
    fiches: Mapping[Fiche, str],
    sources: Mapping[Edition, str],
) -> dict[str, Any]:
    places = {
        edition: [fiche.code for fiche in fiches if fiche.edition == edition] for edition in sources
    }
    lines = (line for fiche in fiches for line in fiche.definition.split("\n"))
    sentences = [line for line in dict.fromkeys(lines) if line.strip()]
    return {
        "id": ident,
        "intitule": title,
        "description": "\n\n".join(escaped(typed(one), True) for one in sentences)  # noqa: FBT003
        or ACompleter("L’emploi en quelques phrases."),
        "acces": acces,
        "rome": [fiche.code for fiche in fiches if fiche.edition.nom == "ROME"] or None,
        "fiches": list(fiches.values()),
        "sources": [
            {"ref": sources[edition], "reperage": place(codes)} for edition, codes in places.items()
        ],
    }
