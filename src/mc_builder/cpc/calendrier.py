"""The calendar of the code du travail, computed back from the session of the commission."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from mc_builder.french import MONTHS, YEARS, in_words
from mc_builder.model.base import known_words
from mc_builder.model.dossier import Dossier

#: First day of the articles in the wording that is applied here.
R6113_25 = date(2026, 1, 1)
R6113_24_1 = date(2026, 1, 1)
R6113_24_2 = date(2025, 8, 14)

#: Days before the session: the file to France compétences, then its report to the members.
TRANSMISSION, REGLEMENTEE, DEFAVORABLE = 60, 45, 30
RAPPORT, URGENCE = 15, 7
#: Months that the minister has to answer a CPNEFP.
REPONSE = 4


@dataclass(frozen=True, slots=True)
class Echeance:
    """A date of the calendar, who it binds, its article, and when the article came into force."""

    jour: date
    objet: str
    precision: str
    article: str
    en_vigueur: date

    def is_early(self, reference: date) -> bool:
        """Whether the article is later than the day at which the file is judged."""
        return reference < self.en_vigueur


def echeances(session: date) -> tuple[Echeance, ...]:
    """What the articles fix before a session of the commission, in the order of the days."""

    def before(days: int) -> date:
        return session - timedelta(days=days)

    first = session.year
    return (
        Echeance(
            date(first - 1, 12, 31),
            "Présentation du programme biennal à la commission, au plus tard",
            f"si le programme commence en {first} ; un an plus tôt s’il a commencé en {first - 1}",
            "R6113-24-1",
            R6113_24_1,
        ),
        Echeance(
            date(first, 2, 15),
            "Publication de l’arrêté qui approuve le programme biennal, au plus tard",
            f"si le programme commence en {first} ; un an plus tôt s’il a commencé en {first - 1}",
            "R6113-24-1",
            R6113_24_1,
        ),
        Echeance(
            before(TRANSMISSION),
            "Transmission du projet et de ses référentiels, par le ministère, au représentant de"
            " France compétences, au plus tard",
            f"{TRANSMISSION} jours avant la séance ;"
            f" {REGLEMENTEE} ({in_words(before(REGLEMENTEE))}) pour une profession réglementée,"
            f" {DEFAVORABLE} ({in_words(before(DEFAVORABLE))}) après un avis défavorable",
            "R6113-25, I",
            R6113_25,
        ),
        Echeance(
            before(RAPPORT),
            "Rapport de France compétences aux membres de la commission, au plus tard",
            f"{RAPPORT} jours avant la séance ;"
            f" {URGENCE} ({in_words(before(URGENCE))}) en cas d’urgence motivée",
            "R6113-25, I",
            R6113_25,
        ),
        Echeance(session, "Séance de la commission", "", "", date.min),
    )


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last of the month when there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_NUMERIQUE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_LETTRES = re.compile(rf"\b(?:(\d{{1,2}})(?:er)? )?({'|'.join(MONTHS)}) (\d{{4}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Intervalle:
    """The days that a date written in words may mean: one, or a whole month."""

    premier: date
    dernier: date


def read_date(text: str) -> Intervalle | None:
    """The only date of « 10 avril 2026 », « 10/04/2026 », « avril 2026 »; None for « Fin 2019 »."""
    text = " ".join(text.split())
    found: list[tuple[int, int, int | None]] = []
    found += [(int(m[3]), int(m[2]), int(m[1])) for m in _NUMERIQUE.finditer(text)]
    found += [(int(m[1]), int(m[2]), int(m[3])) for m in _ISO.finditer(text)]
    found += [
        (int(m[3]), MONTHS.index(m[2].lower()) + 1, int(m[1]) if m[1] else None)
        for m in _LETTRES.finditer(text)
    ]
    if len(found) != 1:
        return None
    year, month, day = found[0]
    if year not in YEARS:
        return None
    try:
        if day is not None:
            return Intervalle(date(year, month, day), date(year, month, day))
        return Intervalle(
            date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        )
    except ValueError:
        return None


#: What a step says when it is the one that the article bounds. Anything less certain is left out.
_FRANCE_COMPETENCES = re.compile(r"France compétences", re.IGNORECASE)
_ENVOI = re.compile(r"transmi|envoi|saisine|dépôt", re.IGNORECASE)
_RAPPORT = re.compile(r"\brapport\b", re.IGNORECASE)
_SEANCE = re.compile(
    r"\b(?:séance|examen|avis|session)\b(?:(?!\b(?:séance|examen|avis|session)).)*\bcommission\b",
    re.IGNORECASE,
)
_AUTRE = re.compile(r"programme|après|avant|suite|préparation", re.IGNORECASE)
_DEMANDE = re.compile(r"saisine|dépôt|transmission|proposition", re.IGNORECASE)


def contradiction(objet: str, when: Intervalle, session: date) -> str:
    """Why a dated step does not fit the session of the commission; empty when it does."""
    limit = session - timedelta(days=TRANSMISSION)
    report = session - timedelta(days=RAPPORT)
    if _FRANCE_COMPETENCES.search(objet):
        if _RAPPORT.search(objet) and when.premier > report:
            return f"le rapport est dû le {in_words(report)} au plus tard"
        if not _RAPPORT.search(objet) and _ENVOI.search(objet) and when.premier > limit:
            return f"la transmission est due le {in_words(limit)} au plus tard"
        return ""
    named = _SEANCE.search(objet) and not _AUTRE.search(objet)
    if named and not when.premier <= session <= when.dernier:
        return f"la séance est donnée pour le {in_words(session)}"
    return ""


def saisine_cpnefp(dossier: Dossier) -> date | None:
    """The last day on which the request may have reached the minister, when a step dates it."""
    for step in dossier.calendrier.etapes:
        when, objet = read_date(known_words(step.quand)), known_words(step.objet)
        asked = _DEMANDE.search(objet) and not _FRANCE_COMPETENCES.search(objet)
        if when is not None and asked:
            return when.dernier
    return None
