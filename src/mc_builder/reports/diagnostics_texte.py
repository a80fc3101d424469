"""Diagnostics → text: ``file:line:col: CODE gravité: message``, the excerpt, a caret, the help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.spans import Span

#: Marks a text with a role (« erreur », « lieu », « marque ») for a terminal.
Paint = Callable[[str, str], str]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WIDTH = 110


def plain(text: str, role: str) -> str:
    """No colour."""
    del role
    return text


def printable(text: str) -> str:
    """A text that cannot drive a terminal: control and direction characters become visible."""
    return _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def one(diagnostic: Diagnostic, paint: Paint = plain) -> str:
    """One diagnostic, on several lines."""
    severity = str(diagnostic.severity)
    place = paint(printable(str(diagnostic.span)), "lieu")
    label = f"{paint(diagnostic.code, severity)} {paint(severity, severity)}"
    lines = [f"{place}: {label}: {printable(diagnostic.message)}"]
    lines += _excerpt(diagnostic.span, paint, severity)
    if diagnostic.aide:
        lines.append(f"    = {paint('aide', 'aide')} : {printable(diagnostic.aide)}")
    lines += [
        f"    = {printable(str(related.span))} : {printable(related.message)}"
        for related in diagnostic.related
    ]
    return "\n".join(lines)


def _excerpt(span: Span, paint: Paint, severity: str) -> list[str]:
    """The line, cut to a readable width around the place, and a caret under the words."""
    if not span.source.text:
        return []
    line = span.source.line(span.line).expandtabs(1)
    start = span.column - 1
    length = max(1, min(span.end - span.start, len(line) - start))
    shift = max(0, start - _WIDTH // 2)
    shown = line[shift : shift + _WIDTH]
    number = str(span.line).rjust(5)
    caret = " " * (start - shift) + "^" * min(length, max(1, _WIDTH - (start - shift)))
    return [f"{number} | {printable(shown)}", f"      | {paint(caret, severity)}"]


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """« 2 erreurs, 1 avertissement », or « Aucun problème. »."""
    count = Counter(d.severity for d in diagnostics)
    names = {
        Severity.ERREUR: ("erreur", "erreurs"),
        Severity.AVERTISSEMENT: ("avertissement", "avertissements"),
        Severity.INFO: ("information", "informations"),
    }
    parts = [
        f"{count[severity]} {words[count[severity] > 1]}"
        for severity, words in names.items()
        if count[severity]
    ]
    return ", ".join(parts) + "." if parts else "Aucun problème."
