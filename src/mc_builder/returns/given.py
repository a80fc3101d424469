"""A file that came back, whatever wrote it → what it says otherwise, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from mc_builder.diagnostics import Diagnostic
from mc_builder.french import quoted
from mc_builder.project import Project
from mc_builder.returns.belonging import another, renamed
from mc_builder.returns.changes import Returned
from mc_builder.returns.codes import REL004
from mc_builder.returns.tableaux.figures_mapping import LectureChiffres
from mc_builder.returns.tableaux.reader import read_table
from mc_builder.returns.word import read_word
from mc_builder.spans import SourceText
from mc_builder.writers.docx.reading.base import Base
from mc_builder.writers.docx.reading.opened import Unreadable as NotWord


class Unread(Exception):
    """A file of which nothing can be read; the message, in French, is about it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a file says otherwise, and what of it could not be read."""

    returned: Returned
    diagnostics: tuple[Diagnostic, ...] = ()


def read_given(
    data: bytes,
    name: str,
    project: Project,
    authors: Collection[str] | None = None,
    others: Callable[[], Iterable[Base]] = tuple,
    reading: LectureChiffres | None = None,
) -> Given:
    """What a Word file or a workbook says otherwise; raises Unread.

    With `authors`, the tracked changes of the others are left out. `others` gives the documents
    that a Word file which keeps nothing of ours may come from; `reading` says what the columns of a
    table of figures are.
    """
    extension = name.lower().rpartition(".")[2]
    if extension == "docx":
        try:
            return _of_project(read_word(data, authors, others), name, project)
        except NotWord as problem:
            raise Unread(str(problem)) from problem
    if extension in {"xlsx", "csv", "tsv", "txt"}:
        if project.model is None:
            raise Unread("il se compare à un projet, et celui-ci ne se lit pas")
        returned, found = read_table(data, name, project, reading)
        if returned is None:
            raise Unread(" ; ".join(one.message for one in found))
        return Given(returned, tuple(found))
    raise Unread(
        "il n’est ni un document Word (.docx), ni un classeur (.xlsx), ni un tableau (.csv)"
    )


def _of_project(returned: Returned, name: str, project: Project) -> Given:
    """What a Word file says, when it is of this project; raises Unread."""
    if why := another(returned, project):
        raise Unread(why)
    if not (then := renamed(returned, project)):
        return Given(returned)
    message = f"ce fichier est du diplôme {quoted(then)}, qui a un autre intitulé dans ce projet"
    aide = "n’appliquez rien ici s’il vient d’un autre projet, dont celui-ci serait une copie"
    return Given(returned, (REL004(message, SourceText(name, "").span(), aide),))
