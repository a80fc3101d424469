"""Where each link is written: beside the graph, which is the same wherever its files say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mc_builder.coverage.graphe import Arete
from mc_builder.model.base import Modele
from mc_builder.model.liens import Lien


class Ecrit(NamedTuple):
    """An edge, the model that writes it (None: nothing does) and the field where it does."""

    arete: Arete
    modele: Modele | None = None
    chemin: tuple[str | int, ...] = ()

    @property
    def reserve(self) -> str:
        """Why it covers a part of its target only; empty when nothing says."""
        return (self.modele.reserve or "") if isinstance(self.modele, Lien) else ""


@dataclass(frozen=True)
class Ecrits:
    """All the edges of a graph, in its order, each as it is written."""

    tous: tuple[Ecrit, ...]

    @cached_property
    def _first(self) -> Mapping[Arete, Ecrit]:
        return {ecrit.arete: ecrit for ecrit in reversed(self.tous)}

    def of(self, arete: Arete) -> Ecrit:
        """How an edge is written; the first of those that say the same."""
        return self._first[arete]
