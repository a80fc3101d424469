"""Diagnostics → JSON, version 1: for other programs (docs/formats-de-check.md)."""

from __future__ import annotations

import json
from typing import Any

from mc_builder.diagnostics import Diagnostic
from mc_builder.model.base import ACompleter, if_known
from mc_builder.model.dossier import Derogation
from mc_builder.reports.diagnostics.reporter import Findings
from mc_builder.reports.terminal import NO_TERMINAL, Terminal
from mc_builder.spans import Span

VERSION = 1


def json_report(findings: Findings, _: Terminal = NO_TERMINAL) -> str:
    """One object: the diagnostics in order of place, then what they amount to."""
    data = {
        "version": VERSION,
        "constats": [_diagnostic(findings, d) for d in findings.diagnostics],
        "comptes": {str(severity): n for severity, n in findings.by_severity.items()},
        "familles": findings.by_family,
        "derogations": [_derogation(d) for d in findings.derogations],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _diagnostic(findings: Findings, diagnostic: Diagnostic) -> dict[str, Any]:
    rule = findings.regles.get(diagnostic.code)
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "regle": rule.nom if rule is not None else None,
        "gravite": str(diagnostic.severity),
        "message": diagnostic.message,
        "aide": diagnostic.aide or None,
        "exemple": diagnostic.exemple or None,
        **_place(diagnostic.span),
        "autres_lieux": [{**_place(r.span), "message": r.message} for r in diagnostic.related],
        "correction": None if fix is None else {**_place(fix.span), "texte": fix.replacement},
    }


def _place(span: Span) -> dict[str, Any]:
    (line, column), (last, after) = (
        span.source.line_column(offset) for offset in (span.start, span.end)
    )
    return {
        "fichier": span.path,
        "debut": {"ligne": line, "colonne": column},
        "fin": {"ligne": last, "colonne": after},
    }


def _derogation(derogation: Derogation) -> dict[str, Any]:
    last, motif = derogation.jusqu_au, derogation.motif
    unknown = {"motif": motif.motif} if isinstance(motif, ACompleter) else {}
    return {
        "code": derogation.code,
        "id": derogation.id,
        "motif": if_known(motif),
        "jusqu_au": None if last is None else last.isoformat(),
        **({"a_completer": unknown} if unknown else {}),
    }
