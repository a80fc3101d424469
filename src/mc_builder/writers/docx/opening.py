"""The bytes of a Word model → a model that documents can take, or DOC009 for each reason not to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from mc_builder.diagnostics import Diagnostic
from mc_builder.page.codes import DOC009
from mc_builder.spans import Span
from mc_builder.writers.docx.leftovers import left_out
from mc_builder.writers.docx.measures import normalise
from mc_builder.writers.docx.parts import REPAIR, Problem, read_parts
from mc_builder.writers.docx.purge import purged
from mc_builder.writers.docx.trust import dangers

#: Reasons that are said one by one.
_MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class OpenModel:
    """A model that is fit: `reference` is a .docx with nothing but what documents take.

    `document` is its old text, to be judged and not copied; `left_out` says what else is not.
    """

    reference: bytes
    document: etree._Element
    left_out: list[str]


def open_model(model: bytes, at: Span) -> tuple[OpenModel | None, list[Diagnostic]]:
    """Read, check and purge a model; all the reasons to refuse it, in one pass."""
    parts, problems = read_parts(model)
    if parts.roots and "[Content_Types].xml" in parts.content:
        problems += dangers(parts)
        problems += normalise(parts)
    if problems:
        return None, list(_refusals(list(dict.fromkeys(problems)), at))
    gone = left_out(parts)
    return OpenModel(purged(parts), parts.roots[parts.main], gone), []


def _refusals(problems: Sequence[Problem], at: Span) -> Iterator[Diagnostic]:
    """A diagnostic for each reason; of very many, how many more there are."""
    for problem in problems[:_MOST_REASONS]:
        message = f"le modèle Word est refusé : {problem.message}"
        yield DOC009(message, at, problem.aide)
    if (more := len(problems) - _MOST_REASONS) > 0:
        message = f"le modèle Word est refusé : {more} autres raisons du même ordre"
        yield DOC009(message, at, REPAIR)
