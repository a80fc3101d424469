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


_EN_PARTIE = EtatVue("partie", "Évaluée en partie", "P")
#: By identifier, in the order of the chain from its end; of those evaluated, those in part last.
ETATS: Mapping[str, EtatVue] = {
    etat.identifiant: etat
    for statut in sorted(Statut, reverse=True)
    for etat in (
        EtatVue(statut.identifiant, statut.libelle, _LETTRES[statut]),
        *((_EN_PARTIE,) if statut is Statut.EVALUEE else ()),
    )
}
#: The same where they are counted: beside those in part, the others are fully evaluated.
COMPTES: tuple[EtatVue, ...] = tuple(
    replace(etat, libelle="Évaluée pleinement") if etat.identifiant == "evaluee" else etat
    for etat in ETATS.values()
)


def state_of(measure: CouvertureExigence | LigneCouverture) -> EtatVue:
    """That of a requirement, for all or for one job; écartée when jobs ask and none retains it."""
    if isinstance(measure, CouvertureExigence) and measure.emplois and not measure.retenue:
        return ETATS[Statut.ECARTEE.identifiant]
    if measure.statut is Statut.EVALUEE and measure.retenue and not measure.pleine:
        return _EN_PARTIE
    return ETATS[measure.statut.identifiant]
