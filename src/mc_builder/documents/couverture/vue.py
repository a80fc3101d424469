"""The coverage report: the verdict, where it breaks, why, what changed, and what words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mc_builder.codes import declared
from mc_builder.coverage import Comptes, CouvertureBloc, Drapeau, Statut
from mc_builder.coverage.bilan import RIEN_A_MESURER, mesurable
from mc_builder.coverage.definitions import DEFINITIONS, Definition
from mc_builder.coverage.statuts import NATURES
from mc_builder.documents.builder import Builder, Numerote, Tete
from mc_builder.documents.couverture.chaines import Chaines, ChaineVue
from mc_builder.documents.couverture.changements import ChangementsVue, changements_vue
from mc_builder.documents.couverture.chemins import MAILLONS
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.couverture.demande import LigneDemande
from mc_builder.documents.couverture.emplois import EmploiVue, emploi_vue
from mc_builder.documents.couverture.fiches import FichesVue, fiches_vue
from mc_builder.documents.couverture.matrices import MatriceVue, matrice_vue
from mc_builder.documents.couverture.mots import Mots, methode_dite
from mc_builder.documents.couverture.options import RangeeOption, unequal_rows
from mc_builder.documents.couverture.papier import PapierVue, papier_vue
from mc_builder.documents.couverture.qualite import QualiteVue, qualite_vue
from mc_builder.documents.note.preuves import SourceVue, source_vue
from mc_builder.documents.recouvrements import RecouvrementVue, recouvrements
from mc_builder.documents.referentiel.vue import sigles
from mc_builder.french import in_words
from mc_builder.model.evaluation import CategorieCandidats
from mc_builder.names import Lieu
from mc_builder.names.sources import asked_for, bibliographie
from mc_builder.page.text import Texte
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class MethodeVue:
    """Who set importance and autonomy, how, and when."""

    qui: Texte
    comment: Texte
    quand: Texte


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
class CouvertureVue(Mots):
    """All that the templates of the coverage report and its workbook see.

    `chaines` are all the requirements asked for, in the order of the project; `lacunes` those
    retained whose chain breaks, the least covered and heaviest first. `indicateurs_nommes`: none of
    them is wanting, and `indicateurs` is no warning. `evaluation_mesuree` is
    False at step `opportunite`. `places` are those of all the links, by kind. `changements` is
    None when there is no version to compare with. `papier` is what the
    print alone shows; `categories` says the letters before the parts.
    """

    tete: Tete
    verdict: str
    degres: tuple[tuple[str, str, str], ...]
    demande: tuple[LigneDemande, ...]
    fiches: FichesVue
    options: tuple[tuple[Numerote | None, RangeeOption], ...]
    inegales: tuple[tuple[Texte, str], ...]
    alertes: tuple[str, ...]
    indicateurs: str
    indicateurs_nommes: bool
    sans_occasion: tuple[str, ...]
    methode: MethodeVue | None
    titre_methode: str
    sans_methode: str
    evaluation_mesuree: bool
    total: Comptes
    emplois: tuple[EmploiVue, ...]
    lacunes: tuple[ChaineVue, ...]
    chaines: tuple[ChaineVue, ...]
    seuils_manques: tuple[str, ...]
    seuils_atteints: tuple[str, ...]
    atteints_en_bref: str
    blocs: tuple[tuple[Numerote, CouvertureBloc], ...]
    restes: tuple[tuple[str, tuple[Numerote, ...]], ...]
    papier: PapierVue
    sources: tuple[SourceVue, ...]
    sigles: tuple[tuple[Texte, Texte], ...]
    matrice_competences: MatriceVue
    matrice_blocs: MatriceVue
    qualite: QualiteVue
    recouvrements: tuple[RecouvrementVue, ...]
    changements: ChangementsVue | None
    derogations: tuple[DerogationVue, ...]
    places: tuple[tuple[str, tuple[PlaceVue, ...]], ...]
    categories: str
    drapeaux: tuple[tuple[str, str], ...]
    definitions: tuple[Definition, ...]

    @property
    def seuils(self) -> bool:
        """Whether the dossier sets a threshold."""
        return bool(self.seuils_manques or self.seuils_atteints)

    @property
    def none_begun(self) -> bool:
        """Whether none of what is not covered has the beginning of a chain."""
        return all(chaine.statut is Statut.NON_COUVERTE for chaine in self.lacunes)

    @property
    def titre_lacunes(self) -> str:
        """What the table of the gaps is of: a chain that nothing begins does not break."""
        found = "qui ne sont pas couvertes" if self.none_begun else "dont la chaîne s’interrompt"
        return f"Exigences retenues {found}"

    @property
    def ordre_lacunes(self) -> str:
        """In which order they are."""
        heaviest = "les plus importantes"
        return (
            f"{heaviest} d’abord"
            if self.none_begun
            else f"les moins couvertes d’abord, puis {heaviest}"
        )

    @property
    def by_nature(self) -> tuple[tuple[str, tuple[ChaineVue, ...]], ...]:
        """The requirements that a job retains, by nature: each nature has its route."""
        groups = (
            (label, tuple(c for c in self.chaines if c.nature == label and c.emplois))
            for label in NATURES.values()
        )
        return tuple((label, found) for label, found in groups if found)


def nothing_to_measure(project: Project) -> str:
    """Why the report would say nothing, in French; an empty text when it has something."""
    return "" if mesurable(project.coverage) else RIEN_A_MESURER


def vue(b: Builder) -> CouvertureVue:
    """The context of the coverage report."""
    said = Couverture.de(b.project, b.changements)
    rapport, analyse = said.rapport, said.analyse
    maker = Chaines(b, said.rangs, analyse.ruptures, analyse.chaines)
    chains = {e.exigence: maker.exigence(e) for e in rapport.exigences}
    emplois = tuple(emploi_vue(b, said, emploi, chains) for emploi in rapport.emplois)
    chaines = tuple(chains[e.exigence] for e in rapport.exigences if e.emplois)
    lacunes = tuple(chains[e.exigence] for e in said.lacunes)
    return CouvertureVue(
        tete=b.tete("Rapport de couverture", "Des emplois visés ⟨aux épreuves⟩", commission=True),
        verdict=said.verdict,
        degres=said.degres,
        demande=said.items_of(
            lambda cle: next(iter(b.manques(b.projet.by_cle[cle], "fiches")), "")
        ),
        fiches=fiches_vue(b, said),
        options=tuple((b.cite(o.cle) if o.cle else None, o) for o in said.options),
        inegales=tuple(
            (b.cite(cle).titre, reached) for cle, reached in unequal_rows(b.names, rapport)
        ),
        alertes=said.alertes,
        indicateurs=said.indicateurs,
        indicateurs_nommes=rapport.indicateurs.nommes == rapport.indicateurs.tous,
        methode=_methode(b),
        titre_methode=methode_dite(b.projet.profil)[0],
        sans_methode=methode_dite(b.projet.profil)[1],
        sans_occasion=tuple(map(said.unseen_said, rapport.indicateurs.sans_occasion)),
        evaluation_mesuree=said.terme.cle == "evaluees",
        total=rapport.total,
        emplois=emplois,
        lacunes=lacunes,
        chaines=chaines,
        seuils_manques=said.manques,
        seuils_atteints=said.atteints,
        atteints_en_bref=said.atteints_en_bref,
        blocs=tuple((b.cite(bloc.bloc), bloc) for bloc in rapport.blocs),
        restes=tuple((title, b.cites(cles)) for title, cles in said.restes),
        papier=papier_vue(b, said, emplois, chaines, lacunes),
        sources=_sources(b),
        sigles=sigles(b),
        matrice_competences=matrice_vue(b, analyse.matrices.competences),
        matrice_blocs=matrice_vue(b, analyse.matrices.blocs),
        qualite=qualite_vue(b, analyse.qualite, said.chiffres),
        recouvrements=recouvrements(b, linked=False),
        changements=changements_vue(said.changements) if said.changements else None,
        derogations=tuple(_derogations(b)),
        places=_places(b, chains.values()),
        categories=_categories(b),
        drapeaux=tuple((d.libelle, d.definition) for d in Drapeau),
        definitions=DEFINITIONS,
    )


def _categories(b: Builder) -> str:
    """What the letters of the candidates mean; nothing where there are none."""
    known = [c.cle for c in b.projet.of_nature(CategorieCandidats)]
    # The letter of the only one says nothing, and stands at the head of one column.
    return b.names.categories(known) if len(known) > 1 else ""


def _sources(b: Builder) -> tuple[SourceVue, ...]:
    """Where the requirements that are printed come from, in the order of the names."""
    cited = {e.source.ref for e in asked_for(b.projet) if e.source}
    return tuple(source_vue(b, one) for one in bibliographie(b.projet) if one.cle in cited)


def _methode(b: Builder) -> MethodeVue | None:
    found = b.projet.dossier.methode
    if found is None:
        return None
    return MethodeVue(b.un(found, "qui"), b.un(found, "comment"), b.un(found, "quand"))


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
            found.setdefault("Partie ⟨d’épreuve⟩", {})[part.cle] = PlaceVue(
                part.objet, part.lieu, part.appel
            )
    order = b.projet.rangs
    roles = [role for role in (*MAILLONS.values(), "Partie ⟨d’épreuve⟩") if role in found]
    return tuple(
        (role, tuple(found[role][cle] for cle in sorted(found[role], key=order.__getitem__)))
        for role in roles
    )
