"""The Word model of a project: its reference document and its style map, checked before use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mc_builder.builtin import builtin_folder
from mc_builder.charter import Charte
from mc_builder.diagnostics import Diagnostic, Severity, worst
from mc_builder.loading.charter_file import builtin_charter
from mc_builder.page.codes import DOC009
from mc_builder.page.templates import Templates
from mc_builder.spans import SourceText, Span
from mc_builder.writers.docx.gabarit import judged
from mc_builder.writers.docx.opening import open_model
from mc_builder.writers.docx.parts import MOST_BYTES
from mc_builder.writers.docx.reference import build
from mc_builder.writers.docx.stylemap import FILE, read_map

#: A document or a template of Word: the first that a project has.
REFERENCES = ("reference.docx", "reference.dotx")


@dataclass(frozen=True, slots=True)
class Modele:
    """A reference document, and the names of its styles that are not the usual ones."""

    reference: bytes
    noms: Mapping[str, str]


def read_model(templates: Templates, charte: Charte) -> tuple[Modele | None, list[Diagnostic]]:
    """The model that a project's documents take; None when an error forbids it.

    Without one of its own, it is that of its charter.
    What it lacks and what makes it unfit is said here, before anything is written.
    """
    path = templates.file(*REFERENCES)
    if path.stat().st_size > MOST_BYTES:
        return None, [
            DOC009("le modèle Word est refusé : il est trop volumineux", _place(path.name))
        ]
    of_the_charter = path.parent == builtin_folder() and charte != builtin_charter()
    text = templates.file(FILE).read_text("utf-8", errors="replace")
    model = build(charte) if of_the_charter else path.read_bytes()
    modele, found = _judged(path.name, model, text)
    return modele, list(found)


@lru_cache(maxsize=2)
def _judged(name: str, model: bytes, names: str) -> tuple[Modele | None, tuple[Diagnostic, ...]]:
    """The model of these bytes and of this style map: one serves all the documents of a build."""
    at = _place(name)
    opened, refused = open_model(model, at)
    noms, found = read_map(SourceText(f"templates/{FILE}", names))
    if opened is None:
        return None, (*refused, *found)
    found += judged(opened, noms, at)
    if worst(found) is Severity.ERREUR:
        return None, tuple(found)
    return Modele(opened.reference, noms), tuple(found)


def _place(name: str) -> Span:
    return SourceText(f"templates/{name}", "").span()
