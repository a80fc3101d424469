"""The immutable result of the measure: per requirement, per job, per bloc, and overall.

Counts come first, rates are derived from them. Everything that prints coverage reads these
objects and computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mc_builder.coverage.demande import ComptesElements, FicheDemande, count_elements, elements_of
from mc_builder.coverage.ecrits import Ecrits
from mc_builder.coverage.graphe import Graphe
from mc_builder.coverage.occasions import ComptesIndicateurs
from mc_builder.coverage.paths import Chaine
from mc_builder.coverage.statuts import RESERVES, Drapeau, Statut
from mc_builder.coverage.suites import Suites
from mc_builder.coverage.taux import SANS_OBJET, Taux
from mc_builder.model.base import ACompleter
from mc_builder.model.dossier import Etape
from mc_builder.model.emplois import Ecart, NatureExigence
from mc_builder.model.projet import Projet


@dataclass(frozen=True, slots=True)
class Palier:
    """A cumulative stage of coverage: how many requirements reach it; None when « s.o. »."""

    cle: str
    libelle: str
    nombre: int | None
    poids: int | None
    retenues: int
    toutes: int
    poids_retenues: int

    @property
    def taux(self) -> Taux:
        """On the requirements retained."""
        return Taux(self.nombre, self.retenues)

    @property
    def taux_toutes(self) -> Taux:
        """The same requirements, on all those that are asked for, écartées included."""
        return Taux(self.nombre, self.toutes)

    @property
    def taux_pondere(self) -> Taux:
        """Weighted by importance, on the requirements retained."""
        return Taux(self.poids, self.poids_retenues)

    def __str__(self) -> str:
        return SANS_OBJET if self.nombre is None else self.taux.compte


@dataclass(frozen=True, slots=True)
class Degres:
    """Of requirements retained: fully covered, in part, not at all; None when « s.o. ».

    Fully is evaluated without a reserve; in part, evaluated with one, or taken up or described
    only. The three add up to `retenues`.
    """

    retenues: int
    pleinement: int | None
    en_partie: int | None
    non: int

    @property
    def taux(self) -> Taux:
        """Fully covered, on the requirements retained."""
        return Taux(self.pleinement, self.retenues)


@dataclass(frozen=True, slots=True)
class Comptes:
    """The figures of a job, or of the whole project."""

    toutes: int
    retenues: int
    ecartees: int
    poids_retenues: int
    poids_ecartees: int
    decrites: Palier
    traduites: Palier
    evaluees: Palier
    degres: Degres

    @property
    def paliers(self) -> tuple[Palier, Palier, Palier]:
        """The three stages, in the order of the chain."""
        return (self.decrites, self.traduites, self.evaluees)

    @property
    def taux_ecartees(self) -> Taux:
        """Écartées on all the requirements that are asked for, by count."""
        return Taux(self.ecartees, self.toutes)


@dataclass(frozen=True, slots=True)
class CouvertureExigence:
    """How a requirement is covered, whatever the job: status, flags, and its chains, best first.

    `statut` is never `ECARTEE` here. `autonomie` is the one of the best chain. `emplois` are the
    jobs that ask for it, `emplois_retenant` those that do not leave it out, and `poids` its
    greatest importance among these (among all of them when none retains it).
    """

    exigence: str
    nature: NatureExigence
    statut: Statut
    drapeaux: tuple[Drapeau, ...]
    autonomie: int | None
    categories_manquantes: tuple[str, ...]
    chaines: tuple[Chaine, ...]
    emplois: tuple[str, ...] = ()
    emplois_retenant: tuple[str, ...] = ()
    poids: int = 0
    #: Whether it is evaluated without a reserve for each job that retains it.
    pleine: bool = False
    #: The options that cover it least, whose measure this is, when they do not all cover it alike.
    moindres: tuple[str, ...] = ()

    @property
    def retenue(self) -> bool:
        """Whether at least one job retains it."""
        return bool(self.emplois_retenant)

    @property
    def meilleure(self) -> Chaine | None:
        """The best chain."""
        return self.chaines[0] if self.chaines else None


@dataclass(frozen=True, slots=True)
class LigneCouverture:
    """A requirement as one job asks for it.

    `statut` is `ECARTEE` when the job leaves it out, unless it is evaluated all the same: it then
    counts, and `ecart_contredit` says so. `mesure` holds what was measured in all cases.
    """

    emploi: str
    mesure: CouvertureExigence
    statut: Statut
    drapeaux: tuple[Drapeau, ...]
    importance: int
    autonomie_demandee: int | ACompleter | None
    ecart: Ecart | None

    @property
    def exigence(self) -> str:
        """Identity of the requirement."""
        return self.mesure.exigence

    @property
    def demande(self) -> tuple[str, str]:
        """The job and the requirement."""
        return self.emploi, self.mesure.exigence

    @property
    def nature(self) -> NatureExigence:
        """Nature of the requirement."""
        return self.mesure.nature

    @property
    def chaines(self) -> tuple[Chaine, ...]:
        """All the chains of the requirement, best first."""
        return self.mesure.chaines

    @property
    def meilleure(self) -> Chaine | None:
        """The best chain."""
        return self.mesure.meilleure

    @property
    def autonomie_atteinte(self) -> int | None:
        """The autonomy that the best chain reaches."""
        return self.mesure.autonomie

    @property
    def retenue(self) -> bool:
        """Whether the requirement counts in N."""
        return self.statut is not Statut.ECARTEE

    @property
    def pleine(self) -> bool:
        """Whether it is evaluated without a reserve."""
        return self.statut is Statut.EVALUEE and RESERVES.isdisjoint(self.drapeaux)

    @property
    def ecart_contredit(self) -> bool:
        """Whether the job leaves it out although it is evaluated."""
        return self.ecart is not None and self.retenue


@dataclass(frozen=True, slots=True)
class CouvertureEmploi:
    """A target job: its requirements, in the order of its file, and its figures.

    `propre` counts the requirements that it retains and that few other jobs do; `fiches` say what
    it does of those that it was written from.
    """

    emploi: str
    lignes: tuple[LigneCouverture, ...]
    comptes: Comptes
    propre: Degres
    fiches: tuple[FicheDemande, ...] = ()

    @property
    def elements(self) -> ComptesElements:
        """The items of its fiches, each once."""
        return count_elements((elements_of(self.fiches),))

    @property
    def nobodys_own(self) -> bool:
        """Whether it retains requirements, none of which is its own."""
        return bool(self.comptes.retenues) and not self.propre.retenues

    @property
    def lacunes(self) -> tuple[LigneCouverture, ...]:
        """Requirements retained that are not evaluated, the least covered and heaviest first."""
        gaps = [x for x in self.lignes if x.retenue and x.statut is not Statut.EVALUEE]
        return tuple(sorted(gaps, key=lambda x: (x.statut, -x.importance)))

    @property
    def ecartees(self) -> tuple[LigneCouverture, ...]:
        """Requirements left out."""
        return tuple(x for x in self.lignes if not x.retenue)


@dataclass(frozen=True, slots=True)
class CouvertureBloc:
    """What a bloc brings, on the distinct requirements retained; None at step `opportunite`.

    `apport` is the weight of the evaluated requirements with a complete chain through the bloc,
    `apport_propre` that of those no longer evaluated once it is removed. `exigences_pleines` are
    the requirements evaluated through it that are fully covered, and by whole links through it.
    """

    bloc: str
    competences: tuple[str, ...]
    exigences: tuple[str, ...]
    exigences_propres: tuple[str, ...]
    apport: int | None
    apport_propre: int | None
    poids_retenues: int
    exigences_pleines: tuple[str, ...] = ()

    @property
    def taux_pleines(self) -> Taux:
        """Those fully covered, on those evaluated through it."""
        return Taux(len(self.exigences_pleines), len(self.exigences))

    @property
    def taux_apport(self) -> Taux:
        """`apport` on the weight of all the requirements retained."""
        return Taux(self.apport, self.poids_retenues)

    @property
    def taux_apport_propre(self) -> Taux:
        """`apport_propre` on the weight of all the requirements retained."""
        return Taux(self.apport_propre, self.poids_retenues)


@dataclass(frozen=True, slots=True)
class CouvertureOption:
    """What a candidate of one option meets: the measure of the project without the others."""

    option: str
    rapport: RapportCouverture

    @property
    def comptes(self) -> Comptes:
        """Its figures."""
        return self.rapport.total


@dataclass(frozen=True, slots=True)
class RapportCouverture:
    """The whole measure; `exigences` are all those of the project, each once.

    `options` are empty when the diploma has none; the rest is then that of every candidate.

    `competences_orphelines` take up no activité; `competences_sans_emploi` are on no chain of a
    requirement retained; `exigences_sans_emploi` are asked for by no job.
    """

    etape: Etape
    emplois: tuple[CouvertureEmploi, ...]
    exigences: tuple[CouvertureExigence, ...]
    total: Comptes
    blocs: tuple[CouvertureBloc, ...]
    competences_orphelines: tuple[str, ...]
    competences_sans_emploi: tuple[str, ...]
    activites_sans_exigence: tuple[str, ...]
    taches_sans_exigence: tuple[str, ...]
    exigences_sans_emploi: tuple[str, ...]
    indicateurs: ComptesIndicateurs
    #: What was measured; its graph, and what each of its objects reaches; where links are written.
    projet: Projet = field(compare=False, repr=False)
    suites: Suites = field(compare=False, repr=False)
    ecrits: Ecrits = field(compare=False, repr=False)
    options: tuple[CouvertureOption, ...] = ()

    @property
    def elements(self) -> ComptesElements:
        """The items of the fiches of all the jobs, each once, as the job that does least of it."""
        return count_elements(elements_of(emploi.fiches) for emploi in self.emplois)

    @property
    def graphe(self) -> Graphe:
        """The links that were measured."""
        return self.suites.graphe

    def lacks_occasion(self, mesure: CouvertureExigence) -> bool:
        """Whether what takes it up is assessed for all, and no part names what observes it."""
        best = mesure.meilleure
        if best is None or best.constats is None or best.competence is None:
            return False
        return mesure.statut < Statut.EVALUEE and bool(self.suites.of(best.competence).niveaux)

    def emploi(self, cle: str) -> CouvertureEmploi | None:
        """The measure of one job."""
        return next((e for e in self.emplois if e.emploi == cle), None)

    def exigence(self, cle: str) -> CouvertureExigence | None:
        """The measure of one requirement."""
        return next((e for e in self.exigences if e.exigence == cle), None)

    def of_option(self, cle: str) -> RapportCouverture:
        """The measure of what one option holds; the diploma must have it."""
        return next(o.rapport for o in self.options if o.option == cle)

    def bloc(self, cle: str) -> CouvertureBloc | None:
        """The measure of one bloc."""
        return next((b for b in self.blocs if b.bloc == cle), None)


def grade(entries: Iterable[tuple[Statut, bool]], etape: Etape) -> Degres:
    """Count (status, fully) pairs of requirements retained; « s.o. » at opportunité."""
    known = tuple(entries)
    non = sum(statut is Statut.NON_COUVERTE for statut, _ in known)
    if etape == "opportunite":
        return Degres(len(known), None, None, non)
    full = sum(pleine for _, pleine in known)
    return Degres(len(known), full, len(known) - full - non, non)


def count(entries: Iterable[tuple[Statut, int, bool]], etape: Etape) -> Comptes:
    """Count (status, weight, fully); stages are cumulative, évaluées is « s.o. » at opportunité."""
    known = tuple(entries)
    kept = [entry for entry in known if entry[0] is not Statut.ECARTEE]
    retained = [(statut, poids) for statut, poids, _ in kept]
    weight = sum(poids for _, poids in retained)

    def stage(cle: str, libelle: str, floor: Statut) -> Palier:
        reached = [poids for statut, poids in retained if statut >= floor]
        measured = floor is not Statut.EVALUEE or etape != "opportunite"
        return Palier(
            cle,
            libelle,
            len(reached) if measured else None,
            sum(reached) if measured else None,
            len(retained),
            len(known),
            weight,
        )

    return Comptes(
        len(known),
        len(retained),
        len(known) - len(retained),
        weight,
        sum(poids for _, poids, _ in known) - weight,
        stage("decrites", "Décrites", Statut.DECRITE),
        stage("traduites", "Traduites", Statut.TRADUITE),
        stage("evaluees", "Évaluées", Statut.EVALUEE),
        grade(((statut, pleine) for statut, _, pleine in kept), etape),
    )
