"""The teacher's edition: the référentiel, a sheet for each competence, crossed tables, indexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.enseignant.croises import Croises, Relation
from mc_builder.documents.enseignant.fiches import Fiche, Fiches
from mc_builder.documents.enseignant.progression import ProgressionVue
from mc_builder.documents.referentiel import vue as referentiel
from mc_builder.documents.referentiel.croisements import Croisement
from mc_builder.french import alphabetical
from mc_builder.names import ancre


@dataclass(frozen=True, slots=True)
class EntreeEmploi:
    """A job in the index: where it is named, the pages of the competences that serve it.

    Each with how many of its requirements it takes up: those that take up most come first.
    `appele`: the annexes give it other names than its own.
    """

    objet: Numerote
    appele: bool
    fiches: tuple[tuple[str, Numerote, int], ...]


@dataclass(frozen=True, slots=True)
class EnseignantVue(referentiel.ReferentielVue):
    """All that the template of the teacher's edition sees: the référentiel, and more.

    `emplois_cites`: whether the project names jobs that it does not analyse.
    """

    progression: ProgressionVue | None
    fiches: tuple[Fiche, ...]
    relations: tuple[Relation, ...]
    croisements: tuple[Croisement, ...]
    index_competences: tuple[Fiche, ...]
    index_emplois: tuple[EntreeEmploi, ...]
    emplois_cites: bool


def vue(b: Builder) -> EnseignantVue:
    """The context of the teacher's edition."""
    base = referentiel.vue(b)
    maker = Fiches(b)
    crossed = Croises(maker)
    fiches = tuple(maker.fiche(bloc, c) for bloc, c in maker.competences)
    inherited = {f.name: getattr(base, f.name) for f in fields(base)}
    inherited["tete"] = b.tete(
        "Référentiel – édition ⟨de l’enseignant⟩", f"D’après les {b.annexes}"
    )
    return EnseignantVue(
        **inherited,
        progression=maker.moments.vue(),
        fiches=fiches,
        relations=tuple(crossed.relations()),
        croisements=tuple(crossed.croisements()),
        index_competences=tuple(sorted(fiches, key=lambda f: alphabetical(f.objet.titre.brut))),
        index_emplois=tuple(
            EntreeEmploi(
                b.objet(emploi),
                any(a.intitule != emploi.intitule for a in emploi.appellations),
                _by_count(
                    (fiche.ancre, fiche.objet, served.exigences)
                    for fiche in fiches
                    for served in fiche.emplois
                    if served.objet.ancre == ancre(emploi.cle)
                ),
            )
            for emploi in sorted(b.projet.emplois, key=lambda e: alphabetical(str(e.intitule)))
        ),
        emplois_cites=bool(b.projet.dossier.autres_emplois),
    )


def _by_count(
    fiches: Iterable[tuple[str, Numerote, int]],
) -> tuple[tuple[str, Numerote, int], ...]:
    return tuple(sorted(fiches, key=lambda fiche: -fiche[2]))
