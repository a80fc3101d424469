"""Project and report → what jobs share, what several ways cover, and the levels of the jobs."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from mc_builder.coverage.analysis.qualite import (
    Multiples,
    NiveauEmploi,
    Niveaux,
    PaireEmplois,
    PartageEmploi,
    Recoupement,
)
from mc_builder.coverage.report import RapportCouverture
from mc_builder.coverage.statuts import Drapeau
from mc_builder.model.projet import Projet


def count_multiples(rapport: RapportCouverture) -> Multiples:
    """The requirements retained that several ways reach at their best status."""
    return Multiples(
        tuple(
            e.exigence for e in rapport.exigences if e.retenue and Drapeau.MULTIPLE in e.drapeaux
        ),
        rapport.total.retenues,
    )


def overlap(rapport: RapportCouverture) -> Recoupement:
    """What the jobs have in common; only pairs with something in common are made.

    Why: the cost is that of the sharing, not of the square of the number of jobs.
    """
    rang = {e.emploi: n for n, e in enumerate(rapport.emplois)}
    retenues = {e.emploi: e.comptes.retenues for e in rapport.emplois}
    communes: Counter[tuple[str, str]] = Counter()
    partagees: Counter[str] = Counter()
    for exigence in rapport.exigences:
        jobs = sorted(exigence.emplois_retenant, key=rang.__getitem__)
        communes.update(combinations(jobs, 2))
        partagees.update(jobs if len(jobs) > 1 else ())
    paires = [
        PaireEmplois((un, autre), both, retenues[un] + retenues[autre] - both)
        for (un, autre), both in communes.items()
    ]
    paires.sort(key=lambda p: (p.communes / p.union, rang[p.emplois[0]], rang[p.emplois[1]]))
    emplois = [PartageEmploi(cle, partagees[cle], retained) for cle, retained in retenues.items()]
    emplois.sort(key=lambda e: (e.partagees / e.retenues if e.retenues else 1, rang[e.emploi]))
    return Recoupement(
        tuple(paires),
        len(rang) * (len(rang) - 1) // 2 - len(paires),
        tuple(emplois),
        retenues,
        dict(communes),
    )


def compare_niveaux(projet: Projet) -> Niveaux:
    """The usual level of each job against that of the diploma."""
    niveau = projet.dossier.diplome.niveau
    return Niveaux(tuple(NiveauEmploi(e.cle, e.niveau_usuel, niveau) for e in projet.emplois))
