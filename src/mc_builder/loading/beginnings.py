"""A file that is empty, or does not begin with a key → the keys that it may begin with."""

from __future__ import annotations

from dataclasses import replace

from mc_builder.diagnostics import Diagnostic, Fix
from mc_builder.loading.expected import expected, first_names, lines
from mc_builder.loading.layout import FileKind


def begun(found: Diagnostic, kind: FileKind) -> Diagnostic:
    """The diagnostic, with the keys of this kind of file and its first lines.

    A list that lacks its only key is corrected: the key goes on the line above.
    """
    fields = kind.cls.model_fields
    required = [name for name, info in fields.items() if info.is_required()]
    shown = required or list(fields)[:1]
    examples = (lines(name, expected(fields[name], lambda _: []).example) for name in shown)
    keys = first_names(required or list(fields))
    aide = f"ce fichier commence par « {shown[0]}: »"
    if len(required or fields) > 1:
        aide = f"ce fichier commence par l’une de ces clés : {keys}"
    text = found.span.source.text
    at = found.span.start
    alone = len(required) == 1 and text[at : at + 2] == "- "
    fix = Fix(found.span.source.span(at), f"{shown[0]}:\n") if alone else None
    return replace(found, aide=aide, exemple="\n".join(examples), fix=fix)
