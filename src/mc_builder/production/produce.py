"""Task → bytes of files: the worker's side of a build; each writer is imported when it serves."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from mc_builder.diagnostics import Diagnostic
from mc_builder.documents.composition import compose
from mc_builder.documents.couverture.couverture import Couverture
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.matiere import Matiere, preparer
from mc_builder.page.codes import DOC012
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document
from mc_builder.production.request import Options, Setup, Task
from mc_builder.project import Project
from mc_builder.spans import SourceText


@dataclass(frozen=True, slots=True)
class File:
    """A file that is ready to be written, and how long it took to make, in seconds.

    `unpaged` says in French why it lacks the numbers of pages that were asked, `unclaimed` why it
    does not call itself PDF/A.
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


class Unwritable(Exception):
    """A document that its templates make wrong; the diagnostics say where."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(len(diagnostics))
        self.diagnostics = diagnostics


def prepare(setup: Setup) -> Callable[[Task], Done]:
    """Load the project once; the function that does a task."""
    matiere = preparer(Project.open(setup.files))
    if matiere is None:
        raise LookupError("a build starts only from a project that can be read")
    matiere = replace(matiere, changements=setup.changements)
    return Workshop(matiere, Templates(setup.folder), setup.options).do


def refusals(templates: Templates, formats: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with the templates, the house style, the reference .docx.

    Errors stop a build before anything is written; the rest is only said.
    """
    from mc_builder.writers.maison import refusals  # noqa: PLC0415

    yield from templates.check()
    if (found := refusals(templates)) is not None:
        name, reason = found
        yield DOC012(reason, SourceText(f"templates/{name}", "").span())
    if "docx" in formats:
        from mc_builder.writers.docx.modele import read_model  # noqa: PLC0415

        yield from read_model(templates)[1]


def _too_long(problem: Exception) -> Diagnostic:
    return DOC012(
        f"le document dépasserait {problem} pages",
        SourceText("templates/maison.css", "").span(),
        "donnez aux pages et au texte une taille que l’on imprime, ou partagez le dossier",
    )


class Workshop:
    """Makes the files of one project."""

    def __init__(self, matiere: Matiere, templates: Templates, options: Options) -> None:
        self._matiere = matiere
        self._templates = templates
        self._options = options

    def do(self, task: Task) -> Done:
        """One task, whole: what can be made is made, the rest is said."""
        from mc_builder.writers.pdf.writer import MissingLibrary  # noqa: PLC0415

        gc.collect()  # the pages of the former task refer to each other: 80 MB of garbage
        job = _Job(replace(self._matiere, pages=task.pages), self._templates, self._options, task)
        done = Done()
        for extension in task.formats:
            name = task.name(extension)
            started = time.perf_counter()
            try:
                data = job.make(extension)
            except MissingLibrary:
                done = replace(done, missing=(*done.missing, name))
            except Unwritable as problem:
                done = replace(done, diagnostics=problem.diagnostics)
            else:
                unpaged = job.unpaged if extension == "docx" else ""
                unclaimed = job.unclaimed if extension == "pdf" else ""
                file = File(name, data, time.perf_counter() - started, unpaged, unclaimed)
                done = replace(done, files=(*done.files, file))
        return replace(done, pages=job.pages)


class _Job:
    """The files of one document, which is composed once."""

    def __init__(
        self, matiere: Matiere, templates: Templates, options: Options, task: Task
    ) -> None:
        self._matiere = matiere
        self._templates = templates
        self._options = options
        self._key = task.key
        self.pages: dict[str, int] = {}
        self.unpaged = ""
        self.unclaimed = ""

    def make(self, extension: str) -> bytes:
        """One file; raises MissingLibrary or Unwritable."""
        screen = extension == "html" and self._key == "couverture"
        makers: dict[str, Callable[[], bytes]] = {
            "docx": self._docx,
            "pdf": self._pdf,
            "html": self._screen if screen else self._html,
            "json": self._json,
            "md": self._markdown,
            "xlsx": self._workbook,
        }
        return makers[extension]()

    @cached_property
    def _document(self) -> Document:
        draft = self._options.draft
        kind = document_kind(self._key)
        document, found = compose(kind, self._matiere, self._templates, draft=draft)
        if document is None:
            raise Unwritable(tuple(found))
        return document

    @cached_property
    def _date(self) -> datetime:
        """That of the properties is the dossier's: the same data give the same bytes."""
        day = self._matiere.projet.dossier.date_reference
        return datetime(day.year, day.month, day.day, tzinfo=UTC)

    def _pdf(self) -> bytes:
        from mc_builder.writers.maison import house_sheet  # noqa: PLC0415
        from mc_builder.writers.pdf.writer import PieceJointe, TooLong, write_pdf  # noqa: PLC0415

        shown = self._document.references if self._options.attach else ()
        sources = [
            PieceJointe(source.path, source.text.encode())
            for source in self._matiere.places.files(shown)
        ]
        try:
            written = write_pdf(self._document, house_sheet(self._templates), sources)
        except TooLong as problem:
            raise Unwritable((_too_long(problem),)) from problem
        self.pages = dict(written.pages)
        self.unclaimed = " ; ".join(written.reserves)
        return written.data

    def _docx(self) -> bytes:
        from mc_builder.documents.commentaires import commentaires  # noqa: PLC0415
        from mc_builder.writers.docx.modele import read_model  # noqa: PLC0415
        from mc_builder.writers.docx.writer import write_docx  # noqa: PLC0415

        modele, found = read_model(self._templates)
        if modele is None:
            raise Unwritable(tuple(found))
        remarks = commentaires(self._matiere) if self._options.comments else ()

        def write(pages: dict[str, int]) -> bytes:
            return write_docx(
                self._document,
                modele.reference,
                date=self._date,
                pages=pages,
                noms=modele.noms,
                commentaires=remarks,
            )

        written = write({})
        return write(self._pages_in_word(written)) if self._options.paged else written

    def _pages_in_word(self, written: bytes) -> dict[str, int]:
        """The pages of the Word document; none, with the reason, when they cannot be known."""
        from mc_builder.writers.docx.libreoffice import Unpaged, pages_of  # noqa: PLC0415

        try:
            return pages_of(self._document, written)
        except Unpaged as problem:
            self.unpaged = str(problem)
            return {}

    def _html(self) -> bytes:
        from mc_builder.writers.html import write_html  # noqa: PLC0415

        return write_html(self._document, self._templates.file("ecran.css").read_text("utf-8"))

    def _screen(self) -> bytes:
        from mc_builder.writers.ecran import write_coverage_page  # noqa: PLC0415

        draft = self._options.draft
        page, found = write_coverage_page(self._matiere, self._templates, draft=draft)
        if page is None:
            raise Unwritable(tuple(found))
        return page

    @property
    def _couverture(self) -> Couverture:
        m = self._matiere
        return Couverture(m.projet, m.rapport, m.analyse, m.places, m.changements)

    def _json(self) -> bytes:
        from mc_builder.documents.couverture.json import couverture_json  # noqa: PLC0415

        return couverture_json(self._couverture).encode()

    def _markdown(self) -> bytes:
        from mc_builder.documents.couverture.markdown import couverture_markdown  # noqa: PLC0415

        return couverture_markdown(self._couverture).encode()

    def _workbook(self) -> bytes:
        from mc_builder.documents.common import Builder  # noqa: PLC0415
        from mc_builder.documents.couverture import vue as couverture  # noqa: PLC0415
        from mc_builder.writers.xlsx.couverture import ecrire_xlsx  # noqa: PLC0415

        builder = Builder(self._matiere.names, self._options.draft)
        return ecrire_xlsx(couverture.vue(builder, self._matiere), self._date)
