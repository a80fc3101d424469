"""The tool stays quick: what its work takes, counted in calls, grows as it should.

Why calls rather than seconds: they are the same each time, on any machine, whatever else it does.
The seconds are those of `python -m benchmarks`; what one call does when its text grows is looked at
by `test_motifs` and `rules/test_temps`.
"""

from __future__ import annotations

import cProfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from benchmarks import atelier, couverture, relire, word
from benchmarks.check import travail
from benchmarks.projets import multiplier
from benchmarks.rien_a_faire import copie
from benchmarks.temps import RACINE
from grands_projets import grand
from petits_projets import construire

import lectures
from mc_builder.documents.builder import Builder
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.kinds import DOCUMENTS, ROOMS, document_kind
from mc_builder.documents.making import Making
from mc_builder.documents.site.pages import pages
from mc_builder.page.templates import Templates
from mc_builder.project import Project
from mc_builder.returns.word import read_word
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

pytestmark = pytest.mark.lent

#: How many times larger the larger projects are; the cost of a copy in one of them, in that of the
#: smaller. Of what grows as the square, a tenth of the work is enough to pass it.
FOIS, CROISSANCE = 3, 1.2
#: The same of a check and of an edit, of which a part does not grow. What compared each quotation,
#: each finding, each bloc with all of the others put that of an edit at 0.923 (10.4 of ten times).
CONTROLE, MODIFICATION = 1.0, 0.91


def appels(work: Callable[[], object]) -> int:
    """How many functions some work calls, of Python and of C."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


@dataclass(frozen=True)
class Dossiers:
    """The repository's project, one some times larger, and what opening and checking each takes."""

    petit: Path
    grand: Path
    controle: int
    controle_grand: int


@pytest.fixture(scope="module", autouse=True)
def lecture_neuve() -> Iterator[None]:
    """What is counted reads its files, as the tool does."""
    lectures.separer()
    yield
    lectures.partager()


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Dossiers:
    folder = tmp_path_factory.mktemp("appels")
    small = copie(folder / "petit")
    large = multiplier(folder / "grand", FOIS, small)
    travail(small)  # what is read once, whatever the project
    return Dossiers(small, large, *(appels(partial(travail, each)) for each in (small, large)))


def test_check_grows_as_the_project(dossiers: Dossiers) -> None:
    assert dossiers.controle_grand < CONTROLE * FOIS * dossiers.controle


def test_an_edit_costs_less_than_a_check(dossiers: Dossiers) -> None:
    """The whole answer: files written, project read again, findings, coverage, document."""
    server = Service(Session(dossiers.petit), lambda: atelier.JOUR)
    first = appels(lambda: server.view({"document": atelier.DOCUMENT.key}))
    assert first < 4 * dossiers.controle
    _, edit = atelier.edits(server, 2, appels)
    assert edit < 0.8 * dossiers.controle
    large = Service(Session(dossiers.grand), lambda: atelier.JOUR)
    _, edit_of_large = atelier.edits(large, 2, appels)
    assert edit_of_large < MODIFICATION * FOIS * edit


def test_opening_again_costs_what_changed(dossiers: Dossiers) -> None:
    former = Project.open(dossiers.petit)
    with (dossiers.petit / "referentiels/exigences.yaml").open("ab") as file:
        file.write(b"\n")
    whole = appels(lambda: Project.open(dossiers.petit))
    assert appels(lambda: former.reopened(dossiers.petit)) < 0.4 * whole


@pytest.mark.parametrize("step", ["mesure", "liens", "qualité", "matrices", "chaînes"])
def test_coverage_grows_as_the_jobs(step: str) -> None:
    few, many = (couverture.etapes(construire(grand(n)))[step] for n in (20, 20 * FOIS))
    assert appels(many) < CROISSANCE * FOIS * appels(few)


def test_a_word_file_grows_as_its_pages_and_is_read_back_in_twice_its_writing() -> None:
    text, reference = word.prepared(RACINE)
    written = word.write(text, reference)
    once = appels(lambda: word.write(text, reference))
    longer = word.repeated(text, 3)
    thrice = appels(lambda: word.write(longer, reference))
    pages = word.pages(word.write(longer, reference)) / word.pages(written)
    assert thrice < CROISSANCE * pages * once
    returned = relire.edited(written)
    assert appels(lambda: read_word(returned)) < 2 * once


def test_a_site_costs_less_than_twice_a_build_without_pdf() -> None:
    def making(kind: DocumentKind) -> Making:
        return Making(kind, Builder(Project.open(RACINE)), Templates(RACINE, ROOMS))

    def build() -> None:
        for kind in DOCUMENTS:
            made = making(kind)
            for extension in set(kind.formats) - {"pdf"}:
                made.make(extension)

    site = appels(lambda: pages(making(document_kind("site"))))
    assert site < 2 * appels(build)


def test_what_a_teacher_gets_grows_as_its_blocs(tmp_path: Path) -> None:
    few, many = (appels(word.edition(multiplier(tmp_path / str(n), n))) for n in (3, 3 * FOIS))
    assert many < CROISSANCE * FOIS * few
