"""Report and thresholds → which thresholds are missed, and which jobs are in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mc_builder.coverage.report import Comptes, CouvertureEmploi, RapportCouverture
from mc_builder.coverage.taux import Taux
from mc_builder.model.dossier import Seuils, SeuilsProjet


@dataclass(frozen=True, slots=True)
class SeuilManque:
    """A threshold that is not reached: overall (`emploi` None) or for one job.

    `palier` is « decrites », « traduites » or « evaluees »; `seuil` is in percent.
    """

    emploi: str | None
    palier: str
    libelle: str
    taux: Taux
    seuil: Decimal


def seuils_manques(rapport: RapportCouverture, seuils: SeuilsProjet) -> tuple[SeuilManque, ...]:
    """The thresholds that the measure does not reach.

    Those of the project are for its total, those of a job for this job. The exact rates are
    compared, not the printed ones; « s.o. » is below nothing.
    """
    found = list(_manques(None, rapport.total, seuils))
    for emploi in rapport.emplois:
        if emploi.emploi in seuils.emplois:
            found += _manques(emploi.emploi, emploi.comptes, seuils.emplois[emploi.emploi])
    return tuple(found)


def emplois_en_doute(
    rapport: RapportCouverture, seuils: SeuilsProjet
) -> tuple[CouvertureEmploi, ...]:
    """The jobs that leave out so many requirements that one may ask whether they are targets."""
    return tuple(
        emploi
        for emploi in rapport.emplois
        if emploi.comptes.taux_ecartees.superieur_a(seuil_ecartees(seuils, emploi.emploi))
    )


def seuil_ecartees(seuils: SeuilsProjet, emploi: str) -> Decimal:
    """The share of écartées that puts a job in doubt: its own when it is written, else common."""
    own = seuils.emplois.get(emploi)
    if own is not None and "ecartees" in own.model_fields_set:
        return own.ecartees
    return seuils.ecartees


def _manques(emploi: str | None, comptes: Comptes, seuils: Seuils) -> Iterator[SeuilManque]:
    asked = (seuils.decrites, seuils.traduites, seuils.evaluees)
    for palier, seuil in zip(comptes.paliers, asked, strict=True):
        if seuil is not None and palier.taux.inferieur_a(seuil):
            yield SeuilManque(emploi, palier.cle, palier.libelle, palier.taux, seuil)
