"""Diagnostics → SARIF 2.1.0, the format that code forges and editors read (OASIS, March 2020)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from mc_builder import __version__
from mc_builder.codes import Code
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.reports.diagnostics.reporter import Findings
from mc_builder.reports.terminal import NO_TERMINAL, Terminal
from mc_builder.spans import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.ERREUR: "error",
    Severity.AVERTISSEMENT: "warning",
    Severity.INFO: "note",
}


def sarif_report(findings: Findings, _: Terminal = NO_TERMINAL) -> str:
    """One run: the rules that found something, then their results."""
    codes = sorted({d.code for d in findings.diagnostics})
    driver = {
        "name": "mc-builder",
        "semanticVersion": __version__,
        "language": "fr",
        "rules": [_rule(findings, code, findings.regles.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": "fr",
        "columnKind": "unicodeCodePoints",
        "results": [_result(findings, d, codes) for d in findings.diagnostics],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(findings: Findings, code: str, rule: Code | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    documentation = "\n\n".join(f"{title} : {text}" for title, text in rule.sections.items())
    return {
        "id": code,
        "name": rule.nom,
        "shortDescription": {"text": rule.resume},
        "fullDescription": {"text": rule.sections.get("Vérifie", rule.resume)},
        "help": {"text": documentation or rule.resume},
        "defaultConfiguration": {"level": _LEVELS[rule.gravite]},
        "properties": {
            "famille": findings.family(rule.famille),
            "source": rule.source,
            "surete": rule.surete,
            "depuis": rule.depuis,
        },
    }


def _result(findings: Findings, diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    text = "\n".join(filter(None, (diagnostic.message, diagnostic.aide, diagnostic.exemple)))
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(findings, diagnostic.span)}],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(findings, related.span),
                "message": {"text": related.message},
            }
            for number, related in enumerate(diagnostic.related, start=1)
        ]
    if (fix := diagnostic.fix) is not None:
        change = {
            "artifactLocation": _artifact(findings, fix.span),
            "replacements": [
                {
                    "deletedRegion": _region(fix.span),
                    "insertedContent": {"text": fix.replacement},
                }
            ],
        }
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _location(findings: Findings, span: Span) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(findings, span)}
    if span.source.text:  # a file that is missing has no line
        location["region"] = _region(span)
    return location


def _artifact(findings: Findings, span: Span) -> dict[str, str]:
    return {"uri": quote(findings.path(span.path), errors="surrogateescape")}


def _region(span: Span) -> dict[str, int]:
    """Lines and columns from 1; the last column is the one after the last character."""
    (line, column), (last, after) = (
        span.source.line_column(offset) for offset in (span.start, span.end)
    )
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": after}
