"""COV: what the measure of coverage brings to light."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import emplois_en_doute
from mc_builder.coverage.seuils import seuil_ecartees
from mc_builder.model.emplois import Emploi
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle


@regle("COV001", ERREUR, source="Code du travail, L6113-1", surete="texte")
def competence_orpheline(s: Subject) -> Iterator[Constat]:
    """Chaque compétence reprend une activité.

    Vérifie : une compétence, ou l’une de ses sous-compétences, mobilise une activité ou une tâche.
    Pourquoi : les compétences « découlent » du référentiel d’activités ; une compétence qui ne
    reprend rien ne sert aucun emploi que l’on puisse montrer.
    Exemple fautif :
        - intitule: Recueillir la demande d’une personne
    Exemple corrigé :
        - intitule: Recueillir la demande d’une personne
          mobilise: [accueil]
    """
    for cle in s.rapport.competences_orphelines:
        competence = s.projet.par_cle[cle]
        yield Constat(
            f"la compétence « {competence.libelle} » ne reprend aucune activité",
            s.places.start(competence),
            "ajoutez « mobilise: [...] » avec l’identifiant d’une activité ou d’une tâche",
        )


@regle("COV002", AVERTISSEMENT, source="Vade-mecum RNCP, p. 17 à 19")
def emploi_en_doute(s: Subject) -> Iterator[Constat]:
    """Un emploi visé ne laisse pas de côté une grande part de ses exigences.

    Vérifie : la part d’exigences écartées d’un emploi reste sous le seuil du dossier (25 %, sinon).
    Pourquoi : un emploi dont on écarte beaucoup n’est peut-être pas un emploi visé.
    Exemple fautif :
        - {exigence: tenir-comptabilite, importance: 1, ecartee: {…}}   # 4 sur 9
    Exemple corrigé :
        - {exigence: tenir-comptabilite, importance: 1}   # retenue : la lacune se voit
    """
    for job in emplois_en_doute(s.rapport, s.projet.dossier.seuils):
        emploi = s.projet.par_cle[job.emploi]
        limit = seuil_ecartees(s.projet.dossier.seuils, job.emploi)
        yield Constat(
            f"« {emploi.libelle} » laisse de côté {job.comptes.taux_ecartees.compte} exigences,"
            f" plus que le seuil de {limit.normalize():f} %",
            s.places.start(emploi),
            "est-ce bien un emploi visé par le diplôme ?",
        )


@regle("COV003", AVERTISSEMENT, source="Méthode de la mesure de couverture")
def ecart_contredit(s: Subject) -> Iterator[Constat]:
    """Une exigence écartée n’est pas évaluée par ailleurs.

    Vérifie : aucune exigence écartée pour un emploi n’est suivie jusqu’à une épreuve.
    Pourquoi : le motif de l’écart est alors démenti par le référentiel lui-même ; l’exigence
    rejoint celles qui comptent.
    Exemple fautif :
        - {exigence: regler-freins, importance: 2, ecartee: {motif: hors_champ, …}}   # évaluée
    Exemple corrigé :
        - {exigence: regler-freins, importance: 2}
    """
    for job in s.rapport.emplois:
        emploi = s.projet.trouver(job.emploi, Emploi)
        for line in job.lignes:
            if line.ecart_contredit and emploi is not None:
                asked = next(e for e in emploi.exigences if e.exigence == line.exigence)
                title = s.projet.par_cle[line.exigence].libelle
                yield Constat(
                    f"l’exigence « {title} » est écartée, et pourtant évaluée",
                    s.places.span(asked, "ecartee"),
                    "retirez « ecartee », ou le lien qui la couvre",
                )


@regle("COV004", INFO, source="Vade-mecum RNCP, p. 19")
def activite_sans_exigence(s: Subject) -> Iterator[Constat]:
    """Une activité répond à une exigence d’un emploi visé.

    Vérifie : l’activité, ou l’une de ses tâches, répond à une exigence.
    Pourquoi : autrement, rien ne dit à quel emploi elle sert ; ce peut être un oubli de lien.
    Exemple fautif :
        - {id: accueil, intitule: Accueil de la personne et de son vélo}
    Exemple corrigé :
        - {id: accueil, intitule: Accueil de la personne et de son vélo, repond_a: [accueillir]}
    """
    for cle in s.rapport.activites_sans_exigence:
        activite = s.projet.par_cle[cle]
        yield Constat(
            f"aucune exigence ne correspond à l’activité « {activite.libelle} »",
            s.places.start(activite),
        )
