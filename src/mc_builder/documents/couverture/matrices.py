"""Jobs × competences and jobs × blocs: how many requirements of each job each of them serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mc_builder.coverage.analysis.matrices import Case, Matrice
from mc_builder.coverage.definitions import Definition
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.couverture.chaines import ancre_exigence
from mc_builder.french import tied


@dataclass(frozen=True, slots=True)
class CaseVue:
    """A cell: the anchors of the requirements assessed there, and of those only taken up."""

    evaluees: tuple[str, ...]
    traduites: tuple[str, ...]
    poids_evaluees: int
    poids_traduites: int

    def __str__(self) -> str:
        """« 3 », « 3 + 2 » or « + 2 »: what is only taken up follows the plus sign."""
        parts = [str(len(self.evaluees))] if self.evaluees else []
        parts += [tied("+", str(len(self.traduites)))] if self.traduites else []
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class LigneMatrice:
    """A job; `cases` holds only what is not empty, by rank of the column (from 0)."""

    rang: int
    emploi: Numerote
    cases: Mapping[int, CaseVue]


@dataclass(frozen=True, slots=True)
class MatriceVue:
    """A table of jobs by competences or blocs."""

    definition: Definition
    colonnes: tuple[Numerote, ...]
    lignes: tuple[LigneMatrice, ...]

    @property
    def reprises(self) -> bool:
        """Whether a cell counts what is taken up and not assessed there, after a plus sign."""
        return any(case.traduites for row in self.lignes for case in row.cases.values())


def matrice_vue(b: Builder, matrice: Matrice) -> MatriceVue:
    """One table of the analysis."""
    ranks = {cle: n for n, cle in enumerate(matrice.colonnes)}
    rows: dict[str, dict[int, CaseVue]] = {cle: {} for cle in matrice.lignes}
    for (ligne, colonne), case in matrice.cases.items():
        rows[ligne][ranks[colonne]] = _case(case)
    return MatriceVue(
        definition=matrice.definition,
        colonnes=b.cites(matrice.colonnes),
        lignes=tuple(
            LigneMatrice(n, b.cite(cle), cases) for n, (cle, cases) in enumerate(rows.items(), 1)
        ),
    )


def _case(case: Case) -> CaseVue:
    return CaseVue(
        tuple(ancre_exigence(cle) for cle in case.evaluees),
        tuple(ancre_exigence(cle) for cle in case.traduites),
        case.poids_evaluees,
        case.poids_traduites,
    )
