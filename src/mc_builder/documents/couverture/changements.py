"""What changed in coverage since another version, and why."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.coverage import Comptes, Statut
from mc_builder.coverage.comparison.changements import (
    ChangementExigence,
    Changements,
    ChangementsPerimetre,
)
from mc_builder.documents.couverture.chaines import ancre_exigence
from mc_builder.documents.couverture.couverture import SANS_CHANGEMENT
from mc_builder.french import capital
from mc_builder.names import ancre
from mc_builder.page.text import Texte, of


@dataclass(frozen=True, slots=True)
class ChangementVue:
    """A requirement that is not what it was; a status is None where it is not asked for."""

    cle: str
    ancre: str
    titre: Texte
    genre: str
    avant: Statut | None
    apres: Statut | None
    reserves_levees: tuple[str, ...]
    reserves_posees: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupeChangements:
    """The changes of one kind."""

    libelle: str
    lignes: tuple[ChangementVue, ...]


@dataclass(frozen=True, slots=True)
class PerimetreVue:
    """The changes of one job, or of the whole (`titre` None).

    `avant` and `apres` are the counts of the three stages (« 3 sur 4 »), None for a job that was
    not there, or is no more.
    """

    cle: str
    titre: Texte | None
    ancre: str
    avant: tuple[str, ...] | None
    apres: tuple[str, ...] | None
    groupes: tuple[GroupeChangements, ...]
    vide: bool


@dataclass(frozen=True, slots=True)
class ChangementsVue:
    """The whole, then each job; `etapes` are those of the dossier, before and now."""

    sans_changement = SANS_CHANGEMENT

    reference: str
    vide: bool
    etapes: tuple[str, str]
    ensemble: PerimetreVue
    emplois: tuple[PerimetreVue, ...]

    @property
    def detailles(self) -> tuple[PerimetreVue, ...]:
        """The jobs whose requirements changed; else the whole, which would repeat them."""
        told = tuple(p for p in self.emplois if p.groupes)
        return told or tuple(p for p in (self.ensemble,) if p.groupes)

    @property
    def perimetres(self) -> tuple[PerimetreVue, ...]:
        """The whole, then each job."""
        return (self.ensemble, *self.emplois)


def changements_vue(changements: Changements) -> ChangementsVue:
    """The changes as printed."""
    return ChangementsVue(
        reference=changements.reference,
        vide=changements.vide,
        etapes=(changements.etape_avant, changements.etape_apres),
        ensemble=_perimetre(changements.ensemble),
        emplois=tuple(_perimetre(p) for p in changements.emplois),
    )


def _perimetre(scope: ChangementsPerimetre) -> PerimetreVue:
    cle = scope.emploi or ""
    return PerimetreVue(
        cle=cle,
        titre=of(scope.intitule, f"{cle}:intitule") if cle else None,
        ancre=ancre(cle or "total"),
        avant=_comptes(scope.avant),
        apres=_comptes(scope.apres),
        groupes=tuple(
            GroupeChangements(genre.libelle, tuple(map(_changement, found)))
            for genre, found in scope.par_genre
        ),
        vide=scope.vide,
    )


def _comptes(comptes: Comptes | None) -> tuple[str, ...] | None:
    return None if comptes is None else tuple(str(p) for p in comptes.paliers)


def _changement(change: ChangementExigence) -> ChangementVue:
    return ChangementVue(
        cle=change.exigence,
        ancre=ancre_exigence(change.exigence),
        titre=of(change.intitule, f"{change.exigence}:intitule"),
        genre=change.genre.libelle,
        avant=change.avant,
        apres=change.apres,
        reserves_levees=tuple(d.libelle for d in change.reserves_levees),
        reserves_posees=tuple(d.libelle for d in change.reserves_posees),
        causes=tuple(capital(cause.explication) for cause in change.causes),
    )
