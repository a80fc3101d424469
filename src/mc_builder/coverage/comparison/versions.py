"""One version of a project: its measure, its graph, and how its objects are named and found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from mc_builder.coverage.controles import Controles
from mc_builder.coverage.graphe import Arete, Graphe
from mc_builder.coverage.report import RapportCouverture
from mc_builder.coverage.suites import Suites
from mc_builder.model.base import Modele, Objet
from mc_builder.model.projet import Projet
from mc_builder.names import Names, Nom


class Lieu(Protocol):
    """Where a model, or what is below it, is written: « fichier:ligne »."""

    def __call__(self, model: Modele, *path: str | int) -> str:
        """An empty text when it is not known."""
        ...


def without_lieu(model: Modele, *path: str | int) -> str:
    """No place: for projects that were not read from files."""
    del model, path
    return ""


@dataclass(frozen=True)
class Version:
    """What is compared: a project, its measure, and where it is written."""

    projet: Projet
    rapport: RapportCouverture
    lieu: Lieu = without_lieu

    @property
    def suites(self) -> Suites:
        """What everything reaches, as the measure found it."""
        return self.rapport.suites

    @property
    def graphe(self) -> Graphe:
        """The links that the measure followed."""
        return self.rapport.graphe

    @property
    def controles(self) -> Controles:
        """What everything is assessed by."""
        return self.rapport.suites.controles

    @cached_property
    def names(self) -> Names:
        """What every object is called."""
        return Names(self.projet)

    def nom(self, cle: str) -> Nom:
        """How an explanation names an object."""
        return replace(self.names[cle], lieu=self.lieu(self.projet.by_cle[cle]))

    def place_of(self, arete: Arete | None) -> str:
        """Where a link is written."""
        if arete is None or arete.modele is None:
            return ""
        return self.lieu(arete.modele, *arete.chemin)

    def ancestors(self, cle: str) -> Iterator[Objet]:
        """An object, then what holds it, to the root."""
        objet: Objet | None = self.projet.by_cle.get(cle)
        while objet is not None:
            yield objet
            objet = self.projet.parents.get(objet.cle)
