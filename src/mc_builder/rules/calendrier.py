"""CAL: the calendar computed back from the session of the commission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mc_builder.cpc.calendrier import (
    R6113_24_2,
    REPONSE,
    Echeance,
    add_months,
    contradiction,
    echeances,
    read_date,
    saisine_cpnefp,
)
from mc_builder.french import in_words
from mc_builder.model.base import if_known, known_words
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

_ANTICIPATION = "article postérieur à la date de référence, appliqué par anticipation"
_PREMIERE_SESSION = re.compile(r"\bpremière session\b", re.IGNORECASE)
_ANNEE = re.compile(r"\b(?:19|20)\d\d\b")


def _has_delays(s: Subject) -> bool:
    """Whether the body that examines the project is one from whose sessions delays are counted."""
    return s.projet.profil.grille.instance.calendrier


def _session(s: Subject) -> date | None:
    """The session of the commission, while the file is still to be examined."""
    dossier = s.projet.dossier
    if dossier.etape == "publie" or not _has_delays(s):
        return None
    return if_known(dossier.calendrier.session_cpc)


def _dates(s: Subject, article: str) -> tuple[Echeance, ...]:
    session = _session(s)
    known = echeances(session) if session is not None else ()
    return tuple(e for e in known if e.article.startswith(article))


def _aide(dates: tuple[Echeance, ...], reference: date) -> str:
    help_ = " ; ".join(dict.fromkeys(e.precision for e in dates))
    late = any(e.is_early(reference) for e in dates)
    return f"{help_} ; {_ANTICIPATION}" if late else help_


@regle("CAL002", INFO, source="Code du travail, R6113-25", surete="texte")
def seance_inconnue(s: Subject) -> Iterator[Constat]:
    """La date de la séance de la commission est connue.

    Vérifie : « session_cpc » est donnée, à l’étape de l’examen par la commission.
    Pourquoi : les délais de transmission se comptent depuis la séance ; avant cette étape, personne
    ne la connaît.
    Exemple fautif :
        calendrier: {etapes: [{quand: Fin 2026, objet: Examen par la commission}]}
    Exemple corrigé :
        calendrier: {session_cpc: 10/06/2026}
    """
    dossier = s.projet.dossier
    awaited = _has_delays(s) and dossier.etape == "examen-cpc"
    if awaited and dossier.calendrier.session_cpc is None:
        yield Constat(
            "la date de la séance n’est pas connue : aucun délai n’est calculé",
            s.places.span(dossier, "calendrier")
            if not dossier.calendrier.etapes
            else s.places.span(dossier.calendrier, "session_cpc"),
            "donnez « session_cpc » dès qu’elle est fixée",
        )


@regle("CAL003", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def seance_passee(s: Subject) -> Iterator[Constat]:
    """La séance de la commission n’est pas passée à la date de référence.

    Vérifie : « session_cpc » suit « date_reference », tant que le diplôme n’est pas publié.
    Pourquoi : un dossier daté d’après la séance n’est plus celui que la commission examine.
    Exemple fautif :
        date_reference: 2026-07-01
        calendrier: {session_cpc: 10/06/2026}
    Exemple corrigé :
        date_reference: 2026-03-31
        calendrier: {session_cpc: 10/06/2026}
    """
    session, reference = _session(s), s.projet.dossier.date_reference
    if session is not None and session < reference:
        yield Constat(
            f"la séance du {in_words(session)} est passée à la date de référence"
            f" ({in_words(reference)})",
            s.places.span(s.projet.dossier.calendrier, "session_cpc"),
            "corrigez l’une des deux dates, ou passez à l’étape « publie »",
        )


@regle("CAL004", INFO, source="Code du travail, R6113-25, I", surete="texte")
def delais_avant_la_seance(s: Subject) -> Iterator[Constat]:
    """Les délais avant la séance sont connus des rédacteurs.

    Vérifie : rien ; calcule, depuis la séance, le jour de la transmission à France compétences
    (60 jours ; 45 pour une profession réglementée, 30 après un avis défavorable) et celui de son
    rapport (15 jours ; 7 en cas d’urgence).
    Pourquoi : la transmission incombe au ministère ; le dossier doit lui parvenir avant.
    Exemple fautif :
        calendrier: {session_cpc: 10/06/2026}   # transmission due le 11/04/2026
    Exemple corrigé :
        calendrier: {}                          # rien n’est calculé sans séance
    """
    dates, reference = _dates(s, "R6113-25"), s.projet.dossier.date_reference
    if dates:
        sent, report = dates
        over = " (échéance passée à la date de référence)" if sent.jour < reference else ""
        yield Constat(
            f"transmission à France compétences le {in_words(sent.jour)} au plus tard{over},"
            f" rapport aux membres de la commission le {in_words(report.jour)} au plus tard",
            s.places.span(s.projet.dossier.calendrier, "session_cpc"),
            _aide(dates, reference),
        )


@regle("CAL005", AVERTISSEMENT, source="Code du travail, R6113-25, I", surete="texte")
def etape_contredite(s: Subject) -> Iterator[Constat]:
    """Les étapes datées s’accordent avec la séance et avec la première session.

    Vérifie : une étape qui nomme France compétences précède son délai, une étape qui nomme la
    séance a sa date, une étape qui nomme la première session a son année ; seules les dates
    écrites au jour ou au mois sont lues.
    Pourquoi : deux dates pour un même acte se contredisent sous les yeux de la commission.
    Exemple fautif :
        session_cpc: 10/06/2026
        etapes: [{quand: 20 mai 2026, objet: Transmission à France compétences}]
    Exemple corrigé :
        etapes: [{quand: 7 avril 2026, objet: Transmission à France compétences}]
    """
    session, first = _session(s), if_known(s.projet.dossier.diplome.premiere_session)
    for step in s.projet.dossier.calendrier.etapes:
        quand, objet = known_words(step.quand), known_words(step.objet)
        when = read_date(quand)
        why = ""
        if session is not None and when is not None:
            why = contradiction(objet, when, session)
        years = _ANNEE.findall(quand)
        dated = _PREMIERE_SESSION.search(objet) and len(years) == 1
        if dated and first not in {None, int(years[0])}:
            why = f"la première session est celle de {first}"
        if why:
            yield Constat(
                f"l’étape « {step.objet} » est datée « {step.quand} », or {why}",
                s.places.span(step, "quand"),
                "un délai plus court vaut pour une profession réglementée (45 jours), après un avis"
                " défavorable (30 jours) et, pour le rapport, en cas d’urgence (7 jours)"
                if "due" in why or "dû" in why
                else "corrigez l’une des deux dates",
            )


@regle("CAL006", INFO, source="Code du travail, R6113-24-1", surete="texte")
def programme_biennal(s: Subject) -> Iterator[Constat]:
    """Le projet figure à un programme biennal.

    Vérifie : rien ; rappelle, depuis la séance, les dates du programme biennal qui recense les
    projets de la commission (présentation le 31 décembre, arrêté le 15 février), tant que l’arrêté
    n’est pas pris à la date de référence.
    Pourquoi : un projet qui n’y est pas recensé risque de n’être pas inscrit à l’ordre du jour.
    Exemple fautif :
        calendrier: {session_cpc: 10/06/2027}   # présentation le 31/12/2026
    Exemple corrigé :
        calendrier: {}                          # rien n’est calculé sans séance
    """
    dates = _dates(s, "R6113-24-1")
    if dates and dates[-1].jour >= s.projet.dossier.date_reference:
        shown, approved = dates
        yield Constat(
            f"un programme biennal qui commence en {approved.jour.year} est présenté le"
            f" {in_words(shown.jour)} et son arrêté publié le {in_words(approved.jour)},"
            " au plus tard",
            s.places.span(s.projet.dossier.calendrier, "session_cpc"),
            _aide(dates, s.projet.dossier.date_reference),
        )


@regle("CAL007", INFO, source="Code du travail, R6113-24-2", surete="texte")
def reponse_a_une_cpnefp(s: Subject) -> Iterator[Constat]:
    """Une commission paritaire qui propose une création sait quand le ministère répond.

    Vérifie : rien ; quand un demandeur est une CPNEFP, rappelle les quatre mois de la réponse, et
    en calcule le terme si une étape date la demande.
    Pourquoi : la décision est motivée et inscrite à l’ordre du jour de la séance suivante.
    Exemple fautif :
        demandeurs: [{nom: CPNEFP du cycle, qualite: cpnefp}]   # réponse dans les quatre mois
    Exemple corrigé :
        demandeurs: [{nom: Fédération du cycle, qualite: federation}]   # une autre voie
    """
    dossier = s.projet.dossier
    route = (d for d in dossier.demandeurs if d.qualite == "cpnefp")
    asker = next(route, None)
    if asker is None or dossier.nature != "creation" or dossier.etape == "publie":
        return
    if not _has_delays(s):  # no minister answers
        return
    asked = saisine_cpnefp(dossier)
    until = (
        f", soit le {in_words(add_months(asked, REPONSE))} au plus tard"
        if asked is not None
        else ""
    )
    late = dossier.date_reference < R6113_24_2
    yield Constat(
        "le ministère répond à la commission paritaire dans les quatre mois de sa demande" + until,
        s.places.span(asker, "qualite"),
        "la proposition justifie la nécessité de la création ; la décision est motivée et inscrite"
        " à l’ordre du jour de la séance suivante" + (f" ; {_ANTICIPATION}" if late else ""),
    )


@regle("CAL008", AVERTISSEMENT, source="Méthode de l’outil", surete="outil")
def premiere_session_trop_tot(s: Subject) -> Iterator[Constat]:
    """La première session d’examen suit la séance de la commission.

    Vérifie : « premiere_session » est postérieure à l’année de « session_cpc ».
    Pourquoi : la création est décidée après l’avis ; la formation, d’un an au moins, vient ensuite.
    Exemple fautif :
        premiere_session: 2026
        calendrier: {session_cpc: 10/06/2026}
    Exemple corrigé :
        premiere_session: 2028
        calendrier: {session_cpc: 10/06/2026}
    """
    session, diplome = _session(s), s.projet.dossier.diplome
    first = if_known(diplome.premiere_session)
    if session is not None and first is not None and first <= session.year:
        yield Constat(
            f"la première session ({first}) ne laisse pas une année de formation"
            f" après la séance du {in_words(session)}",
            s.places.span(diplome, "premiere_session"),
        )
