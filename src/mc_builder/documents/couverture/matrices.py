"""Jobs × competences and jobs × blocs: how many requirements of each job each of them serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mc_builder.coverage.analysis.matrices import Case, Matrice
from mc_builder.coverage.definitions import Definition
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.french import tied


@dataclass(frozen=True, slots=True)
class LigneMatrice:
    """A job; `cases` holds only what is not empty, by rank of the column (from 0)."""

    rang: int
    emploi: Numerote
    cases: Mapping[int, Case]


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

    def dite(self, rang: int, colonne: int) -> str:
        """« 3 », « 3 + 2 » or « + 2 »: what is only taken up follows the plus sign."""
        case = self.lignes[rang - 1].cases.get(colonne)
        if case is None:
            return ""
        parts = [str(len(case.evaluees))] if case.evaluees else []
        parts += [tied("+", str(len(case.traduites)))] if case.traduites else []
        return " ".join(parts)


def matrice_vue(b: Builder, matrice: Matrice) -> MatriceVue:
    """One table of the analysis."""
    ranks = {cle: n for n, cle in enumerate(matrice.colonnes)}
    rows: dict[str, dict[int, Case]] = {cle: {} for cle in matrice.lignes}
    for (ligne, colonne), case in matrice.cases.items():
        rows[ligne][ranks[colonne]] = case
    return MatriceVue(
        definition=matrice.definition,
        colonnes=b.cites(matrice.colonnes),
        lignes=tuple(
            LigneMatrice(n, b.cite(cle), cases) for n, (cle, cases) in enumerate(rows.items(), 1)
        ),
    )
