"""The registry of rules: one rule is one function and what is said of it, in one place.

A rule is registered by the decorator `regle`. Its docstring, in French, is its documentation:
first line: what it asks; then the sections *Vérifie*, *Pourquoi*, *Exemple fautif*,
*Exemple corrigé*.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mc_builder.coverage import RapportCouverture
from mc_builder.diagnostics import Diagnostic, Fix, Related, Severity
from mc_builder.loading import SourceMap
from mc_builder.model.articles import citer
from mc_builder.model.base import Objet
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.rules.noms import nom_imprime
from mc_builder.spans import Span

ERREUR, AVERTISSEMENT, INFO = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.INFO

#: How sure the source of a rule is: a legal text, a guide or the method, what is observed in
#: published texts, or the tool itself (syntax, links).
Surete = Literal["texte", "guide", "usage", "outil"]

#: Families of codes, in the order of the catalogue.
FAMILLES = {
    "YML": "Syntaxe des fichiers YAML",
    "SCH": "Clés et valeurs",
    "REF": "Identifiants et liens",
    "RAP": "Référentiel des activités",
    "CMP": "Compétences",
    "BLO": "Blocs de compétences",
    "EVA": "Évaluation",
    "FOR": "Formation et périodes en entreprise",
    "DIP": "Profil du diplôme",
    "COV": "Couverture des emplois",
    "PRE": "Preuves : chiffres et sources",
    "NOT": "Note d’opportunité",
    "RED": "Rédaction",
    "COL": "Textes collés depuis un traitement de texte",
    "CAL": "Calendrier",
    "CPC": citer("Critères de la commission (code du travail, R6113-25-1)"),
    "DOC": "Gabarits des documents",
    "MOD": "Modèle Word",
}
SECTIONS = ("Vérifie", "Pourquoi", "Exemple fautif", "Exemple corrigé")
_SECTION = re.compile(rf"(?P<title>{'|'.join(SECTIONS)})\s*:\s*(?P<rest>.*)\Z")


@dataclass(frozen=True, eq=False)
class Subject:
    """What a rule looks at: a loaded project, the places in its files, its measure.

    Why no equality: what several rules need is computed once and kept for this very subject.
    """

    projet: Projet
    places: SourceMap
    rapport: RapportCouverture

    @cached_property
    def names(self) -> Names:
        """What every object is called."""
        return Names(self.projet, self.places)

    def titre(self, objet: Objet) -> str:
        """The title by which a message names an object."""
        return str(self.names[objet.cle].titre)


@dataclass(frozen=True, slots=True)
class Constat:
    """What a rule found: everything of a diagnostic but the code and, usually, the severity.

    `gravite` is given only when the profile decides it.
    """

    message: str
    span: Span
    aide: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    gravite: Severity | None = None
    exemple: str = ""


Verification = Callable[[Subject], Iterator[Constat]]


@dataclass(frozen=True)
class Regle:
    """A rule: its code, its name, how much it matters, where it comes from, what it does.

    `verifier` is None for what the loader itself reports.
    """

    code: str
    nom: str
    gravite: Severity
    source: str
    surete: Surete
    depuis: str
    documentation: str
    verifier: Verification | None = None

    @cached_property
    def resume(self) -> str:
        """What the rule asks, in a sentence."""
        return parse_documentation(self.documentation)[0]

    @cached_property
    def sections(self) -> dict[str, str]:
        """The rest of its documentation, by title; read when it is asked for: a check does not."""
        return parse_documentation(self.documentation)[1]

    @property
    def famille(self) -> str:
        """The three letters of the code."""
        return self.code[:3]

    def constats(self, subject: Subject) -> Iterator[Diagnostic]:
        """Run the rule."""
        for found in self.verifier(subject) if self.verifier is not None else ():
            yield Diagnostic(
                self.code,
                self.gravite if found.gravite is None else found.gravite,
                found.message,
                found.span,
                found.aide,
                found.related,
                found.fix,
                found.exemple,
            )


#: Codes that were a rule's, and the rule that says it now: no other rule may take them.
RETIRES: dict[str, str] = {
    "RAP007": "CPC003",
    "RAP008": "CPC004",
    "RAP009": "CPC005",
    "EVA028": "CPC007",
    "RED007": "RED001",
}
_REGLES: dict[str, Regle] = {}


def regle(
    code: str,
    gravite: Severity,
    *,
    source: str,
    surete: Surete = "guide",
    depuis: str = "0.1",
) -> Callable[[Verification], Verification]:
    """Register a rule; its name is that of the function, its documentation its docstring.

    `source` is the text or the guide that asks for it, with the article or the page; it is
    printed by `citer`.
    """

    def register(verifier: Verification) -> Verification:
        name = nom_imprime(verifier.__name__)
        text = verifier.__doc__ or ""
        _add(Regle(code, name, gravite, citer(source), surete, depuis, text, verifier))
        return verifier

    return register


def declarer(code: str, nom: str, gravite: Severity, documentation: str, *, source: str) -> None:
    """Register what the loader reports: syntax, keys, links."""
    _add(Regle(code, nom_imprime(nom), gravite, source, "outil", "0.1", documentation))


def _add(rule: Regle) -> None:
    if not re.fullmatch(r"[A-Z]{3}\d{3}", rule.code) or rule.famille not in FAMILLES:
        raise ValueError(f"no family for {rule.code}")
    if rule.code in _REGLES or rule.code in RETIRES:
        raise ValueError(f"{rule.code} is registered twice, or was retired")
    _REGLES[rule.code] = rule


def parse_documentation(documentation: str) -> tuple[str, dict[str, str]]:
    """A docstring → its first paragraph, and its sections by title."""
    summary: list[str] = []
    sections: dict[str, list[str]] = {}
    current = summary
    for raw in inspect.cleandoc(documentation).splitlines():
        line = raw.strip()
        found = _SECTION.match(line)
        if found is not None:
            current = sections.setdefault(found["title"], [])
            if found["rest"]:
                current.append(found["rest"])
        else:
            current.append(raw.rstrip())
    resume = " ".join(part for part in summary if part).strip()
    return resume, {k: textwrap.dedent("\n".join(v)).strip("\n") for k, v in sections.items()}


def regles() -> tuple[Regle, ...]:
    """All the rules, in the order of the catalogue."""
    order = list(FAMILLES)
    return tuple(sorted(_REGLES.values(), key=lambda r: (order.index(r.famille), r.code)))
