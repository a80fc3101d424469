"""What ``--contre`` names → that version of the project, and what changed in coverage since."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from mc_builder.commands.printing import say, stop
from mc_builder.commands.project import print_diagnostics
from mc_builder.coverage.comparison.changements import Changements
from mc_builder.diagnostics import Diagnostic
from mc_builder.editing import Refused
from mc_builder.french import quoted
from mc_builder.loading.layout import MAIN
from mc_builder.model.parcours import Parcours
from mc_builder.project import Project
from mc_builder.source.git_folder import GitProblem
from mc_builder.source.git_tree import git_version
from mc_builder.source.tree import FileTree, Folder
from mc_builder.system_errors import cause


def changements_depuis(
    contre: str, folder: Path, project: Project, option: str | None = None
) -> Changements:
    """What changed between `contre` and the project of `folder`; stops as `version_of` does.

    With `option`, what changed for who chooses it; stops (2) when the other version lacks it.
    """
    other = version_of(contre, folder)
    if option is not None and other.projet.find(option, Parcours) is None:
        named = quoted(project.names.titre(project.projet.by_cle[option]))
        said = f"--contre {contre} : cette version n’a pas ⟨l’option⟩ {named} (« {option} »)"
        stop(project.projet.said(said))
    return project.changes_since(other, contre, option)


def version_of(contre: str, folder: Path, asked: str = "--contre") -> Project:
    """Another version of the project of `folder`: a folder, a git ref, or what the atelier saved.

    Stops the command when it cannot be read (2) or has errors (1); `asked` is what asked for it.
    """
    try:
        with _fichiers(contre, folder) as (tree, mark):
            other = Project.open(tree)
    except GitProblem as problem:
        stop(f"{asked} {contre} : {problem}")
    if not other.sound:
        print_diagnostics([mark(diagnostic) for diagnostic in other.problems])
        say(f"La version « {contre} » a des erreurs : il n’y a rien à quoi comparer.")
        sys.exit(1)
    return other


class _Marque:
    """Says in the path of a diagnostic that the file is not the one of today."""

    def __init__(self, before: str = "", after: str = "") -> None:
        self.before, self.after = before, after

    def __call__(self, diagnostic: Diagnostic) -> Diagnostic:
        span = diagnostic.span
        source = replace(span.source, path=f"{self.before}{span.path}{self.after}")
        return replace(diagnostic, span=replace(span, source=source), related=())


@contextmanager
def _fichiers(contre: str, folder: Path) -> Iterator[tuple[FileTree, _Marque]]:
    """The files of the other version: a folder when there is a project in it, else a git ref."""
    other = _folder(contre, folder)
    if other is not None:
        yield Folder(other), _Marque(before=f"{other.as_posix()}/")
        return
    why = _why_no_folder(contre, folder)
    if _folder_is_meant(contre, folder):
        raise GitProblem(why)
    try:
        with git_version(folder, contre) as tree:
            yield tree, _Marque(after=f"@{contre}")
    except GitProblem as problem:
        saved = _saved(contre, folder)
        if saved is None:
            raise GitProblem(f"{why}, et {problem}" if why else str(problem)) from problem
        yield saved, _Marque(after=f"@{contre}")


def _saved(contre: str, folder: Path) -> FileTree | None:
    """The version that the atelier saved under this sentence, the latest of that name."""
    # Hardly anybody names a version so: the library of git is read for whoever does.
    from mc_builder.studio.versions import Versions  # noqa: PLC0415

    versions = Versions(folder)
    with suppress(Refused):
        for version in versions.listed():
            if contre.strip() in {version.sentence, version.sentence.partition("\n")[0]}:
                return versions.files(version.id)
    return None


def _folder(contre: str, folder: Path) -> Path | None:
    """The folder of this name that holds a project: below that of `-C`, else below the current."""
    if not contre:
        return None
    for other in (folder / contre, Path(contre)):
        with suppress(OSError):
            if (other / "dossier").is_dir():
                return other
    return None


def _why_no_folder(contre: str, folder: Path) -> str:
    """Why the folder of this name gives no project; an empty text when there is no name at all."""
    if not contre or contre.startswith("-") or not contre.isprintable():
        return ""
    other = folder / contre
    try:
        if other.is_dir():
            return f"le dossier « {other} » n’est pas un projet (il n’a pas de fichier {MAIN})"
    except OSError as error:
        return f"ce dossier ne peut pas être lu ({cause(error)})"
    return f"il n’y a pas de dossier « {other} »"


def _folder_is_meant(contre: str, folder: Path) -> bool:
    """Whether this can only be a folder: then git has nothing to do with the answer."""
    if contre.startswith((".", "~")) or Path(contre).is_absolute():
        return True
    try:
        here = folder.resolve()
        if any((parent / ".git").exists() for parent in (here, *here.parents)):
            return False
        return "/" in contre or os.sep in contre or (bool(contre) and (folder / contre).is_dir())
    except OSError:  # a name too long
        return True
