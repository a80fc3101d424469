"""The référentiel as a site: what the teacher's edition says, and a page for each job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from markupsafe import Markup

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.enseignant import vue as enseignant
from mc_builder.model.emplois import Emploi, Exigence
from mc_builder.names import ancre
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class EmploiSite:
    """A job: what it is called, what it asks for, the competences that serve it."""

    ancre: str
    objet: Numerote
    description: Markup | None
    appellations: tuple[Texte, ...]
    exigences: tuple[Texte, ...]
    ecartees: tuple[Texte, ...]
    competences: tuple[tuple[Numerote, int], ...]


@dataclass(frozen=True, slots=True)
class SiteVue(enseignant.EnseignantVue):
    """All that the template of the site sees."""

    emplois: tuple[EmploiSite, ...]


def vue(b: Builder) -> SiteVue:
    """The context of the site."""
    base = enseignant.vue(b)
    inherited = {f.name: getattr(base, f.name) for f in fields(base)}
    inherited["tete"] = b.tete("Référentiel", "")
    return SiteVue(
        **inherited, emplois=tuple(_emploi(b, base, emploi) for emploi in b.projet.emplois)
    )


def pages_of(vue: SiteVue, b: Builder) -> Mapping[str, str]:
    """What has a page → the anchor of the heading that begins it, in the order of the menu.

    A competence and a job are defined in a table of the annexes: what begins their pages is a
    heading of their own.
    """
    return dict(_pages(vue, b))


def _pages(vue: SiteVue, b: Builder) -> Iterator[tuple[str, str]]:
    projet = b.projet
    for group in (projet.poles, projet.blocs, projet.blocs_generaux):
        yield from ((found, found) for found in (ancre(one.cle) for one in group))
    yield from ((fiche.objet.ancre, fiche.ancre) for fiche in vue.fiches)
    for epreuve in vue.evaluation.epreuves if vue.evaluation else ():
        yield epreuve.objet.ancre, epreuve.objet.ancre
    yield from ((emploi.objet.ancre, emploi.ancre) for emploi in vue.emplois)


def _emploi(b: Builder, base: enseignant.EnseignantVue, emploi: Emploi) -> EmploiSite:
    asked = [
        (found, link.ecartee is not None)
        for link in emploi.exigences
        if (found := b.projet.find(link.exigence, Exigence)) is not None
    ]
    serving = (
        (fiche.objet, served.exigences)
        for fiche in base.fiches
        for served in fiche.emplois
        if served.objet.ancre == ancre(emploi.cle)
    )
    return EmploiSite(
        f"emploi-{emploi.cle}",
        b.objet(emploi),
        b.prose(emploi, "description"),
        b.titres(emploi.appellations),
        b.titres(one for one, left in asked if not left),
        b.titres(one for one, left in asked if left),
        tuple(serving),
    )
