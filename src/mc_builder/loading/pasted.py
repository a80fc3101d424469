"""Prose → diagnostics: what a word processor left in it, and what corrects it for certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from mc_builder.diagnostics import Diagnostic
from mc_builder.loading.prose_checks import markdown_texts
from mc_builder.loading.source_map import SourceMap
from mc_builder.model.base import Modele
from mc_builder.source.pasted import leftovers
from mc_builder.source.prose import too_heavy
from mc_builder.source.written import Written
from mc_builder.spans import Span

#: Findings of one text; more would only say the same again.
_ENOUGH = 200


def check_pasted(models: Iterable[Modele], places: SourceMap) -> Iterator[Diagnostic]:
    """All that is left of a word processor in the prose of these models."""
    for text, span in markdown_texts(models, places):
        if not too_heavy(text):
            yield from islice(_of_text(text, span), _ENOUGH)


def _of_text(text: str, span: Span) -> Iterator[Diagnostic]:
    written = Written(text, span)
    for found in leftovers(text):
        where = found.replaced or (found.start, found.end)
        fix = None if found.new is None else written.fix(*where, found.new)
        yield found.code(
            found.message,
            written.place(found.start, found.end),
            found.aide,
            fix=fix,
        )
