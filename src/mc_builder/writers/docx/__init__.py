"""The DOCX writer: a checked tree and a reference document become a Word document."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from mc_builder.document.tree import Document
from mc_builder.writers.docx import blocks as blocks
from mc_builder.writers.docx import contents as contents
from mc_builder.writers.docx import inline as inline
from mc_builder.writers.docx import tables as tables
from mc_builder.writers.docx import package, pages, styles
from mc_builder.writers.docx.numbering import Lists
from mc_builder.writers.docx.registry import Place, block
from mc_builder.writers.docx.spaces import collapse
from mc_builder.writers.docx.story import Story, bookmark_names
from mc_builder.writers.docx.wml import clark, parse, w

__all__ = ["ecrire_docx"]


def ecrire_docx(
    document: Document,
    reference: bytes,
    *,
    date: datetime,
    pages: Mapping[str, int] | None = None,
) -> bytes:
    """Write a document as DOCX; the same arguments always give the same bytes.

    Args:
        document: The tree, checked and completed by the passes.
        reference: A .docx that gives styles, page set-up, header and footer. Its text is ignored;
            ``{marque}``, ``{titre}`` and ``{version}`` are replaced in its header and footer.
        date: Date of creation and modification in the properties (UTC if it has no zone).
        pages: The page of each id of the tree, where it is known; when one that is printed is
            missing, Word is asked to refresh the fields on opening.

    Raises:
        KeyError: The tree holds an element, a status or a target that is unknown: its checks
            should have said so.
    """
    return _write(document, reference, date, pages or {})
