"""Coverage report → what the grid says of it, in words: for the whole project, for a bloc."""

from __future__ import annotations

from itertools import groupby

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.report import CouvertureBloc
from mc_builder.french import listed


def compte(count: int, noun: str) -> str:
    """« 3 activités », « 1 compétence »."""
    return f"{count} {noun}{'s' * (count > 1)}"


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
        whole = f"{compte(count, 'exigence')} {_accorde('retenue', count)} sur {total.retenues}"
        verb = "sont" if count > 1 else "est"
        words = listed([_accorde(stage.libelle, count) for stage in stages])
        said.append(f"{count if said else whole} {verb} {words} ({stages[0].taux})")
    lacking = total.retenues - (known[-1].nombre or 0)
    if lacking:
        verb = "ne sont" if lacking > 1 else "n’est"
        said.append(f"{lacking} {verb} pas {_accorde(known[-1].libelle, lacking)}")
    return " ; ".join(said)


def _accorde(participle: str, count: int) -> str:
    """« évaluée » or « évaluées », for « Évaluées »."""
    return participle.lower().removesuffix("s") + "s" * (count > 1)


def apport(rapport: RapportCouverture, bloc: CouvertureBloc) -> str:
    """« 36 exigences sur 105 (35 % du poids) passent par ce bloc, dont 24 par lui seul »."""
    count, own = len(bloc.exigences), len(bloc.exigences_propres)
    if not count:
        return "aucune exigence ne passe par ce bloc"
    verb = "passent" if count > 1 else "passe"
    alone = f", dont {own} par lui seul" if own else ", aucune par lui seul"
    return (
        f"{compte(count, 'exigence')} sur {rapport.total.retenues} ({bloc.taux_apport} du poids)"
        f" {verb} par ce bloc{alone}"
    )
