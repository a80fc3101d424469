"""FOR: what the référentiel says of the periods in company."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Related
from mc_builder.french import listed
from mc_builder.model.annexes import called
from mc_builder.model.base import ListeACompleter, if_known
from mc_builder.model.etendues import in_weeks
from mc_builder.model.formation import Pfmp
from mc_builder.rules.bornes import is_referentiel_due
from mc_builder.rules.formation import VOIES
from mc_builder.rules.mots import TROIS_ANS, may_say
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

#: Case that published référentiels treat → the words that treat it.
_CAS = {
    "le positionnement": r"\bpositionnement\b",
    "les trois ans d’expérience": TROIS_ANS,
    "l’enseignement à distance": r"\bdistance\b",
    "la période à l’étranger": r"\b(?:a l'etranger|international)",
}


@regle("FOR010", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def voie_sans_periode(s: Subject) -> Iterator[Constat]:
    """Le référentiel dit l’organisation des périodes pour chaque voie.

    Vérifie : « voies » de la formation en milieu professionnel couvre la voie scolaire,
    l’apprentissage et la formation continue, quand le diplôme les ouvre.
    Pourquoi : les durées et les conventions diffèrent ; l’annexe publiée traite chaque voie.
    Exemple fautif :
        voies:
          - {voie: scolaire, organisation: …}   # le diplôme ouvre aussi l’apprentissage
    Exemple corrigé :
        voies:
          - {voie: scolaire, organisation: …}
          - {voie: apprentissage, organisation: …}
    """
    pfmp, diplome = _pfmp(s), s.projet.dossier.diplome
    if pfmp is None or isinstance(pfmp.voies, ListeACompleter):
        return
    said = {route.voie for route in pfmp.voies}
    for route in diplome.voies:
        if route in {"scolaire", "apprentissage", "formation-continue"} and route not in said:
            yield Constat(
                f"l’organisation ⟨des périodes en entreprise⟩ n’est pas dite pour {VOIES[route]}",
                s.places.span(pfmp, "voies"),
                f"ajoutez « - voie: {route} » et son organisation",
                (Related(s.places.span(diplome, "voies"), "les voies ⟨du diplôme⟩"),),
            )


@regle("FOR011", INFO, source="Anatomie des référentiels publiés", surete="usage")
def cas_de_l_annexe(s: Subject) -> Iterator[Constat]:
    """Le référentiel traite les cas particuliers usuels des périodes en entreprise.

    Vérifie : les cas, ou l’organisation des voies, parlent du positionnement, des trois ans
    d’expérience, de la distance et de l’étranger.
    Pourquoi : les annexes publiées traitent chacun de ces cas ; les établissements les cherchent.
    Exemple fautif :
        cas:
          - {intitule: Positionnement, minimum: 8, texte: …}
    Exemple corrigé :
        cas:
          - {intitule: Positionnement, minimum: 8, texte: …}
          - {intitule: Trois ans d’expérience, texte: …}
          - {intitule: Période à l’étranger, texte: …}
    """
    pfmp = _pfmp(s)
    if pfmp is None or isinstance(pfmp.cas, ListeACompleter):
        return
    texts = [text for case in pfmp.cas for text in (case.intitule, case.texte)]
    texts += [text for route in pfmp.voies for text in (VOIES[route.voie], route.organisation)]
    silent = [
        case for case, words in _CAS.items() if not any(may_say(text, words) for text in texts)
    ]
    if silent:
        yield Constat(
            f"{called(s.projet, 'periode-cas')} ne traite pas {listed(silent)}",
            s.places.span(pfmp, "cas"),
            "ajoutez un cas, ou dites-le dans l’organisation d’une voie",
        )


@regle("FOR012", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def attestation_de_periode(s: Subject) -> Iterator[Constat]:
    """Le contenu de l’attestation de période est défini.

    Vérifie : « attestation » est écrit.
    Pourquoi : l’attestation prouve les périodes accomplies ; les candidats la produisent à
    l’examen.
    Exemple fautif :
        pfmp: {semaines: 12, objectifs: …}
    Exemple corrigé :
        pfmp: {semaines: 12, objectifs: …, attestation: Elle indique la structure et les dates.}
    """
    pfmp = _pfmp(s)
    if pfmp is not None and pfmp.attestation is None:
        yield Constat(
            "le contenu de l’attestation ⟨de période en entreprise⟩ n’est pas défini",
            s.places.span(pfmp, "attestation"),
            "ajoutez « attestation: » : structure, dates, semaines, ⟨activités⟩ ⟨activités:confié⟩",
        )


@regle("FOR013", AVERTISSEMENT, source="Anatomie des référentiels publiés", surete="usage")
def conditions_par_bloc(s: Subject) -> Iterator[Constat]:
    """Les conditions d’accueil sont dites pour chaque bloc.

    Vérifie : quand « conditions » nomme un bloc, il les nomme tous ; un référentiel qui n’en dit
    rien suit l’usage.
    Pourquoi : la structure d’accueil doit permettre d’exercer les compétences de tous les blocs.
    Exemple fautif :
        conditions:
          - {bloc: bloc-1, texte: …}   # et rien pour bloc-2
    Exemple corrigé :
        conditions:
          - {bloc: bloc-1, texte: …}
          - {bloc: bloc-2, texte: …}
    """
    pfmp = _pfmp(s)
    if pfmp is None or isinstance(pfmp.conditions, ListeACompleter):
        return
    said = {condition.bloc for condition in pfmp.conditions}
    for bloc in s.projet.blocs if said else ():
        if bloc.cle not in said:
            yield Constat(
                f"les conditions d’accueil ne sont pas dites pour ⟨le bloc⟩ « {bloc.intitule} »",
                s.places.span(pfmp, "conditions"),
                s.names.typed(bloc, "ajoutez « - bloc: {id} » et son texte"),
                (Related(s.places.start(bloc), "⟨le bloc⟩"),),
            )


@regle("FOR014", AVERTISSEMENT, source="Code de l’éducation, D337-146")
def semaines_incoherentes(s: Subject) -> Iterator[Constat]:
    """Les semaines de chaque voie s’accordent avec la durée normale.

    Vérifie : la voie scolaire a la durée normale, aucune voie n’a plus, et le minimum d’un cas ne
    la dépasse pas ; une autre voie plus courte est donnée pour information.
    Pourquoi : deux durées dans la même annexe se contredisent.
    Exemple fautif :
        pfmp: {semaines: 12, voies: [{voie: scolaire, semaines: 14, …}], …}
    Exemple corrigé :
        pfmp: {semaines: 14, voies: [{voie: scolaire, semaines: 14, …}], …}
    """
    pfmp = s.projet.formation.pfmp if s.projet.formation else None
    if pfmp is None:
        return
    normal = Related(s.places.span(pfmp, "semaines"), "la durée normale")
    usual = if_known(pfmp.semaines)
    if usual is None:
        return
    for route in pfmp.voies:
        weeks = if_known(route.semaines)
        if weeks is not None and not weeks.meets(usual):
            shorter = weeks.within(None, usual.maximum) and route.voie != "scolaire"
            yield Constat(
                f"{VOIES[route.voie]} a {in_weeks(weeks)} ; la durée normale est de"
                f" {usual.said(str)}",
                s.places.span(route, "semaines"),
                "accordez les deux, ou faites-en un cas particulier",
                (normal,),
                gravite=INFO if shorter else None,
            )
    for case in pfmp.cas:
        least = if_known(case.minimum)
        if least is not None and not least.meets(usual) and not least.within(None, usual.maximum):
            yield Constat(
                f"« {case.intitule} » demande au moins {in_weeks(least)}, plus que la durée"
                f" normale ({usual.said(str)})",
                s.places.span(case, "minimum"),
                "un minimum est au plus la durée normale",
                (normal,),
            )


def _pfmp(s: Subject) -> Pfmp | None:
    formation = s.projet.formation
    return formation.pfmp if formation is not None and is_referentiel_due(s) else None
