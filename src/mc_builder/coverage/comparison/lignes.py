"""A line of a job in two versions → the causes of what changed in it, demands included."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage.comparison.causes import (
    CHEMIN_CHANGE,
    Cause,
    autonomie_demandee_changee,
    ecart_leve,
    ecart_pose,
    exigence_demandee,
    exigence_retiree,
    importance_changee,
)
from mc_builder.coverage.comparison.raisons import Raisons, flags_between
from mc_builder.coverage.comparison.versions import Version
from mc_builder.coverage.graphe import Verbe
from mc_builder.coverage.report import LigneCouverture
from mc_builder.coverage.statuts import Statut
from mc_builder.names import Nom


def why_line(
    raisons: Raisons, avant: LigneCouverture | None, apres: LigneCouverture | None
) -> tuple[Cause, ...]:
    """Why a line is not what it was; nothing when it is."""
    if apres is None:
        return (exigence_retiree(*_asked(raisons.avant, avant)),) if avant is not None else ()
    if avant is None:
        return (exigence_demandee(*_asked(raisons.apres, apres)),)
    return tuple(dict.fromkeys(_between(raisons, avant, apres)))


def _between(raisons: Raisons, avant: LigneCouverture, apres: LigneCouverture) -> Iterator[Cause]:
    """What changed in a line that is in both versions."""
    same = avant.statut == apres.statut
    yield from _shades(raisons, avant, apres) if same else _passage(raisons, avant, apres)
    if avant.importance != apres.importance:
        here = _asked(raisons.apres, apres)
        yield importance_changee(*here, avant.importance, apres.importance)


def _passage(raisons: Raisons, avant: LigneCouverture, apres: LigneCouverture) -> tuple[Cause, ...]:
    """Why a requirement that is asked for in both versions has another status."""
    here = _asked(raisons.apres, apres)
    if apres.statut is Statut.ECARTEE and apres.ecart is not None and avant.ecart is None:
        return (ecart_pose(*here, apres.ecart),)
    if avant.statut is Statut.ECARTEE and apres.ecart is None:
        return (ecart_leve(*here),)
    return raisons.of_status(avant.mesure, apres.mesure)


def _shades(raisons: Raisons, avant: LigneCouverture, apres: LigneCouverture) -> Iterator[Cause]:
    """Why the same status has other flags; nothing when they are the same."""
    if apres.statut is Statut.ECARTEE:
        return
    asked = (avant.autonomie_demandee, apres.autonomie_demandee)
    if asked[0] != asked[1]:
        yield autonomie_demandee_changee(*_asked(raisons.apres, apres), *asked)
    went, came = flags_between(avant.drapeaux, apres.drapeaux)
    found = list(raisons.of_reserves(avant.mesure, apres.mesure, went, came))
    yield from found
    if (went or came) and not found and asked[0] == asked[1]:
        yield CHEMIN_CHANGE


def _asked(version: Version, ligne: LigneCouverture) -> tuple[Nom, str]:
    """The job that asks, and where it does."""
    asked = version.graphe.find(Verbe.DEMANDE, ligne.emploi, ligne.exigence)
    return version.nom(ligne.emploi), version.place_of(asked)
