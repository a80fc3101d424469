"""The levels of each target job, usual and of access, beside that of the diploma → chart data."""

from __future__ import annotations

from collections.abc import Iterable

from mc_builder.french import capital, spelled
from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.model.base import if_known
from mc_builder.model.emplois import Emploi
from mc_builder.model.projet import Projet

NIVEAUX = "niveaux-des-emplois"


def niveaux(projet: Projet) -> Diagramme | None:
    """The chart, jobs by level and the unknown ones last; None when no two levels are known."""
    repere = if_known(projet.dossier.diplome.niveau)
    known = [(emploi, if_known(emploi.niveau_usuel)) for emploi in projet.emplois]
    if repere is None or sum(niveau is not None for _, niveau in known) < 2:
        return None
    known.sort(key=lambda pair: (pair[1] is None, pair[1] or 0))
    usual = Serie(
        "",
        tuple(
            None if niveau is None else Valeur(niveau, f"niveau {niveau}", accent=niveau == repere)
            for _, niveau in known
        ),
    )
    reach = Serie("Accès selon les fiches", tuple(_reach(emploi) for emploi, _ in known))
    spread = any(value is not None for value in reach.valeurs)
    return Diagramme(
        nom=NIVEAUX,
        forme="niveaux",
        titre=_title(sum(niveau == repere for _, niveau in known), len(known)),
        lignes=tuple(str(emploi.intitule) for emploi, _ in known),
        series=(usual, reach) if spread else (usual,),
        unite="",
        date="",
        perimetre="",
        source=_source(emploi for emploi, niveau in known if niveau is not None)
        + " ; accès selon les fiches de métier citées" * spread,
        repere=repere,
    )


def _reach(emploi: Emploi) -> Valeur | None:
    """From the lowest to the highest level that the fiches of a job give access at.

    One that opens it to those who have no diploma has no lowest: the bar starts with the scale.
    """
    found = if_known(emploi.niveaux_des_fiches)
    if found is None or found.maximum is None:
        return None
    if found.minimum is None:
        said = f"de l’absence de diplôme au niveau {found.maximum}"
    else:
        said = f"du niveau {found.minimum} au niveau {found.maximum}"
    exact = found.exact is not None
    return Valeur(found.minimum or 0, f"au niveau {found.exact}" if exact else said, found.maximum)


def _source(placed: Iterable[Emploi]) -> str:
    """Who gives the levels, no source being asked for each; and after what, when all have some."""
    after = ", d’après les sources de chaque emploi" if all(e.sources for e in placed) else ""
    return f"niveaux usuels fixés par l’équipe de rédaction{after}"


def _title(own: int, every: int) -> str:
    """What the chart says, counted."""
    jobs = spelled(every)
    if own == every:
        return "Tous les emplois visés sont usuellement au niveau du diplôme"
    if own > 1:
        some = capital(spelled(own))
        return f"{some} des {jobs} emplois visés sont usuellement au niveau du diplôme"
    few = "Un seul des {} emplois visés est" if own else "Aucun des {} emplois visés n’est"
    return f"{few.format(jobs)} usuellement au niveau du diplôme"
