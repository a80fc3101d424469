"""The coverage report: the verdict, where it breaks, why, what changed, and what words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mc_builder.codes import declared
from mc_builder.coverage import (
    CouvertureBloc,
    Drapeau,
    Matrices,
    Statut,
    Taux,
    emplois_en_doute,
    seuils_manques,
    seuils_mesures,
)
from mc_builder.coverage.bilan import RIEN_A_MESURER, mesurable
from mc_builder.coverage.definitions import DEFINITIONS, Definition
from mc_builder.coverage.statuts import NATURES
from mc_builder.documents.common import Builder, Numerote, Tete
from mc_builder.documents.couverture.chaines import (
    MAILLONS,
    Chaines,
    ChaineVue,
    StatutVue,
    statut_vue,
)
from mc_builder.documents.couverture.changements import ChangementsVue, changements_vue
from mc_builder.documents.couverture.emplois import EmploiVue, LigneSynthese, emploi_vue, synthese
from mc_builder.documents.couverture.matrices import MatriceVue, matrice_vue
from mc_builder.documents.couverture.qualite import QualiteVue, qualite_vue
from mc_builder.documents.graphiques import FigureVue, figures
from mc_builder.french import in_words
from mc_builder.names import Lieu
from mc_builder.page.text import Texte
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class ApportVue:
    """What a bloc brings: requirements assessed through it, those that need it, their weights."""

    cle: str
    objet: Numerote
    exigences: int
    propres: int
    apport: Taux
    apport_propre: Taux


@dataclass(frozen=True, slots=True)
class DerogationVue:
    """A rule set aside: its code, what it asks, for which object, why, until when."""

    code: str
    regle: str
    objet: Numerote | None
    motif: Texte
    jusqu_au: str


@dataclass(frozen=True, slots=True)
class PlaceVue:
    """An object that a chain goes through, and where it is; `appel` comes before its title."""

    objet: Numerote
    lieu: Lieu
    appel: str = ""


@dataclass(frozen=True, slots=True)
class RevueVue:
    """Read backwards: what serves no requirement."""

    orphelines: tuple[Numerote, ...]
    competences_sans_emploi: tuple[Numerote, ...]
    activites_sans_exigence: tuple[Numerote, ...]
    taches_sans_exigence: tuple[Numerote, ...]
    exigences_sans_emploi: tuple[Numerote, ...]

    @property
    def listes(self) -> tuple[tuple[str, tuple[Numerote, ...]], ...]:
        """Each list that is not empty, with its title."""
        titled = (
            (
                "Compétence qui n’est rattachée à aucune activité",
                "Compétences qui ne sont rattachées à aucune activité",
                self.orphelines,
            ),
            (
                "Compétence qui ne sert aucune exigence retenue",
                "Compétences qui ne servent aucune exigence retenue",
                self.competences_sans_emploi,
            ),
            (
                "Activité à laquelle aucune exigence ne correspond, pas plus qu’à ses tâches",
                "Activités auxquelles aucune exigence ne correspond, pas plus qu’à leurs tâches",
                self.activites_sans_exigence,
            ),
            (
                "Tâche à laquelle aucune exigence ne correspond, pas même par son activité",
                "Tâches auxquelles aucune exigence ne correspond, pas même par leur activité",
                self.taches_sans_exigence,
            ),
            (
                "Exigence qu’aucun emploi ne demande",
                "Exigences qu’aucun emploi ne demande",
                self.exigences_sans_emploi,
            ),
        )
        return tuple(
            (one if len(found) == 1 else many, found) for one, many, found in titled if found
        )


@dataclass(frozen=True, slots=True)
class CouvertureVue:
    """All that the templates of the coverage report and its workbook see.

    `chaines` are all the requirements asked for, in the order of the project; `lacunes` those
    retained whose chain breaks, the least covered and heaviest first. `evaluation_mesuree` is
    False at step `opportunite`. `places` are those of all the links, by kind. `changements` is
    None when there is no version to compare with. `numeros` explains those of the matrices: each
    bloc, then its competences.
    """

    tete: Tete
    nombre_emplois: int
    nombre_exigences: int
    evaluation_mesuree: bool
    total: LigneSynthese
    emplois: tuple[EmploiVue, ...]
    lacunes: tuple[ChaineVue, ...]
    chaines: tuple[ChaineVue, ...]
    seuils_manques: tuple[str, ...]
    seuils_atteints: tuple[str, ...]
    blocs: tuple[ApportVue, ...]
    revue: RevueVue
    matrice_competences: MatriceVue
    matrice_blocs: MatriceVue
    qualite: QualiteVue
    changements: ChangementsVue | None
    numeros: tuple[tuple[Numerote, tuple[Numerote, ...]], ...]
    derogations: tuple[DerogationVue, ...]
    places: tuple[tuple[str, tuple[PlaceVue, ...]], ...]
    statuts: tuple[tuple[StatutVue, str], ...]
    drapeaux: tuple[tuple[str, str], ...]
    definitions: tuple[Definition, ...]
    figures: Mapping[str, FigureVue]

    @property
    def seuils(self) -> bool:
        """Whether the dossier sets a threshold."""
        return bool(self.seuils_manques or self.seuils_atteints)

    @property
    def emplois_couverts(self) -> int:
        """Jobs without a gap."""
        return sum(not emploi.lacunes for emploi in self.emplois)

    @property
    def verdict_emplois(self) -> str:
        """« aucun des 7 emplois visés n’est couvert sans lacune », « 3 des 7… sont… »."""
        whole, jobs = self.emplois_couverts, self.nombre_emplois
        if jobs == 1:
            return f"l’emploi visé {'est' if whole else 'n’est pas'} couvert sans lacune"
        if not whole:
            return f"aucun des {jobs} emplois visés n’est couvert sans lacune"
        if whole == jobs:
            return f"les {jobs} emplois visés sont couverts sans lacune"
        done = "est couvert" if whole == 1 else "sont couverts"
        return f"{whole} des {jobs} emplois visés {done} sans lacune"

    @property
    def par_nature(self) -> tuple[tuple[str, tuple[ChaineVue, ...]], ...]:
        """The requirements that a job retains, by nature: each nature has its route."""
        groups = (
            (label, tuple(c for c in self.chaines if c.nature == label and c.emplois))
            for label in NATURES.values()
        )
        return tuple((label, found) for label, found in groups if found)


def rien_a_mesurer(project: Project) -> str:
    """Why the report would say nothing, in French; an empty text when it has something."""
    return "" if mesurable(project.coverage) else RIEN_A_MESURER


def vue(b: Builder) -> CouvertureVue:
    """The context of the coverage report."""
    rapport, analyse = b.project.coverage, b.project.analysis
    ranks = {e.emploi: n for n, e in enumerate(rapport.emplois, start=1)}
    maker = Chaines(b, ranks, analyse.ruptures, analyse.chaines)
    chains = {e.exigence: maker.exigence(e) for e in rapport.exigences}
    seuils = b.projet.dossier.seuils
    doubtful = {e.emploi for e in emplois_en_doute(rapport, seuils)}
    gaps = [e for e in rapport.exigences if e.exigence in analyse.ruptures]
    return CouvertureVue(
        tete=b.tete("Rapport de couverture", "Des emplois visés aux épreuves"),
        nombre_emplois=len(rapport.emplois),
        nombre_exigences=rapport.total.toutes,
        evaluation_mesuree=rapport.etape != "opportunite",
        total=synthese(b, None, rapport.total),
        emplois=tuple(
            emploi_vue(b, e, n, chains, en_doute=e.emploi in doubtful)
            for n, e in enumerate(rapport.emplois, start=1)
        ),
        lacunes=tuple(chains[e.exigence] for e in sorted(gaps, key=lambda e: (e.statut, -e.poids))),
        chaines=tuple(chains[e.exigence] for e in rapport.exigences if e.emplois),
        seuils_manques=tuple(m.phrase(b.projet) for m in seuils_manques(rapport, seuils)),
        seuils_atteints=tuple(
            m.phrase(b.projet) for m in seuils_mesures(rapport, seuils) if not m.manque
        ),
        blocs=tuple(_apport(b, bloc) for bloc in rapport.blocs),
        revue=RevueVue(
            orphelines=b.cites(rapport.competences_orphelines),
            competences_sans_emploi=b.cites(rapport.competences_sans_emploi),
            activites_sans_exigence=b.cites(rapport.activites_sans_exigence),
            taches_sans_exigence=b.cites(rapport.taches_sans_exigence),
            exigences_sans_emploi=b.cites(rapport.exigences_sans_emploi),
        ),
        matrice_competences=matrice_vue(b, analyse.matrices.competences),
        matrice_blocs=matrice_vue(b, analyse.matrices.blocs),
        qualite=qualite_vue(b, analyse.qualite),
        changements=changements_vue(b.changements) if b.changements else None,
        numeros=tuple(_numeros(b, analyse.matrices)),
        derogations=tuple(_derogations(b)),
        places=_places(b, chains.values()),
        statuts=tuple((statut_vue(s), s.definition) for s in sorted(Statut, reverse=True)),
        drapeaux=tuple((d.libelle, d.definition) for d in Drapeau),
        definitions=DEFINITIONS,
        figures=figures(b.project),
    )


def _apport(b: Builder, bloc: CouvertureBloc) -> ApportVue:
    return ApportVue(
        cle=bloc.bloc,
        objet=b.cite(bloc.bloc),
        exigences=len(bloc.exigences),
        propres=len(bloc.exigences_propres),
        apport=bloc.taux_apport,
        apport_propre=bloc.taux_apport_propre,
    )


def _numeros(b: Builder, matrices: Matrices) -> Iterator[tuple[Numerote, tuple[Numerote, ...]]]:
    """The blocs of the matrices, each with its own competences, when they print by number."""
    members: dict[str, list[str]] = {bloc: [] for bloc in matrices.blocs.colonnes}
    for cle in matrices.competences.colonnes:
        members[b.projet.parents[cle].cle].append(cle)
    for bloc, inside in members.items():
        if bloc in b.numeros or any(cle in b.numeros for cle in inside):
            yield b.cite(bloc), b.cites(tuple(inside))


def _derogations(b: Builder) -> Iterator[DerogationVue]:
    """Those in force at the date of reference."""
    dossier = b.projet.dossier
    summaries = {rule.code: rule.resume for rule in declared()}
    for derogation in dossier.derogations:
        last = derogation.jusqu_au
        if last is None or last >= dossier.date_reference:
            yield DerogationVue(
                code=derogation.code,
                regle=summaries.get(derogation.code, ""),
                objet=b.cite(derogation.id) if derogation.id else None,
                motif=b.un(derogation, "motif"),
                jusqu_au=in_words(last) if last else "",
            )


def _places(
    b: Builder, chains: Iterable[ChaineVue]
) -> tuple[tuple[str, tuple[PlaceVue, ...]], ...]:
    """What the chains go through, by kind, in the order of the project."""
    found: dict[str, dict[str, PlaceVue]] = {}
    for route in (route for chain in chains for route in chain.routes):
        for link in route.maillons:
            found.setdefault(link.role, {})[link.cle] = PlaceVue(link.objet, link.lieu)
        for part in route.controles:
            found.setdefault("Partie d’épreuve", {})[part.cle] = PlaceVue(
                part.objet, part.lieu, part.appel
            )
    order = {cle: n for n, cle in enumerate(b.projet.par_cle)}
    roles = [role for role in (*MAILLONS.values(), "Partie d’épreuve") if role in found]
    return tuple(
        (role, tuple(found[role][cle] for cle in sorted(found[role], key=order.__getitem__)))
        for role in roles
    )
