"""Coverage report → what the grid says of it, in words: for the whole project, for a bloc."""

from __future__ import annotations

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.bilan import degres_dits
from mc_builder.coverage.report import CouvertureBloc
from mc_builder.french import agreed, counted


def mesure(rapport: RapportCouverture) -> str:
    """The sentence of the coverage report; empty when nothing is retained."""
    return degres_dits(rapport.total) if rapport.total.retenues else ""


def apport(rapport: RapportCouverture, bloc: CouvertureBloc) -> str:
    """« 36 exigences sur 105 passent par ce bloc, dont 24 par lui seul ».

    Counted, not weighed: the grid gives the weight of a bloc once, where it is compared with the
    marks and shared with the other blocs; the weight of what passes through it is larger.
    """
    count, own = len(bloc.exigences), len(bloc.exigences_propres)
    if not count:
        return "aucune exigence ne passe par ⟨ce bloc⟩"
    alone = f", dont {own} par lui seul" if own else ", aucune par lui seul"
    return (
        f"{counted(count, 'exigence')} sur {rapport.total.retenues}"
        f" {agreed(count, 'passe', 'passent')} par ⟨ce bloc⟩{alone}"
    )
