"""The views of the report → the few tables of its paper, which say once what the page unfolds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from mc_builder.coverage import Drapeau, RapportCouverture, Statut
from mc_builder.coverage.analysis.parts_dites import coefficients_dits, pourcentage, precision
from mc_builder.coverage.analysis.qualite import Repartition
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.couverture.chaines import ChaineVue
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.emplois import EcartVue, EmploiVue, LigneExigence
from mc_builder.documents.couverture.rangees import MatriceDesExigences, Rangees
from mc_builder.documents.couverture.signes import Signe
from mc_builder.documents.couverture.voies import Voies
from mc_builder.french import NBSP, agreed, listed, tied

#: A paragraph of the prose.
_P = ("<p>", "</p>")


@dataclass(frozen=True, slots=True)
class DemandeurVue:
    """A job that asks for a requirement, by its number, and the importance it gives it."""

    rang: int
    importance: int


@dataclass(frozen=True, slots=True)
class LacuneVue:
    """A requirement whose chain breaks, and the jobs that retain it."""

    chaine: ChaineVue
    demandeurs: tuple[DemandeurVue, ...]


@dataclass(frozen=True, slots=True)
class ReserveVue:
    """A requirement evaluated with a reserve for a job at least, and what each reserve is.

    `reperes` are where it is found, a line for each bloc.
    """

    chaine: ChaineVue
    demandeurs: tuple[DemandeurVue, ...]
    reserves: tuple[str, ...]
    reperes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RaisonVue:
    """Why a job leaves a requirement out: its explanation, in the line of the motive if it can."""

    ecart: EcartVue

    @property
    def _alone(self) -> bool:
        """Whether the explanation is one paragraph."""
        text = self.ecart.explication or ""
        return text.startswith(_P[0]) and text.endswith(_P[1]) and text.count(_P[0]) == 1

    @property
    def phrase(self) -> Markup | None:
        """The explanation as words to go on with; None when it is more than a paragraph."""
        found = self.ecart.explication
        return found.removeprefix(_P[0]).removesuffix(_P[1]) if found and self._alone else None

    @property
    def suite(self) -> Markup | None:
        """The explanation as paragraphs of its own; None when `phrase` says it."""
        return None if self._alone else self.ecart.explication


@dataclass(frozen=True, slots=True)
class EcarteeVue:
    """A requirement left out, once: by whom, and each different reason."""

    chaine: ChaineVue
    demandeurs: tuple[DemandeurVue, ...]
    raisons: tuple[RaisonVue, ...]


@dataclass(frozen=True, slots=True)
class CompteVue:
    """Distinct requirements, those of them that are fully covered, those that each job retains."""

    tous: int
    pleins: int
    emplois: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BlocVue:
    """A bloc on paper: what it has evaluated, and what would no longer be without it.

    Its parts are empty where nothing can be compared: no coefficients, or options.
    """

    objet: Numerote
    part_exigences: str
    part_evaluation: str
    par_lui: CompteVue
    par_lui_seul: CompteVue


@dataclass(frozen=True, slots=True)
class PapierVue:
    """What the print shows and no other form: each table of the report, once.

    `evaluees` counts what any of the `blocs`, or an attestation, has evaluated; `lacunes` are by
    what the chains lack; `hors_des_blocs` is the share of the requirements that no bloc takes up,
    empty when there is none; `precision_des_parts` says of what the shares are.
    """

    lacunes: tuple[tuple[str, tuple[LacuneVue, ...]], ...]
    reserves: tuple[ReserveVue, ...]
    ecartees: tuple[EcarteeVue, ...]
    blocs: tuple[BlocVue, ...]
    evaluees: CompteVue
    hors_des_blocs: str
    precision_des_parts: str
    competences_partagees: bool
    matrice: MatriceDesExigences
    signes: tuple[Signe, ...] = tuple(Signe)


def papier_vue(
    b: Builder,
    said: Couverture,
    emplois: Sequence[EmploiVue],
    chaines: Sequence[ChaineVue],
    lacunes: Iterable[ChaineVue],
) -> PapierVue:
    """The tables of one report, from its jobs and the requirements that they ask for."""
    papier = Papier(b, emplois, chaines)
    return PapierVue(
        tuple(papier.lacunes(lacunes)),
        tuple(papier.reserves()),
        tuple(papier.ecartees()),
        tuple(papier.blocs(said.rapport, said.analyse.qualite.blocs)),
        papier.evaluees(said.rapport),
        _outside(said.analyse.qualite.blocs),
        precision(said.analyse.qualite.blocs),
        _share_competences(b),
        papier.rangees().matrice(),
    )


@dataclass(frozen=True)
class Papier:
    """Makes the tables of one report, from its jobs and its chains."""

    b: Builder
    emplois: Sequence[EmploiVue]
    chaines: Sequence[ChaineVue]

    @cached_property
    def _lignes(self) -> Mapping[str, Mapping[int, LigneExigence]]:
        """Requirement → the jobs that retain it, by rank."""
        found: dict[str, dict[int, LigneExigence]] = defaultdict(dict)
        for emploi in self.emplois:
            for line in emploi.lignes:
                found[line.chaine.cle][emploi.rang] = line
        return found

    @cached_property
    def _ecarts(self) -> Mapping[str, Mapping[int, EcartVue]]:
        """Requirement → the jobs that leave it out, by rank."""
        found: dict[str, dict[int, EcartVue]] = defaultdict(dict)
        for emploi in self.emplois:
            for ecart in emploi.ecarts:
                found[ecart.cle][emploi.rang] = ecart
        return found

    @cached_property
    def voies(self) -> Voies:
        """Where requirements are found, bloc by bloc."""
        return Voies(self.b, self.chaines, self.b.project.coverage.blocs)

    def lacunes(self, gaps: Iterable[ChaineVue]) -> Iterator[tuple[str, tuple[LacuneVue, ...]]]:
        """What the chains lack, each with the requirements that lack it, in their order."""
        groups: dict[str, list[LacuneVue]] = {}
        for chaine in gaps:
            phrase = chaine.rupture.phrase if chaine.rupture else ""
            asked = _demandeurs(self._lignes[chaine.cle])
            groups.setdefault(f"{chaine.statut.libelle}. {phrase}", []).append(
                LacuneVue(chaine, asked)
            )
        for label, found in groups.items():
            yield label, tuple(found)

    def reserves(self) -> Iterator[ReserveVue]:
        """The requirements evaluated with a reserve, the heaviest first."""
        for chaine in sorted(self.chaines, key=lambda c: -c.poids):
            lines = self._lignes[chaine.cle]
            if chaine.statut is Statut.EVALUEE and any(
                line.signe is Signe.EN_PARTIE for line in lines.values()
            ):
                yield ReserveVue(
                    chaine,
                    _demandeurs(lines),
                    tuple(self._reserves(chaine, lines)),
                    tuple(voie.reperes for voie in self.voies.of(chaine)),
                )

    def _reserves(self, chaine: ChaineVue, lines: Mapping[int, LigneExigence]) -> Iterator[str]:
        """Each reserve in words: the links that cover a part, the autonomy that is missing."""
        if Drapeau.PARTIELLE.libelle in chaine.drapeaux:
            yield from chaine.reserves or (Drapeau.PARTIELLE.definition,)
        lacking: dict[tuple[str, str], list[int]] = defaultdict(list)
        for rang, line in lines.items():
            if Drapeau.AUTONOMIE_INSUFFISANTE.libelle in line.drapeaux:
                lacking[str(line.atteinte), str(line.demandee)].append(rang)
        for (reached, asked), jobs in lacking.items():
            known = listed(map(str, jobs)).replace(" et ", f" et{NBSP}")
            who = tied(agreed(len(jobs), "emploi"), known)
            yield (
                f"⟨Autonomie⟩ {reached} ⟨autonomie:atteint⟩, {asked} ⟨autonomie:demandé⟩ ({who})."
            )

    def ecartees(self) -> Iterator[EcarteeVue]:
        """The requirements that a job leaves out, each once, in the order of the project."""
        for chaine in self.chaines:
            if not (found := self._ecarts.get(chaine.cle)):
                continue
            reasons = {(e.motif, _words(e.explication), e.certification): e for e in found.values()}
            yield EcarteeVue(chaine, _demandeurs(found), tuple(map(RaisonVue, reasons.values())))

    def blocs(self, rapport: RapportCouverture, parts: Repartition) -> Iterator[BlocVue]:
        """What each bloc opens, job by job, and what falls without it."""
        shares = {part.objet: part for part in parts.parts}
        for bloc in rapport.blocs:
            share, full = shares.get(bloc.bloc), bloc.exigences_pleines
            yield BlocVue(
                self.b.cite(bloc.bloc),
                pourcentage(share.exigences) if share else "",
                coefficients_dits(parts, share, bref=True) if share else "",
                self._count(bloc.exigences, full),
                self._count(bloc.exigences_propres, full),
            )

    def evaluees(self, rapport: RapportCouverture) -> CompteVue:
        """All that is evaluated, each once: what several blocs have evaluated adds up to more."""
        found = [e for e in rapport.exigences if e.retenue and e.statut is Statut.EVALUEE]
        return self._count((e.exigence for e in found), [e.exigence for e in found if e.pleine])

    def _count(self, exigences: Iterable[str], full: Iterable[str]) -> CompteVue:
        found = set(exigences)
        return CompteVue(
            len(found),
            len(found.intersection(full)),
            tuple(sum(x.chaine.cle in found for x in e.lignes) for e in self.emplois),
        )

    def rangees(self) -> Rangees:
        """What makes the matrix of all that is asked for."""
        ranks = tuple(emploi.rang for emploi in self.emplois)
        return Rangees(self.b, ranks, self.chaines, self._lignes, self._ecarts, self.voies)


def _outside(parts: Repartition) -> str:
    """The share of what no bloc takes up: those of the blocs do not add up to the whole."""
    return "".join(pourcentage(part.exigences) for part in parts.parts if part.objet is None)


def _share_competences(b: Builder) -> bool:
    """Whether a competence is of several blocs."""
    held = [c.cle for bloc in b.projet.blocs for c in b.projet.competences(bloc)]
    return len(held) > len(set(held))


def _demandeurs(asked: Mapping[int, LigneExigence | EcartVue]) -> tuple[DemandeurVue, ...]:
    return tuple(DemandeurVue(rang, asked[rang].poids) for rang in sorted(asked))


def _words(explication: Markup | None) -> str:
    """An explanation without its identity: two jobs may give the same."""
    return explication.striptags() if explication else ""
