"""What every form of the diagnostics is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mc_builder.codes import FAMILLES, Code
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.model.dossier import Derogation
from mc_builder.model.mots import Mots


@dataclass(frozen=True)
class Findings:
    """The result of one check.

    `folder` is the way from the current folder to the project, with ``/``; empty when they are
    one. `regles` are the rules by code; `derogations` those in force; `bilan` says in a sentence
    what coverage leaves out, when it was measured. `debutant`: a person wants what matters first.
    `said` puts the words of the type of diploma in a text.
    """

    diagnostics: tuple[Diagnostic, ...]
    regles: Mapping[str, Code] = field(default_factory=dict)
    derogations: tuple[Derogation, ...] = ()
    folder: str = ""
    bilan: str = ""
    debutant: bool = False
    said: Callable[[str], str] = Mots().wording

    def path(self, diagnostic_path: str) -> str:
        """The path of a file from the current folder."""
        return f"{self.folder}/{diagnostic_path}" if self.folder else diagnostic_path

    @property
    def by_severity(self) -> dict[Severity, int]:
        """How many diagnostics of each severity there are, the gravest first."""
        count = Counter(d.severity for d in self.diagnostics)
        return {severity: count[severity] for severity in sorted(Severity, reverse=True)}

    @property
    def by_family(self) -> dict[str, int]:
        """How many diagnostics each family has, in the order of the catalogue."""
        count = Counter(d.code[:3] for d in self.diagnostics)
        return {family: count[family] for family in FAMILLES if count[family]}

    def family(self, code: str) -> str:
        """What a family is about, in the words of the type of diploma."""
        return self.said(FAMILLES[code])

    @property
    def mendable(self) -> int:
        """How many diagnostics have a certain fix."""
        return sum(d.fix is not None for d in self.diagnostics)


def ends(diagnostic: Diagnostic) -> tuple[int, int, int, int]:
    """First line and column, last line and the column after the last; from 1, in characters."""
    span = diagnostic.span
    return (*span.source.line_column(span.start), *span.source.line_column(span.end))
