"""The measure in one sentence: how many requirements are covered, how many jobs without a gap."""

from __future__ import annotations

from mc_builder.coverage import Palier
from mc_builder.french import agreed, capital

#: Of a stage: what one requirement is that has reached it.
_ATTEINT = {
    "evaluees": ("évaluée", "évaluées"),
    "traduites": ("traduite en compétence ou savoir", "traduites en compétence ou savoir"),
}


def verdict(terme: Palier, couverts: int, emplois: int) -> str:
    """The sentence; `terme` is the last stage measured, `couverts` counts jobs without a gap."""
    if not terme.retenues:
        return "Aucune exigence n’est retenue : il n’y a rien à mesurer."
    return f"{capital(_exigences(terme))} ; {_emplois(couverts, emplois)}."


def _exigences(terme: Palier) -> str:
    reached, whole = terme.nombre or 0, terme.retenues
    one, many = _ATTEINT[terme.cle]
    if whole == 1:
        return f"l’exigence retenue {'est' if reached else 'n’est pas'} {one}"
    if not reached:
        return f"aucune des {whole} exigences distinctes retenues n’est {one}"
    if reached == 1:
        return f"1 exigence distincte retenue sur {whole} est {one}, soit {terme.taux}"
    return f"{terme} exigences distinctes retenues sont {many}, soit {terme.taux}"


def _emplois(couverts: int, emplois: int) -> str:
    if emplois == 1:
        return f"l’emploi visé {'est' if couverts else 'n’est pas'} couvert sans lacune"
    if not couverts:
        return f"aucun des {emplois} emplois visés n’est couvert sans lacune"
    if couverts == emplois:
        return f"les {emplois} emplois visés sont couverts sans lacune"
    are = agreed(couverts, "est couvert", "sont couverts")
    return f"{couverts} des {emplois} emplois visés {are} sans lacune"
