"""What ``relire`` does in a project: what becomes of the changes, and their application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mc_builder.commands.printing import give, say, terminal
from mc_builder.commands.project import write_files
from mc_builder.editing import Changes, Refused
from mc_builder.french import small
from mc_builder.project import Project
from mc_builder.returns.applying import applied
from mc_builder.returns.changes import Returned
from mc_builder.returns.remarks import noted
from mc_builder.returns.review import Judged, review, selected
from mc_builder.returns.said_review import review_text


def reviewed(
    project: Project,
    files: Mapping[str, Returned],
    auteurs: Sequence[str] = (),
    seulement: Sequence[str] = (),
) -> list[Judged]:
    """What becomes of the changes that are asked for: of these authors, about these."""
    found = review(project, [(name, one.changes) for name, one in files.items()])
    return [one for one in found if selected(one, auteurs, seulement)]


def apply(
    folder: Path, project: Project, files: Mapping[str, Returned], asked: Sequence[Judged]
) -> int:
    """Write what may be of what was asked, and the comments; say the rest; the exit code.

    0 when all that was asked is in the project, 1 when something is not.
    """
    done = applied(project, asked)
    remarks, refused = _remarks(done.project, files)
    _write(folder, project, {**done.files, **remarks})
    give(review_text(done.judged, files, terminal(), applied=True), "text")
    if remarks:
        say("Les commentaires sont notés dans dossier/retours.yaml.")
    for why in refused:
        say(f"Des commentaires n’ont pas été notés : {small(why)}")
    return 1 if refused or not all(one.whole for one in done.judged) else 0


def _remarks(project: Project, files: Mapping[str, Returned]) -> tuple[Changes, list[str]]:
    """The file once it has the comments of these, and why some are not there."""
    changes: Changes = {}
    refused: list[str] = []
    for one in files.values():
        try:
            step = noted(project, one)
        except Refused as found:
            refused.append(found.message)
            continue
        changes |= step
        project = project.edited(step)
    return changes, refused


def _write(folder: Path, project: Project, files: Changes) -> None:
    """All the files or none, if they are what they were when they were read."""
    before = {path: project.files.read(path) for path in files}
    write_files(folder, before, files, "la relecture")
