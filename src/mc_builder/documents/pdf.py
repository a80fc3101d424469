"""A document that is being made → its PDF, with the page of each of its anchors."""

from __future__ import annotations

from mc_builder.diagnostics import Diagnostic
from mc_builder.documents.making import Made, Making, Unavailable, Unwritable
from mc_builder.page.codes import DOC012
from mc_builder.page.redline.listing import listed_changes
from mc_builder.spans import SourceText
from mc_builder.writers.maison import house_sheet
from mc_builder.writers.pdf.writer import MissingLibrary, PieceJointe, TooLong, write_pdf


def make(making: Making) -> Made:
    """Its tree, in the style of the house, with the sources of what it shows when they are asked.

    The makers that come next are given its pages.

    Raises Unwritable, and Unavailable without Pango.
    """
    shown = making.document.references if making.options.attach else ()
    sources = [
        PieceJointe(source.path, source.text.encode())
        for source in making.builder.project.places.files(shown)
    ]
    try:
        facing = making.builder.projet.dossier.nature == "revision"
        printed = listed_changes(making.printed, facing=facing)
        written = write_pdf(printed, house_sheet(making.templates), sources)
    except TooLong as problem:
        raise Unwritable(_too_long(problem)) from problem
    except MissingLibrary as problem:
        raise Unavailable from problem
    making.pages.update(written.pages)
    return Made(written.data, pages=written.pages, unclaimed=" ; ".join(written.reserves))


def _too_long(problem: Exception) -> Diagnostic:
    return DOC012(
        f"le document dépasserait {problem} pages",
        SourceText("templates/maison.css", "").span(),
        "donnez aux pages et au texte une taille que l’on imprime, ou partagez le dossier",
    )
