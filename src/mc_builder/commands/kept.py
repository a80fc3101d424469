"""What ``check`` says of the codes of a project, on a machine that keeps nomenclatures."""

from __future__ import annotations

from pathlib import Path

from mc_builder.commands.printing import say
from mc_builder.diagnostics import Diagnostic
from mc_builder.nomenclatures.checking import check_codes
from mc_builder.nomenclatures.store import StoreProblem
from mc_builder.project import Project
from mc_builder.reports.terminal import printable


def known_codes(project: Project, store: Path) -> tuple[Diagnostic, ...]:
    """The findings; a store that cannot be read is said, and keeps nothing from being checked."""
    try:
        return check_codes(project.projet, project.places, store)
    except StoreProblem as problem:
        say(printable(f"Les codes ne sont pas vérifiés : {problem}."))
        return ()
