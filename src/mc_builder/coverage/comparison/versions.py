"""One version of a project: its measure, its graph, and how its objects are named and found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mc_builder.coverage.controles import Controles
from mc_builder.coverage.graphe import Arete, Graphe
from mc_builder.coverage.report import RapportCouverture
from mc_builder.coverage.suites import Suites
from mc_builder.model.base import Objet
from mc_builder.model.projet import Projet
from mc_builder.names import Names, Nom


@dataclass(frozen=True)
class Version:
    """What is compared: a project, by the names and the places of its objects, and its measure."""

    names: Names
    rapport: RapportCouverture

    @property
    def projet(self) -> Projet:
        """The model."""
        return self.names.projet

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

    def nom(self, cle: str) -> Nom:
        """How an explanation names an object."""
        return replace(self.names[cle], lieu=self.names.fichier(self.projet.by_cle[cle]))

    def place_of(self, arete: Arete | None) -> str:
        """Where a link is written."""
        ecrit = None if arete is None else self.rapport.ecrits.of(arete)
        if ecrit is None or ecrit.modele is None:
            return ""
        return self.names.fichier(ecrit.modele, *ecrit.chemin)

    def ancestors(self, cle: str) -> Iterator[Objet]:
        """An object, then what holds it, to the root."""
        objet: Objet | None = self.projet.by_cle.get(cle)
        while objet is not None:
            yield objet
            objet = self.projet.parents.get(objet.cle)
