"""A line of a job in two versions → the causes of what changed in it, demands included."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage.comparison.causes import Cause, CheminChange
from mc_builder.coverage.comparison.demandes import (
    AutonomieDemandeeChangee,
    EcartLeve,
    EcartPose,
    ExigenceDemandee,
    ExigenceRetiree,
    ImportanceChangee,
)
from mc_builder.coverage.comparison.raisons import Raisons, ecarts
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.graphe import Verbe
from mc_builder.coverage.report import LigneCouverture
from mc_builder.coverage.statuts import Statut
from mc_builder.names import Nom


def causes(
    raisons: Raisons, avant: LigneCouverture | None, apres: LigneCouverture | None
) -> tuple[Cause, ...]:
    """Why a line is not what it was; nothing when it is."""
    if apres is None:
        return (ExigenceRetiree(*_demande(raisons.avant, avant)),) if avant is not None else ()
    if avant is None:
        return (ExigenceDemandee(*_demande(raisons.apres, apres)),)
    return tuple(dict.fromkeys(_entre(raisons, avant, apres)))


def _entre(raisons: Raisons, avant: LigneCouverture, apres: LigneCouverture) -> Iterator[Cause]:
    """What changed in a line that is in both versions."""
    same = avant.statut == apres.statut
    yield from _nuances(raisons, avant, apres) if same else _passage(raisons, avant, apres)
    if avant.importance != apres.importance:
        here = _demande(raisons.apres, apres)
        yield ImportanceChangee(*here, avant.importance, apres.importance)


def _passage(raisons: Raisons, avant: LigneCouverture, apres: LigneCouverture) -> tuple[Cause, ...]:
    """Why a requirement that is asked for in both versions has another status."""
    here = _demande(raisons.apres, apres)
    if apres.statut is Statut.ECARTEE and apres.ecart is not None and avant.ecart is None:
        return (EcartPose(*here, apres.ecart.motif, str(apres.ecart.explication)),)
    if avant.statut is Statut.ECARTEE and apres.ecart is None:
        return (EcartLeve(*here),)
    return raisons.du_statut(avant.mesure, apres.mesure)


def _nuances(raisons: Raisons, avant: LigneCouverture, apres: LigneCouverture) -> Iterator[Cause]:
    """Why the same status has other flags; nothing when they are the same."""
    if apres.statut is Statut.ECARTEE:
        return
    asked = (avant.autonomie_demandee, apres.autonomie_demandee)
    if asked[0] != asked[1]:
        yield AutonomieDemandeeChangee(*_demande(raisons.apres, apres), *asked)
    went, came = ecarts(avant.drapeaux, apres.drapeaux)
    found = list(raisons.des_reserves(avant.mesure, apres.mesure, went, came))
    yield from found
    if (went or came) and not found and asked[0] == asked[1]:
        yield CheminChange()


def _demande(version: Version, ligne: LigneCouverture) -> tuple[Nom, str]:
    """The job that asks, and where it does."""
    asked = version.graphe.trouver(Verbe.DEMANDE, ligne.emploi, ligne.exigence)
    return version.nom(ligne.emploi), version.lieu_du_lien(asked)
