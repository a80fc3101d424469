"""The ways of a requirement → one line for each bloc that has it assessed: where it is found there.

Why a line for each: whoever counts what a bloc brings counts its lines, and an épreuve without the
competence that it assesses cannot be found again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from mc_builder.coverage import CouvertureBloc, Statut
from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.chaines import ChaineVue, ControleVue, MaillonVue, RouteVue
from mc_builder.documents.couverture.signes import Signe
from mc_builder.french import tied
from mc_builder.model.evaluation import CategorieCandidats
from mc_builder.page.text import Texte

#: Categories of candidates with a column of their own.
_CATEGORIES = 4
#: What stands for an épreuve without a number, and for an attestation, which is of none.
_EPREUVE, ATTESTATION = "oui", "att."


@dataclass(frozen=True, slots=True)
class VoieVue:
    """Where a requirement is found, through one bloc.

    `bloc` is its number and `signe` what it covers; both are empty where nothing is assessed.
    `reponse` and `reprise` are numbers (« 1.2.3 », « C1.1 »), or what the object is when it has
    none; `epreuves` has one text for each category of candidates.
    """

    bloc: str
    signe: Signe | None
    reponse: str
    reprise: str
    page: str
    epreuves: tuple[str, ...]

    @property
    def reperes(self) -> tuple[str, ...]:
        """« C1.1.2 », « p. 15 »: where the requirement is found."""
        page = tied("p.", self.page) if self.page else ""
        return tuple(filter(None, (self.reprise or self.reponse, page)))


@dataclass(frozen=True)
class Voies:
    """Makes the lines of the requirements of one report; `blocs` are those that it measures."""

    b: Builder
    chaines: Sequence[ChaineVue]
    blocs: Sequence[CouvertureBloc]

    def of(self, chaine: ChaineVue) -> tuple[VoieVue, ...]:
        """One line for each bloc, in the order of the project; one in all where none assesses."""
        ways = [r for r in chaine.routes if r.statut is chaine.statut]
        if chaine.statut is Statut.EVALUEE:
            through = [
                (bloc, found)
                for bloc in self.blocs
                if (found := [way for way in ways if bloc.bloc in way.blocs])
            ]
            if through:
                return tuple(self._voie(chaine, found, bloc) for bloc, found in through)
        return (self._voie(chaine, ways, None),) if ways else ()

    def savoirs(self, chaine: ChaineVue) -> tuple[Texte, ...]:
        """The titles of the savoirs that take it up, in the order of its lines and of the project.

        Why: each is read beside the line of its bloc and of its page.
        """
        found = [
            (self._line(way), self.b.projet.rangs[last.cle], last.objet.titre)
            for way in chaine.routes
            if way.statut is chaine.statut and way.reprises
            if (last := way.reprises[-1]).nature == "savoir"
        ]
        ordered = sorted(found, key=itemgetter(0, 1))
        return tuple({place: title for _, place, title in ordered}.values())

    def _line(self, way: RouteVue) -> int:
        """The rank of the first bloc through which it goes, which is that of its line."""
        ranks = (rank for rank, bloc in enumerate(self.blocs) if bloc.bloc in way.blocs)
        return next(ranks, len(self.blocs))

    @cached_property
    def colonnes(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The columns of épreuves: a category of candidates each, or all of them in one."""
        known = tuple(self.b.projet.of_nature(CategorieCandidats))
        if 1 <= len(known) <= _CATEGORIES:
            alone = len(known) == 1  # its letter is nowhere else
            return tuple(
                ("" if alone else self.b.names.lettres((c.cle,)), frozenset({c.cle})) for c in known
            )
        assessed = any(chaine.meilleure and chaine.meilleure.parties for chaine in self.chaines)
        return (("", frozenset(c.cle for c in known)),) if assessed else ()

    def _voie(
        self, chaine: ChaineVue, ways: Sequence[RouteVue], bloc: CouvertureBloc | None
    ) -> VoieVue:
        best = ways[0]
        taken = chaine.reprises_of(best)
        full = bloc is not None and chaine.cle in bloc.exigences_pleines
        return VoieVue(
            self.b.numeros.get(bloc.bloc, "") if bloc else "",
            None if bloc is None else Signe.PLEINEMENT if full else Signe.EN_PARTIE,
            repere(best.activites),
            repere(taken),
            _page(best, taken),
            tuple(self._epreuves(ways, wanted) for _, wanted in self.colonnes),
        )

    def _epreuves(self, ways: Sequence[RouteVue], wanted: Container[str]) -> str:
        """« E1, E3 »: where these candidates are assessed, with no more reserves than elsewhere."""
        ends = [(frozenset(end.drapeaux), name) for way in ways for end, name in _ends(way, wanted)]
        told = {name for flags, name in ends if not any(other < flags for other, _ in ends)}
        return ", ".join(sorted(told, key=self._order))

    def _order(self, name: str) -> int:
        """The épreuves in the order of the project; an attestation, which is of none, last."""
        return self._ranks.get(name, len(self._ranks))

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {number: rank for rank, number in enumerate(self.b.numeros.values())}


def repere(maillons: Sequence[MaillonVue]) -> str:
    """« C1.1.2 »: the number of the last link that has one, else what the last one is."""
    numbers = [m.objet.numero for m in maillons if m.objet.numero]
    return numbers[-1] if numbers else maillons[-1].role if maillons else ""


def _page(way: RouteVue, taken: Sequence[MaillonVue]) -> str:
    """The page of what takes the requirement up, else of what answers it."""
    links = (*reversed(taken), *reversed(way.activites))
    return next((m.lieu.page for m in links if m.lieu.page), "")


def _ends(route: RouteVue, wanted: Container[str]) -> Iterator[tuple[ControleVue, str]]:
    """What assesses these candidates at the end of a way, each with the name of its épreuve."""
    for part in route.parties:
        for end in part.controles:
            if not end.categories or any(cle in wanted for cle in end.categories):
                yield end, (end.epreuve.numero or _EPREUVE) if end.epreuve else ATTESTATION
