"""The documents of the two projects, composed once, and written once by each writer."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents_essayes import DATE, DOSSIERS, PAGE, Arbre, Ecrit

from lectures import ouvert
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document
from partage import partager

if TYPE_CHECKING:
    from mc_builder.writers.pdf.writer import PdfEcrit


@pytest.fixture(scope="session")
def arbre() -> Arbre:
    """``arbre(project, document)``: a completed tree."""

    @cache
    def composed(dossier: str) -> dict[str, Document]:
        folder = DOSSIERS[dossier]
        builder = Builder(ouvert(folder))
        templates = Templates(folder)
        found: dict[str, Document] = {}
        for kind in DOCUMENTS:
            document = Making(kind, builder, templates).document
            found[kind.key] = document
        return found

    return lambda dossier, cle: composed(dossier)[cle]


@pytest.fixture(scope="session")
def docx(arbre: Arbre, tmp_path_factory: pytest.TempPathFactory) -> Ecrit:
    """``docx(project, document)``: the bytes of the Word document."""
    from mc_builder.writers.docx.writer import write_docx  # noqa: PLC0415

    reference = Templates().file("reference.docx").read_bytes()

    def written(dossier: str, cle: str) -> bytes:
        def ecrire(folder: Path) -> None:
            document = arbre(dossier, cle)
            pages = dict.fromkeys(map(str, document.root.xpath("//@id")), PAGE)
            content = write_docx(document, reference, date=DATE, pages=pages)
            (folder / "document.docx").write_bytes(content)

        folder = partager(tmp_path_factory, f"docx-{dossier}-{cle}", ecrire)
        return (folder / "document.docx").read_bytes()

    return written


@pytest.fixture(scope="session")
def pdf_ecrit(
    arbre: Arbre, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], PdfEcrit]:
    """``pdf_ecrit(project, document)``: the PDF, and the page of each of its anchors."""
    from mc_builder.writers.pdf.writer import PdfEcrit, write_pdf  # noqa: PLC0415

    style = Templates().file("styles.css").read_text("utf-8")

    def written(dossier: str, cle: str) -> PdfEcrit:
        def ecrire(folder: Path) -> None:
            made = write_pdf(arbre(dossier, cle), style)
            (folder / "document.pdf").write_bytes(made.data)
            (folder / "pages.json").write_text(json.dumps([dict(made.pages), made.reserves]))

        folder = partager(tmp_path_factory, f"pdf-{dossier}-{cle}", ecrire)
        pages, reserves = json.loads((folder / "pages.json").read_text())
        return PdfEcrit((folder / "document.pdf").read_bytes(), pages, tuple(reserves))

    return written


@pytest.fixture(scope="session")
def pdf(pdf_ecrit: Callable[[str, str], PdfEcrit]) -> Ecrit:
    """``pdf(project, document)``: the bytes of the PDF."""
    return lambda dossier, cle: pdf_ecrit(dossier, cle).data
