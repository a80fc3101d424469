"""What the profile of the diploma fixes: level, units, hours, weeks, annexes, prose."""

from __future__ import annotations

from collections.abc import Iterator

from mc_builder.diagnostics import Diagnostic, Severity, avertissement, erreur
from mc_builder.model.profil import Valeurs
from mc_builder.rules.base import Rule, Subject
from mc_builder.spans import Span

SEVERITIES = {
    "erreur": Severity.ERREUR,
    "avertissement": Severity.AVERTISSEMENT,
    "info": Severity.INFO,
}


def niveau(s: Subject) -> Iterator[Diagnostic]:
    """The level is one that the profile allows (D337-139 for an MC or a CS)."""
    diplome, profil = s.projet.dossier.diplome, s.projet.profil
    if diplome.niveau not in profil.niveaux:
        allowed = " ou ".join(str(n) for n in profil.niveaux)
        yield erreur(
            "DIP001",
            f"{profil.formes.un} est de niveau {allowed}, pas de niveau {diplome.niveau}",
            s.places.span(diplome, "niveau"),
            _article(profil.niveaux_article),
        )


def unites(s: Subject) -> Iterator[Diagnostic]:
    """The number of units is that of the profile (D337-140)."""
    evaluation = s.projet.evaluation
    if evaluation is not None and s.projet.dossier.etape != "opportunite":
        count = len(evaluation.unites)
        place = s.places.span(evaluation, "unites")
        yield from _bounds(s, "DIP002", s.projet.profil.unites, count, "unité", place)


def heures(s: Subject) -> Iterator[Diagnostic]:
    """Each route has at least the hours of the profile (D337-145)."""
    formation = s.projet.formation
    for hours in formation.heures if formation else ():
        place = s.places.span(hours, "heures")
        yield from _bounds(s, "FOR001", s.projet.profil.heures, hours.heures, "heure", place)


def semaines(s: Subject) -> Iterator[Diagnostic]:
    """The weeks in company are those of the profile, and never under its floor (D337-146)."""
    pfmp = s.projet.formation.pfmp if s.projet.formation else None
    if pfmp is None:
        return
    rule = s.projet.profil.semaines
    place = s.places.span(pfmp, "semaines")
    yield from _bounds(s, "FOR002", rule, pfmp.semaines, "semaine", place)
    for case in pfmp.cas:
        if case.minimum is not None and rule.plancher is not None and case.minimum < rule.plancher:
            yield Diagnostic(
                "FOR003",
                SEVERITIES[rule.force],
                f"« {case.intitule} » : jamais moins de {rule.plancher} semaines,"
                f" même réduites ; ici {case.minimum}",
                s.places.span(case, "minimum"),
                _article(rule.article),
            )


def textes(s: Subject) -> Iterator[Diagnostic]:
    """Each prose that the profile expects is there."""
    present = {text.nom for text in s.projet.textes}
    for text in s.projet.profil.textes:
        if s.projet.dossier.etape != "opportunite" and text.nom not in present:
            yield avertissement(
                "RAP001",
                f"la section « {text.titre} » manque",
                s.places.span(s.projet.dossier, "etape"),
                f"écrivez referentiels/textes/{text.nom}.md",
            )


def correspondance(s: Subject) -> Iterator[Diagnostic]:
    """A revision has a table of correspondence; sessions do not overlap (D337-152)."""
    dossier, table = s.projet.dossier, s.projet.correspondance
    if dossier.nature == "revision" and table is None and dossier.etape != "opportunite":
        yield avertissement(
            "FOR004",
            "une révision a un tableau de correspondance",
            s.places.span(dossier, "nature"),
            "écrivez referentiels/correspondance.yaml",
        )
    if dossier.nature == "creation" and table is not None:
        yield avertissement(
            "FOR005",
            "une création n’a pas de tableau de correspondance : il ne sera pas imprimé",
            s.places.start(table.ancien),
        )
    if table is not None and table.ancien.derniere_session >= dossier.diplome.premiere_session:
        yield avertissement(
            "FOR006",
            "la dernière session de l’ancien diplôme précède la première du nouveau",
            s.places.span(table.ancien, "derniere_session"),
        )


def _bounds(
    s: Subject, code: str, rule: Valeurs, count: int, noun: str, place: Span
) -> Iterator[Diagnostic]:
    low, high = rule.minimum, rule.maximum
    if (low is None or count >= low) and (high is None or count <= high):
        return
    if low == high:
        asked = f"{low} {noun}s"
    elif high is None:
        asked = f"au moins {low} {noun}s"
    else:
        asked = f"de {low} à {high} {noun}s"
    plural = "s" if count > 1 else ""
    yield Diagnostic(
        code,
        SEVERITIES[rule.force],
        f"{s.projet.profil.formes.un} compte {asked} ; ici {count} {noun}{plural}",
        place,
        _article(rule.article),
    )


def _article(article: str | None) -> str:
    return f"code de l’éducation, {article}" if article else ""


RULES: tuple[Rule, ...] = (niveau, unites, heures, semaines, textes, correspondance)
