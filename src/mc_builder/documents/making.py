"""One document of a project → what the makers of its formats work from, each part made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pkgutil import resolve_name
from typing import Any

from mc_builder.diagnostics import Diagnostic
from mc_builder.documents import graphiques
from mc_builder.documents.builder import Builder
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.options import Options
from mc_builder.page import passes, provenance, tree
from mc_builder.page.redline import Revisions, redline
from mc_builder.page.templates import Templates
from mc_builder.page.tree import Document

#: How a format is made when the document does not say otherwise.
_COMMON = f"{__package__}.%s:make"
#: Who changed a document that nobody asks for.
_TOOL = "mc_builder"


class Unwritable(Exception):
    """A document that its templates make wrong; the diagnostics say where."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(len(diagnostics))
        self.diagnostics = diagnostics


class Unavailable(Exception):
    """A format that needs a library of the system, which is not there."""


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of one format, and the printed pages by anchor when it has some.

    `unpaged` says in French why the word processor gave no pages, `unclaimed` why it does not call
    itself PDF/A.
    """

    data: bytes
    pages: Mapping[str, int] = field(default_factory=dict)
    unpaged: str = ""
    unclaimed: str = ""


@dataclass(frozen=True)
class Making:
    """One document that is being made: what each of its makers is given.

    `pages` is the printed page of each of its own anchors, empty until its PDF is laid out.
    `before` is the version of the project that it is compared with, and what a reader calls it.
    """

    kind: DocumentKind
    builder: Builder
    templates: Templates = field(default_factory=Templates)
    options: Options = field(default_factory=Options)
    pages: dict[str, int] = field(default_factory=dict, hash=False)
    before: tuple[Builder, str] | None = None

    def make(self, extension: str) -> Made:
        """One of its formats, as the document says, else in the common way of that format.

        Raises Unwritable or Unavailable.
        """
        made: Made = resolve_name(self.kind.made.get(extension, _COMMON % extension))(self)
        return made

    @cached_property
    def view(self) -> Any:
        """All that its template sees, as frozen dataclasses."""
        return self._view(self.builder)

    def _view(self, builder: Builder) -> Any:
        return resolve_name(self.kind.view)(builder)

    @cached_property
    def read(self) -> Document:
        """Its complete tree, without what it was made from, which no page of the screen says."""
        b = self.builder
        markup, wrong = self.templates.render(self.kind.template, self.view)
        markup = b.projet.said(markup)
        document, wrong = (None, wrong) if wrong else tree.parse(self.kind.file, markup)
        if document is None:
            raise Unwritable(*wrong)
        images = graphiques.images(b.project, document.root)
        if missing := graphiques.manquants(document, images, markup):
            raise Unwritable(*missing)
        return passes.complete(replace(document, images=images, charte=b.projet.charte))

    @cached_property
    def document(self) -> Document:
        """Its complete tree; raises Unwritable when its templates are wrong."""
        b, read = self.builder, self.read
        # The page numbers of another document are no part of the data: only a rendering gives them.
        bare = self._view(replace(b, pages={})) if b.pages else self.view
        charts = {name: image.contenu for name, image in read.images.items()}
        seen = (bare, charts, b.projet.profil.mots)
        origin = provenance.establish(self.kind.key, b.projet.dossier, seen)
        return replace(read, provenance=origin)

    @cached_property
    def printed(self) -> Document:
        """Its tree as Word and the PDF show it: marked with what changed, when that is asked."""
        if self.before is None or self.kind.says_changes:
            return self.document
        builder, reference = self.before
        old = replace(self, builder=builder, before=None, pages={})
        demandeurs = self.builder.projet.dossier.demandeurs
        author = str(demandeurs[0].nom) if demandeurs else _TOOL
        return redline(old.document, self.document, Revisions(reference, author))

    @cached_property
    def date(self) -> datetime:
        """That of the properties is the dossier's: the same data give the same bytes."""
        day = self.builder.projet.dossier.date_reference
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
