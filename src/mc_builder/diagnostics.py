"""A diagnostic: what is wrong, where, and what to do; a frozen value, never an exception."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from mc_builder.french import slug
from mc_builder.spans import Span


class Severity(IntEnum):
    """How much a diagnostic matters; the order is that of importance."""

    INFO = 1
    AVERTISSEMENT = 2
    ERREUR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Fix:
    """A certain correction: replace the characters of `span` by `replacement`."""

    span: Span
    replacement: str


@dataclass(frozen=True)
class Related:
    """Another place that explains a diagnostic: the other end of a contradiction."""

    span: Span
    message: str


@dataclass(frozen=True)
class Diagnostic:
    """One finding.

    `code` is three letters and three digits; `message` one French sentence without final point;
    `aide` says what to do, and shows the corrected line when it is known; `exemple` is lines of
    correct YAML, as they may be written there.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    aide: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    exemple: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of presentation: by file, place, code, then message."""
        return (self.span.path, self.span.start, self.span.end, self.code, self.message)


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The highest severity among `diagnostics`, or None when there are none."""
    return max((d.severity for d in diagnostics), default=None)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`, or None when nothing is near enough.

    A word that goes on where `word` stops is nearest: it was cut short, as its author says it.
    """
    words = list(known)
    longer = [other for other in words if len(word) >= _LONG_ENOUGH and other.startswith(word)]
    if longer:
        return min(longer, key=len)
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return found[0] if found else None


def suggestion(
    word: str, known: Iterable[str], span: Span, *, allowed: Iterable[str] | None = None
) -> tuple[str, Fix | None]:
    """« vouliez-vous dire … ? » for a word that is not known, and its fix when it is certain.

    It is certain when one known word, and only one, is the same but for accents, capitals and
    signs, or is a single slip away; `allowed`, when given, are the known words that may be written
    there. An empty text when nothing is near enough.
    """
    words = list(known)
    same = [other for other in words if slug(other) == slug(word)]
    slips = [other for other in words if one_slip(word, other)] if len(word) >= _LONG_ENOUGH else []
    meant = same or slips
    may = words if allowed is None else list(allowed)
    if len(meant) == 1 and meant[0] in may and span.text == word:
        return f"vouliez-vous dire « {meant[0]} » ?", Fix(span, meant[0])
    near = did_you_mean(word, may) or did_you_mean(word, words)
    return (f"vouliez-vous dire « {near} » ?" if near else ""), None


#: Shorter words, « u1 » for « u2 », are all near each other.
_LONG_ENOUGH = 4


def one_slip(word: str, other: str) -> bool:
    """Whether a letter added, left out, changed or swapped with its neighbour parts two words.

    A figure or a letter on its own is no slip: « bloc-1 » and « bloc-2 » are two names.
    """
    if len(word) > len(other):
        word, other = other, word
    if word == other or len(other) - len(word) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    replaced = word[at : at + 1] if len(other) == len(word) else ""
    if any(c.isdecimal() for c in replaced + other[at : at + 1]):
        return False
    inside = other[: at + 1].rpartition("-")[2] + other[at + 1 :].partition("-")[0]
    if len(inside) <= len(other) - len(word) + 1:
        return False
    if len(other) > len(word):
        return word[at:] == other[at + 1 :]
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return word[at + 1 :] == other[at + 1 :] or swapped == other


def in_words(found: Diagnostic, said: Callable[[str], str]) -> Diagnostic:
    """A diagnostic in the words of a type of diploma, which `said` puts in a sentence."""
    related = tuple(replace(r, message=said(r.message)) for r in found.related)
    return replace(found, message=said(found.message), aide=said(found.aide), related=related)
