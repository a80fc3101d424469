"""Project → coverage report: the only entry of the measure, computed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from mc_builder.collector import without_collector
from mc_builder.coverage.apport import measure_blocs
from mc_builder.coverage.chains import Contexte, kept
from mc_builder.coverage.controles import Controles
from mc_builder.coverage.demande import FicheDemande, demande
from mc_builder.coverage.graphe import PAR_DEFAUT, PARTIELLE, Graphe, Verbe
from mc_builder.coverage.occasions import count_indicateurs
from mc_builder.coverage.options import Mesures
from mc_builder.coverage.paths import Passage
from mc_builder.coverage.report import (
    Comptes,
    CouvertureEmploi,
    CouvertureExigence,
    CouvertureOption,
    LigneCouverture,
    RapportCouverture,
    count,
    grade,
)
from mc_builder.coverage.statuts import Drapeau, Statut
from mc_builder.coverage.suites import Suites
from mc_builder.coverage.tracer import trace
from mc_builder.coverage.voies import answers
from mc_builder.model.base import if_known
from mc_builder.model.dossier import Etape
from mc_builder.model.emplois import Emploi, Exigence, ExigenceEmploi
from mc_builder.model.projet import Projet
from mc_builder.model.selection import of_option

_DRAPEAUX = tuple(Drapeau)
#: A requirement is a job's own when one in so many of the other jobs, at most, retains it too.
AUTRES_PAR_PARTAGE = 10


@dataclass(slots=True)
class _Demande:
    """The jobs that ask for a requirement, those that retain it, and its weight for each."""

    emplois: list[str] = field(default_factory=list)
    retenant: list[str] = field(default_factory=list)
    poids: int = 0
    poids_ecartee: int = 0


def measure(projet: Projet, before: RapportCouverture | None = None) -> RapportCouverture:
    """Measure how the référentiel covers the requirements of the target jobs.

    Each option is measured for itself; on the whole, a requirement is covered as it is in the
    option that covers it least, of those of the jobs that ask for it. What was walked for the
    measure `before` is taken up where the links are what they were.
    """
    known = {o.option: o.rapport for o in before.options} if before is not None else {}
    with without_collector():
        options = tuple(
            CouvertureOption(cle, _measure(of_option(projet, cle), known.get(cle)))
            for cle in (option.cle for option in projet.dossier.diplome.parcours)
        )
        return _measure(projet, before, options)


def _measure(
    projet: Projet, before: RapportCouverture | None, options: tuple[CouvertureOption, ...] = ()
) -> RapportCouverture:
    drawn, ecrits = trace(projet)
    same = before is not None and before.graphe == drawn
    suites = before.suites if before is not None and same else Suites(Controles(drawn))
    graphe = suites.graphe
    etape = projet.dossier.etape
    evaluees_attendues = etape != "opportunite"
    passages_de = kept(Contexte(suites, evaluees_attendues))
    asked = {emploi.cle: _demandes(graphe, emploi) for emploi in projet.emplois}
    found = {
        e.cle: _cover(e, [p for a in answers(graphe, e.cle, e.nature) for p in passages_de(a)])
        for e in projet.exigences
    }
    mesures = Mesures(projet, found, options)
    demandes = _gather(asked, mesures)
    measures = {
        cle: _with_demande(mesures.of(cle, demandes[cle].emplois), demandes[cle]) for cle in found
    }
    few = (len(asked) - 1) // AUTRES_PAR_PARTAGE
    fiches = {emploi.cle: demande(projet, emploi) for emploi in projet.emplois}
    emplois = tuple(
        _measure_emploi(
            cle,
            links,
            fiches[cle],
            {e: _with_demande(mesures.of(e, (cle,)), demandes[e]) for e in links},
            etape,
            few,
        )
        for cle, links in asked.items()
    )
    exigences = _with_degre(measures.values(), emplois)
    total = _total(exigences, etape)
    orphelines, sans_emploi = _competences_inutiles(graphe, exigences, found)
    activites, taches = _without_exigence(projet, graphe)
    return RapportCouverture(
        etape,
        emplois,
        exigences,
        total,
        measure_blocs(
            suites.controles,
            exigences,
            total.poids_retenues,
            evaluees_attendues=evaluees_attendues,
        ),
        orphelines,
        sans_emploi,
        activites,
        taches,
        tuple(m.exigence for m in exigences if not m.emplois),
        count_indicateurs(
            suites,
            (m.exigence for m in exigences if m.retenue and Drapeau.PRESUME in m.drapeaux),
        ),
        projet,
        suites,
        ecrits,
        options,
    )


def _total(exigences: Iterable[CouvertureExigence], etape: Etape) -> Comptes:
    """Distinct requirements that a job asks for, each counted once with its greatest weight."""
    asked = (m for m in exigences if m.emplois)
    return count(
        ((m.statut if m.retenue else Statut.ECARTEE, m.poids, m.pleine) for m in asked), etape
    )


def _with_degre(
    measures: Iterable[CouvertureExigence], emplois: Iterable[CouvertureEmploi]
) -> tuple[CouvertureExigence, ...]:
    """The requirements, with whether each job that retains one finds it fully covered."""
    lines = [line for emploi in emplois for line in emploi.lignes if line.retenue]
    full = {x.exigence for x in lines} - {x.exigence for x in lines if not x.pleine}
    return tuple(replace(m, pleine=True) if m.exigence in full else m for m in measures)


def _demandes(graphe: Graphe, emploi: Emploi) -> dict[str, ExigenceEmploi]:
    """What a job asks for, each requirement once.

    When the file lists one twice, the most demanding line holds: retained, then heaviest.
    """
    found: dict[str, ExigenceEmploi] = {}
    known = {arete.vers for arete in graphe.out(emploi.cle, Verbe.DEMANDE)}
    for link in emploi.exigences:
        if link.exigence in known:
            other = found.get(link.exigence, link)
            found[link.exigence] = max(other, link, key=_exigeance)
    return found


def _exigeance(link: ExigenceEmploi) -> tuple[bool, int, int]:
    return (link.ecartee is None, link.poids, if_known(link.autonomie) or 0)


def _cover(exigence: Exigence, passages: Sequence[Passage]) -> CouvertureExigence:
    """The best of the paths decides; all the chains are kept."""
    if not passages:
        return CouvertureExigence(
            exigence.cle, exigence.nature, Statut.NON_COUVERTE, (), None, (), ()
        )
    ordered = sorted(passages, key=lambda p: p.rang) if len(passages) > 1 else passages
    best = ordered[0]
    chaines = [chaine for passage in ordered for chaine in passage.chaines]
    same = {(p.chaines[0].activite, p.chaines[0].noeud) for p in ordered if p.statut is best.statut}
    flags = (
        (Drapeau.PARTIELLE, bool(best.qualite & PARTIELLE)),
        (Drapeau.PAR_DEFAUT, bool(best.qualite & PAR_DEFAUT)),
        (Drapeau.PRESUME, best.presume),
        (Drapeau.SANS_INDICATEUR, best.sans_indicateur),
        (Drapeau.CATEGORIES_INCOMPLETES, best.incomplet),
        (Drapeau.MULTIPLE, len(same) > 1),
    )
    return CouvertureExigence(
        exigence.cle,
        exigence.nature,
        best.statut,
        tuple(flag for flag, raised in flags if raised),
        best.autonomie,
        best.manquantes,
        tuple(sorted(chaines, key=attrgetter("rang"))),
    )


def _gather(asked: dict[str, dict[str, ExigenceEmploi]], mesures: Mesures) -> dict[str, _Demande]:
    """Who asks for each requirement, who retains it, and its greatest weights."""
    demandes: dict[str, _Demande] = defaultdict(_Demande)
    for emploi, links in asked.items():
        for cle, link in links.items():
            demande = demandes[cle]
            demande.emplois.append(emploi)
            if _statut(link, mesures.of(cle, (emploi,))) is Statut.ECARTEE:
                demande.poids_ecartee = max(demande.poids_ecartee, link.poids)
            else:
                demande.retenant.append(emploi)
                demande.poids = max(demande.poids, link.poids)
    return demandes


def _with_demande(mesure: CouvertureExigence, demande: _Demande) -> CouvertureExigence:
    return replace(
        mesure,
        emplois=tuple(demande.emplois),
        emplois_retenant=tuple(demande.retenant),
        poids=demande.poids if demande.retenant else demande.poids_ecartee,
    )


def _statut(link: ExigenceEmploi, mesure: CouvertureExigence) -> Statut:
    """The status for one job: écartée, unless it is evaluated anyway."""
    left_out = link.ecartee is not None and mesure.statut is not Statut.EVALUEE
    return Statut.ECARTEE if left_out else mesure.statut


def _measure_emploi(
    emploi: str,
    links: dict[str, ExigenceEmploi],
    fiches: tuple[FicheDemande, ...],
    measures: dict[str, CouvertureExigence],
    etape: Etape,
    few: int,
) -> CouvertureEmploi:
    """A job; what is its own, no more than `few` others retain."""
    lignes = tuple(_ligne(emploi, link, measures[cle]) for cle, link in links.items())
    own = (x for x in lignes if x.retenue and len(x.mesure.emplois_retenant) <= few + 1)
    return CouvertureEmploi(
        emploi,
        lignes,
        count(((x.statut, x.importance, x.pleine) for x in lignes), etape),
        grade(((x.statut, x.pleine) for x in own), etape),
        fiches,
    )


def _ligne(emploi: str, link: ExigenceEmploi, mesure: CouvertureExigence) -> LigneCouverture:
    flags = mesure.drapeaux
    if (autonomie := _drapeau_autonomie(if_known(link.autonomie), mesure)) is not None:
        raised = {*flags, autonomie}
        flags = tuple(flag for flag in _DRAPEAUX if flag in raised)
    return LigneCouverture(
        emploi,
        mesure,
        _statut(link, mesure),
        flags,
        link.poids,
        link.autonomie,
        link.ecartee,
    )


def _drapeau_autonomie(asked: int | None, mesure: CouvertureExigence) -> Drapeau | None:
    """Compare the autonomy that the job asks for to the one that the best chain reaches."""
    if asked is None or mesure.statut is Statut.NON_COUVERTE:
        return None
    if mesure.autonomie is None:
        return Drapeau.AUTONOMIE_INCONNUE
    return Drapeau.AUTONOMIE_INSUFFISANTE if mesure.autonomie < asked else None


def _competences_inutiles(
    graphe: Graphe,
    exigences: Iterable[CouvertureExigence],
    found: Mapping[str, CouvertureExigence],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Competences attached to no activité, and competences that serve no requirement retained.

    `found` are the measures of all the options together: what serves one of them serves.
    """
    chaines = (c for e in exigences if e.retenue for c in found[e.exigence].chaines)
    useful = {cle for chaine in chaines for cle in (chaine.competence, *chaine.avec)}
    return (
        tuple(cle for cle in graphe.competences if not any(graphe.taken_by(cle))),
        tuple(cle for cle in graphe.competences if cle not in useful),
    )


def _without_exigence(projet: Projet, graphe: Graphe) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Activités that answer nothing with all their tâches; tâches, when their activité does not."""
    activites: list[str] = []
    taches: list[str] = []
    for activite in (a.cle for pole in projet.poles for a in pole.activites):
        if graphe.out(activite, Verbe.REPOND_A):
            continue
        inside = [a.vers for a in graphe.out(activite, Verbe.CONTIENT)]
        silent = [cle for cle in inside if not graphe.out(cle, Verbe.REPOND_A)]
        taches += silent
        if len(silent) == len(inside):
            activites.append(activite)
    return tuple(activites), tuple(taches)
