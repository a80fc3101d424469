"""Coverage report → what the grid says of it, in words: for the whole project, for a bloc."""

from __future__ import annotations

from itertools import groupby

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.report import CouvertureBloc, Palier
from mc_builder.french import agreed, counted, listed


def mesure(rapport: RapportCouverture) -> str:
    """« 88 exigences retenues sur 105 sont décrites, traduites et évaluées (84 %) ; 17 ne… ».

    Stages that the same number reaches are said together; empty when nothing is retained.
    """
    total = rapport.total
    known = [palier for palier in total.paliers if palier.nombre is not None]
    if not total.retenues or not known:
        return ""
    said: list[str] = []
    for count, same in groupby(known, key=lambda palier: palier.nombre or 0):
        stages = tuple(same)
        whole = f"{counted(count, 'exigence retenue')} sur {total.retenues}"
        words = listed(_participle(stage, count) for stage in stages)
        said.append(
            f"{count if said else whole} {agreed(count, 'est', 'sont')} {words} ({stages[0].taux})"
        )
    lacking = total.retenues - (known[-1].nombre or 0)
    if lacking:
        said.append(
            f"{lacking} {agreed(lacking, 'n’est', 'ne sont')} pas {_participle(known[-1], lacking)}"
        )
    return " ; ".join(said)


def _participle(stage: Palier, count: int) -> str:
    """« évaluée » or « évaluées », for « Évaluées »."""
    return agreed(count, stage.libelle.lower().removesuffix("s"))


def apport(rapport: RapportCouverture, bloc: CouvertureBloc) -> str:
    """« 36 exigences sur 105 (35 % du poids) passent par ce bloc, dont 24 par lui seul »."""
    count, own = len(bloc.exigences), len(bloc.exigences_propres)
    if not count:
        return "aucune exigence ne passe par ce bloc"
    alone = f", dont {own} par lui seul" if own else ", aucune par lui seul"
    return (
        f"{counted(count, 'exigence')} sur {rapport.total.retenues} ({bloc.taux_apport} du poids)"
        f" {agreed(count, 'passe', 'passent')} par ce bloc{alone}"
    )
