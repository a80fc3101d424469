"""Diagnostics → those that the command line asks for, by the beginning of their codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mc_builder.codes import Code
from mc_builder.diagnostics import Diagnostic, Severity


@dataclass(frozen=True)
class Selection:
    """The codes that are looked at: those that begin by `select` (all, when empty), not `ignore`.

    What prevents the project from being read is always kept: without it, an empty answer would
    look like a faultless project.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.select or self.ignore)

    def unknown(self, known: Iterable[Code]) -> list[str]:
        """The prefixes that are the beginning of none of these codes."""
        codes = [code.code for code in known]
        asked = dict.fromkeys((*self.select, *self.ignore))
        return [prefix for prefix in asked if not any(c.startswith(prefix) for c in codes)]

    def keep(self, diagnostics: Iterable[Diagnostic], *, sound: bool) -> tuple[Diagnostic, ...]:
        """The diagnostics that are asked for; `sound`: the whole project could be read."""
        return tuple(
            d
            for d in diagnostics
            if self._asked(d.code) or (not sound and d.severity is Severity.ERREUR)
        )

    def _asked(self, code: str) -> bool:
        return not code.startswith(self.ignore) and (
            not self.select or code.startswith(self.select)
        )
