"""The documents: for each, its files, its template, its view; and how one is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mc_builder.diagnostics import Diagnostic
from mc_builder.document import passes, tree
from mc_builder.document.matiere import Matiere
from mc_builder.document.templates import Templates
from mc_builder.document.tree import Document
from mc_builder.document.views import couverture, grille, note, referentiel
from mc_builder.document.views.common import Builder


@dataclass(frozen=True)
class DocumentKind:
    """One document: its name on the command line, its files, template, view and formats."""

    key: str
    file: str
    label: str
    template: str
    view: Callable[[Builder, Matiere], Any]
    formats: tuple[str, ...] = ("docx", "pdf")


DOCUMENTS = (
    DocumentKind(
        "note",
        "note-opportunite",
        "Note d’opportunité",
        "note-opportunite.html.j2",
        lambda builder, _: note.vue(builder),
    ),
    DocumentKind(
        "referentiel",
        "referentiel",
        "Référentiel",
        "referentiel.html.j2",
        lambda builder, _: referentiel.vue(builder),
    ),
    DocumentKind(
        "couverture",
        "rapport-couverture",
        "Rapport de couverture",
        "rapport-couverture.html.j2",
        lambda builder, matiere: couverture.vue(builder, matiere.rapport),
        ("docx", "pdf", "html", "json"),
    ),
    DocumentKind(
        "grille",
        "grille-cpc",
        "Grille des critères",
        "grille-cpc.html.j2",
        grille.vue,
        ("docx", "pdf", "html"),
    ),
)


def compose(
    kind: DocumentKind,
    matiere: Matiere,
    templates: Templates,
    *,
    draft: bool = False,
) -> tuple[Document | None, list[Diagnostic]]:
    """Project → complete tree of one document, or what is wrong in the templates."""
    view = kind.view(Builder(matiere.projet, draft), matiere)
    markup, diagnostics = templates.render(kind.template, view)
    if diagnostics:
        return None, diagnostics
    document, diagnostics = tree.parse(kind.file, markup)
    return (passes.complete(document) if document else None), diagnostics
