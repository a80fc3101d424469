"""The registry of rules: one rule is one function and what is said of it, in one place.

A rule is registered by the decorator `regle`. Its docstring, in French, is its documentation:
first line: what it asks; then the sections *Vérifie*, *Pourquoi*, *Exemple fautif*,
*Exemple corrigé*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Protocol, TypeVar

from mc_builder.codes import AVERTISSEMENT, ERREUR, INFO, Code, Surete, declared
from mc_builder.coverage import RapportCouverture
from mc_builder.diagnostics import Diagnostic, Fix, Related, Severity
from mc_builder.loading import SourceMap
from mc_builder.model.articles import cite
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.rules.noms import printed_name
from mc_builder.source.tree import Snapshot
from mc_builder.spans import Span

__all__ = [
    "AVERTISSEMENT",
    "ERREUR",
    "INFO",
    "Constat",
    "Regle",
    "Subject",
    "once",
    "regle",
    "regles",
]

T = TypeVar("T")


class Subject(Protocol):
    """What a rule looks at: the opened project, by what it has before any rule is asked."""

    @property
    def projet(self) -> Projet:
        """The model."""
        ...

    @property
    def places(self) -> SourceMap:
        """Where it is written."""
        ...

    @property
    def files(self) -> Snapshot:
        """The files that it was read from."""
        ...

    @property
    def names(self) -> Names:
        """What every object is called."""
        ...

    @property
    def coverage(self) -> RapportCouverture:
        """Its measure."""
        ...

    def kept(self, make: Callable[[Any], T]) -> T:
        """What `make` says of the project, computed once."""
        ...

    def followed(self, make: Callable[[Any, T | None], T]) -> T:
        """The same, from what it said of the project as it was before, if it did."""
        ...


def once(make: Callable[[Subject], T]) -> Callable[[Subject], T]:
    """Keep with each project what several rules ask of it."""

    @wraps(make)
    def kept(subject: Subject) -> T:
        return subject.kept(make)

    return kept


def followed(make: Callable[[Subject, T | None], T]) -> Callable[[Subject], T]:
    """Keep it, and take up for a project opened again what still holds of it."""

    @wraps(make)
    def kept(subject: Subject) -> T:
        return subject.followed(make)

    return kept


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


@dataclass(frozen=True, eq=False)
class Regle(Code):
    """A code with the function that looks for it in a whole project."""

    verifier: Verification = field(kw_only=True)

    def constats(self, subject: Subject) -> Iterator[Diagnostic]:
        """Run the rule."""
        for found in self.verifier(subject):
            yield self(
                found.message,
                found.span,
                found.aide,
                gravite=found.gravite,
                related=found.related,
                fix=found.fix,
                exemple=found.exemple,
            )


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
    printed by `cite`.
    """

    def register(verifier: Verification) -> Verification:
        name = printed_name(verifier.__name__)
        text = verifier.__doc__ or ""
        Regle(code, name, gravite, text, cite(source), surete, depuis, verifier=verifier)
        return verifier

    return register


def regles() -> tuple[Regle, ...]:
    """All the rules, in the order of the catalogue."""
    return tuple(code for code in declared() if isinstance(code, Regle))
