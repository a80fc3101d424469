"""Project, places and coverage → diagnostics that no single field can give."""

from __future__ import annotations

from mc_builder.coverage import RapportCouverture
from mc_builder.diagnostics import Diagnostic
from mc_builder.loading import SourceMap
from mc_builder.model.projet import Projet
from mc_builder.rules import couverture, evaluation, profil
from mc_builder.rules.base import Subject

#: Every rule: a function from a subject to its findings.
RULES = (*profil.RULES, *evaluation.RULES, *couverture.RULES)


def check_rules(
    projet: Projet, places: SourceMap, rapport: RapportCouverture
) -> tuple[Diagnostic, ...]:
    """The findings of all the rules, in order of place."""
    subject = Subject(projet, places, rapport)
    found = [diagnostic for rule in RULES for diagnostic in rule(subject)]
    return tuple(sorted(found, key=lambda d: d.sort_key))
