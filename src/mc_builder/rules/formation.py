"""FOR: hours in centre and weeks in company, route by route."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import Noun
from mc_builder.model.base import ListeACompleter, if_known
from mc_builder.model.formation import Heures, PfmpVoie
from mc_builder.rules.bornes import (
    article,
    by_article,
    force,
    is_referentiel_due,
    out_of_bounds,
    severity_of_lack,
)
from mc_builder.rules.mots import says
from mc_builder.rules.registry import AVERTISSEMENT, ERREUR, INFO, Constat, Subject, regle

#: Cases of which the floor of the school route says nothing.
_AUTRES_VOIES = r"\b(?:apprenti|formation continue|adulte|stagiaire|salarie|experience|distance)"
#: Route → how it is written in a sentence.
VOIES = {
    "scolaire": "⟨la voie scolaire⟩",
    "apprentissage": "l’apprentissage",
    "formation-continue": "la formation continue",
    "distance": "l’enseignement à distance",
    "vae": "la validation des acquis",
}


@regle("FOR001", ERREUR, source="Code de l’éducation, D337-145", surete="texte")
def heures_en_centre(s: Subject) -> Iterator[Constat]:
    """Chaque voie a au moins les heures de formation que le type de diplôme demande.

    Vérifie : les heures de chaque voie sont dans les bornes du profil (400 au moins pour une
    mention complémentaire) ; la validation des acquis n’en demande aucune.
    Pourquoi : le code de l’éducation fixe ce minimum, hors réduction par positionnement.
    Exemple fautif :
        heures:
          - {voie: scolaire, heures: 300}
    Exemple corrigé :
        heures:
          - {voie: scolaire, heures: 400}
    """
    for hours in s.projet.formation.heures if s.projet.formation else ():
        if hours.voie != "vae":
            place = s.places.span(hours, "heures")
            yield from out_of_bounds(s, s.projet.profil.heures, hours.heures, Noun("heure"), place)


@regle("FOR002", ERREUR, source="Code de l’éducation, D337-146", surete="texte")
def semaines_en_entreprise(s: Subject) -> Iterator[Constat]:
    """La formation en milieu professionnel dure ce que le type de diplôme demande.

    Vérifie : le nombre de semaines est dans les bornes du profil (12 à 18).
    Pourquoi : le code de l’éducation fixe la durée normale.
    Exemple fautif :
        pfmp: {semaines: 10, …}
    Exemple corrigé :
        pfmp: {semaines: 12, …}
    """
    pfmp = s.projet.formation.pfmp if s.projet.formation else None
    if pfmp is not None:
        place = s.places.span(pfmp, "semaines")
        yield from out_of_bounds(s, s.projet.profil.semaines, pfmp.semaines, Noun("semaine"), place)


@regle("FOR003", ERREUR, source="Code de l’éducation, D337-146", surete="texte")
def semaines_reduites(s: Subject) -> Iterator[Constat]:
    """Une durée réduite en entreprise ne descend pas sous le plancher.

    Vérifie : le minimum de chaque cas particulier, et les semaines de la voie scolaire, sont au
    moins le plancher du profil (8) ; un cas propre à une autre voie n’est pas concerné.
    Pourquoi : le positionnement réduit la durée, sans jamais la supprimer par la voie scolaire.
    Exemple fautif :
        cas:
          - {intitule: Positionnement, minimum: 6, texte: …}
    Exemple corrigé :
        cas:
          - {intitule: Positionnement, minimum: 8, texte: …}
    """
    pfmp = s.projet.formation.pfmp if s.projet.formation else None
    rule = s.projet.en_vigueur(s.projet.profil.semaines)
    if pfmp is None or rule is None or rule.plancher is None:
        return
    asked = [
        (case.intitule, if_known(case.minimum), s.places.span(case, "minimum"))
        for case in pfmp.cas
        if not says(case.intitule, _AUTRES_VOIES)
    ]
    asked += [
        ("⟨Voie scolaire⟩", if_known(route.semaines), s.places.span(route, "semaines"))
        for route in pfmp.voies
        if route.voie == "scolaire"
    ]
    for title, weeks, place in asked:
        if weeks is not None and not weeks.within(rule.plancher, None):
            yield Constat(
                f"« {title} » : jamais moins de {rule.plancher} semaines, même réduites ;"
                f" ici {weeks.said(str)}",
                place,
                article(rule),
                gravite=force(rule),
            )


@regle("FOR007", ERREUR, source="Code de l’éducation, D337-141 et D337-146", surete="texte")
def formation_en_entreprise_absente(s: Subject) -> Iterator[Constat]:
    """La formation comporte des périodes en milieu professionnel.

    Vérifie : « pfmp » est écrit quand le profil fixe un nombre de semaines ; avec la gravité du
    profil, un avertissement avant l’examen par la commission.
    Pourquoi : l’organisation et la durée des périodes sont précisées par l’arrêté de spécialité.
    Exemple fautif :
        heures: […]   # et pas de « pfmp »
    Exemple corrigé :
        pfmp: {semaines: 12, objectifs: …}
    """
    formation, rule = s.projet.formation, s.projet.en_vigueur(s.projet.profil.semaines)
    absent = formation is None or formation.pfmp is None
    if rule is None or rule.minimum is None:
        return
    if absent and is_referentiel_due(s):
        place = (
            s.places.span(s.projet.dossier, "etape")
            if formation is None
            else s.places.span(formation, "pfmp")
        )
        yield Constat(
            "la formation en milieu professionnel n’est pas décrite",
            place,
            f"écrivez « pfmp » dans referentiels/formation.yaml{by_article(rule)}",
            gravite=severity_of_lack(s, force(rule)),
        )


@regle("FOR008", AVERTISSEMENT, source="Code de l’éducation, D337-145")
def heures_absentes(s: Subject) -> Iterator[Constat]:
    """Chaque voie de formation a son volume d’heures.

    Vérifie : « heures » donne un volume à la voie scolaire, à l’apprentissage et à la formation
    continue, quand le diplôme les ouvre.
    Pourquoi : le minimum vaut pour toute préparation ; un volume absent ne se vérifie pas.
    Exemple fautif :
        heures:
          - {voie: scolaire, heures: 420}   # le diplôme ouvre aussi l’apprentissage
    Exemple corrigé :
        heures:
          - {voie: scolaire, heures: 420}
          - {voie: apprentissage, heures: 400}
    """
    formation, opened = s.projet.formation, s.projet.dossier.diplome.voies
    rule = s.projet.en_vigueur(s.projet.profil.heures)
    due = rule is not None and rule.minimum is not None
    if formation is None or not due or not is_referentiel_due(s):
        return
    given = {hours.voie for hours in formation.heures}
    for route in opened if not isinstance(formation.heures, ListeACompleter) else ():
        if route in {"scolaire", "apprentissage", "formation-continue"} - given:
            yield Constat(
                f"{VOIES[route]} n’a pas de volume d’heures",
                s.places.span(formation, "heures"),
                f"ajoutez « - {{voie: {route}, heures: … }} »",
                (Related(s.places.span(s.projet.dossier.diplome, "voies"), "les voies"),),
            )


@regle("FOR009", INFO, source="Méthode de l’outil", surete="usage")
def voie_non_ouverte(s: Subject) -> Iterator[Constat]:
    """Une voie organisée est une voie que le diplôme ouvre.

    Vérifie : les voies de formation.yaml sont dans « voies » de dossier.yaml.
    Pourquoi : l’un des deux fichiers oublie une voie, ou en décrit une de trop.
    Exemple fautif :
        heures: [{voie: distance, heures: 400}]   # voies: [scolaire, apprentissage]
    Exemple corrigé :
        voies: [scolaire, apprentissage, distance]
    """
    formation, diplome = s.projet.formation, s.projet.dossier.diplome
    if formation is None or not diplome.voies:
        return
    routes: list[Heures | PfmpVoie] = [*formation.heures]
    routes += formation.pfmp.voies if formation.pfmp else ()
    for route in routes:
        if route.voie not in diplome.voies:
            yield Constat(
                f"⟨le diplôme⟩ n’ouvre pas {VOIES[route.voie]}",
                s.places.span(route, "voie"),
                "ajoutez la voie à dossier.yaml, ou retirez-la d’ici",
                (Related(s.places.span(diplome, "voies"), "les voies ⟨du diplôme⟩"),),
            )
