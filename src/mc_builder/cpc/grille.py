"""The grid of the criteria: facts, the findings that weigh on each, the opinion's reach, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mc_builder.coverage import RapportCouverture
from mc_builder.cpc.calendrier import Echeance, echeances
from mc_builder.cpc.criteres import Etat, Examen, Preuve, applies_early
from mc_builder.cpc.faits import examine
from mc_builder.cpc.lieux import Lieux
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.model.base import if_known
from mc_builder.model.evaluation import Epreuve, Modalite, SousEpreuve
from mc_builder.model.plan import Contenu

#: Families of rules whose findings weigh on a criterion, where they are about the référentiels.
FAMILLES: dict[str, tuple[str, ...]] = {
    "2": ("RAP", "CMP", "EVA", "COV", "RED"),
    "5": ("BLO",),
}
#: Rules that weigh on a criterion whatever their family.
REGLES: dict[str, tuple[str, ...]] = {
    "1": ("NOT005", "NOT006"),
    "2": ("DIP007",),
    "2c": ("EVA027",),
    "5": ("COV001", "DIP002", "EVA001", "EVA002", "EVA003", "EVA007"),
}
#: The rule that counts what nobody examined of the fiches of a job.
EXAMINES = "COV019"
#: Rules of one of these families that are about another criterion alone.
AILLEURS = frozenset(REGLES["2c"])


@dataclass(frozen=True, slots=True)
class Poids:
    """The findings of one rule that weigh on a criterion."""

    code: str
    gravite: Severity
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class LigneGrille:
    """One criterion of the grid."""

    examen: Examen
    poids: tuple[Poids, ...]

    def nombre(self, gravite: Severity) -> int:
        """How many findings of this severity weigh on it."""
        return sum(len(p.diagnostics) for p in self.poids if p.gravite is gravite)


@dataclass(frozen=True, slots=True)
class GrilleCpc:
    """The whole grid.

    `dans_l_avis` and `hors_avis` are the parts of the référentiel d'évaluation on which the
    opinion binds the minister, and those on which it does not (L6113-3, II); none where the
    opinion of the body that examines the project makes no such difference.
    """

    anticipe: bool
    lignes: tuple[LigneGrille, ...]
    dans_l_avis: tuple[Preuve, ...]
    hors_avis: tuple[Preuve, ...]
    calendrier: tuple[Echeance, ...]


def draw_up(
    lieux: Lieux,
    rapport: RapportCouverture,
    diagnostics: Iterable[Diagnostic] = (),
) -> GrilleCpc:
    """Evidence, measure and findings → the grid."""
    found = tuple(sorted(diagnostics, key=_worst_first(lieux, rapport)))
    projet, grille = lieux.projet, lieux.projet.profil.grille
    session = if_known(projet.dossier.calendrier.session_cpc)
    apart = grille.instance.hors_modalites
    return GrilleCpc(
        anticipe=applies_early(projet.dossier.date_reference, grille.depuis),
        lignes=tuple(
            LigneGrille(examen, tuple(_poids(examen, found))) for examen in examine(lieux, rapport)
        ),
        dans_l_avis=tuple(_in_avis(lieux)) if apart else (),
        hors_avis=tuple(_outside_avis(lieux)) if apart else (),
        calendrier=echeances(session) if session and grille.instance.calendrier else (),
    )


def _worst_first(lieux: Lieux, rapport: RapportCouverture) -> Callable[[Diagnostic], int]:
    """The jobs of which most is not examined, first: a reader is told of the first alone."""
    left = {
        lieux.span(emploi).path: job.elements.non_examines
        for job in rapport.emplois
        if (emploi := lieux.projet.by_cle.get(job.emploi)) is not None
    }
    return lambda d: -left.get(d.span.path, 0) if d.code == EXAMINES else 0


def _poids(examen: Examen, diagnostics: tuple[Diagnostic, ...]) -> Iterator[Poids]:
    """The findings that weigh on a criterion, by rule; the gravest first.

    None on a criterion that the text itself sets aside.
    """
    if examen.etat is Etat.NON_APPLICABLE:
        return
    groups: dict[tuple[Severity, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if _weighs(examen.critere.cle, diagnostic):
            groups.setdefault((diagnostic.severity, diagnostic.code), []).append(diagnostic)
    for severity, code in sorted(groups, key=lambda group: (-group[0], group[1])):
        yield Poids(code, severity, tuple(groups[severity, code]))


def _weighs(cle: str, diagnostic: Diagnostic) -> bool:
    """Whether a finding weighs on a criterion."""
    if diagnostic.code in REGLES.get(cle, ()):
        return True
    family = diagnostic.code.startswith(FAMILLES.get(cle, ()))
    here = diagnostic.span.path.startswith("referentiels/")
    return family and here and diagnostic.code not in AILLEURS


def _epreuves(lieux: Lieux) -> Iterator[Epreuve | SousEpreuve]:
    evaluation = lieux.projet.evaluation
    if evaluation is not None and lieux.projet.dossier.etape != "opportunite":
        for epreuve in evaluation.epreuves:
            yield epreuve
            yield from epreuve.sous_epreuves


def _in_avis(lieux: Lieux) -> Iterator[Preuve]:
    """The référentiels but for the modalities: what the units, épreuves and blocs say."""
    evaluation = lieux.projet.evaluation
    if evaluation is None or lieux.projet.dossier.etape == "opportunite":
        return
    for pole in lieux.projet.poles[:1]:
        held: Contenu = "poles" if lieux.projet.plan.annexe_of("poles") else "poles-activites"
        place, where = lieux.span(pole), lieux.annexe(held)
        yield Preuve("Activités", "", "", "⟨Activités⟩", place, where)
    where = lieux.referentiel("unites")
    apart = not all(map(lieux.projet.is_its_bloc, evaluation.unites))
    title = "⟨Unités⟩ et ⟨blocs⟩ qu’⟨unités:il⟩ valident" if apart else "⟨Unités⟩"
    yield Preuve("⟨Unités⟩", "", "", title, lieux.span(evaluation, "unites"), where)
    where = lieux.referentiel("epreuves")
    for exam in _epreuves(lieux):
        if exam.finalites:
            place = lieux.span(exam, "finalites")
            yield Preuve("Finalités", "", lieux.names[exam.cle].mark, "Finalités", place, where)
    for bloc in lieux.projet.blocs:
        place = lieux.span(bloc, "competences")
        title = _told(
            "⟨Compétences⟩",
            ("⟨indicateurs de réussite⟩", True),
            ("⟨savoirs⟩", any(b.savoirs for b in lieux.projet.blocs)),
        )
        where = lieux.referentiel("competences")
        yield Preuve("Critères", "", lieux.names[bloc.cle].mark, title, place, where)
    formation = lieux.projet.formation
    if formation is not None and formation.pfmp is not None:
        where, place = lieux.annexe("periode-objectifs"), lieux.span(formation, "pfmp")
        yield Preuve(
            "Formation", "", "", "Formation en milieu professionnel (à confirmer)", place, where
        )


def _outside_avis(lieux: Lieux) -> Iterator[Preuve]:
    """The règlement d'examen and the modalités of each épreuve."""
    where = lieux.referentiel("epreuves")
    exams = tuple(_epreuves(lieux))
    evaluation = lieux.projet.evaluation
    if exams and evaluation is not None:
        place = lieux.span(evaluation, "epreuves")
        ways = tuple(way for exam in exams for way in exam.modalites)
        title = _told(
            "Modes",
            ("durées", any(way.duree for way in ways)),
            ("⟨coefficients⟩", any(exam.coefficient is not None for exam in exams)),
        )
        title += ", par catégorie de candidats"
        reglement = lieux.referentiel("reglement")
        heading = lieux.projet.plan.heading_of("reglement") or "⟨Règlement d’examen⟩"
        yield Preuve(heading, "", "", title, place, reglement)
    title = _of_modalites(exams)
    for exam in exams:
        number = lieux.names[exam.cle].mark
        parts = [p for p in exam.parties if p.modalites]
        if exam.modalites:
            place = lieux.span(exam, "modalites")
            yield Preuve("Modalités", "", number, title, place, where)
        elif parts:
            place = lieux.span(parts[0], "modalites")
            yield Preuve("Modalités", "", number, title, place, where)


def _of_modalites(exams: Iterable[Epreuve | SousEpreuve]) -> str:
    """What the modalities of the épreuves say, of all that they may say."""
    ways = tuple(_modalites(exams))
    return _told(
        "Formes",
        ("déroulement", any(way.deroulement for way in ways)),
        ("commission", any(way.commission for way in ways)),
        ("notation", any(way.notation for way in ways)),
    )


def _modalites(exams: Iterable[Epreuve | SousEpreuve]) -> Iterator[Modalite]:
    """The modalities of épreuves and of their parts."""
    for exam in exams:
        yield from exam.modalites
        for partie in exam.parties:
            yield from partie.modalites


def _told(first: str, *others: tuple[str, bool]) -> str:
    """« Modes, durées »: the first, then each of the others that there is."""
    return ", ".join((first, *(name for name, there in others if there)))
