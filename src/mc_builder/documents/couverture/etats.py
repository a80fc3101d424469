"""A requirement as the page tells it → its state: its status; of one evaluated, whether in part.

Why not the status alone: « évaluée » is said of what is covered fully and of what is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mc_builder.coverage import CouvertureExigence, LigneCouverture, Statut

#: Letter of each status: what it is without colour.
_LETTRES = {
    Statut.EVALUEE: "É",
    Statut.TRADUITE: "T",
    Statut.DECRITE: "D",
    Statut.NON_COUVERTE: "N",
    Statut.ECARTEE: "–",
}


@dataclass(frozen=True, slots=True)
class EtatVue:
    """What the page says of a requirement."""

    identifiant: str
    libelle: str
    lettre: str


#: In the order of the chain from its end; of those evaluated, the ones covered in part last.
_TOUS = tuple(
    etat
    for statut in sorted(Statut, reverse=True)
    for etat in (
        (
            EtatVue(statut.identifiant, "Évaluée pleinement", _LETTRES[statut]),
            EtatVue("partie", "Évaluée en partie", "P"),
        )
        if statut is Statut.EVALUEE
        else (EtatVue(statut.identifiant, statut.libelle, _LETTRES[statut]),)
    )
)
#: By identifier.
ETATS: Mapping[str, EtatVue] = {etat.identifiant: etat for etat in _TOUS}


def state_of(measure: CouvertureExigence | LigneCouverture) -> EtatVue:
    """That of a requirement, for all or for one job; écartée when jobs ask and none retains it."""
    if isinstance(measure, CouvertureExigence) and measure.emplois and not measure.retenue:
        return ETATS[Statut.ECARTEE.identifiant]
    found = ETATS[measure.statut.identifiant]
    if measure.statut is not Statut.EVALUEE or measure.pleine:
        return found
    # Of one that nobody asks for, nothing says how well it should be covered.
    return ETATS["partie"] if measure.retenue else replace(found, libelle=Statut.EVALUEE.libelle)
