"""The Word model of a project: its reference document and its style map, checked before use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mc_builder.diagnostics import Diagnostic, Severity, erreur, worst
from mc_builder.document.templates import Templates
from mc_builder.spans import SourceText
from mc_builder.writers.docx.gabarit import missing_styles
from mc_builder.writers.docx.stylemap import FILE, read_map
from mc_builder.writers.docx.trust import MOST_BYTES, reason_to_refuse

REFERENCE = "reference.docx"


@dataclass(frozen=True, slots=True)
class Modele:
    """A reference document, and the names of its styles that are not the usual ones."""

    reference: bytes
    noms: Mapping[str, str]


def lire_modele(templates: Templates) -> tuple[Modele | None, list[Diagnostic]]:
    """The model that a project's documents take; None when an error forbids it.

    What it lacks and what makes it unfit is said here, before anything is written.
    """
    at = SourceText(f"templates/{REFERENCE}", "").span()
    path = templates.file(REFERENCE)
    reference = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    reason = reason_to_refuse(reference) if reference else "il est trop volumineux"
    if reason is not None:
        return None, [erreur("DOC009", f"le modèle Word est refusé : {reason}", at)]
    text = templates.file(FILE).read_text("utf-8", errors="replace")
    noms, found = read_map(SourceText(f"templates/{FILE}", text))
    found += missing_styles(reference, noms, at)
    return (None if worst(found) is Severity.ERREUR else Modele(reference, noms)), found
