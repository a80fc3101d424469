"""What ``relire`` does in a project: what becomes of the changes, and their application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mc_builder.commands.printing import give, stop, terminal
from mc_builder.commands.project import comparable
from mc_builder.project import Project
from mc_builder.returns.applying import Applied, applied
from mc_builder.returns.changes import Returned
from mc_builder.returns.review import Judged, review, selected
from mc_builder.returns.said_review import review_text
from mc_builder.writing import Outdated, OutputProblem, write_all


def judge(
    folder: Path,
    files: Mapping[str, Returned],
    *,
    auteurs: Sequence[str] = (),
    seulement: Sequence[str] = (),
    appliquer: bool = False,
) -> int:
    """Say what becomes of the changes that are asked for, or apply them; the exit code.

    0 when all that was asked is in the project, or may be; 1 when something is not.
    """
    project = comparable(folder)
    found = review(project, [(name, one.changes) for name, one in files.items()])
    asked = [one for one in found if selected(one, auteurs, seulement)]
    if not appliquer:
        give(review_text(asked, files, terminal()), "text")
        return _code(asked)
    done = applied(project, asked)
    _write(folder, project, done)
    give(review_text(done.judged, files, terminal(), applied=True), "text")
    return _code(done.judged)


def _code(judged: Sequence[Judged]) -> int:
    return 0 if all(one.whole for one in judged) else 1


def _write(folder: Path, project: Project, done: Applied) -> None:
    """All the files or none, if they are what they were when they were read."""
    before = {path: project.files.read(path) for path in done.files}
    try:
        write_all(folder, before, done.files)
    except Outdated as changed:
        stop(f"{changed} a changé pendant la relecture : rien n’a été écrit, relancez")
    except OutputProblem as problem:
        stop(str(problem))
