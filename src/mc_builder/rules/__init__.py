"""An opened project → what the rules find in it, before the settings of the dossier.

Adding a rule is adding one function to the module of its family (see `registry`).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.loading.layout import is_profile
from mc_builder.rules.registry import Regle, Subject, regles

#: The modules that register rules, one for each family or two.
MODULES = (
    "collage",
    "diplome",
    "intitule",
    "activites",
    "emplois",
    "competences",
    "indicateurs",
    "blocs",
    "blocs_generaux",
    "niveaux",
    "savoirs",
    "evaluation.epreuves",
    "evaluation.objets",
    "evaluation.candidats",
    "evaluation.notation",
    "evaluation.resultats",
    "horaires",
    "evaluation.mentions",
    "formation",
    "periodes",
    "progression",
    "correspondance",
    "annexes",
    "options",
    "couverture.referentiel",
    "couverture.emplois",
    "couverture.fiches",
    "couverture.lacunes",
    "couverture.occasions",
    "preuves",
    "graphiques",
    "images",
    "tableaux",
    "note",
    "certifications",
    "releves",
    "redaction",
    "sigles",
    "droit",
    "numeros",
    "titres_cites",
    "graphies",
    "typographie",
    "calendrier",
    "cpc",
    "depart",
    "retours",
    "settings",
)
for _module in MODULES:
    import_module(f"mc_builder.rules.{_module}")
# After all of them: they enter the catalogue in their order.
from mc_builder.rules.annexes import annexe_inconnue, contenu_sans_place  # noqa: E402

__all__ = ["Regle", "Subject", "check_identities", "check_rules", "regles"]


#: Those that judge the project by the plan of its profile.
_BY_THE_PLAN = frozenset({annexe_inconnue, contenu_sans_place})


def check_identities(subject: Subject, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings of the rules that hold wherever links lead (REF), beside the `problems` read.

    Why: these are as much the matter of links as what the loader says, and are said in one pass
    with it; the other rules would accuse what a broken link cut off. With mistakes in the profile,
    nothing is said of what its plan leaves out: they are the cause.
    """
    wrong = any(is_profile(d.span.path) for d in problems if d.severity is Severity.ERREUR)
    said = (
        r for r in regles() if r.famille == "REF" and not (wrong and r.verifier in _BY_THE_PLAN)
    )
    return [d for rule in said for d in rule.constats(subject)]


def check_rules(subject: Subject) -> list[Diagnostic]:
    """The findings of all the rules, each judged at the dossier's date of reference."""
    return [d for rule in regles() for d in rule.constats(subject)]
