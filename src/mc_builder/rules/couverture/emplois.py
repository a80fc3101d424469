"""COV: what the measure of coverage brings to light, job by job."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.coverage import (
    Drapeau,
    Statut,
    emplois_en_doute,
    seuil_ecartees,
    seuils_manques,
)
from mc_builder.coverage.definitions import weighed
from mc_builder.french import percent
from mc_builder.model.emplois import Ecart, Emploi, Exigence
from mc_builder.rules.bornes import is_referentiel_due
from mc_builder.rules.mots import quoted_first
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle


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
    for job in emplois_en_doute(s.coverage, s.projet.dossier.seuils):
        emploi = s.projet.by_cle[job.emploi]
        limit = seuil_ecartees(s.projet.dossier.seuils, job.emploi)
        yield Constat(
            f"« {s.names.titre(emploi)} » laisse de côté {job.comptes.ecartees} de ses"
            f" {job.comptes.toutes} exigences, plus que le seuil de {percent(limit)}",
            s.places.start(emploi),
            "est-ce bien un emploi visé par ⟨le diplôme⟩ ? sinon, nommez-le sous"
            " « autres_emplois »",
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
    for job in s.coverage.emplois:
        emploi = s.projet.find(job.emploi, Emploi)
        for line in job.lignes:
            if line.ecart_contredit and emploi is not None:
                asked = next(e for e in emploi.exigences if e.exigence == line.exigence)
                title = s.names[line.exigence].titre
                yield Constat(
                    f"l’exigence « {title} » est écartée, et pourtant évaluée",
                    s.places.span(asked, "ecartee"),
                    "retirez « ecartee », ou le lien qui la couvre",
                )


@regle("COV010", AVERTISSEMENT, source="Méthode de la mesure de couverture")
def seuil_manque(s: Subject) -> Iterator[Constat]:
    """La couverture atteint les seuils que le dossier s’est donnés.

    Vérifie : les parts d’exigences décrites, traduites et évaluées (sans réserve, sauf
    « reserves: admises ») sont au moins celles de « seuils », pour le projet et pour chaque emploi,
    bloc ou importance qui en a.
    Pourquoi : l’équipe de rédaction a fixé ce minimum ; « mc-builder coverage » échoue sous lui.
    Exemple fautif :
        seuils: {evaluees: 95}   # 12 exigences pleinement couvertes sur 13
    Exemple corrigé :
        seuils: {evaluees: 90}   # ou un lien de plus
    """
    for missed in seuils_manques(s.coverage, s.projet.dossier.seuils):
        yield Constat(
            f"{missed.sujet(s.names)} : {missed.taux.compte}, moins que le seuil de"
            f" {missed.seuil_affiche}",
            s.places.span(s.projet.dossier, "seuils", *missed.chemin),
            "comblez les lacunes que montre « mc-builder coverage »",
        )


@regle("COV011", INFO, source="Méthode de la mesure de couverture")
def emploi_sans_savoir(s: Subject) -> Iterator[Constat]:
    """Un emploi demande des savoir-faire et des savoirs.

    Vérifie : les exigences de l’emploi en comptent au moins un de chaque.
    Pourquoi : un emploi décrit d’un seul côté ne mesure qu’une part du référentiel.
    Exemple fautif :
        exigences:
          - {exigence: reparer-freins, importance: 3}   # et aucun savoir
    Exemple corrigé :
        exigences:
          - {exigence: reparer-freins, importance: 3}
          - {exigence: types-de-freins, importance: 2}
    """
    for emploi in s.projet.emplois:
        asked = s.projet.all_of(tuple(x.exigence for x in emploi.exigences), Exigence)
        natures = {exigence.nature for exigence in asked}
        for nature, word in (("savoir-faire", "savoir-faire"), ("savoir", "savoir")):
            if asked and nature not in natures:
                yield Constat(
                    f"« {emploi.intitule} » ne demande aucun {word}",
                    s.places.start(emploi),
                    f"ajoutez une exigence de nature « {nature} », ou vérifiez les natures",
                )


@regle("COV018", INFO, source="Méthode de la mesure de couverture")
def poids_sans_auteur(s: Subject) -> Iterator[Constat]:
    """Le dossier dit de qui viennent l’importance et l’autonomie.

    Vérifie : « methode » est écrit dans dossier.yaml quand un emploi pèse ses exigences.
    Pourquoi : les taux pondérés et les réserves d’autonomie en dépendent ; un lecteur veut savoir
    de qui ils viennent, et si c’est de ceux qui ont écrit le référentiel.
    Exemple fautif :
        seuils: {evaluees: 80}   # et rien sur l’importance
    Exemple corrigé :
        methode: {qui: trois chefs d’atelier, comment: par un vote, quand: en mars 2026}
    """
    asking = next((e for e in s.projet.emplois if e.exigences), None)
    if asking is not None and s.projet.dossier.methode is None:
        yield Constat(
            f"rien ne dit qui a fixé {weighed(s.projet.profil)} des exigences",
            s.places.start(asking.exigences[0]),
            "ajoutez « methode: » à dossier.yaml : qui, comment, quand",
        )


@regle("COV012", INFO, source="Méthode de la mesure de couverture")
def exigence_sans_emploi(s: Subject) -> Iterator[Constat]:
    """Chaque exigence est demandée par un emploi.

    Vérifie : un emploi visé nomme chaque exigence d’exigences.yaml.
    Pourquoi : une exigence que personne ne demande ne compte pas ; c’est un oubli, ou un reste.
    Exemple fautif :
        - {id: vendre-accessoires, intitule: Vendre des accessoires, nature: savoir-faire}
    Exemple corrigé :
        exigences:
          - {exigence: vendre-accessoires, importance: 1}   # dans un emploi
    """
    for cle in s.coverage.exigences_sans_emploi if s.projet.emplois else ():
        exigence = s.projet.by_cle[cle]
        yield Constat(
            f"aucun emploi ne demande l’exigence « {s.names.titre(exigence)} »",
            s.places.start(exigence),
            "ajoutez-la à un emploi, ou retirez-la",
        )


@regle("COV013", INFO, source="Méthode de la mesure de couverture")
def autonomie_insuffisante(s: Subject) -> Iterator[Constat]:
    """L’autonomie évaluée est celle que l’emploi demande.

    Vérifie : pour chaque exigence évaluée, l’autonomie de l’activité atteint celle que l’emploi
    demande ; un constat par emploi.
    Pourquoi : la personne diplômée saurait faire, mais pas seule ; l’activité ou l’exigence est à
    revoir.
    Exemple fautif :
        - {exigence: suivre-pieces, importance: 2, autonomie: 3}   # l’activité est d’autonomie 2
    Exemple corrigé :
        - {exigence: suivre-pieces, importance: 2, autonomie: 2}
    """
    for job in s.coverage.emplois:
        emploi = s.projet.find(job.emploi, Emploi)
        short = [
            str(s.names[line.exigence].titre)
            for line in job.lignes
            if line.statut is Statut.EVALUEE and Drapeau.AUTONOMIE_INSUFFISANTE in line.drapeaux
        ]
        if emploi is not None and short:
            yield Constat(
                f"« {emploi.intitule} » demande plus ⟨d’autonomie⟩ que le référentiel pour"
                f" {quoted_first(short)}",
                s.places.start(emploi),
                "revoyez ⟨l’autonomie⟩ ⟨de l’activité⟩, ou ⟨autonomie:celui⟩ que l’emploi demande",
            )


@regle("COV014", AVERTISSEMENT, source="Code du travail, L6113-1 ; vade-mecum RNCP, p. 19")
def emploi_sans_activite(s: Subject) -> Iterator[Constat]:
    """Chaque emploi visé est servi par une activité.

    Vérifie : une exigence retenue de l’emploi, au moins, est décrite au référentiel d’activités.
    Pourquoi : les compétences couvrent celles de l’ensemble des emplois-types visés ; un emploi
    que rien ne sert n’est pas une cible.
    Exemple fautif :
        emploi: {id: vendeur, exigences: [{exigence: vendre, importance: 3}], …}
    Exemple corrigé :
        - {id: vente, intitule: Vente d’accessoires, repond_a: [vendre]}
    """
    for job in s.coverage.emplois if s.projet.poles and is_referentiel_due(s) else ():
        emploi = s.projet.find(job.emploi, Emploi)
        if emploi is not None and job.comptes.retenues and not job.comptes.decrites.nombre:
            yield Constat(
                f"⟨aucune activité⟩ ne sert l’emploi « {emploi.intitule} »",
                s.places.start(emploi),
                "reliez ses exigences à ⟨des activités⟩, ou retirez-le des emplois visés",
            )


@regle("COV015", AVERTISSEMENT, source="Méthode de la mesure de couverture")
def ecart_sans_certification(s: Subject) -> Iterator[Constat]:
    """Une exigence laissée à une autre certification dit laquelle.

    Vérifie : « certification » est écrit quand le motif est « autre_certification ».
    Pourquoi : la commission compare le diplôme à l’offre existante ; un renvoi sans nom ne se
    vérifie pas.
    Exemple fautif :
        ecartee: {motif: autre_certification, explication: Relève d’un autre titre.}
    Exemple corrigé :
        ecartee: {motif: autre_certification, certification: titre-atelier, explication: …}
    """
    for emploi in s.projet.emplois:
        for said, left in _left(s, emploi):
            if left.motif == "autre_certification" and not left.certification:
                yield Constat(
                    f"{said} relève d’une autre certification, qui n’est pas nommée",
                    s.places.span(left, "motif"),
                    "ajoutez « certification: », l’identifiant d’une certification du dossier",
                )


def _left(s: Subject, emploi: Emploi) -> Iterator[tuple[str, Ecart]]:
    """What a job leaves out, with its motive: requirements, then items of its fiches."""
    for asked in emploi.exigences:
        if asked.ecartee is not None:
            yield f"« {s.names[asked.exigence].titre} »", asked.ecartee
    for cited in emploi.fiches:
        for group in cited.ecartes:
            yield f"ce que « elements » écarte de « {cited.fiche} »", group
