"""Chains → the matrix of all that the jobs ask for: one row each, from its source to its page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.chaines import ChaineVue, ControleVue, MaillonVue, RouteVue
from mc_builder.documents.couverture.emplois import EcartVue, LigneExigence
from mc_builder.documents.couverture.signes import Signe
from mc_builder.french import tied
from mc_builder.model.emplois import Exigence
from mc_builder.model.evaluation import CategorieCandidats

#: Jobs side by side in one matrix: beyond, their columns are too narrow for a sign and a digit.
_EMPLOIS = 8
#: Categories of candidates with a column of their own.
_CATEGORIES = 4
#: What stands for an épreuve without a number, and for an attestation, which is of none.
_EPREUVE, ATTESTATION = "oui", "att."


@dataclass(frozen=True, slots=True)
class CaseVue:
    """How one job sees a requirement that it asks for."""

    signe: Signe
    importance: int


@dataclass(frozen=True, slots=True)
class RangeeVue:
    """A row of the matrix: a sign and an importance for each job, then where it is found.

    `rap` and `reprise` are numbers (« 1.2.3 », « C1.1 »), or what the object is when it has none,
    with the number of its bloc;
    `epreuves` has one text for each category of candidates.
    """

    chaine: ChaineVue
    cases: tuple[CaseVue | None, ...]
    rap: str
    reprise: str
    epreuves: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class MatriceDesExigences:
    """All that is asked for, source by source; `tranches` are the jobs side by side, by rank.

    `categories` head the columns of épreuves, with no letter for all of them or for the only one;
    `pages` says whether a page is known, `attestation` how one is written when there is any.
    """

    tranches: tuple[tuple[int, ...], ...]
    categories: tuple[str, ...]
    pages: bool
    attestation: str
    groupes: tuple[tuple[Markup | None, tuple[RangeeVue, ...]], ...]

    @property
    def signes(self) -> tuple[Signe, ...]:
        """Those that its cells have."""
        cells = {
            case.signe for _, rows in self.groupes for row in rows for case in row.cases if case
        }
        return tuple(signe for signe in Signe if signe in cells)


@dataclass(frozen=True)
class Rangees:
    """Makes the matrix: `lignes` and `ecarts` are, by requirement, the jobs that ask for it."""

    b: Builder
    rangs: tuple[int, ...]
    chaines: Sequence[ChaineVue]
    lignes: Mapping[str, Mapping[int, LigneExigence]]
    ecarts: Mapping[str, Mapping[int, EcartVue]]

    def matrice(self) -> MatriceDesExigences:
        """All that is asked for, source by source."""
        ranks, columns = self.rangs, self._colonnes()
        rows = {chaine.cle: self._rangee(chaine, ranks, columns) for chaine in self.chaines}
        return MatriceDesExigences(
            tuple(tuple(ranks[n : n + _EMPLOIS]) for n in range(0, len(ranks), _EMPLOIS)),
            tuple(label for label, _ in columns),
            any(row.page for row in rows.values()),
            ATTESTATION if any(ATTESTATION in row.epreuves for row in rows.values()) else "",
            tuple(
                (source, tuple(rows[chaine.cle] for chaine in found))
                for source, found in self._by_source()
            ),
        )

    def _by_source(self) -> Iterator[tuple[Markup | None, list[ChaineVue]]]:
        """The requirements by source and place, those of one source together; the others last."""
        groups: dict[tuple[str, Markup | None], list[ChaineVue]] = {}
        for chaine in self.chaines:
            asked = self.b.projet.find(chaine.cle, Exigence)
            ref = asked.source.ref if asked and asked.source else ""
            groups.setdefault((ref, chaine.source), []).append(chaine)
        ranks = {ref: n for n, ref in enumerate(dict.fromkeys(ref for ref, _ in groups))}
        for ref, source in sorted(groups, key=lambda key: (not key[0], ranks[key[0]])):
            yield source, groups[ref, source]

    def _colonnes(self) -> list[tuple[str, frozenset[str]]]:
        """The columns of épreuves: a category of candidates each, or all of them in one."""
        known = tuple(self.b.projet.of_nature(CategorieCandidats))
        if 1 <= len(known) <= _CATEGORIES:
            alone = len(known) == 1  # its letter is nowhere else
            return [
                ("" if alone else self.b.names.lettres((c.cle,)), frozenset({c.cle})) for c in known
            ]
        assessed = any(chaine.meilleure and chaine.meilleure.parties for chaine in self.chaines)
        return [("", frozenset(c.cle for c in known))] if assessed else []

    def _rangee(
        self, chaine: ChaineVue, ranks: Iterable[int], columns: Iterable[tuple[str, frozenset[str]]]
    ) -> RangeeVue:
        route = chaine.meilleure
        lines, dropped = self.lignes.get(chaine.cle, {}), self.ecarts.get(chaine.cle, {})
        return RangeeVue(
            chaine,
            tuple(
                CaseVue(lines[n].signe, lines[n].poids)
                if n in lines
                else CaseVue(Signe.ECARTEE, dropped[n].poids)
                if n in dropped
                else None
                for n in ranks
            ),
            repere(route.activites) if route else "",
            self._reprise(chaine.reprises),
            tuple(self._epreuves(chaine, wanted) for _, wanted in columns),
            _page(chaine),
        )

    def _reprise(self, maillons: Sequence[MaillonVue]) -> str:
        """As `repere`; what has no number is followed by that of its bloc: « Savoir 2 »."""
        found = repere(maillons)
        if not maillons or found != maillons[-1].role:
            return found
        numeros, parents = self.b.numeros, self.b.projet.parents
        cle: str | None = maillons[-1].cle
        while cle is not None and cle not in numeros:
            above = parents.get(cle)
            cle = None if above is None else above.cle
        return tied(found, numeros[cle]) if cle is not None and numeros[cle] else found

    def _epreuves(self, chaine: ChaineVue, wanted: Container[str]) -> str:
        """« E1, E3 »: where these candidates are assessed, with no more reserves than elsewhere."""
        ends = [
            (frozenset(end.drapeaux), name)
            for route in chaine.routes
            if route.statut is chaine.statut
            for end, name in _ends(route, wanted)
        ]
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


def reperes(chaine: ChaineVue) -> tuple[str, ...]:
    """« 1.1.3 », « C1.1.2 », « p. 15 »: where a requirement is found."""
    route = chaine.meilleure
    if route is None:
        return ()
    page = _page(chaine)
    found = (repere(route.activites), repere(chaine.reprises), tied("p.", page) if page else "")
    return tuple(filter(None, found))


def _page(chaine: ChaineVue) -> str:
    """The page of what takes the requirement up, else of what answers it."""
    answering = chaine.meilleure.activites if chaine.meilleure else ()
    links = (*reversed(chaine.reprises), *reversed(answering))
    return next((m.lieu.page for m in links if m.lieu.page), "")


def _ends(route: RouteVue, wanted: Container[str]) -> Iterator[tuple[ControleVue, str]]:
    """What assesses these candidates at the end of a way, each with the name of its épreuve."""
    for part in route.parties:
        for end in part.controles:
            if not end.categories or any(cle in wanted for cle in end.categories):
                yield end, (end.epreuve.numero or _EPREUVE) if end.epreuve else ATTESTATION
