"""Project and document → the view that its template sees → the complete tree of the document."""

from __future__ import annotations

from dataclasses import replace
from pkgutil import resolve_name
from typing import Any

from mc_builder.diagnostics import Diagnostic
from mc_builder.documents import graphiques
from mc_builder.documents.builder import Builder
from mc_builder.documents.declaration import DocumentKind
from mc_builder.page import passes, provenance, tree
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document


def view_of(kind: DocumentKind, b: Builder) -> Any:
    """All that the template of a document sees, as frozen dataclasses."""
    return resolve_name(kind.view)(b)


def compose(
    kind: DocumentKind, b: Builder, templates: Templates
) -> tuple[Document | None, list[Diagnostic]]:
    """Project → complete tree of one document, or what is wrong in the templates."""
    view = view_of(kind, b)
    markup, diagnostics = templates.render(kind.template, view)
    if diagnostics:
        return None, diagnostics
    document, diagnostics = tree.parse(kind.file, markup)
    if document is None:
        return None, diagnostics
    images = graphiques.images(b.project, document.root)
    if missing := graphiques.manquants(document, images, markup):
        return None, missing
    # The page numbers of another document are no part of the data: only a rendering gives them.
    if b.pages:
        view = view_of(kind, replace(b, pages={}))
    charts = {name: image.contenu for name, image in images.items()}
    origin = provenance.establish(kind.key, b.projet.dossier, (view, charts))
    provenance.provenance_text(document.root, origin)
    return passes.complete(
        replace(document, images=images, provenance=origin, charte=b.projet.charte)
    ), diagnostics
