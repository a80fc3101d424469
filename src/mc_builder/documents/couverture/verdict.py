"""The measure in one sentence: the requirements fully covered, the jobs without a gap."""

from __future__ import annotations

from mc_builder.coverage import Comptes
from mc_builder.coverage.bilan import degres_dits
from mc_builder.french import agreed, capital


def verdict(total: Comptes, couverts: int, emplois: int, mesure: str = "") -> str:
    """The sentence, of the whole; `couverts` counts the jobs without a gap.

    `mesure` says what is covered, when it is not that of the whole alone.
    """
    if not total.retenues:
        return "Aucune exigence n’est retenue : il n’y a rien à mesurer."
    return f"{capital(mesure or degres_dits(total))} ; {_emplois(couverts, emplois)}."


def _emplois(couverts: int, emplois: int) -> str:
    if emplois == 1:
        return f"l’emploi visé {'est' if couverts else 'n’est pas'} couvert sans lacune"
    if not couverts:
        return f"aucun des {emplois} emplois visés n’est couvert sans lacune"
    if couverts == emplois:
        return f"les {emplois} emplois visés sont couverts sans lacune"
    are = agreed(couverts, "est couvert", "sont couverts")
    return f"{couverts} des {emplois} emplois visés {are} sans lacune"
