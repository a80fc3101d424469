"""Diagnostics → workflow commands of GitHub Actions: ``::error file=…,line=…::message``."""

from __future__ import annotations

from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.reports.diagnostics.reporter import Findings, ends
from mc_builder.reports.diagnostics.texte import summary
from mc_builder.reports.terminal import NO_TERMINAL, Terminal, printable

_COMMANDS = {
    Severity.ERREUR: "error",
    Severity.AVERTISSEMENT: "warning",
    Severity.INFO: "notice",
}


def github_report(findings: Findings, _: Terminal = NO_TERMINAL) -> str:
    """One command a line: GitHub shows each at its place in the files; then the summary."""
    lines = [_command(findings, d) for d in findings.diagnostics]
    return "\n".join([*lines, summary(findings.diagnostics)])


def _command(findings: Findings, diagnostic: Diagnostic) -> str:
    line, column, last, after = ends(diagnostic)
    rule = findings.regles.get(diagnostic.code)
    title = diagnostic.code if rule is None else f"{diagnostic.code} {rule.nom}"
    place = {"file": findings.path(diagnostic.span.path), "line": str(line)}
    if last == line:  # columns are refused on several lines
        place |= {"col": str(column), "endColumn": str(max(column, after - 1))}
    else:
        place |= {"endLine": str(last)}
    properties = ",".join(f"{k}={_property(v)}" for k, v in {**place, "title": title}.items())
    message = "\n".join(filter(None, (diagnostic.message, diagnostic.aide, diagnostic.exemple)))
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    """A text after ``::``: the percent sign and line ends would be read as the command's."""
    safe = "\n".join(printable(line) for line in text.split("\n"))
    return safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value before ``::``: commas and colons separate properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
