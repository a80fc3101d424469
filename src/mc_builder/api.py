"""An opened project → the bytes of one document: what a program that imports mc_builder asks."""

from __future__ import annotations

from pathlib import Path

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.project import Project


def build(project: Project, document: str, extension: str, folder: Path | None = None) -> bytes:
    """One document of a project in one format, as `mc-builder build` writes it.

    `document` is its name on the command line (« note », « referentiel »…), `extension` one of its
    formats (« pdf », « docx »…), `folder` that of the project, for its own templates. Nothing is
    written. Made in this process, without limits of time or memory: for a project that one trusts.

    Raises KeyError for a document that there is not, ValueError for a format that it has not,
    `project.Unreadable` when the files give no diploma, `documents.making.Unwritable` when a
    template is wrong, `documents.making.Unavailable` when a library of the system is missing.
    """
    kind = document_kind(document)
    if extension not in kind.formats:
        raise ValueError(f"{document}: {', '.join(kind.formats)}")
    return Making(kind, Builder(project), Templates(folder)).make(extension).data
