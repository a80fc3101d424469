"""Project and measure → what every form of the coverage report says, in the same words.

Each form (text, Markdown, JSON, workbook, page, print) reads this view and computes nothing: a
figure or a sentence that two of them say is here once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mc_builder.coverage import (
    SANS_OBJET,
    CouvertureEmploi,
    CouvertureExigence,
    LigneCouverture,
    Palier,
    RapportCouverture,
    SeuilMesure,
    Taux,
    bilan,
    mesurable,
    seuils_manques,
    seuils_mesures,
)
from mc_builder.coverage.analysis.analyse import Analyse, analyse
from mc_builder.coverage.analysis.suggestions import Rupture
from mc_builder.coverage.bilan import degres_comptes, indicateurs_dits, mesure_dite
from mc_builder.coverage.comparison.changements import (
    Changements,
)
from mc_builder.coverage.definitions import DEFINITIONS, Definition
from mc_builder.coverage.occasions import SansOccasion
from mc_builder.documents.couverture.alertes import about_jobs, about_sources, about_whole
from mc_builder.documents.couverture.chiffres import Chiffre, figures_of
from mc_builder.documents.couverture.demande import LigneDemande, items_said, rows_of_items
from mc_builder.documents.couverture.donnees.objets import objets
from mc_builder.documents.couverture.mots import RESTES, Mots, methode_dite, raison, set_aside
from mc_builder.documents.couverture.options import (
    RangeeOption,
    option_titre,
    rows_of_options,
    unequal_rows,
)
from mc_builder.documents.couverture.seuils import thresholds_said
from mc_builder.documents.couverture.verdict import verdict
from mc_builder.documents.releves import RecouvrementReleve, noted_overlaps
from mc_builder.french import agreed, quoted
from mc_builder.model.base import ACompleter, ListeACompleter
from mc_builder.model.emplois import Emploi, Exigence
from mc_builder.model.liens import LienSource
from mc_builder.model.preuves import Source
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.names.sources import places
from mc_builder.nomenclatures.matching import Proche

if TYPE_CHECKING:
    from mc_builder.project import Project


@dataclass(frozen=True)
class Couverture(Mots):
    """The measure of one project, its analysis and what changed, with the names of its objects."""

    names: Names
    rapport: RapportCouverture
    analyse: Analyse
    changements: Changements | None = None
    #: The option that is measured alone; None for the whole diploma.
    option: str | None = None
    #: What is noted of compared certifications.
    recouvrements: tuple[RecouvrementReleve, ...] = ()

    version = 2

    @classmethod
    def de(cls, project: Project, changements: Changements | None = None) -> Couverture:
        """That of an opened project, with what changed when it is compared."""
        measured = (project.names, project.coverage, project.analysis)
        return cls(*measured, changements, recouvrements=noted_overlaps(project))

    def of_option(self, option: str) -> Couverture:
        """That of one option: the project without what holds for the others only."""
        rapport = self.rapport.of_option(option)
        return replace(self, rapport=rapport, analyse=analyse(self.names, rapport), option=option)

    # --- names ---------------------------------------------------------------------------------

    @property
    def projet(self) -> Projet:
        """The project."""
        return self.names.projet

    @cached_property
    def rangs(self) -> Mapping[str, int]:
        """The number of each job."""
        return {e.emploi: n for n, e in enumerate(self.rapport.emplois, start=1)}

    def intitule(self, cle: str) -> str | ACompleter:
        """The title of an object."""
        return self.names[cle].titre

    def titre(self, cle: str) -> str:
        """The title of an object as it prints."""
        return str(self.intitule(cle))

    def nom(self, cle: str) -> str:
        """« 2.1.3 Extraire des données »: number and title."""
        return self.names[cle].court

    def lieu(self, cle: str) -> str:
        """« referentiels/exigences.yaml:12 »; nothing when the places are not known."""
        return self.names[cle].lieu

    # --- what the JSON reads beside the measure --------------------------------------------------

    @property
    def ruptures(self) -> tuple[Rupture, ...]:
        """Where chains break."""
        return tuple(self.analyse.ruptures.values())

    @property
    def definitions(self) -> Mapping[str, Definition]:
        """Every definition, by its anchor in docs/couverture.md."""
        return {definition.ancre: definition for definition in DEFINITIONS}

    @property
    def objets(self) -> Mapping[str, Mapping[str, Any]]:
        """Every object that a chain may cite, by its identity."""
        return objets(self.names)

    # --- sentences -----------------------------------------------------------------------------

    @property
    def mesurable(self) -> bool:
        """Whether a target job asks for at least one requirement; `bilan` says so otherwise."""
        return mesurable(self.rapport)

    @property
    def bilan(self) -> str:
        """What is left to cover, or that there is nothing to measure."""
        return bilan(self.rapport)

    @cached_property
    def lacunes(self) -> tuple[CouvertureExigence, ...]:
        """The requirements whose chain breaks, the least covered and heaviest first."""
        found = (e for e in self.rapport.exigences if e.exigence in self.analyse.ruptures)
        return tuple(sorted(found, key=lambda e: (e.statut, -e.poids)))

    def lacunes_of(self, emploi: CouvertureEmploi) -> tuple[LigneCouverture, ...]:
        """Those of one job."""
        return tuple(x for x in emploi.lacunes if x.exigence in self.analyse.ruptures)

    @cached_property
    def emplois_couverts(self) -> int:
        """Jobs without a gap."""
        return sum(not self.lacunes_of(emploi) for emploi in self.rapport.emplois)

    @property
    def perimetre(self) -> str:
        """Which option is measured alone; empty for the whole diploma."""
        if self.option is None:
            return ""
        return (
            f"{option_titre(self.names, self.option)} : la mesure laisse de côté ce qui ne vaut que"
            " pour ⟨d’autres options⟩."
        )

    @property
    def options(self) -> tuple[RangeeOption, ...]:
        """The figures of each option and of what all cover, the lowest first; none without."""
        return rows_of_options(self.names, self.rapport)

    @property
    def inegales(self) -> tuple[tuple[str, str], ...]:
        """What options do not cover alike: the requirement, and how far each goes."""
        found = unequal_rows(self.names, self.rapport)
        return tuple((self.titre(cle), reached) for cle, reached in found)

    @property
    def terme(self) -> Palier:
        """The last stage that is measured."""
        total = self.rapport.total
        return total.traduites if total.evaluees.nombre is None else total.evaluees

    @property
    def verdict(self) -> str:
        """The first sentence of the report."""
        rapport = self.rapport
        whole, jobs = rapport.total, len(rapport.emplois)
        return verdict(whole, self.emplois_couverts, jobs, mesure_dite(rapport))

    @property
    def degres(self) -> tuple[tuple[str, str, str], ...]:
        """Of each job, then of the whole: its name, what is covered of all, and of its own."""
        jobs = (
            (
                f"{self.rangs[e.emploi]}. {self.titre(e.emploi)}",
                degres_comptes(e.comptes.degres),
                degres_comptes(e.propre),
            )
            for e in self.rapport.emplois
        )
        return (*jobs, (self.ensemble, degres_comptes(self.rapport.total.degres), ""))

    @property
    def demande(self) -> tuple[LigneDemande, ...]:
        """What became of the items of the fiches of each job, the least examined first."""
        return self.items_of(lambda cle: "".join(map(str, self.unread(cle))))

    def items_of(self, unread: Callable[[str], str]) -> tuple[LigneDemande, ...]:
        """The same, with what a document prints of why a job keeps no fiche."""
        names = {cle: f"{n}. {self.titre(cle)}" for cle, n in self.rangs.items()}
        return rows_of_items(self.rapport, names, self.cited, unread)

    def unread(self, emploi: str) -> tuple[ACompleter, ...]:
        """Why a job keeps no fiche, when the dossier says it."""
        job = self.projet.find(emploi, Emploi)
        kept = job.fiches if job is not None else ()
        return (ACompleter(kept.motif),) if isinstance(kept, ListeACompleter) else ()

    @property
    def demande_dite(self) -> str:
        """The same of the whole, in one sentence; empty without any fiche."""
        return items_said(self.rapport.elements)

    @property
    def indicateurs(self) -> str:
        """How many indicateurs a part names, in one sentence; empty when there are none."""
        return indicateurs_dits(self.rapport)

    def unseen_said(self, lack: SansOccasion) -> str:
        """« C1.1 : « Accord écrit recueilli », pas B (scolaires) »."""
        who = "aucun candidat" if lack.jamais else f"pas {self.names.categories(lack.categories)}"
        where = self.names[lack.competence].mark or self.nom(lack.competence)
        return f"{where} : {quoted(self.titre(lack.indicateur))}, {who}"

    def demandeurs(self, exigence: CouvertureExigence) -> str:
        """« 1, 2, 5 »: the numbers of the jobs that retain a requirement."""
        return ", ".join(str(self.rangs[cle]) for cle in exigence.emplois_retenant)

    def lien_source(self, exigence: str) -> LienSource | None:
        """The source of a requirement, and the place in it."""
        asked = self.projet.find(exigence, Exigence)
        return asked.source if asked else None

    def source(self, exigence: str) -> str:
        """« ROME 3.47, fiche I1401 »: where a requirement comes from; empty when nothing says."""
        return self.cited(self.lien_source(exigence))

    def cited(self, link: LienSource | None) -> str:
        """A source and the place in it; empty when nothing says."""
        source = self.projet.find(link.ref, Source) if link else None
        if link is None or source is None:
            return ""
        return ", ".join(
            (str(source.appel), *places(self.projet, source, link.page, link.reperage))
        )

    @property
    def methode(self) -> str:
        """Who set importance and autonomy, how and when, without a stop; or that nothing says."""
        found, (titre, sans) = self.projet.dossier.methode, methode_dite(self.projet.profil)
        if found is None:
            return sans
        who, how, when = (str(x).rstrip(" .") for x in (found.qui, found.comment, found.quand))
        return f"{titre} {who} ; {how} ; {when}"

    def rupture(self, exigence: str) -> str:
        """« Aucune compétence ne reprend l’activité. (après 1.2 Diagnostiquer) »."""
        found = self.analyse.ruptures[exigence]
        after = f" (après {self.nom(found.atteint)})" if found.atteint else ""
        who = self.names.categories(found.categories)
        left = f" ; candidats sans évaluation : {who}" if who else ""
        mesure = self.rapport.exigence(exigence)
        where = self.names.options(mesure.moindres) if mesure is not None else ""
        within = f" ({where})" if where else ""
        return f"{found.phrase[:-1]}{within}{after}{left}."

    def piste(self, proche: Proche) -> str:
        """« 2.1.3 Extraire des données (fort ; mots communs : données, extraire) »."""
        return f"{self.nom(proche.cle)} ({raison(proche)})"

    def ecartees(self, exigence: str) -> str:
        """« 2 pistes écartées par l’équipe de rédaction »; empty when none is."""
        refused = self.analyse.ruptures[exigence].ecartees
        return set_aside(len(refused)) if refused else ""

    @cached_property
    def seuils_manques(self) -> tuple[SeuilMesure, ...]:
        """The thresholds that are missed, the worst first."""
        return seuils_manques(self.rapport, self.projet.dossier.seuils)

    @property
    def manques(self) -> tuple[str, ...]:
        """Their sentences, without a stop."""
        return tuple(seuil.phrase(self.names) for seuil in self.seuils_manques)

    @property
    def atteints_en_bref(self) -> str:
        """The others in one sentence, the jobs by their numbers, without a stop."""
        known = seuils_mesures(self.rapport, self.projet.dossier.seuils)
        return thresholds_said(self.names, self.rangs, (x for x in known if not x.manque))

    @property
    def atteints(self) -> tuple[str, ...]:
        """The sentences of the others."""
        known = seuils_mesures(self.rapport, self.projet.dossier.seuils)
        return tuple(seuil.phrase(self.names) for seuil in known if not seuil.manque)

    @property
    def restes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What serves nothing, read backwards: each list that is not empty, with its title."""
        said: set[str] = set()  # an orphan serves no requirement either: once is enough
        found = []
        for name, one, many in RESTES:
            cles = tuple(cle for cle in getattr(self.rapport, name) if cle not in said)
            said.update(cles)
            if cles:
                found.append((agreed(len(cles), one, many), cles))
        return tuple(found)

    @property
    def chiffres(self) -> tuple[Chiffre, ...]:
        """Quality in a few figures."""
        return tuple(figures_of(self.analyse.qualite, self.titre))

    @cached_property
    def alertes(self) -> tuple[str, ...]:
        """What the first page warns of, what is of the whole diploma first."""
        quality, level = self.analyse.qualite, self.projet.dossier.diplome.niveau
        return (
            *about_whole(self.names, quality, level),
            *about_jobs(self.names, self.rapport, self.projet.dossier.seuils),
            *about_sources(self.projet),
        )

    @property
    def contredites(self) -> tuple[str, ...]:
        """The requirements that a job leaves out although they are evaluated."""
        return tuple(
            f"{self.titre(emploi.emploi)} : {quoted(self.titre(line.exigence))} est écartée alors"
            " qu’elle est évaluée ; elle est comptée"
            for emploi in self.rapport.emplois
            for line in emploi.lignes
            if line.ecart_contredit
        )


def poids(taux: Taux) -> str:
    """« 30 sur 272 (11 %) », or « s.o. »."""
    return SANS_OBJET if taux.sans_objet else f"{taux.compte} ({taux})"
