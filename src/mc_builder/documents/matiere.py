"""What all the documents are made from: project, measure, places, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mc_builder.coverage import RapportCouverture, mesurer
from mc_builder.coverage.analysis.analyse import Analyse, analyser
from mc_builder.coverage.comparison.changements import Changements
from mc_builder.diagnostics import Diagnostic
from mc_builder.loading import Loaded, SourceMap
from mc_builder.model.projet import Projet
from mc_builder.rules import Subject, check_rules


@dataclass(frozen=True)
class Matiere:
    """A project, its measure, where everything is written, and what was found in it.

    `pages` gives the page of the référentiel in PDF where an anchor stands, when it is known;
    `changements` what changed in coverage, when there is a version to compare with.
    """

    projet: Projet
    rapport: RapportCouverture
    places: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    changements: Changements | None = None

    @cached_property
    def analyse(self) -> Analyse:
        """What the report of coverage alone asks for: quality, matrices, ruptures."""
        return analyser(self.projet, self.rapport)


def preparer(loaded: Loaded) -> Matiere | None:
    """What a load gives to documents; None when there is no project.

    The rules run at the date of reference: a document does not depend on the day of the run. They
    do not run on a project that the loader found unsound.
    """
    projet = loaded.projet
    if projet is None:
        return None
    rapport = mesurer(projet)
    found = loaded.diagnostics
    if loaded.sound:
        subject = Subject(projet, loaded.places, rapport)
        found = check_rules(subject, found, projet.dossier.date_reference)
    return Matiere(projet, rapport, loaded.places, found)
