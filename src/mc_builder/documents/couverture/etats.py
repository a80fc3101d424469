"""A requirement as a reader is told it → its state: its status, or evaluated in part.

Why not the status alone: « évaluée » is said of what is covered fully and of what is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mc_builder.coverage import CouvertureExigence, LigneCouverture, Statut


@dataclass(frozen=True, slots=True)
class EtatVue:
    """What the page and the workbook say of a requirement, and what it means."""

    identifiant: str
    libelle: str
    lettre: str
    definition: str


def _of(statut: Statut, lettre: str, libelle: str = "") -> EtatVue:
    return EtatVue(statut.identifiant, libelle or statut.libelle, lettre, statut.definition)


_EN_PARTIE = EtatVue(
    "partie",
    "Évaluée en partie",
    "P",
    "Suivie jusqu’⟨aux épreuves⟩, par un lien partiel ou avec ⟨une autonomie⟩ en dessous de ce que"
    " l’emploi demande.",
)
#: By identifier, in the order of the chain from its end. The letter is what each is without colour.
ETATS: Mapping[str, EtatVue] = {
    etat.identifiant: etat
    for etat in (
        _of(Statut.EVALUEE, "É", "Évaluée pleinement"),
        _EN_PARTIE,
        _of(Statut.TRADUITE, "T"),
        _of(Statut.DECRITE, "D"),
        _of(Statut.NON_COUVERTE, "N"),
        _of(Statut.ECARTEE, "–"),
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
    return _EN_PARTIE if measure.retenue else replace(found, libelle=Statut.EVALUEE.libelle)
