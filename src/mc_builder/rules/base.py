"""What a rule looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mc_builder.coverage import RapportCouverture
from mc_builder.diagnostics import Diagnostic
from mc_builder.loading import SourceMap
from mc_builder.model.projet import Projet


@dataclass(frozen=True)
class Subject:
    """A loaded project and its measure."""

    projet: Projet
    places: SourceMap
    rapport: RapportCouverture


#: One rule: its docstring's first line says what it checks and the text that asks for it.
Rule = Callable[[Subject], Iterator[Diagnostic]]
