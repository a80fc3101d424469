"""A document → its reading edition: the checked tree, each text with its identity."""

from __future__ import annotations

import html
from dataclasses import dataclass

from mc_builder.diagnostics import Diagnostic
from mc_builder.documents.builder import Builder
from mc_builder.documents.declaration import DocumentKind
from mc_builder.documents.dus import choose
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making, Unwritable
from mc_builder.page.templates import Templates
from mc_builder.page.tree import text_of
from mc_builder.project import Project
from mc_builder.writers.markup import fragment


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a document: its level from 1, its words, the anchor where it stands."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is read in the browser; `wrong` says why it cannot be made."""

    markup: str
    plan: tuple[Heading, ...] = ()
    wrong: tuple[Diagnostic, ...] = ()


def documents(project: Project) -> tuple[DocumentKind, ...]:
    """Those that this project has, at its step."""
    return () if project.model is None else choose(DOCUMENTS, project, nommes=False).retenus


def reading(project: Project, kind: DocumentKind, templates: Templates) -> Reading:
    """One document; a draft when the project has errors. Raises Unreadable without a model."""
    try:
        making = Making(kind, Builder(project, draft=not project.sound), templates)
        document = making.read
    except Unwritable as error:
        said = "".join(f"<li>{html.escape(d.message)}</li>" for d in error.diagnostics)
        return Reading(f"<ul>{said}</ul>", wrong=error.diagnostics)
    plan = tuple(
        Heading(int(element.tag[1]), " ".join(text_of(element).split()), anchor)
        for element in document.root.iter("h1", "h2", "h3")
        if (anchor := element.get("id"))
    )
    return Reading(fragment(document), plan)
