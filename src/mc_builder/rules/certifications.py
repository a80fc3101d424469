"""NOT: the certifications that the note compares are those that exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mc_builder.diagnostics import Related
from mc_builder.french import in_words
from mc_builder.model.base import ACompleter, if_known
from mc_builder.model.preuves import Certification
from mc_builder.rules.mots import simple
from mc_builder.rules.registry import AVERTISSEMENT, INFO, Constat, Subject, regle

_GUIDE = "Vade-mecum RNCP, p. 16 ; code du travail, L6113-5"


@regle("NOT014", AVERTISSEMENT, source=_GUIDE)
def certification_qui_n_existe_plus(s: Subject) -> Iterator[Constat]:
    """Une certification comparée existe encore.

    Vérifie : « fin_enregistrement » n’est pas passée à la date de référence (ce n’est qu’une
    information quand elle le sera à la première session), et celle qui la remplace
    (« remplacee_par ») est comparée aussi.
    Pourquoi : la commission compare l’offre d’aujourd’hui ; un enregistrement dure cinq ans au
    plus, et un titre expiré ne concurrence plus personne.
    Exemple fautif :
        - {id: titre-voisin, …, fin_enregistrement: 2024-08-31}   # date_reference: 2026-03-31
    Exemple corrigé :
        - {id: titre-voisin, …, fin_enregistrement: 2029-08-31}
    """
    day = s.projet.dossier.date_reference
    session = if_known(s.projet.dossier.diplome.premiere_session)
    for certification in s.projet.certifications:
        end = if_known(certification.fin_enregistrement)
        if end is not None and end < day:
            yield _constat(s, certification, end, "n’est plus enregistrée depuis le")
        elif end is not None and session is not None and end.year < session:
            words = f"ne sera plus enregistrée à la première session ({session}) : elle l’est"
            yield _constat(s, certification, end, f"{words} jusqu’au", grave=False)
        yield from _remplacante(s, certification)


def _constat(
    s: Subject, certification: Certification, end: date, words: str, *, grave: bool = True
) -> Constat:
    return Constat(
        f"« {certification.intitule} » {words} {in_words(end)}",
        s.places.span(certification, "fin_enregistrement"),
        "comparez celle qui la remplace, ou dites qu’elle n’existe plus",
        gravite=None if grave else INFO,
    )


def _remplacante(s: Subject, certification: Certification) -> Iterator[Constat]:
    """The certification that replaces it, when the note does not compare it."""
    other = certification.remplacee_par
    if not other or isinstance(other, ACompleter):
        return
    wanted = simple(other)
    compared = (
        simple(f"{c.intitule} {c.code or ''}")
        for c in s.projet.certifications
        if c != certification
    )
    if not any(wanted in words or words.strip() in wanted for words in compared):
        yield Constat(
            f"« {certification.intitule} » est remplacée par « {other} », qui n’est pas comparée",
            s.places.span(certification, "remplacee_par"),
            "décrivez-la aussi dans dossier/certifications.yaml",
            (Related(s.places.start(certification), "la certification remplacée"),),
        )
