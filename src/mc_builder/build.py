"""Project → files in ``output/``: what to make, by which writer, written whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mc_builder.diagnostics import Diagnostic, erreur
from mc_builder.document.catalogue import DOCUMENTS, DocumentKind, compose
from mc_builder.document.matiere import Matiere
from mc_builder.document.templates import Templates
from mc_builder.document.tree import Document
from mc_builder.spans import SourceText
from mc_builder.writers.pdf import MissingLibrary
from mc_builder.writing import prepare, write_atomically

FORMATS = ("docx", "pdf", "html", "json")


@dataclass(frozen=True)
class Written:
    """A file that was written, and how long it took, in seconds."""

    path: Path
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A file that was not: what its template got wrong, or the system library that is missing."""

    name: str
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Build:
    """One build of one project."""

    matiere: Matiere
    templates: Templates
    output: Path
    draft: bool = False

    def run(
        self, kinds: Iterable[DocumentKind], formats: Iterable[str] | None = None
    ) -> Iterator[Written | Failed]:
        """Make each file in turn and say what became of it."""
        prepare(self.output)
        wanted = set(formats or FORMATS)
        broken = [*self.templates.check(), *(self._refused() if "docx" in wanted else ())]
        if broken:
            yield Failed("gabarits", tuple(broken))
            return
        for kind in kinds:
            yield from self._document(kind, [f for f in kind.formats if f in wanted])

    def _document(self, kind: DocumentKind, formats: list[str]) -> Iterator[Written | Failed]:
        document: Document | None = None
        if set(formats) - {"json"}:
            document, diagnostics = compose(kind, self.matiere, self.templates, draft=self.draft)
            if document is None:
                yield Failed(kind.file, tuple(diagnostics))
                formats = [f for f in formats if f == "json"]
        for extension in formats:
            name = f"{kind.file}.{extension}"
            started = time.perf_counter()
            try:
                data = self._write(extension, document)
            except MissingLibrary as problem:
                yield Failed(name, missing=str(problem))
                continue
            path = self.output / name
            write_atomically(path, data)
            yield Written(path, time.perf_counter() - started)

    def _write(self, extension: str, document: Document | None) -> bytes:
        """The bytes of one file. Writers are imported here: each costs what only it needs."""
        if extension == "json":
            from mc_builder.reports.couverture_json import couverture_json  # noqa: PLC0415

            return couverture_json(self.matiere.rapport, self.matiere.projet).encode()
        if document is None:
            raise LookupError(extension)
        writers: dict[str, Callable[[Document], bytes]] = {
            "pdf": self._pdf,
            "html": self._html,
            "docx": self._docx,
        }
        return writers[extension](document)

    def _pdf(self, document: Document) -> bytes:
        from mc_builder.writers.pdf import write_pdf  # noqa: PLC0415

        return write_pdf(document, self._asset("styles.css").decode())

    def _html(self, document: Document) -> bytes:
        from mc_builder.writers.html import write_html  # noqa: PLC0415

        return write_html(document, self._asset("ecran.css").decode())

    def _docx(self, document: Document) -> bytes:
        from mc_builder.writers.docx import ecrire_docx  # noqa: PLC0415

        # The date of the properties is the dossier's: the same data give the same bytes.
        day = self.matiere.projet.dossier.date_reference
        date = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return ecrire_docx(document, self._asset("reference.docx"), date=date)

    def _refused(self) -> Iterator[Diagnostic]:
        """Why a project's reference .docx may not be opened: macros, objects, outside links."""
        from mc_builder.writers.docx.trust import reason_to_refuse  # noqa: PLC0415

        reason = reason_to_refuse(self._asset("reference.docx"))
        if reason is not None:
            yield erreur("DOC009", reason, SourceText("templates/reference.docx", "").span())

    def _asset(self, name: str) -> bytes:
        return self.templates.file(name).read_bytes()


def kinds_named(names: Iterable[str]) -> tuple[DocumentKind, ...]:
    """The documents of these names, all of them when there is none."""
    chosen = set(names)
    return tuple(kind for kind in DOCUMENTS if not chosen or kind.key in chosen)
