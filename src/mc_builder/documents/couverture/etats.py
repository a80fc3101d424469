"""A requirement as the page tells it → its state: its status; of one evaluated, whether in part.

Why not the status alone: « évaluée » is said of what is covered fully and of what is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mc_builder.coverage import CouvertureExigence, LigneCouverture, Statut


@dataclass(frozen=True, slots=True)
class EtatVue:
    """What the page says of a requirement."""

    identifiant: str
    libelle: str
    lettre: str


#: By identifier, in the order of the chain from its end. The letter is what each is without colour.
ETATS: Mapping[str, EtatVue] = {
    etat.identifiant: etat
    for etat in (
        EtatVue(Statut.EVALUEE.identifiant, "Évaluée pleinement", "É"),
        EtatVue("partie", "Évaluée en partie", "P"),
        EtatVue(Statut.TRADUITE.identifiant, Statut.TRADUITE.libelle, "T"),
        EtatVue(Statut.DECRITE.identifiant, Statut.DECRITE.libelle, "D"),
        EtatVue(Statut.NON_COUVERTE.identifiant, Statut.NON_COUVERTE.libelle, "N"),
        EtatVue(Statut.ECARTEE.identifiant, Statut.ECARTEE.libelle, "–"),
    )
}


def state_of(measure: CouvertureExigence | LigneCouverture) -> EtatVue:
    """That of a requirement, for all or for one job; écartée when jobs ask and none retains it."""
    if isinstance(measure, CouvertureExigence) and measure.emplois and not measure.retenue:
        return ETATS[Statut.ECARTEE.identifiant]
    found = ETATS[measure.statut.identifiant]
    if measure.statut is not Statut.EVALUEE or measure.pleine:
        return found
    # Of one that nobody asks for, nothing says how well it should be covered.
    return ETATS["partie"] if measure.retenue else replace(found, libelle=Statut.EVALUEE.libelle)
