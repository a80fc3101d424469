"""The coverage report on a screen: its view, and what filters, links and matrices need beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from mc_builder.coverage.analysis.matrices import Case
from mc_builder.documents.builder import Builder, Numerote
from mc_builder.documents.couverture import vue as couverture
from mc_builder.documents.couverture.chaines import ChaineVue
from mc_builder.documents.couverture.emplois import EcartVue, EmploiVue, LigneExigence
from mc_builder.documents.couverture.etats import ETATS, EtatVue, state_of
from mc_builder.documents.couverture.matrices import MatriceVue
from mc_builder.documents.couverture.vue import CouvertureVue
from mc_builder.documents.referentiel import DOCUMENT as REFERENTIEL
from mc_builder.documents.referentiel.vue import sigles
from mc_builder.page.text import Texte

#: Beyond, nobody reads a matrix in a page; the workbook has it.
CASES_AU_PLUS = 20_000
#: Shades of a cell.
_FORCES = 4


@dataclass(frozen=True, slots=True)
class PartVue:
    """The requirements of one state in the band of the first screen, from `debut`, in percent."""

    etat: EtatVue
    nombre: int
    debut: float
    largeur: float


@dataclass(frozen=True, slots=True)
class DemandeVue:
    """A requirement as one job asks for it: retained (`ligne`) or left out (`ecart`)."""

    emploi: EmploiVue
    ligne: LigneExigence | None = None
    ecart: EcartVue | None = None


@dataclass(frozen=True, slots=True)
class FicheVue:
    """A requirement, who asks for it, and what filters choose it by.

    `emplois` (those that retain it), `ecartes` (those that leave it out), `blocs` and
    `competences` are ranks from 1, in the order of the columns of the matrices.
    """

    chaine: ChaineVue
    etat: EtatVue
    lacune: bool
    demandes: tuple[DemandeVue, ...]
    emplois: str
    ecartes: str
    blocs: str
    competences: str


@dataclass(frozen=True, slots=True)
class CelluleVue:
    """A cell of a matrix; `force` is its shade, from 1 to 4."""

    evaluees: int
    traduites: int
    force: int


@dataclass(frozen=True, slots=True)
class GrilleVue:
    """A matrix whose cells are all there, in rows; `groupes` are the blocs over the columns.

    `filtre` is the filter that a column sets, `intitule` its label, `objet` what a column is.
    """

    ancre: str
    filtre: str
    intitule: str
    objet: str
    table: MatriceVue
    groupes: tuple[tuple[Numerote, int], ...]
    lignes: tuple[tuple[CelluleVue | None, ...], ...]
    trop_grande: bool


@dataclass(frozen=True, slots=True)
class CompetenceVue:
    """What a competence serves: requirements that at least one job retains."""

    objet: Numerote
    fiches: tuple[FicheVue, ...]
    emplois: int


@dataclass(frozen=True, slots=True)
class EcranVue:
    """All that the template of the page sees.

    `referentiel` is the file that page numbers open, beside the page; `sigles` are those of the
    glossary, which the search knows. `pages` are the addresses of the pages of a site that lies
    beside, by anchor.
    """

    rapport: CouvertureVue
    referentiel: str
    pages: Mapping[str, str]
    sigles: tuple[tuple[Texte, Texte], ...]
    etats: Mapping[str, EtatVue]
    parts: tuple[PartVue, ...]
    lacunes: tuple[FicheVue, ...]
    groupes: tuple[tuple[str, tuple[FicheVue, ...]], ...]
    grilles: tuple[GrilleVue, ...]
    competences: tuple[tuple[Numerote, tuple[CompetenceVue, ...]], ...]


def vue(b: Builder, site: Iterable[str] = ()) -> EcranVue:
    """The context of the page; `site` are the addresses of the pages that it leads to."""
    rapport = couverture.vue(b)
    columns = b.project.analysis.matrices.competences.colonnes
    groups = tuple(
        (b.cite(bloc.cle), len(list(found)))
        for bloc, found in groupby(columns, b.projet.parents.__getitem__)
    )
    states = {e.exigence: state_of(e) for e in b.project.coverage.exigences}
    records = {f.chaine.cle: f for f in _fiches(rapport, states)}
    return EcranVue(
        rapport=rapport,
        referentiel=REFERENTIEL.name("pdf"),
        pages={_anchor(address): address for address in site},
        sigles=sigles(b),
        etats=ETATS,
        parts=tuple(_parts(b)),
        lacunes=tuple(records[c.cle] for c in rapport.lacunes),
        groupes=tuple(_groupes(rapport, records)),
        grilles=(
            _grille("bloc", "⟨Bloc⟩", "⟨le bloc⟩", rapport.matrice_blocs),
            _grille(
                "competence", "⟨Compétence⟩", "⟨la compétence⟩", rapport.matrice_competences, groups
            ),
        ),
        competences=tuple(_competences(rapport, records, groups)),
    )


def _anchor(address: str) -> str:
    """« ../site/o-e1.html » → « o-e1 »: a page is named after the anchor of its thing."""
    return address.rpartition("/")[2].removesuffix(".html")


def _parts(b: Builder) -> Iterator[PartVue]:
    """Each requirement asked for, once, by its state."""
    asked = [e for e in b.project.coverage.exigences if e.emplois]
    found = Counter(state_of(e).identifiant for e in asked)
    share = 100 / len(asked) if asked else 0
    start = 0
    for state in ETATS.values():
        number = found[state.identifiant]
        yield PartVue(state, number, round(start * share, 3), round(number * share, 3))
        start += number


def _colonnes(matrice: MatriceVue) -> Mapping[str, set[int]]:
    """Requirement → ranks, from 1, of the columns that serve it."""
    found: dict[str, set[int]] = defaultdict(set)
    for ligne in matrice.lignes:
        for column, case in ligne.cases.items():
            for cle in (*case.evaluees, *case.traduites):
                found[cle].add(column + 1)
    return found


def _rangs(ranks: Iterable[int]) -> str:
    return " ".join(map(str, sorted(ranks)))


def _fiches(rapport: CouvertureVue, states: Mapping[str, EtatVue]) -> Iterator[FicheVue]:
    asked: dict[str, list[DemandeVue]] = defaultdict(list)
    for emploi in rapport.emplois:
        for ligne in emploi.lignes:
            asked[ligne.chaine.cle].append(DemandeVue(emploi, ligne=ligne))
        for ecart in emploi.ecarts:
            asked[ecart.cle].append(DemandeVue(emploi, ecart=ecart))
    blocs, competences = (
        _colonnes(m) for m in (rapport.matrice_blocs, rapport.matrice_competences)
    )
    gaps = {c.cle for c in rapport.lacunes}
    for chaine in rapport.chaines:
        demands = sorted(asked[chaine.cle], key=lambda d: d.emploi.rang)
        yield FicheVue(
            chaine=chaine,
            etat=states[chaine.cle],
            lacune=chaine.cle in gaps,
            demandes=tuple(demands),
            emplois=_rangs(d.emploi.rang for d in demands if d.ligne),
            ecartes=_rangs(d.emploi.rang for d in demands if d.ecart),
            blocs=_rangs(blocs.get(chaine.cle, ())),
            competences=_rangs(competences.get(chaine.cle, ())),
        )


def _groupes(
    rapport: CouvertureVue, records: Mapping[str, FicheVue]
) -> Iterator[tuple[str, tuple[FicheVue, ...]]]:
    """Gaps first, then the other requirements by nature, then those that no job retains."""
    gaps = tuple(records[c.cle] for c in rapport.lacunes)
    if gaps:
        yield "Lacunes", gaps
    for nature, chaines in rapport.by_nature:
        found = [records[c.cle] for c in chaines]
        if rest := tuple(f for f in found if not f.lacune):
            yield nature, rest
    if dropped := tuple(f for f in records.values() if not f.emplois):
        yield "Écartées par tous les emplois", dropped


def _grille(
    filtre: str,
    intitule: str,
    objet: str,
    table: MatriceVue,
    groupes: tuple[tuple[Numerote, int], ...] = (),
) -> GrilleVue:
    too_large = len(table.lignes) * len(table.colonnes) > CASES_AU_PLUS
    most = max((_nombre(c) for row in table.lignes for c in row.cases.values()), default=1)
    rows = () if too_large else table.lignes
    width = range(len(table.colonnes))
    return GrilleVue(
        ancre=f"matrice-{filtre}",
        filtre=filtre,
        intitule=intitule,
        objet=objet,
        table=table,
        groupes=groupes,
        lignes=tuple(tuple(_cellule(row.cases.get(n), most) for n in width) for row in rows),
        trop_grande=too_large,
    )


def _nombre(case: Case) -> int:
    return len(case.evaluees) + len(case.traduites)


def _cellule(case: Case | None, most: int) -> CelluleVue | None:
    if case is None:
        return None
    shade = -(-_FORCES * len(case.evaluees) // most)  # rounded up: one requirement shows
    return CelluleVue(len(case.evaluees), len(case.traduites), shade)


def _competences(
    rapport: CouvertureVue,
    records: Mapping[str, FicheVue],
    groups: Iterable[tuple[Numerote, int]],
) -> Iterator[tuple[Numerote, tuple[CompetenceVue, ...]]]:
    """Competences by bloc, each with what it serves."""
    served: dict[int, list[FicheVue]] = defaultdict(list)
    for fiche in records.values():
        for rank in fiche.competences.split():
            served[int(rank)].append(fiche)
    start = 0
    for bloc, width in groups:
        members = enumerate(rapport.matrice_competences.colonnes[start : start + width], start + 1)
        start += width
        yield (
            bloc,
            tuple(
                CompetenceVue(
                    objet,
                    tuple(served[rank]),
                    len({e for fiche in served[rank] for e in fiche.emplois.split()}),
                )
                for rank, objet in members
            ),
        )
