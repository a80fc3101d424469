"""RAP: the target jobs, their names, their place in a career and in the nomenclature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mc_builder.model.base import Modele, if_known, known_words
from mc_builder.model.dossier import AutreEmploi
from mc_builder.model.emplois import Appellation, Emploi
from mc_builder.rules.bornes import is_above_niveau_4
from mc_builder.rules.francais.genres import missing_gender
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

#: Flag « emploi cadre » of the ROME, version 4.60 (open data of France Travail, file of the
#: codes): only the codes that were read.
VERSION_ROME = "4.60"
ROME_CADRE = frozenset({"M1801", "M1802", "M1803", "M1805", "M1806", "I1405", "M1834"})
#: Part of its requirements that a job shares with another, below which it stands apart (ours).
PART_COMMUNE = 0.2
MOINS_D_EXIGENCES = 5

_AU_DESSUS = re.compile(
    r"(?:responsable|directeur|directrice|dirigeante?|manageu?r|manageuse|ingénieure?)\b(?!-)"
    r"(?! (?:ou|et) \w+ (?:adjoint|junior))|chef(?:fe)? (?:ou cheffe )?de (?:projet|service)",
    re.IGNORECASE,
)


@regle("RAP011", ERREUR, source="Code de l’éducation, D337-139", surete="texte")
def aucun_emploi_vise(s: Subject) -> Iterator[Constat]:
    """Le diplôme vise au moins un emploi.

    Vérifie : referentiels/emplois/ contient un emploi, dès que le référentiel est rédigé ; quand
    « autres_emplois » en nomme, comme le font les textes publiés, c’est une information : la
    couverture n’a rien à mesurer.
    Pourquoi : la spécialité correspond à l’exercice d’un métier, et le référentiel d’activités
    dit les métiers ou emplois visés (article L. 6113-1 du code du travail).
    Exemple fautif :
        referentiels/emplois/ vide
    Exemple corrigé :
        referentiels/emplois/10-mecanicien-cycles.yaml
    """
    dossier = s.projet.dossier
    if not dossier.referentiel_attendu or s.projet.emplois:
        return
    message, place = (
        f"« {dossier.diplome.intitule} » ne vise aucun emploi",
        s.places.span(dossier.diplome, "intitule"),
    )
    if dossier.autres_emplois:
        message = "des emplois sont nommés, aucun n’est décrit : la couverture n’a rien à mesurer"
        place = s.places.span(dossier, "autres_emplois")
    yield Constat(
        message,
        place,
        "décrivez un emploi-type, et ses exigences, par fichier de referentiels/emplois/",
        gravite=INFO if dossier.autres_emplois else None,
    )


@regle("RAP012", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def emploi_a_un_seul_genre(s: Subject) -> Iterator[Constat]:
    """Un emploi est nommé aux deux genres.

    Vérifie : le titre d’un emploi, et ses appellations, donnent le masculin et le féminin, à moins
    que le mot serve aux deux (« responsable »).
    Pourquoi : les référentiels publiés le font (« magasinier ou magasinière »).
    Exemple fautif :
        intitule: Technicien cycles
    Exemple corrigé :
        intitule: Technicien ou technicienne cycles
    """
    for item, title in _noms(s):
        found = missing_gender(title)
        if found is not None:
            head, other = found
            yield Constat(
                f"« {title} » n’est nommé qu’à un genre",
                s.places.span(item, "intitule").find(head[0]),
                f"donnez les deux, par exemple « {head[0]} ou {other} »",
            )


@regle("RAP013", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def aucune_premiere_insertion(s: Subject) -> Iterator[Constat]:
    """Un emploi au moins s’ouvre dès la première insertion.

    Vérifie : l’un des emplois visés a « acces: premiere-insertion ».
    Pourquoi : les référentiels publiés séparent les emplois de la première insertion de ceux qui
    viennent après une expérience ; un diplôme sans les premiers ne mène à rien aussitôt.
    Exemple fautif :
        acces: apres-experience   # pour tous les emplois
    Exemple corrigé :
        acces: premiere-insertion
    """
    jobs = s.projet.emplois
    if jobs and all(job.acces != "premiere-insertion" for job in jobs):
        yield Constat(
            "aucun emploi visé ne s’ouvre dès la première insertion",
            s.places.span(jobs[0], "acces"),
            "dites lequel se trouve à la sortie de la formation",
        )


@regle("RAP014", INFO, source=f"Vade-mecum RNCP, p. 23 ; ROME {VERSION_ROME}")
def fiche_de_cadre(s: Subject) -> Iterator[Constat]:
    """Un premier emploi de niveau 3 ou 4 n’a pas pour repère une fiche d’emploi de cadre.

    Vérifie : les codes ROME d’un emploi de première insertion, au niveau 4 ou en deçà, ne sont
    pas de ceux que le ROME 4.60 marque « emploi cadre » (quelques codes du numérique, lus un à un).
    Pourquoi : le niveau se vérifie aussi par le statut, cadre ou non, des emplois visés.
    Exemple fautif :
        emploi: {acces: premiere-insertion, rome: [M1805], …}
    Exemple corrigé :
        emploi: {acces: premiere-insertion, rome: [M1855], …}
    """
    if is_above_niveau_4(s):
        return
    for job in s.projet.emplois:
        for n, code in enumerate(job.rome):
            if job.acces == "premiere-insertion" and code in ROME_CADRE:
                yield Constat(
                    f"« {job.intitule} » est visé dès la première insertion, et la fiche {code}"
                    f" est d’un emploi de cadre dans le ROME {VERSION_ROME}",
                    s.places.span(job, "rome", n),
                    "cherchez une fiche plus proche, ou dites l’emploi « apres-experience »",
                )


@regle("RAP015", INFO, source="Vade-mecum RNCP, p. 18 et 19")
def emploi_a_part(s: Subject) -> Iterator[Constat]:
    """Les emplois visés ont des exigences communes.

    Vérifie : un emploi de cinq exigences retenues ou plus en partage au moins une sur cinq avec un
    autre emploi.
    Pourquoi : des emplois trop différents ne se préparent pas par un même diplôme.
    Exemple fautif :
        exigences: […]   # aucune n’est demandée par un autre emploi
    Exemple corrigé :
        exigences: […]   # une part est demandée par un autre emploi
    """
    asked = {job.cle: _retained(job) for job in s.projet.emplois}
    for job in s.projet.emplois:
        mine = asked[job.cle]
        others = [kept for cle, kept in asked.items() if cle != job.cle]
        shared = len(mine.intersection(*[set().union(*others)])) if others else len(mine)
        if len(mine) >= MOINS_D_EXIGENCES and shared < PART_COMMUNE * len(mine):
            yield Constat(
                f"« {job.intitule} » ne partage que {shared} de ses {len(mine)} exigences",
                s.places.start(job),
                "est-ce bien un emploi du même diplôme ?",
            )


@regle("RAP016", AVERTISSEMENT, source="Vade-mecum RNCP, p. 21 et 23")
def emploi_au_dessus_du_niveau(s: Subject) -> Iterator[Constat]:
    """Un premier emploi de niveau 3 ou 4 n’est pas un poste de direction.

    Vérifie : le titre d’un emploi de première insertion, au niveau 4 ou en deçà, ne commence ni
    par « responsable », ni par « directeur », « manager », « ingénieur », « chef de projet ».
    Pourquoi : le titre dit un niveau de responsabilité ; celui-ci s’atteint par l’expérience.
    Exemple fautif :
        emploi: {intitule: Responsable d’atelier, acces: premiere-insertion, …}
    Exemple corrigé :
        emploi: {intitule: Responsable d’atelier, acces: apres-experience, …}
    """
    if is_above_niveau_4(s):
        return
    first = {job.cle for job in s.projet.emplois if job.acces == "premiere-insertion"}
    early: list[tuple[Modele, str]] = [
        (job, known_words(job.intitule)) for job in s.projet.emplois if job.cle in first
    ]
    early += [
        (other, known_words(other.intitule))
        for other in s.projet.dossier.autres_emplois
        if other.acces == "premiere-insertion"
    ]
    for item, title in early:
        head = _AU_DESSUS.match(title)
        if head is not None:
            yield Constat(
                f"« {title} » est un poste de responsabilité, visé dès la première insertion",
                s.places.span(item, "intitule").find(head[0]),
                "dites-le « apres-experience », ou nommez l’emploi que l’on occupe en sortant",
            )


def _noms(s: Subject) -> Iterator[tuple[Modele, str]]:
    named: list[Emploi | Appellation | AutreEmploi] = []
    for job in s.projet.emplois:
        named += (job, *job.appellations)
    for item in (*named, *s.projet.dossier.autres_emplois):
        if title := if_known(item.intitule):
            yield item, title


def _retained(job: Emploi) -> set[str]:
    return {asked.exigence for asked in job.exigences if asked.ecartee is None}
