"""A document that is being made → its Word document, in the styles of the model."""

from __future__ import annotations

from collections.abc import Mapping

from mc_builder.documents.commentaires import commentaires
from mc_builder.documents.making import Made, Making, Unwritable
from mc_builder.writers.docx.libreoffice import Unpaged, pages_of, prints_pages
from mc_builder.writers.docx.modele import read_model
from mc_builder.writers.docx.story import bookmark_names
from mc_builder.writers.docx.writer import write_docx


def make(making: Making) -> Made:
    """Its tree, with the findings when they are asked, and the numbers of its pages.

    Those that the word processor of the machine finds; when there is none, or when it fails, those
    of its PDF, if they are known.
    """
    modele, found = read_model(making.templates, making.builder.projet.charte)
    if modele is None:
        raise Unwritable(*found)
    remarks = (
        commentaires(making.builder.project, making.kind.key) if making.options.comments else ()
    )

    def write(pages: Mapping[str, int], *, borrowed: bool = False) -> bytes:
        return write_docx(
            making.printed,
            modele.reference,
            date=making.date,
            pages=pages,
            borrowed=borrowed,
            noms=modele.noms,
            commentaires=remarks,
        )

    unpaged = ""
    if (processor := making.options.processor) is not None:
        # Laid out with numbers in their places, or the lines would be cut elsewhere.
        content = write(dict.fromkeys(bookmark_names(making.printed.root), 10))
        if not prints_pages(content):
            return Made(content)
        try:
            return Made(write(pages_of(making.printed, content, processor.program)))
        except Unpaged as problem:
            unpaged = str(problem)
    return Made(write(making.pages, borrowed=True), unpaged=unpaged)
