"""Diagnostics → text: ``file:line:col: CODE gravité: message``, the excerpt, a caret, the help.

After them come the counts by family, what may be corrected, the derogations, the summary, and
what coverage leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mc_builder.codes import FAMILLES, Code, causes_first, is_cause
from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.french import NBSP, counted, in_figures, typeset
from mc_builder.model.dossier import Derogation
from mc_builder.reports.diagnostics.reporter import Findings
from mc_builder.reports.terminal import NO_TERMINAL, Paint, Terminal, plain, printable
from mc_builder.spans import Span

_WIDTH = 110
#: What a beginner is shown at once.
_FIRST = 5
_REGLE = "mc-builder regle"
_CORRIGER = "mc-builder check --corriger"


def text_report(findings: Findings, terminal: Terminal = NO_TERMINAL) -> str:
    """Diagnostics for a person, all of them or, for a beginner, those that matter most."""
    show = _beginning if findings.debutant else _all
    end = [typeset(findings.bilan)] if findings.bilan else []
    totals = [*_totals(findings), summary(findings.diagnostics), *end]
    return "\n".join([*show(findings, terminal.paint), *totals])


def _all(findings: Findings, paint: Paint) -> list[str]:
    return [one(diagnostic, paint) for diagnostic in causes_first(findings.diagnostics)]


def _beginning(findings: Findings, paint: Paint) -> list[str]:
    """The first ones, each with what its rule asks, then how many remain."""
    blocks = []
    for diagnostic in most_important(findings.diagnostics)[:_FIRST]:
        blocks.append(one(diagnostic, paint))
        rule = findings.regles.get(diagnostic.code)
        if rule is not None:
            blocks.append(f"    = {paint('règle', 'aide')} : {_in_short(rule)}")
    remain = len(findings.diagnostics) - _FIRST
    if remain > 0:
        blocks.append(
            f"Il reste {counted(remain, 'constat')} : corrigez d’abord ces {_FIRST}-là,"
            " puis relancez « mc-builder check --debutant »."
        )
    return blocks


def _words(text: str) -> str:
    return typeset(printable(text))


def one(diagnostic: Diagnostic, paint: Paint = plain) -> str:
    """One diagnostic, on several lines."""
    severity = str(diagnostic.severity)
    place = paint(printable(str(diagnostic.span)), "lieu")
    label = f"{paint(diagnostic.code, severity)} {paint(severity, severity)}"
    lines = [f"{place}: {label}: {_words(diagnostic.message)}"]
    lines += _excerpt(diagnostic.span, paint, severity)
    if diagnostic.aide:
        label = "aide" if diagnostic.fix is None else "aide, que --corriger applique"
        # A corrected line is the author's: it is shown as it would be written.
        show = _words if diagnostic.fix is None else printable
        lines.append(f"    = {paint(label, 'aide')}{NBSP}: {show(diagnostic.aide)}")
    if diagnostic.exemple:
        lines.append(f"    = {paint('exemple', 'aide')}{NBSP}:")
        lines += [f"          {printable(line)}" for line in diagnostic.exemple.splitlines()]
    lines += [
        f"    = {printable(str(related.span))}{NBSP}: {_words(related.message)}"
        for related in diagnostic.related
    ]
    return "\n".join(lines)


def most_important(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics by importance.

    The files that are not read, then errors, and among them those of syntax, which hide others;
    then one of each rule before the second of any; then the families in the order of the catalogue.
    """
    order = list(FAMILLES)
    met: Counter[str] = Counter()
    ranked = []
    for diagnostic in sorted(diagnostics, key=lambda d: d.sort_key):
        code = diagnostic.code
        importance = (not is_cause(diagnostic), -diagnostic.severity, code[:3] != "YML")
        rank = (*importance, met[code], order.index(code[:3]))
        met[code] += 1
        ranked.append((rank, diagnostic.sort_key, diagnostic))
    return [diagnostic for *_, diagnostic in sorted(ranked, key=lambda r: r[:2])]


def _in_short(rule: Code) -> str:
    return f"{rule.resume} (« {_REGLE} {rule.code} » l’explique)"


def _totals(findings: Findings) -> list[str]:
    """Counts by family, fixes and derogations: a line each, when there is something to say."""
    lines = []
    if findings.diagnostics:
        counts = (f"{n} {code} ({findings.family(code)})" for code, n in findings.by_family.items())
        lines.append(f"Par famille : {', '.join(counts)}.")
    if (count := findings.mendable) > 0:
        who = counted(count, "constat se corrige", "constats se corrigent")
        lines.append(f"{who} par « {_CORRIGER} » (« --diff » montre les lignes sans rien écrire).")
    if findings.derogations:
        lines.append(f"{counted(len(findings.derogations), 'dérogation')} en vigueur :")
        lines += [f"  {_derogation(d)}" for d in findings.derogations]
    return lines


def _derogation(derogation: Derogation) -> str:
    about = f", « {derogation.id} »" if derogation.id else ""
    last = derogation.jusqu_au
    until = f", jusqu’au {in_figures(last)}" if last else ""
    return printable(f"{derogation.code}{about}{until} : {derogation.motif}")


def _excerpt(span: Span, paint: Paint, severity: str) -> list[str]:
    """The line, cut to a readable width around the place, and a caret under the words."""
    if not span.source.text:
        return []
    start = span.column - 1
    shift = max(0, start - _WIDTH // 2)
    shown = span.source.window(span.line, shift, _WIDTH).expandtabs(1)
    length = max(1, min(span.end - span.start, len(shown) - (start - shift)))
    number = str(span.line).rjust(5)
    caret = " " * (start - shift) + "^" * min(length, max(1, _WIDTH - (start - shift)))
    return [f"{number} | {printable(shown)}", f"      | {paint(caret, severity)}"]


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """« 0 erreur, 1 avertissement », or « Aucun problème. »: errors are counted in any case."""
    count = Counter(d.severity for d in diagnostics)
    names = {
        Severity.ERREUR: ("erreur", "erreurs"),
        Severity.AVERTISSEMENT: ("avertissement", "avertissements"),
        Severity.INFO: ("information", "informations"),
    }
    parts = [
        f"{count[severity]} {words[count[severity] > 1]}"
        for severity, words in names.items()
        if count[severity] or (count and severity is Severity.ERREUR)
    ]
    return ", ".join(parts) + "." if parts else "Aucun problème."
