"""The rows of a competence → in which parts of the épreuves each of them is observed.

Why row by row: a cell beside all of them goes on over the page, and what is said once above says
of no criterion where it is seen.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.referentiel.lignes import Commun, Ligne
from mc_builder.documents.rncp.modalites import EvaluationVue, PartieEvaluante
from mc_builder.model.base import Objet
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class ObservationVue:
    """The parts of one épreuve in which criteria are observed; `rang` is 2 for a sous-épreuve."""

    epreuve: Numerote
    rang: int
    parties: tuple[PartieEvaluante, ...]


Observations = tuple[ObservationVue, ...]


@dataclass(frozen=True, slots=True)
class RangeeVue:
    """A row of the table, and where the criteria that face it are observed."""

    ligne: Ligne
    observations: Observations


@dataclass(frozen=True, slots=True)
class CommunVu:
    """Criteria that parts of a competence share, and where they are observed."""

    commun: Commun
    observations: Observations


@dataclass(frozen=True)
class Observees:
    """Gives the rows of one competence the parts that observe them."""

    b: Builder
    competence: str
    evaluations: Sequence[EvaluationVue]

    def rangees(self, lignes: Iterable[Ligne], communs: Iterable[Commun]) -> tuple[RangeeVue, ...]:
        """Each row; beside the competence, also the parts that no row and no group has."""
        rows = [(x, self._seen(x.indicateurs, _cle(x.objet.titre))) for x in lignes]
        groups = [self._seen(commun.indicateurs, "") for commun in communs]
        # A row without a cell of its own has that of the criteria above it.
        told = groups + [cles for ligne, cles in rows if ligne.hauteur]
        left = {p.cle for p in self._parties} - frozenset().union(*told)
        return tuple(
            RangeeVue(ligne, self._of(cles | left if rank == 0 else cles))
            for rank, (ligne, cles) in enumerate(rows)
        )

    def communs(self, communs: Iterable[Commun]) -> Iterator[CommunVu]:
        """Each group of criteria."""
        for commun in communs:
            yield CommunVu(commun, self._of(self._seen(commun.indicateurs, "")))

    @property
    def _parties(self) -> Iterator[PartieEvaluante]:
        """The parts that assess the competence."""
        return (p for one in self.evaluations for facon in one.facons for p in facon.parties)

    def _seen(self, indicateurs: Iterable[Texte], niveau: str) -> frozenset[str]:
        """The parts that observe criteria, those of a competence or of one of its parts."""
        wanted = frozenset(map(_cle, indicateurs))
        return frozenset(p.cle for p in self._parties if self._sees(p, wanted, niveau))

    def _of(self, cles: Container[str]) -> Observations:
        found = (
            ObservationVue(
                one.epreuve,
                one.rang,
                tuple(p for facon in one.facons for p in facon.parties if p.cle in cles),
            )
            for one in self.evaluations
        )
        return tuple(one for one in found if one.parties)

    def _sees(self, partie: PartieEvaluante, wanted: frozenset[str], niveau: str) -> bool:
        """Whether a part observes criteria: it names one, or all are presumed seen.

        A part that names a sub-competence, and nothing above it, sees no other. One that names the
        competence among others that name criteria has its place beside the competence itself.
        """
        controles = self.b.project.coverage.suites.controles
        named = controles.named_by(partie.cle)
        own = {o.indicateur for o in controles.observations.get(self.competence, ())}
        if self.competence in controles.named:
            if named & own:
                return bool(named & wanted)
            return niveau == self.competence
        subs = {cle for cle in named if self._holds(cle)}
        return niveau in subs if subs and self.competence not in named else True

    def _holds(self, cle: str) -> bool:
        above: Objet | None = self.b.projet.parents.get(cle)
        return above is not None and above.cle == self.competence


def _cle(text: Texte) -> str:
    """The identity of what a text is the title of."""
    return text.ref.rpartition(":")[0]
