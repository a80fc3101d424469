"""Links, assessments and report → what hangs on one competence, or on one épreuve, alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from mc_builder.coverage.analysis.dependances import dependances
from mc_builder.coverage.analysis.qualite import Concentration, Dependance
from mc_builder.coverage.report import CouvertureExigence, RapportCouverture
from mc_builder.coverage.statuts import Statut


def concentrate(
    rapport: RapportCouverture,
    nature: Literal["competence", "epreuve"],
) -> Concentration:
    """What is no longer evaluated when one object is removed, the heaviest object first."""
    if rapport.etape == "opportunite":
        return Concentration(nature, (), None, None, 0, 0)
    evaluees = [e for e in rapport.exigences if e.retenue and e.statut is Statut.EVALUEE]
    poids_evaluees = sum(e.poids for e in evaluees)
    required = dependances(rapport.suites.controles, nature)
    hanging: dict[str, list[CouvertureExigence]] = defaultdict(list)
    dependantes = poids_dependantes = 0
    for exigence in evaluees:
        found = required(exigence)
        dependantes += bool(found)
        poids_dependantes += exigence.poids if found else 0
        for cle in found:
            hanging[cle].append(exigence)
    objets = [
        Dependance(
            cle,
            tuple(e.exigence for e in members),
            sum(e.poids for e in members),
            len(evaluees),
            poids_evaluees,
        )
        for cle, members in hanging.items()
    ]
    objets.sort(key=lambda o: (-o.poids, -len(o.exigences), o.objet))
    return Concentration(
        nature, tuple(objets), dependantes, poids_dependantes, len(evaluees), poids_evaluees
    )
