"""A document that is being made → its Word document, in the styles of the model."""

from __future__ import annotations

from mc_builder.documents.commentaires import commentaires
from mc_builder.documents.making import Made, Making, Unwritable
from mc_builder.writers.docx.libreoffice import Unpaged, pages_of
from mc_builder.writers.docx.modele import read_model
from mc_builder.writers.docx.writer import write_docx


def make(making: Making) -> Made:
    """Its tree, with the findings and the pages of LibreOffice when they are asked."""
    modele, found = read_model(making.templates, making.builder.projet.charte)
    if modele is None:
        raise Unwritable(*found)
    remarks = commentaires(making.builder.project) if making.options.comments else ()

    def write(pages: dict[str, int]) -> bytes:
        return write_docx(
            making.document,
            modele.reference,
            date=making.date,
            pages=pages,
            noms=modele.noms,
            commentaires=remarks,
        )

    written = write({})
    if not making.options.paged:
        return Made(written)
    try:
        return Made(write(pages_of(making.document, written)))
    except Unpaged as problem:
        return Made(written, unpaged=str(problem))
