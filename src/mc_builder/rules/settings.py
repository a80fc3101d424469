"""What the dossier and the profile say of rules: left out, graded otherwise, set aside."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from mc_builder.codes import AVERTISSEMENT, RETIRES, Code, declared
from mc_builder.diagnostics import Diagnostic, Severity, suggestion
from mc_builder.loading.profile_names import profile_names
from mc_builder.loading.profiles import shipped
from mc_builder.model.base import Objet
from mc_builder.model.dossier import Derogation, Dossier, Reglages
from mc_builder.model.profil import Gravite
from mc_builder.rules.registry import Subject

_OUTIL = "Méthode de l’outil"

REF004 = Code(
    "REF004",
    "dérogation inutile",
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
    _OUTIL,
)
CAL001 = Code(
    "CAL001",
    "dérogation expirée",
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
    _OUTIL,
)

REF005 = Code(
    "REF005",
    "réglage inutile",
    AVERTISSEMENT,
    """Un réglage vise une règle qui existe.

    Vérifie : les codes de « regles » (ignorer, gravites, fichiers) sont ceux de règles, ou leur
    début ; la syntaxe et les clés (YML, SCH) ne se règlent pas.
    Pourquoi : un code mal tapé ne règle rien, et on croirait le contraire.
    Exemple fautif :
        regles:
          ignorer: [CPM]
    Exemple corrigé :
        regles:
          ignorer: [CMP]
    """,
    _OUTIL,
)

#: Mistakes of reading, and of templates and models, which are no part of the dossier: nothing sets
#: them aside.
_ALWAYS = ("YML", "SCH", "DOC", "MOD")
#: What only some machines can find: a derogation to it is of use on the others.
_OF_MACHINE = ("NOM",)


def apply_settings(
    subject: Subject, found: Iterable[Diagnostic], today: date
) -> Iterator[Diagnostic]:
    """The diagnostics that remain, with the severity that the dossier gives them.

    `today` matters to derogations only.
    """
    settings = subject.projet.dossier.regles
    derogations = subject.projet.dossier.derogations
    used: set[int] = set()
    for diagnostic in found:
        if diagnostic.code.startswith(_ALWAYS):
            yield diagnostic
            continue
        if _left_out(settings, diagnostic) or _set_aside(subject, diagnostic.code):
            continue
        covering = [n for n, d in enumerate(derogations) if _covers(subject, d, diagnostic)]
        used.update(covering)
        if all(_expired(derogations[n], today) for n in covering):
            yield _graded(subject, diagnostic)
    own = (*_about_settings(subject), *_about_derogations(subject, used, today))
    for diagnostic in own:
        if not (_left_out(settings, diagnostic) or _set_aside(subject, diagnostic.code)):
            yield _graded(subject, diagnostic)


def in_force(dossier: Dossier, today: date) -> tuple[Derogation, ...]:
    """The derogations that have not expired."""
    return tuple(d for d in dossier.derogations if not _expired(d, today))


def by_profile(code: str) -> Iterator[tuple[str, Gravite]]:
    """The types of diploma that grade a rule otherwise: their name, the severity and its reason."""
    for name in profile_names():
        found = shipped(name).profil
        given = found.gravites.get(code) if found is not None else None
        if found is not None and given is not None and given.force != "ordinaire":
            yield found.formes.nom, given


def _left_out(settings: Reglages, diagnostic: Diagnostic) -> bool:
    """Whether the dossier leaves this code aside, everywhere or in this file."""
    return diagnostic.code.startswith(tuple(settings.ignorer)) or any(
        diagnostic.code.startswith(tuple(codes))
        for pattern, codes in settings.fichiers.items()
        if fnmatch.fnmatchcase(diagnostic.span.path, pattern)
    )


def _set_aside(subject: Subject, code: str) -> bool:
    """Whether the type of diploma has no use for a rule, and the dossier does not ask for it."""
    given = subject.projet.profil.gravites.get(code)
    asked = code in subject.projet.dossier.regles.gravites
    return given is not None and given.force == "aucune" and not asked


def _graded(subject: Subject, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with the severity that the dossier gives to its rule, else the profile."""
    given = subject.projet.profil.gravites.get(diagnostic.code)
    ordinary = given is None or given.force == "ordinaire"
    name = subject.projet.dossier.regles.gravites.get(
        diagnostic.code, None if given is None or ordinary else given.force
    )
    return diagnostic if name is None else replace(diagnostic, severity=Severity[name.upper()])


def _covers(subject: Subject, derogation: Derogation, diagnostic: Diagnostic) -> bool:
    """Whether a derogation is for this finding: its code, and the object that it names."""
    if derogation.code != diagnostic.code:
        return False
    if derogation.id is None:
        return True
    target = subject.projet.by_cle.get(derogation.id)
    if not isinstance(target, Objet):
        return False
    whole = subject.places.whole(target)
    return (
        whole.path == diagnostic.span.path
        and whole.start <= diagnostic.span.start
        and diagnostic.span.end <= whole.end
    )


def _expired(derogation: Derogation, today: date) -> bool:
    """Whether its last day has passed."""
    return derogation.jusqu_au is not None and derogation.jusqu_au < today


def _about_settings(subject: Subject) -> Iterator[Diagnostic]:
    """The codes of the settings that are those of no rule."""
    settings = subject.projet.dossier.regles
    names = [code.code for code in declared() if not code.code.startswith(_ALWAYS)]
    written: list[tuple[tuple[str | int, ...], str]] = []
    written += [(("ignorer", i), code) for i, code in enumerate(settings.ignorer)]
    written += [(("gravites", code), code) for code in settings.gravites]
    written += [
        (("fichiers", pattern, i), code)
        for pattern, codes in settings.fichiers.items()
        for i, code in enumerate(codes)
    ]
    profil = subject.projet.profil
    own = profil.gravites if subject.places.knows(profil) else {}
    for code in own:
        if code not in names:
            place = subject.places.name(profil, "gravites", code)
            yield REF005(f"le profil règle une règle inconnue « {code} »", place)
    for path, code in written:
        exact = path[0] == "gravites"
        if not any(name == code if exact else name.startswith(code) for name in names):
            place = subject.places.name(settings, *path)
            message = f"le réglage vise une règle inconnue « {code} »"
            if code in RETIRES:
                message = f"la règle « {code} » est réunie à {RETIRES[code]}"
            if code.startswith(_ALWAYS):
                message = f"le réglage de « {code} » est sans effet : la lecture ne se règle pas"
            yield REF005(message, place)


def _about_derogations(subject: Subject, used: set[int], today: date) -> Iterator[Diagnostic]:
    """The derogations that are of no use, or no more."""
    names = {code.code for code in declared() if not code.code.startswith(_ALWAYS)}
    for n, derogation in enumerate(subject.projet.dossier.derogations):
        place = subject.places.span(derogation, "code")
        wanted = derogation.id
        if derogation.code not in names:
            always = derogation.code.startswith(_ALWAYS)
            what = "qui ne s’écarte pas" if always else "inconnue"
            message = f"la dérogation vise une règle {what} « {derogation.code} »"
            if derogation.code in RETIRES:
                message = f"la règle « {derogation.code} » est réunie à {RETIRES[derogation.code]}"
            yield REF004(message, place)
        elif wanted is not None and not isinstance(subject.projet.by_cle.get(wanted), Objet):
            message = f"la dérogation vise un objet inconnu « {wanted} »"
            at = subject.places.span(derogation, "id")
            aide, fix = suggestion(wanted, subject.projet.by_cle, at)
            yield REF004(message, at, aide, fix=fix)
        elif n not in used and not derogation.code.startswith(_OF_MACHINE):
            message = f"la dérogation à {derogation.code} n’écarte aucun constat"
            yield REF004(message, place, "retirez-la")
        elif _expired(derogation, today):
            message = f"la dérogation à {derogation.code} est expirée"
            at = subject.places.span(derogation, "jusqu_au")
            aide = "corrigez ce qu’elle écartait, ou prolongez-la en disant pourquoi"
            yield CAL001(message, at, aide)
