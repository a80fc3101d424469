"""A requirement → what its words bring near, for its sheet; what is refused is written.

A refusal is kept with the requirement (`pistes_ecartees`): no link is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mc_builder.documents.couverture.mots import raison
from mc_builder.editing import Changes, Refused, add_link, remove_link
from mc_builder.french import typeset
from mc_builder.model.base import Modele
from mc_builder.model.emplois import Exigence
from mc_builder.nomenclatures.matching import Bande, Proche
from mc_builder.page.text import pieces
from mc_builder.project import Project

#: The field where refusals are, which has its own place in the sheet.
FIELD = "pistes_ecartees"


def of_requirement(project: Project, model: Modele) -> dict[str, Any] | None:
    """What is near a requirement, and what was refused; None for any other object.

    Nothing is near while the project has errors, or when the requirement has no gap.
    """
    if not isinstance(model, Exigence):
        return None
    found = project.analysis.ruptures.get(model.cle) if project.sound else None
    return {
        "phrase": project.projet.said(typeset(found.phrase)) if found else "",
        "proches": list(_near(project, found.proches)) if found else [],
        "ecartees": [
            {"cle": cle, "nom": project.names[cle].court}
            for cle in model.pistes_ecartees
            if cle in project.projet.by_cle
        ],
    }


def _near(project: Project, proches: tuple[Proche, ...]) -> Iterator[dict[str, Any]]:
    for near in proches:
        yield {
            "cle": near.cle,
            "nom": project.names[near.cle].court,
            "morceaux": list(pieces(project.names[near.cle].court, _shared(near))),
            "raison": typeset(raison(near)),
            "faible": near.bande is Bande.FAIBLE,
        }


def _shared(near: Proche) -> set[str]:
    """The words in common, as what is suggested writes them."""
    return {common.autre for common in near.communs}


def judge(project: Project, exigence: str, cle: str, *, refused: bool) -> Changes:
    """The files once an object is refused, or suggested again; raises Refused."""
    if project.projet.find(exigence, Exigence) is None:
        raise Refused("Cette exigence n’est plus là.")
    ref = f"{exigence}:{FIELD}"
    return add_link(project, ref, cle) if refused else remove_link(project, ref, cle)
