"""Coverage report → one French sentence: how much is left uncovered, or why nothing is measured."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage.report import CouvertureExigence, RapportCouverture
from mc_builder.coverage.statuts import Statut
from mc_builder.french import agreed

#: Said instead of figures when no job asks for anything.
RIEN_A_MESURER = "rien à mesurer, aucun emploi de referentiels/emplois/ n’a d’exigences"


def mesurable(rapport: RapportCouverture) -> bool:
    """Whether a target job asks for at least one requirement."""
    return bool(rapport.total.toutes)


def lacunes(rapport: RapportCouverture) -> Iterator[CouvertureExigence]:
    """The requirements retained that are not evaluated, each once, in the order of the files."""
    return (e for e in rapport.exigences if e.retenue and e.statut is not Statut.EVALUEE)


def bilan(rapport: RapportCouverture) -> str:
    """What is left to cover, or that there is nothing to measure."""
    if not mesurable(rapport):
        return f"Couverture : {RIEN_A_MESURER}."
    left, retained = sum(1 for _ in lacunes(rapport)), rapport.total.retenues
    return f"Couverture : {_reste(left, retained)}."


def _reste(left: int, retained: int) -> str:
    """« 17 des 105 exigences retenues ne sont pas évaluées… »: what is missing, never the rest."""
    if not retained:
        return "aucune exigence n’est retenue, toutes sont écartées"
    if not left:
        subject = agreed(
            retained, "l’exigence retenue", f"chacune des {retained} exigences retenues"
        )
        return f"{subject} est évaluée, au moins en partie (« mc-builder coverage » le détaille)"
    where = "(« mc-builder coverage » dit où la chaîne s’interrompt)"
    if retained == 1:
        return f"1 exigence retenue, qui n’est pas évaluée de bout en bout {where}"
    verb = agreed(left, "n’est pas évaluée", "ne sont pas évaluées")
    return f"{left} des {retained} exigences retenues {verb} de bout en bout {where}"
