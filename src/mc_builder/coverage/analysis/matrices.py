"""Report → jobs × competences and jobs × blocs: what each job owes to each of them.

Sparse and linear: only what is on a chain of a requirement that the job retains makes a cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from mc_builder.coverage.definitions import MATRICE_BLOCS, MATRICE_COMPETENCES, Definition
from mc_builder.coverage.graphe import Graphe
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.report import CouvertureExigence, RapportCouverture
from mc_builder.coverage.statuts import Statut


@dataclass(frozen=True, slots=True)
class Case:
    """What a job owes to a competence or a bloc: requirements that it retains, by identity.

    `evaluees` are assessed through it; `traduites` are taken up by it and not assessed through it
    (another may). Weights are the importance for this job.
    """

    evaluees: tuple[str, ...]
    traduites: tuple[str, ...]
    poids_evaluees: int
    poids_traduites: int


@dataclass(frozen=True, slots=True)
class Matrice:
    """A sparse table: `lignes` are jobs, `colonnes` competences or blocs, in project order.

    `cases` holds only what is not empty, by (job, column).
    """

    definition: Definition
    lignes: tuple[str, ...]
    colonnes: tuple[str, ...]
    cases: Mapping[tuple[str, str], Case]

    def case(self, ligne: str, colonne: str) -> Case | None:
        """A cell; None when it is empty."""
        return self.cases.get((ligne, colonne))


@dataclass(frozen=True, slots=True)
class Matrices:
    """Both tables."""

    competences: Matrice
    blocs: Matrice


@dataclass(slots=True)
class _Compte:
    """A cell while it fills up."""

    evaluees: list[str] = field(default_factory=list)
    traduites: list[str] = field(default_factory=list)
    poids_evaluees: int = 0
    poids_traduites: int = 0

    def count_in(self, exigence: str, poids: int, *, evaluee: bool) -> None:
        if evaluee:
            self.evaluees.append(exigence)
            self.poids_evaluees += poids
        else:
            self.traduites.append(exigence)
            self.poids_traduites += poids

    def case(self) -> Case:
        return Case(
            tuple(self.evaluees), tuple(self.traduites), self.poids_evaluees, self.poids_traduites
        )


#: Through what a requirement is taken up → whether it is assessed through it.
_Passages = Mapping[str, bool]


def cross(rapport: RapportCouverture) -> Matrices:
    """Both tables, from the chains of the report."""
    graphe = rapport.graphe

    def competences(exigence: CouvertureExigence) -> _Passages:
        if exigence.nature not in ("savoir-faire", "savoir-etre"):
            return {}  # a savoir is assessed through competences, not taken up by them
        return _passages(
            (c.competence, c.statut is Statut.EVALUEE)
            for c in exigence.chaines
            if c.competence is not None
        )

    def blocs(exigence: CouvertureExigence) -> _Passages:
        return _passages(
            (bloc, c.statut is Statut.EVALUEE and bloc in c.blocs)
            for c in exigence.chaines
            for bloc in _blocs(graphe, c)
        )

    return Matrices(
        _matrice(rapport, MATRICE_COMPETENCES, tuple(graphe.competences), competences),
        _matrice(rapport, MATRICE_BLOCS, graphe.blocs, blocs),
    )


def _blocs(graphe: Graphe, chaine: Chaine) -> tuple[str, ...]:
    """All the blocs of what takes up, those through which nothing is assessed included."""
    if chaine.savoir is None and chaine.competence is not None:
        return graphe.competences[chaine.competence]
    return chaine.blocs


def _passages(found: Iterable[tuple[str, bool]]) -> _Passages:
    """Each object once: assessed as soon as one chain says so."""
    passages: dict[str, bool] = {}
    for cle, evaluee in found:
        passages[cle] = passages.get(cle, False) or evaluee
    return passages


def _matrice(
    rapport: RapportCouverture,
    definition: Definition,
    colonnes: tuple[str, ...],
    passages: Callable[[CouvertureExigence], _Passages],
) -> Matrice:
    known = {e.exigence: passages(e) for e in rapport.exigences if e.retenue}
    cells: dict[tuple[str, str], _Compte] = defaultdict(_Compte)
    for emploi in rapport.emplois:
        for ligne in emploi.lignes:
            for colonne, evaluee in known[ligne.exigence].items() if ligne.retenue else ():
                cell = cells[emploi.emploi, colonne]
                cell.count_in(ligne.exigence, ligne.importance, evaluee=evaluee)
    return Matrice(
        definition,
        tuple(e.emploi for e in rapport.emplois),
        colonnes,
        {place: cell.case() for place, cell in cells.items()},
    )
