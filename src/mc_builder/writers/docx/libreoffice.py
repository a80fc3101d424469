"""A written .docx → the page of each id of its tree, as LibreOffice lays it out.

Why another program: only a word processor knows the pages of a Word document.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Collection
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from mc_builder.french import agreed, number, tied
from mc_builder.page.tree import Document
from mc_builder.writers.docx.story import bookmark_names

#: What one conversion may take, in seconds; a document of 60 pages takes 5.
DEADLINE = 300.0
#: The parts of a document that print pages.
_PRINTING = frozenset({"word/document.xml", "word/footnotes.xml"})
#: A PDF where each bookmark of the document is a place that has a name.
_FILTER = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)


class Unpaged(Exception):
    """The pages are not known; the message says why, in French."""


def prints_pages(content: bytes) -> bool:
    """Whether a document that was written with pages prints any: the others need no layout."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        there = _PRINTING.intersection(package.namelist())
        return any(b"PAGEREF " in package.read(part) for part in there)


def pages_of(
    document: Document, content: bytes, program: str, *, deadline: float = DEADLINE
) -> dict[str, int]:
    """The page of each id of a document, from what `write_docx` wrote of it.

    Raises:
        Unpaged: LibreOffice (`program`) failed, or took longer than the deadline (seconds).
    """
    names = bookmark_names(document.root)
    found = _destinations(as_pdf(content, program, deadline))
    # LibreOffice writes as its code what is neither a letter nor a digit.
    written = {identifier: name.replace("_", "5F") for identifier, name in names.items()}
    return {identifier: found[name] for identifier, name in written.items() if name in found}


def as_pdf(content: bytes, program: str, deadline: float = DEADLINE) -> bytes:
    """The document as LibreOffice prints it, in a profile of its own that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="mc-builder-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "document.docx", folder / "document.pdf"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        options = ("--headless", "--norestore", "--convert-to", _FILTER, "--outdir", name)
        _run([program, profile, *options, str(source)], deadline)
        if not target.is_file():
            raise Unpaged("LibreOffice n’a pas pu lire le document")
        return target.read_bytes()


def _run(command: Collection[str], deadline: float) -> None:
    """Run a program to its end, which comes at the deadline at the latest."""
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603
            list(command), stdin=silent, stdout=silent, stderr=silent
        )
    except OSError as error:
        raise Unpaged("LibreOffice n’a pas pu être lancé") from error
    try:
        process.wait(deadline)
    except subprocess.TimeoutExpired as error:
        raise Unpaged(
            f"LibreOffice a mis plus de {tied(number(deadline), agreed(deadline, 'seconde'))}"
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a program that still runs: asked first, LibreOffice stops those that it started."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _destinations(pdf: bytes) -> dict[str, int]:
    """The page of each place of a PDF that has a name, from 1."""
    try:
        reader = PdfReader(io.BytesIO(pdf))
        pages = {
            name.removeprefix("/"): reader.get_destination_page_number(place)
            for name, place in reader.named_destinations.items()
        }
    except PyPdfError as error:
        raise Unpaged("le PDF de LibreOffice est illisible") from error
    return {name: page + 1 for name, page in pages.items() if page is not None and page >= 0}
