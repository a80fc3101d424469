"""Diagnostics → the causes, each with what follows from it: a file that is not read, a copy.

Why: « chiffre inconnu » thirteen times says less than the one line that explains them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from mc_builder.diagnostics import Diagnostic, Related
from mc_builder.french import counted
from mc_builder.loading.codes import SCH013
from mc_builder.loading.inventory import Unread
from mc_builder.loading.link_codes import PRE001, PRE002, PRE014, REF001

#: What is said of a word, written at its place, that a file should have defined.
_OF_A_WORD = frozenset({*(code.code for code in (REF001, PRE001, PRE002, PRE014)), "RED001"})
#: Places of consequences that a cause names; their number says the rest.
MOST_PLACES = 8


def explain(
    unread: Sequence[Unread],
    diagnostics: Iterable[Diagnostic],
    defined: Callable[[str], set[str]],
) -> list[Diagnostic]:
    """The files that are not read, each with what follows from it, then all the rest.

    `defined` gives the words that a text may define. A file that explains errors is one.
    """
    words = [defined(one.text) if one.text else set() for one in unread]
    follow: list[list[Diagnostic]] = [[] for _ in unread]
    rest: list[Diagnostic] = []
    for found in diagnostics:
        cause = next(
            (i for i, one in enumerate(unread) if _follows(found, one.wanted, words[i])), None
        )
        (rest if cause is None else follow[cause]).append(found)
    causes = [_with(one.diagnostic, after) for one, after in zip(unread, follow, strict=True)]
    return causes + rest


def _follows(found: Diagnostic, wanted: str, known: set[str]) -> bool:
    """Whether a finding is of a word that the file defines, or of the file that it should be."""
    of_the_file = found.code == SCH013.code and found.span.path == wanted
    return of_the_file or (found.code in _OF_A_WORD and found.span.text in known)


def _with(cause: Diagnostic, after: list[Diagnostic]) -> Diagnostic:
    """A cause, with the first places where it is missed."""
    if not after:
        return cause
    places = tuple(Related(d.span, f"{d.message} ({d.code})") for d in after[:MOST_PLACES])
    what = counted(len(after), "constat en découle", "constats en découlent")
    return replace(
        cause,
        severity=max(cause.severity, *(d.severity for d in after)),
        message=f"{cause.message} ; {what}",
        related=(*cause.related, *places),
    )
