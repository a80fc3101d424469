"""Fiches of a nomenclature → the changes that write an emploi with its exigences into a project.

What another job asks already is asked again, not written twice: the same code of the nomenclature,
or the same words. Nothing that is in the project is rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mc_builder.editing import Changes, Refused, add_item, add_items, find_id, in_turn, rename_id
from mc_builder.french import agreed, capital, folded, listed, slug, small
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import AccesEmploi, Emploi, Exigence
from mc_builder.model.preuves import Source
from mc_builder.nomenclatures.store_records import CONTEXTE, Edition, Fiche, Item
from mc_builder.project import Project
from mc_builder.returns.written import escaped

#: What the publishers' « cœur de métier » becomes: the greatest importance, or the middle one.
_HEART, _BESIDE = 3, 2
#: How many letters the two genders of a name begin with: « Vendeur / Vendeuse ».
_SAME = 4
#: The whole names of the nomenclatures whose editions become sources.
_NAMES = {
    "ROME": "Répertoire opérationnel des métiers et des emplois",
    "RNCP": "Répertoire national des certifications professionnelles",
    "ESCO": "Classification européenne des aptitudes, compétences et professions",
}


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
    named = in_turn(project, *(_naming(one) for one in _already(project, asked).values()))
    step = project.edited(named)
    shared = {one: str(known.id) for one, known in _already(step, asked).items()}
    sources = _sources(step, fiches)
    fresh = [_source_of(edition, ident) for edition, ident in sources.items()]
    fresh = [one for one in fresh if step.projet.find(one["id"], Source) is None]
    new = _identifiers(step, [one for one in asked if one not in shared])
    title = intitule or _both_genders(fiches[0].intitule)
    ident = find_id(step, Emploi, title, new.values())
    refs = {**shared, **new}
    lines = [{"exigence": refs[one], "importance": one.importance} for one in asked]
    data = {**_emploi(ident, title, acces, fiches, sources), "exigences": lines}
    exigences = [_exigence(one, cle, sources[one.edition]) for one, cle in new.items()]
    made = in_turn(
        step,
        lambda p: add_items(p, "", "sources", fresh) if fresh else {},
        lambda p: add_items(p, "", "exigences", exigences) if exigences else {},
        lambda p: add_item(p, "", "emplois", data),
    )
    to_set = sum(isinstance(one.importance, ACompleter) for one in asked)
    return Job({**named, **made}, ident, title, tuple(new.values()), tuple(shared.values()), to_set)


def _already(project: Project, asked: Sequence[Demand]) -> dict[Demand, Exigence]:
    """What is asked that the project has: under the same code, or in the same words."""
    known: dict[tuple[str, str] | str, Exigence] = {}
    for exigence in project.projet.exigences:
        for code in exigence.nomenclatures:
            known.setdefault((slug(str(code.nom)), str(code.code)), exigence)
        known.setdefault(slug(str(exigence.intitule)), exigence)
    found = {}
    for one in asked:
        keys = ((slug(one.edition.nom), one.item.code), slug(one.item.intitule))
        same = [known[key] for key in keys if key in known]
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


def _sources(project: Project, fiches: Sequence[Fiche]) -> dict[Edition, str]:
    """The source of each edition: that of the project when it has it, or its identifier to be."""
    known = {_squeezed(str(s.abrege or s.titre)): s for s in project.projet.sources}
    known |= {_squeezed(str(s.id)): s for s in project.projet.sources}
    found: dict[Edition, str] = {}
    for edition in dict.fromkeys(fiche.edition for fiche in fiches):
        there = known.get(_squeezed(edition.label))
        new = find_id(project, Source, edition.label, found.values())
        found[edition] = str(there.id) if there is not None and there.id is not None else new
    return found


def _squeezed(name: str) -> str:
    """« ROME 3.47 », « rome-347 » → « rome347 »."""
    return slug(name).replace("-", "")


def _source_of(edition: Edition, ident: str) -> dict[str, Any]:
    year = edition.date[:4]
    name = _NAMES.get(edition.nom, edition.nom)
    return {
        "id": ident,
        "auteur": edition.attribution or edition.nom,
        "titre": f"{name} ({edition.nom}), version {edition.version}",
        "annee": year if year.isdecimal() else ACompleter("Année de cette version"),
        "abrege": edition.label,
        "type": "donnees",
        "precision": edition.licence or None,
    }


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
        "intitule": _typed(one.item.intitule),
        "nature": one.item.nature,
        "source": {"ref": source, "reperage": _place(one.fiches)},
        "nomenclatures": [{"nom": edition.nom, "version": edition.version, "code": one.item.code}],
    }


def _emploi(
    ident: str,
    title: str,
    acces: AccesEmploi,
    fiches: Sequence[Fiche],
    sources: dict[Edition, str],
) -> dict[str, Any]:
    places = {
        edition: [fiche.code for fiche in fiches if fiche.edition == edition] for edition in sources
    }
    lines = (line for fiche in fiches for line in fiche.definition.split("\n"))
    sentences = [line for line in dict.fromkeys(lines) if line.strip()]
    return {
        "id": ident,
        "intitule": title,
        "description": "\n\n".join(escaped(_typed(one), True) for one in sentences)  # noqa: FBT003
        or ACompleter("L’emploi en quelques phrases."),
        "acces": acces,
        "rome": [fiche.code for fiche in fiches if fiche.edition.nom == "ROME"] or None,
        "sources": [
            {"ref": sources[edition], "reperage": _place(codes)}
            for edition, codes in places.items()
        ],
    }


def _place(codes: Sequence[str]) -> str:
    """« fiche I1401 », « fiches I1401 et M1805 »."""
    return f"{agreed(len(codes), 'fiche')} {listed(codes)}"


def _typed(text: str) -> str:
    """The words of a publisher with the apostrophe and the ellipsis of French."""
    return text.replace("'", "’").replace("...", "…")


def _both_genders(title: str) -> str:
    """« Mécanicien / Mécanicienne de cycles » → « Mécanicien ou mécanicienne de cycles »."""
    first, slash, second = (part.strip() for part in _typed(title).partition("/"))
    if slash and folded(first)[:_SAME] == folded(second)[:_SAME]:
        return f"{capital(first)} ou {small(second)}"
    return capital(_typed(title))
