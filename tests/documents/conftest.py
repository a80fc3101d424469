"""The documents of the two projects, composed once, and written once by each writer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import pytest
from documents_essayes import DATE, DOSSIERS, Arbre, Ecrit

from mc_builder.document.catalogue import compose
from mc_builder.document.kinds import DOCUMENTS
from mc_builder.document.matiere import preparer
from mc_builder.document.templates import Templates
from mc_builder.document.tree import Document
from mc_builder.loading import load
from mc_builder.source.tree import Folder

if TYPE_CHECKING:
    from mc_builder.writers.pdf import PdfEcrit


@pytest.fixture(scope="session")
def arbre() -> Arbre:
    """``arbre(project, document)``: a completed tree."""

    @cache
    def composed(dossier: str) -> dict[str, Document]:
        folder = DOSSIERS[dossier]
        matiere = preparer(load(Folder(folder)))
        assert matiere is not None
        templates = Templates(folder)
        found: dict[str, Document] = {}
        for kind in DOCUMENTS:
            document, diagnostics = compose(kind, matiere, templates)
            assert document is not None, diagnostics
            found[kind.key] = document
        return found

    return lambda dossier, cle: composed(dossier)[cle]


@pytest.fixture(scope="session")
def docx(arbre: Arbre) -> Ecrit:
    """``docx(project, document)``: the bytes of the Word document."""
    from mc_builder.writers.docx import ecrire_docx  # noqa: PLC0415

    reference = Templates().file("reference.docx").read_bytes()

    @cache
    def written(dossier: str, cle: str) -> bytes:
        return ecrire_docx(arbre(dossier, cle), reference, date=DATE)

    return written


@pytest.fixture(scope="session")
def pdf_ecrit(arbre: Arbre) -> Callable[[str, str], PdfEcrit]:
    """``pdf_ecrit(project, document)``: the PDF, and the page of each of its anchors."""
    from mc_builder.writers.pdf import write_pdf  # noqa: PLC0415

    style = Templates().file("styles.css").read_text("utf-8")

    @cache
    def written(dossier: str, cle: str) -> PdfEcrit:
        return write_pdf(arbre(dossier, cle), style)

    return written


@pytest.fixture(scope="session")
def pdf(pdf_ecrit: Callable[[str, str], PdfEcrit]) -> Ecrit:
    """``pdf(project, document)``: the bytes of the PDF."""
    return lambda dossier, cle: pdf_ecrit(dossier, cle).data
