"""What all the documents are made from: project, measure, places, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mc_builder.coverage import RapportCouverture
from mc_builder.coverage.analysis.analyse import Analyse, analyser
from mc_builder.coverage.comparison.changements import Changements
from mc_builder.diagnostics import Diagnostic
from mc_builder.loading import SourceMap
from mc_builder.model.projet import Projet
from mc_builder.names import Names
from mc_builder.project import Project


@dataclass(frozen=True)
class Matiere:
    """A project, its measure, where everything is written, and what was found in it.

    `pages` gives, by document, the page of its PDF where an anchor stands, when they are known;
    `changements` what changed in coverage, when there is a version to compare with.
    """

    projet: Projet
    rapport: RapportCouverture
    places: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()
    pages: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    changements: Changements | None = None

    @cached_property
    def names(self) -> Names:
        """What every object is called, and where it is."""
        return Names(self.projet, self.places, self.pages.get("referentiel", {}))

    @cached_property
    def analyse(self) -> Analyse:
        """What the report of coverage alone asks for: quality, matrices, ruptures."""
        return analyser(self.projet, self.rapport)


def preparer(project: Project) -> Matiere | None:
    """What a project gives to documents; None when it has no model."""
    if project.model is None:
        return None
    return Matiere(project.projet, project.coverage, project.places, project.findings())
