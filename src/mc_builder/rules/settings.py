"""What dossier.yaml says of the rules: left out, graded otherwise, set aside with a motive."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.model.base import Objet
from mc_builder.model.dossier import Derogation
from mc_builder.rules.registry import AVERTISSEMENT, Subject, declarer, regles

declarer(
    "REF004",
    "derogation inutile",
    AVERTISSEMENT,
    """Une dérogation sert à quelque chose.

    Vérifie : chaque dérogation de dossier.yaml écarte au moins un constat.
    Pourquoi : une dérogation oubliée cacherait la faute suivante.
    Exemple fautif :
        derogations:
          - {code: CMP003, motif: La finalité est dans le titre du bloc.}   # rien à écarter
    Exemple corrigé :
        derogations: []
    """,
    source="Méthode de l’outil",
)
declarer(
    "CAL001",
    "derogation expiree",
    AVERTISSEMENT,
    """Une dérogation n’est pas expirée.

    Vérifie : la date « jusqu_au » d’une dérogation n’est pas passée.
    Pourquoi : passé ce jour, le constat revient ; la dérogation se renouvelle ou se retire.
    Exemple fautif :
        derogations:
          - {code: PRE008, motif: Enquête en cours., jusqu_au: 2020-01-31}   # nous sommes après
    Exemple corrigé :
        derogations: []
    """,
    source="Méthode de l’outil",
)

#: Mistakes of reading: nothing sets them aside.
_ALWAYS = ("YML", "SCH")


def apply_settings(subject: Subject, found: list[Diagnostic], today: date) -> Iterator[Diagnostic]:
    """The diagnostics that remain, with the severity that the dossier gives them."""
    settings = subject.projet.dossier.regles
    severities = {code: Severity[name.upper()] for code, name in settings.gravites.items()}
    derogations = subject.projet.dossier.derogations
    used: set[int] = set()
    for diagnostic in found:
        if diagnostic.code.startswith(_ALWAYS):
            yield diagnostic
            continue
        if diagnostic.code.startswith(tuple(settings.ignorer)) or any(
            fnmatch.fnmatch(diagnostic.span.path, pattern)
            and diagnostic.code.startswith(tuple(codes))
            for pattern, codes in settings.fichiers.items()
        ):
            continue
        covering = [n for n, d in enumerate(derogations) if _covers(subject, d, diagnostic)]
        used.update(covering)
        if any(not _expired(derogations[n], today) for n in covering):
            continue
        severity = severities.get(diagnostic.code)
        yield replace(diagnostic, severity=severity) if severity is not None else diagnostic
    yield from _about_derogations(subject, used, today)


def _covers(subject: Subject, derogation: Derogation, diagnostic: Diagnostic) -> bool:
    """Whether a derogation is for this finding: its code, and the object that it names."""
    if derogation.code != diagnostic.code:
        return False
    if derogation.id is None:
        return True
    target = subject.projet.par_cle.get(derogation.id)
    if not isinstance(target, Objet):
        return False
    whole = subject.places.span(target)
    return (
        whole.path == diagnostic.span.path
        and whole.start <= diagnostic.span.start
        and diagnostic.span.end <= whole.end
    )


def _expired(derogation: Derogation, today: date) -> bool:
    return derogation.jusqu_au is not None and derogation.jusqu_au < today


def _about_derogations(subject: Subject, used: set[int], today: date) -> Iterator[Diagnostic]:
    names = {rule.code for rule in regles()}
    for n, derogation in enumerate(subject.projet.dossier.derogations):
        place = subject.places.span(derogation, "code")
        if derogation.code not in names:
            message = f"la dérogation vise une règle inconnue « {derogation.code} »"
            yield Diagnostic("REF004", AVERTISSEMENT, message, place)
        elif n not in used:
            message = f"la dérogation à {derogation.code} n’écarte aucun constat"
            yield Diagnostic("REF004", AVERTISSEMENT, message, place, "retirez-la")
        elif _expired(derogation, today):
            message = f"la dérogation à {derogation.code} est expirée"
            yield Diagnostic(
                "CAL001", AVERTISSEMENT, message, subject.places.span(derogation, "jusqu_au")
            )
