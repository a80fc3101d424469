"""Thresholds that are reached → one sentence, each with what is reached and what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from mc_builder.coverage import SeuilMesure
from mc_builder.french import small, tied
from mc_builder.names import Names


def thresholds_said(names: Names, rangs: Mapping[str, int], found: Iterable[SeuilMesure]) -> str:
    """« Exigences pleinement couvertes : ensemble, 67 % pour 65 % ; emploi 1, 77 % pour 75 % »."""
    groups = groupby(found, key=lambda seuil: (seuil.bloc is not None, seuil.libelle))
    return ". ".join(
        f"{libelle if of_bloc else f'Exigences {small(libelle)}'} : "
        + " ; ".join(_reached(names, rangs, one) for one in same)
        for (of_bloc, libelle), same in groups
    )


def _reached(names: Names, rangs: Mapping[str, int], seuil: SeuilMesure) -> str:
    """« emploi 2, 78 % pour 75 % »."""
    within = f" ({names.options((seuil.option,))})" if seuil.option is not None else ""
    rate = f"{seuil.taux} pour {seuil.seuil_affiche}"
    return f"{_subject(names, rangs, seuil)}{within}, {rate}"


def _subject(names: Names, rangs: Mapping[str, int], seuil: SeuilMesure) -> str:
    if seuil.emploi is not None:
        return tied("emploi", str(rangs[seuil.emploi]))
    if seuil.bloc is not None:
        return names[seuil.bloc].appel
    return "ensemble" if seuil.importance is None else tied("importance", str(seuil.importance))
