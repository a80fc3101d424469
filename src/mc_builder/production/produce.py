"""Task → bytes of files: the worker's side of a build; each writer is imported when it serves."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from mc_builder.charter import Charte
from mc_builder.coverage.comparison.changements import Changements
from mc_builder.diagnostics import Diagnostic
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import KINDS, ROOMS, document_kind
from mc_builder.documents.making import Making, Unavailable, Unwritable
from mc_builder.documents.options import Options
from mc_builder.page.codes import DOC012, DOC013
from mc_builder.page.templates import Templates
from mc_builder.production.request import Setup, Task
from mc_builder.project import Project
from mc_builder.spans import SourceText
from mc_builder.writers import maison


@dataclass(frozen=True, slots=True)
class File:
    """A file that is ready to be written, and how long it took to make, in seconds.

    `unpaged` says in French why the word processor gave no pages, `unclaimed` why it does not call
    itself PDF/A.
    """

    name: str
    data: bytes
    seconds: float
    unpaged: str = ""
    unclaimed: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a task gave: files, and the printed pages of its PDF by anchor.

    `diagnostics` are about its template; `missing` are the files that need a system library.
    """

    files: tuple[File, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()
    pages: dict[str, int] = field(default_factory=dict)


def prepare(setup: Setup) -> Callable[[Task], Done]:
    """Load the project once; the function that does a task."""
    project, templates = Project.open(setup.files), Templates(setup.folder, ROOMS)
    before = None if setup.before is None else Project.open(setup.before)
    return Workshop(project, templates, setup.options, setup.changements, before).do


def refusals(templates: Templates, formats: Iterable[str], charte: Charte) -> Iterator[Diagnostic]:
    """What is wrong with the templates, the house style, the reference .docx.

    Errors stop a build before anything is written; the rest is only said.
    """
    yield from templates.check()
    yield from _of_former_names(templates)
    if (found := maison.refusals(templates)) is not None:
        name, reason = found
        yield DOC012(reason, SourceText(f"templates/{name}", "").span())
    if "docx" in formats:
        # What reads a Word file is as much again as the rest, and no other format needs it.
        from mc_builder.writers.docx.modele import read_model  # noqa: PLC0415

        yield from read_model(templates, charte)[1]


def _of_former_names(templates: Templates) -> Iterator[Diagnostic]:
    """Templates of the project that no document reads any more under their name."""
    for kind in KINDS:
        for name in kind.former_names(kind.template):
            if templates.file(name).exists():
                now = f"ce gabarit s’appelle maintenant « {kind.template} » : renommez-le"
                yield DOC013(now, SourceText(f"templates/{name}", "").span())


class Workshop:
    """Makes the files of one project."""

    def __init__(
        self,
        project: Project,
        templates: Templates,
        options: Options,
        changements: Changements | None = None,
        before: Project | None = None,
    ) -> None:
        self._before = None
        if before is not None and changements is not None:
            self._before = Builder(before), changements.reference
        self._builder = Builder(project, options.draft, changements=changements)
        self._templates = templates
        self._options = options
        self._littered = False

    def do(self, task: Task) -> Done:
        """One task, whole: what can be made is made, the rest is said."""
        if self._littered:  # the pages of a PDF refer to each other: 80 MB of garbage
            gc.collect()
        self._littered = "pdf" in task.formats
        kind = document_kind(task.key)
        cited = {key: pages for key, pages in task.pages.items() if key != kind.key}
        builder, own = replace(self._builder, pages=cited), dict(task.pages.get(kind.key, {}))
        making = Making(kind, builder, self._templates, self._options, own, self._before)
        done = Done()
        for extension in task.formats:
            name = kind.name(extension)
            started = time.perf_counter()
            try:
                made = making.make(extension)
            except Unavailable:
                done = replace(done, missing=(*done.missing, name))
            except Unwritable as problem:
                done = replace(done, diagnostics=problem.diagnostics)
            else:
                seconds = time.perf_counter() - started
                file = File(name, made.data, seconds, made.unpaged, made.unclaimed)
                pages = {**done.pages, **made.pages}
                done = replace(done, files=(*done.files, file), pages=pages)
        return done
