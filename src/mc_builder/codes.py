"""Codes of diagnostics: what each says, how much it matters, its page; declared where it is given.

The documentation is in French. First paragraph: what is asked; then the sections *Vérifie*,
*Pourquoi*, *Exemple fautif*, *Exemple corrigé*.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.spans import Span

ERREUR, AVERTISSEMENT, INFO = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.INFO

#: How sure the source of a code is: a legal text, a guide or the method, what is observed in
#: published texts, or the tool itself (syntax, links).
Surete = Literal["texte", "guide", "usage", "outil"]

#: Families of codes, in the order of the catalogue.
#: Each family, with the words of the field in marks (`french.wording`).
FAMILLES = {
    "YML": "Syntaxe des fichiers YAML",
    "SCH": "Clés et valeurs",
    "REF": "Identifiants et liens",
    "RAP": "Référentiel ⟨des activités⟩",
    "CMP": "⟨Compétences⟩",
    "BLO": "⟨Blocs de compétences⟩",
    "EVA": "Évaluation",
    "FOR": "Formation et ⟨périodes en entreprise⟩",
    "DIP": "Profil ⟨du diplôme⟩",
    "PAR": "⟨Options⟩",
    "RET": "Commentaires revenus des documents",
    "COV": "Couverture des emplois",
    "PRE": "Preuves : chiffres et sources",
    "NOT": "Note d’opportunité",
    "RED": "Rédaction",
    "NOM": "Codes des nomenclatures",
    "COL": "Textes collés depuis un traitement de texte",
    "CAL": "Calendrier",
    "CPC": "Critères sur lesquels le projet est examiné",
    "DOC": "Gabarits des documents",
    "MOD": "Modèle Word",
    "REL": "Fichiers qui reviennent",
}
#: Codes that were a rule's, and the rule that says it now: no other may take them.
RETIRES: dict[str, str] = {
    "RAP007": "CPC003",
    "RAP008": "CPC004",
    "RAP009": "CPC005",
    "EVA028": "CPC007",
    "RED007": "RED001",
}
SECTIONS = ("Vérifie", "Pourquoi", "Exemple fautif", "Exemple corrigé")
_SECTION = re.compile(rf"(?P<title>{'|'.join(SECTIONS)})\s*:\s*(?P<rest>.*)\Z")
_CODE = re.compile(r"[A-Z]{3}\d{3}")
_DECLARED: dict[str, Code] = {}


@dataclass(frozen=True, eq=False)
class Code:
    """What a code says: its name, how much it matters, where it comes from, its documentation.

    Called with a message and a place, it gives the diagnostic. `of_files`: it says that a file or
    a folder is not read, which explains what is said elsewhere. Two codes never are the same.
    """

    code: str
    nom: str
    gravite: Severity
    documentation: str
    source: str
    surete: Surete = "outil"
    depuis: str = "0.1"
    of_files: bool = False

    def __post_init__(self) -> None:
        """Enter the catalogue; raises ValueError for a code of no family, taken or retired."""
        if not _CODE.fullmatch(self.code) or self.famille not in FAMILLES:
            raise ValueError(f"no family for {self.code}")
        if self.code in _DECLARED or self.code in RETIRES:
            raise ValueError(f"{self.code} is declared twice, or was retired")
        _DECLARED[self.code] = self

    def __call__(
        self,
        message: str,
        span: Span,
        aide: str = "",
        *,
        gravite: Severity | None = None,
        **more: Any,
    ) -> Diagnostic:
        """A finding; `gravite` where this case of it is graver or lighter, `more` other fields."""
        severity = self.gravite if gravite is None else gravite
        return Diagnostic(self.code, severity, message, span, aide, **more)

    @property
    def famille(self) -> str:
        """The three letters of the code."""
        return self.code[:3]

    @cached_property
    def resume(self) -> str:
        """What is asked, in a sentence."""
        return parse_documentation(self.documentation)[0]

    @cached_property
    def sections(self) -> dict[str, str]:
        """The rest of its documentation, by title; read when it is asked for: a check does not."""
        return parse_documentation(self.documentation)[1]


def declared() -> tuple[Code, ...]:
    """The codes of the modules that are loaded, in the order of the catalogue."""
    order = list(FAMILLES)
    return tuple(sorted(_DECLARED.values(), key=lambda c: (order.index(c.famille), c.code)))


def causes_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In order of place, once what may explain all the rest is said: the files not read."""
    return sorted(diagnostics, key=lambda d: (not is_cause(d), d.sort_key))


def is_cause(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic says that a file, or a folder, is not read."""
    code = _DECLARED.get(diagnostic.code)
    return code is not None and code.of_files and diagnostic.severity > Severity.INFO


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
