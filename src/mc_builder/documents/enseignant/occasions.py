"""Where each indicateur of a competence is seen: in which part of which épreuve, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from mc_builder.coverage.controles import Controles
from mc_builder.coverage.graphe import PartieLiee, Verbe
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.referentiel.parties import in_percent
from mc_builder.model.blocs import Competence
from mc_builder.model.evaluation import Epreuve, Partie, SousEpreuve
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class PartieFiche:
    """A part that assesses a competence: its rank among those of its épreuve.

    `precisions`: its share of the mark, what it leaves.
    """

    rang: int
    titre: Texte
    precisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoieFiche:
    """Those that some candidates take: « candidats A »; empty where there is but one category."""

    candidats: str
    parties: tuple[PartieFiche, ...]


@dataclass(frozen=True, slots=True)
class EpreuveFiche:
    """An épreuve that assesses a competence, and its parts by who takes them.

    `rang` is 2 for a sous-épreuve.
    """

    objet: Numerote
    rang: int
    voies: tuple[VoieFiche, ...]


@dataclass(frozen=True, slots=True)
class GroupeIndicateurs:
    """Indicateurs that are seen in the same parts: `cases` name these, a cell for each column."""

    indicateurs: tuple[Texte, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partiel:
    """An indicateur that a part sees in part only: for whom, and what it leaves (may be empty)."""

    indicateur: Texte
    candidats: str
    reserve: str


class Occasions:
    """The épreuves of one competence, and the parts where each of its indicateurs is seen.

    Candidates of several categories who take the same parts are in one column. A part is named by
    its rank in its épreuve, after the number of this one where several assess the competence.
    """

    def __init__(self, b: Builder, competence: Competence, controles: Controles | None) -> None:
        self.b, self.competence, self.controles = b, competence, controles
        found = controles.of(competence.cle) if controles else ()
        self.evaluant = {c.partie.cle for c in found}
        self.examens = tuple(dict.fromkeys(_exam(c.partie) for c in found))
        self.presumes = bool(
            controles and competence.cle not in controles.named and self.indicateurs and found
        )

    @property
    def indicateurs(self) -> bool:
        """Whether the competence has any."""
        return bool(self.controles and self.controles.observations.get(self.competence.cle))

    @cached_property
    def colonnes(self) -> tuple[tuple[str, ...], ...]:
        """The categories of candidates, those who take the same parts together."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for category in self.b.graphe.categories or ("",):
            taken = tuple(p.cle for p in self._taken((category,)) if p.cle in self.evaluant)
            if taken:
                every = tuple(p.cle for p in self._taken((category,)))
                groups.setdefault(every, []).append(category)
        return tuple(map(tuple, groups.values()))

    @property
    def tetes(self) -> tuple[str, ...]:
        """What stands above each column: « A », or « Partie » when it is for all of them."""
        if len(self.colonnes) == 1:
            return ("Partie",)
        return tuple(self.b.names.lettres(column) for column in self.colonnes)

    @cached_property
    def epreuves(self) -> tuple[EpreuveFiche, ...]:
        """The épreuves and sous-épreuves that assess the competence."""
        return tuple(
            EpreuveFiche(self.b.objet(exam), exam.rang, tuple(self._voies(cle)))
            for cle in self.examens
            if isinstance(exam := self.b.projet.by_cle.get(cle), Epreuve | SousEpreuve)
        )

    def groupes(
        self, indicateurs: Iterable[Texte], *, ensemble: bool = False
    ) -> tuple[GroupeIndicateurs, ...]:
        """Some indicateurs, those that follow each other and are seen alike together.

        `ensemble`: all of them, which face several rows, in one cell.
        """
        found = [
            GroupeIndicateurs(tuple(same), cases)
            for cases, same in groupby(indicateurs, key=self._cases)
        ]
        if not ensemble or len(found) < 2:
            return tuple(found)
        columns = zip(*(group.cases for group in found), strict=True)
        cases = tuple(", ".join(dict.fromkeys(column)) for column in columns)
        return (GroupeIndicateurs(tuple(t for g in found for t in g.indicateurs), cases),)

    def partiels(self, indicateurs: Iterable[Texte]) -> tuple[Partiel, ...]:
        """Those that a part sees in part only: what a legend says where the table marks them."""
        return tuple(
            Partiel(text, self._candidats(column) if len(self.colonnes) > 1 else "", reserve)
            for text in dict.fromkeys(indicateurs)
            for column in self.colonnes
            for reserve in dict.fromkeys(self._reserves(_identifiant(text), column))
        )

    def _reserves(self, indicateur: str, column: tuple[str, ...]) -> Iterator[str]:
        for part in self._taken(column):
            link = self.b.graphe.find(Verbe.EVALUE, part.cle, indicateur)
            if link is not None and link.partielle:
                yield self.b.project.coverage.ecrits.of(link).reserve

    def _voies(self, exam: str) -> Iterator[VoieFiche]:
        for column in self.colonnes:
            parts = tuple(
                PartieFiche(rank, self.b.un(part, "intitule"), self._precisions(part))
                for rank, linked in enumerate(self._of_exam(column, exam), start=1)
                if linked.cle in self.evaluant
                and (part := self.b.projet.find(linked.cle, Partie)) is not None
            )
            if parts:
                yield VoieFiche(self._candidats(column), parts)

    def _candidats(self, column: tuple[str, ...]) -> str:
        return self.b.names.candidats(column)

    def _taken(self, column: tuple[str, ...]) -> list[PartieLiee]:
        return [part for exam in self.examens for part in self._of_exam(column, exam)]

    def _of_exam(self, column: tuple[str, ...], exam: str) -> list[PartieLiee]:
        """The parts of an épreuve that some candidates take, in order."""
        return [
            part
            for part in self.b.graphe.ensemble
            if _exam(part) == exam and (not part.categories or {*column} & {*part.categories})
        ]

    def _precisions(self, part: Partie) -> tuple[str, ...]:
        share = self.b.imprimee(part, "poids", in_percent)
        return tuple(filter(None, (share, self._reserve(part))))

    def _reserve(self, part: Partie) -> str:
        """What a part says that it leaves of the competence, when it takes it in part only."""
        link = self.b.graphe.find(Verbe.EVALUE, part.cle, self.competence.cle)
        if link is None or not link.partielle:
            return ""
        return self.b.project.coverage.ecrits.of(link).reserve or "en partie"

    def _cases(self, indicateur: Texte) -> tuple[str, ...]:
        """The parts where an indicateur is seen, for each column."""
        cle = _identifiant(indicateur)
        return tuple(self._case(cle, column) or "–" for column in self.colonnes)

    def _case(self, indicateur: str, column: tuple[str, ...]) -> str:
        return ", ".join(
            " ".join(filter(None, (self._named(exam), str(rank), self._scope(part, indicateur))))
            for exam in self.examens
            for rank, part in enumerate(self._of_exam(column, exam), start=1)
            if self._sees(part.cle, indicateur)
        )

    def _named(self, exam: str) -> str:
        return self.b.numeros.get(exam, "") if len(self.examens) > 1 else ""

    def _sees(self, part: str, indicateur: str) -> bool:
        """Whether a part names an indicateur; none named, where the competence is assessed."""
        if self.presumes:
            return part in self.evaluant
        return self.b.graphe.find(Verbe.EVALUE, part, indicateur) is not None

    def _scope(self, part: PartieLiee, indicateur: str) -> str:
        link = self.b.graphe.find(Verbe.EVALUE, part.cle, indicateur)
        return "(en partie)" if link is not None and link.partielle else ""


def _identifiant(text: Texte) -> str:
    """What a text is the title of."""
    return text.ref.rpartition(":")[0]


def _exam(part: PartieLiee) -> str:
    return part.sous_epreuve or part.epreuve
