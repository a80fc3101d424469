"""What is done about a finding: corrected where that is certain, set aside with a motive."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from mc_builder.diagnostics import Diagnostic, Fix
from mc_builder.editing import Changes, Refused, add_item
from mc_builder.project import Project
from mc_builder.source.edits import splice

_GONE = "Ce constat n’est plus là."


def mark(found: Diagnostic) -> str:
    """What tells a finding from the others of its revision."""
    return f"{found.code} {found.span.path} {found.span.start} {found.message}"


def corrected(project: Project, given: Collection[str], day: date) -> Changes:
    """The files once these findings are corrected; raises Refused.

    Of two corrections that touch each other, the first is made: the other is offered again.
    """
    if not given:
        raise Refused(_GONE)
    fixes: dict[str, list[Fix]] = {}
    for one in given:
        fix = _found(project, one, day).fix
        if fix is None:
            raise Refused("La correction n’est pas certaine : elle reste à écrire.")
        fixes.setdefault(fix.span.path, []).append(fix)
    return {path: splice(project.files.read(path) or b"", some) for path, some in fixes.items()}


def set_aside(project: Project, given: str, day: date, asked: dict[str, Any]) -> Changes:
    """dossier.yaml once a finding is set aside, with its motive and until when; raises Refused."""
    found = _found(project, given, day)
    motive, until = asked.get("motif"), asked.get("jusquau")
    if not isinstance(motive, str) or not motive.strip():
        raise Refused("Donnez le motif : il dit à qui relit pourquoi ce constat est accepté.")
    owner = project.places.owner(found.span)
    data: dict[str, Any] = {"code": found.code, "motif": motive.strip()}
    if owner is not None and owner[0] in project.projet.by_cle:
        objet = project.projet.by_cle[owner[0]]
        data |= {"id": objet.id} if objet.id else {}
    if isinstance(until, str) and until:
        data["jusqu_au"] = until
    return add_item(project, "dossier", "derogations", data)


def _found(project: Project, given: str, day: date) -> Diagnostic:
    found = next((d for d in project.findings(day) if mark(d) == given), None)
    if found is None:
        raise Refused(_GONE)
    return found
