"""Chains → the matrix of all that the jobs ask for: one row each, from its source to its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mc_builder.documents.builder import Builder
from mc_builder.documents.couverture.chaines import ChaineVue
from mc_builder.documents.couverture.emplois import EcartVue, LigneExigence
from mc_builder.documents.couverture.signes import Signe
from mc_builder.documents.couverture.voies import ATTESTATION, Voies, VoieVue
from mc_builder.model.emplois import Exigence
from mc_builder.page.text import Texte

#: Jobs side by side in one matrix: beyond, their columns are too narrow for a sign and a digit.
_EMPLOIS = 8


@dataclass(frozen=True, slots=True)
class CaseVue:
    """How one job sees a requirement that it asks for."""

    signe: Signe
    importance: int


@dataclass(frozen=True, slots=True)
class RangeeVue:
    """A row of the matrix: a sign and an importance for each job, then each way where it is found.

    `savoirs` are the titles of those that take it up, which have no numbers.
    """

    chaine: ChaineVue
    cases: tuple[CaseVue | None, ...]
    savoirs: tuple[Texte, ...]
    voies: tuple[VoieVue, ...]


@dataclass(frozen=True, slots=True)
class MatriceDesExigences:
    """All that is asked for, source by source; `tranches` are the jobs side by side, by rank.

    `categories` head the columns of épreuves, with no letter for all of them or for the only one;
    `blocs` says whether a bloc is told, `pages` whether a page is known, `attestation` how one is
    written when there is any.
    """

    tranches: tuple[tuple[int, ...], ...]
    categories: tuple[str, ...]
    blocs: bool
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

    @property
    def has_empty_rows(self) -> bool:
        """Whether a row is empty on its right."""
        return any(not row.voies for _, rows in self.groupes for row in rows)

    @property
    def has_dashes(self) -> bool:
        """Whether a line has a dash in the column of the activities."""
        lines = (voie for _, rows in self.groupes for row in rows for voie in row.voies)
        return any(not voie.reponse for voie in lines)


@dataclass(frozen=True)
class Rangees:
    """Makes the matrix: `lignes` and `ecarts` are, by requirement, the jobs that ask for it."""

    b: Builder
    rangs: tuple[int, ...]
    chaines: Sequence[ChaineVue]
    lignes: Mapping[str, Mapping[int, LigneExigence]]
    ecarts: Mapping[str, Mapping[int, EcartVue]]
    voies: Voies

    def matrice(self) -> MatriceDesExigences:
        """All that is asked for, source by source."""
        ranks = self.rangs
        rows = {chaine.cle: self._rangee(chaine, ranks) for chaine in self.chaines}
        lines = [voie for row in rows.values() for voie in row.voies]
        return MatriceDesExigences(
            tuple(tuple(ranks[n : n + _EMPLOIS]) for n in range(0, len(ranks), _EMPLOIS)),
            tuple(label for label, _ in self.voies.colonnes),
            any(line.bloc for line in lines),
            any(line.page for line in lines),
            ATTESTATION if any(ATTESTATION in line.epreuves for line in lines) else "",
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

    def _rangee(self, chaine: ChaineVue, ranks: Iterable[int]) -> RangeeVue:
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
            self.voies.savoirs(chaine),
            self.voies.of(chaine),
        )
