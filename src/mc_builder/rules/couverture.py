"""What the measure of coverage brings to light."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import emplois_en_doute
from mc_builder.coverage.seuils import seuil_ecartees
from mc_builder.diagnostics import Diagnostic, avertissement, erreur, info
from mc_builder.model.emplois import Emploi
from mc_builder.rules.base import Rule, Subject


def competences_orphelines(s: Subject) -> Iterator[Diagnostic]:
    """Each competence takes up an activity (code du travail, L6113-1)."""
    for cle in s.rapport.competences_orphelines:
        competence = s.projet.par_cle[cle]
        yield erreur(
            "COV001",
            f"la compétence « {competence.libelle} » ne reprend aucune activité",
            s.places.start(competence),
            "ajoutez « mobilise: [...] » avec l’identifiant d’une activité ou d’une tâche",
        )


def emplois_douteux(s: Subject) -> Iterator[Diagnostic]:
    """A job that leaves out many requirements may not be a target (vade-mecum RNCP, p. 17)."""
    for job in emplois_en_doute(s.rapport, s.projet.dossier.seuils):
        emploi = s.projet.par_cle[job.emploi]
        limit = seuil_ecartees(s.projet.dossier.seuils, job.emploi)
        yield avertissement(
            "COV002",
            f"« {emploi.libelle} » laisse de côté {job.comptes.taux_ecartees.compte} exigences,"
            f" plus que le seuil de {limit.normalize():f} %",
            s.places.start(emploi),
            "est-ce bien un emploi visé par le diplôme ?",
        )


def ecarts_contredits(s: Subject) -> Iterator[Diagnostic]:
    """A requirement left out that is evaluated all the same counts: its motive is contradicted."""
    for job in s.rapport.emplois:
        emploi = s.projet.trouver(job.emploi, Emploi)
        for line in job.lignes:
            if line.ecart_contredit and emploi is not None:
                asked = next(e for e in emploi.exigences if e.exigence == line.exigence)
                title = s.projet.par_cle[line.exigence].libelle
                yield avertissement(
                    "COV003",
                    f"l’exigence « {title} » est écartée, et pourtant évaluée",
                    s.places.span(asked, "ecartee"),
                    "retirez « ecartee », ou le lien qui la couvre",
                )


def sans_exigence(s: Subject) -> Iterator[Diagnostic]:
    """An activity that answers no requirement serves no target job, as far as is known."""
    for cle in s.rapport.activites_sans_exigence:
        activite = s.projet.par_cle[cle]
        yield info(
            "COV004",
            f"aucune exigence ne correspond à l’activité « {activite.libelle} »",
            s.places.start(activite),
        )


RULES: tuple[Rule, ...] = (
    competences_orphelines,
    emplois_douteux,
    ecarts_contredits,
    sans_exigence,
)
