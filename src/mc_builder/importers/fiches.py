"""Fiches of a nomenclature → the sources and the copies that a dossier keeps of them.

Why they are copied: whoever builds the dossier measures the same, with or without a store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from mc_builder.editing import Changes, Refused, add_item, add_items, find_id, in_turn
from mc_builder.french import agreed, capital, folded, listed, slug, small
from mc_builder.model.base import ACompleter
from mc_builder.model.emplois import Emploi
from mc_builder.model.fiches import FicheMetier
from mc_builder.model.preuves import Source
from mc_builder.nomenclatures.store_records import CONTEXTE, Edition, Fiche
from mc_builder.project import Project

#: How many letters the two genders of a name begin with: « Vendeur / Vendeuse ».
_SAME = 4
#: The whole names of the nomenclatures whose editions become sources.
_NAMES = {
    "ROME": "Répertoire opérationnel des métiers et des emplois",
    "RNCP": "Répertoire national des certifications professionnelles",
    "ESCO": "Classification européenne des aptitudes, compétences et professions",
}


def keep_for(project: Project, emploi: Emploi, fiches: Sequence[Fiche]) -> Changes:
    """The fiches kept in the dossier, and named by a job that is there; raises Refused.

    The job asks for nothing more: its requirements are those of its writers.
    """
    sources = sources_of(project, (fiche.edition for fiche in fiches))
    known, fresh = copies(project, fiches, sources)
    cited = {one.fiche for one in emploi.fiches}
    more = [ident for ident in known.values() if ident not in cited]
    if not more:
        raise Refused("cet emploi reprend déjà ces fiches")
    return in_turn(
        project,
        lambda p: add_sources(p, sources),
        lambda p: add_copies(p, fresh),
        lambda p: add_items(p, emploi.cle, "fiches", more),
    )


def copies(
    project: Project, fiches: Sequence[Fiche], sources: Mapping[Edition, str]
) -> tuple[dict[Fiche, str], list[dict[str, Any]]]:
    """The identifier of each fiche in the dossier, and those that it does not keep yet."""
    known = {(slug(one.nom)): str(one.id) for one in project.projet.fiches if one.id is not None}
    found: dict[Fiche, str] = {}
    fresh = []
    for fiche in fiches:
        there = known.get(slug(f"{fiche.edition.label} {fiche.code}"))
        found[fiche] = there or _ident(project, fiche, found.values())
        if there is None:
            fresh.append(_copy(fiche, found[fiche], sources[fiche.edition]))
    return found, fresh


def _ident(project: Project, fiche: Fiche, taken: Collection[str]) -> str:
    """« rome-347-i1401 »."""
    name = f"{fiche.edition.label.replace('.', '')} {fiche.code}"
    return find_id(project, FicheMetier, name, taken)


def _copy(fiche: Fiche, ident: str, source: str) -> dict[str, Any]:
    edition = fiche.edition
    return {
        "id": ident,
        "intitule": both_genders(fiche.intitule),
        "nomenclature": {"nom": edition.nom, "version": edition.version, "code": fiche.code},
        "source": {"ref": source, "reperage": place((fiche.code,))},
        "elements": [
            {"code": item.code, "intitule": typed(item.intitule), "nature": item.nature}
            for item in fiche.items
            if item.nature != CONTEXTE
        ],
    }


def add_copies(project: Project, fresh: Sequence[dict[str, Any]]) -> Changes:
    """A file for each of these copies."""
    return in_turn(project, *((lambda p, one=one: add_item(p, "", "fiches", one)) for one in fresh))


def add_sources(project: Project, sources: Mapping[Edition, str]) -> Changes:
    """The entries of the bibliography that are not there yet."""
    fresh = [_source_of(edition, ident) for edition, ident in sources.items()]
    fresh = [one for one in fresh if project.projet.find(one["id"], Source) is None]
    return add_items(project, "", "sources", fresh) if fresh else {}


def sources_of(project: Project, editions: Iterable[Edition]) -> dict[Edition, str]:
    """The source of each edition: that of the project when it has it, or its identifier to be."""
    known = {_squeezed(str(s.abrege or s.titre)): s for s in project.projet.sources}
    known |= {_squeezed(str(s.id)): s for s in project.projet.sources}
    found: dict[Edition, str] = {}
    for edition in dict.fromkeys(editions):
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


def place(codes: Sequence[str]) -> str:
    """« fiche I1401 », « fiches I1401 et M1805 »."""
    return f"{agreed(len(codes), 'fiche')} {listed(codes)}"


def typed(text: str) -> str:
    """The words of a publisher with the apostrophe and the ellipsis of French."""
    return text.replace("'", "’").replace("...", "…")


def both_genders(title: str) -> str:
    """« Mécanicien / Mécanicienne de cycles » → « Mécanicien ou mécanicienne de cycles »."""
    first, slash, second = (part.strip() for part in typed(title).partition("/"))
    if slash and folded(first)[:_SAME] == folded(second)[:_SAME]:
        return f"{capital(first)} ou {small(second)}"
    return capital(typed(title))
