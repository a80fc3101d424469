"""A tree of files → what is read in it, and what is not, each with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mc_builder.diagnostics import Diagnostic, Related, Severity
from mc_builder.loading.codes import SCH010, SCH011
from mc_builder.loading.file_names import (
    leftover,
    meant,
    nearest_folder,
    what_it_is,
    written_by_hand,
)
from mc_builder.loading.layout import FOLDERS, IMAGES, TEMPLATES, is_picture, is_read, is_template
from mc_builder.source.tree import FileTree, ReadProblem
from mc_builder.spans import SourceText

#: Files that are looked into, and folders, before saying that there are too many.
_MOST_FILES = 200
_MOST_FOLDERS = 200
#: Files of a folder, or places of a consequence, that a diagnostic names.
_NAMED = 8
#: For people, in any folder: not for the tool.
_FOR_PEOPLE = re.compile(
    r"(?:readme|lisez-?moi|licen[cs]e|copying|notice|changelog)(?:[._-][\w-]+)*", re.IGNORECASE
)


@dataclass
class Unread:
    """A file, or a folder with all that it holds, that is not read.

    `text` is what it says, `wanted` the path that it was meant to have.
    """

    diagnostic: Diagnostic
    text: str = ""
    wanted: str = ""


@dataclass
class Inventory:
    """What a project's folders hold: the paths that are read, in order, and all the rest."""

    read: list[str] = field(default_factory=list)
    #: Pictures that prose may place.
    pictures: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    #: Folders that cannot be listed.
    problems: list[Diagnostic] = field(default_factory=list)


def take_stock(tree: FileTree) -> Inventory:
    """List the folders of a project, whatever their names became. Reads what is not read."""
    return _Stocktaking(tree).all()


def misnamed_folders(tree: FileTree) -> dict[str, str]:
    """The folders of a project whose name is nearly right: that name, and the one they have."""
    try:
        names = [path[:-1] for path in tree.paths("") if path.endswith("/") and not _hidden(path)]
    except ReadProblem:
        return {}
    strange = (name for name in names if name not in FOLDERS)
    return {near: name for name in strange if (near := nearest_folder(name))}


class _Stocktaking:
    def __init__(self, tree: FileTree) -> None:
        self.tree = tree
        self.found = Inventory()
        self.folders = 0
        self.gave_up = False
        self.looked = 0

    def all(self) -> Inventory:
        # What else stands beside the folders of the project is not ours to judge.
        strange = [f"{name}/" for name in misnamed_folders(self.tree).values()]
        others: list[str] = []
        for folder in FOLDERS:
            for path in self._list(folder):
                if path.endswith("/") and path[:-1] not in FOLDERS and not is_read(path[:-1]):
                    strange.append(path)
                elif is_picture(path):
                    self.found.pictures.append(path)
                elif is_read(path.rstrip("/")):
                    self.found.read.append(path.rstrip("/"))
                elif not path.endswith("/"):
                    others.append(path)
        known = frozenset(self.found.read)
        for path in others:
            self._file(path, known)
        for path in strange:
            self._folder(path)
        return self.found

    def _list(self, folder: str) -> list[str]:
        try:
            return [path for path in self.tree.paths(folder) if not _hidden(path)]
        except ReadProblem as problem:
            at = SourceText(folder, "").span()
            aide = "rangez ailleurs ce qui n’est pas du projet" if "entrées" in str(problem) else ""
            self.found.problems.append(SCH010(str(problem), at, aide))
            return []

    def _text(self, path: str) -> str:
        """What a file says, as well as it can be read; nothing past a certain number of files."""
        self.looked += 1
        if self.looked > _MOST_FILES or not (written_by_hand(path) or leftover(path)):
            return ""
        try:
            return (self.tree.read(path) or b"").decode("utf-8-sig", "replace")
        except ReadProblem:
            return ""

    def _file(self, path: str, known: frozenset[str]) -> None:
        name = path.rpartition("/")[2]
        if is_template(path) or _FOR_PEOPLE.fullmatch(name):
            return
        text = self._text(path)
        wanted = meant(path, text) if written_by_hand(path) else None
        if leftover(path):
            self._say(path, Severity.INFO, "reste d’un logiciel : il n’est pas lu", _CLOSE, text)
        elif wanted is None:
            message = "fichier inconnu : il n’est pas lu"
            self._say(path, Severity.AVERTISSEMENT, message, what_it_is(path) or _here(path), text)
        elif wanted.path in known:
            message = f"copie de {wanted.path} : elle n’est pas lue"
            self._say(path, Severity.AVERTISSEMENT, message, _KEEP_ONE, text)
        else:
            message = "fichier inconnu : il n’est pas lu"
            self._say(path, Severity.AVERTISSEMENT, message, wanted.aide, text)
            self.found.unread[-1].wanted = wanted.path

    def _folder(self, path: str) -> None:
        self.gave_up = False
        files = list(self._below(path))
        count = len(files)
        texts = [self._text(file) for file in files]
        near = nearest_folder(path[:-1])
        here = path[:-1].rpartition("/")[0]
        if not count and not self.gave_up:
            self._say(path, Severity.INFO, "dossier inconnu, et vide", "retirez-le")
            return
        if self.gave_up:
            message = "dossier inconnu : rien de ce qu’il contient n’est lu"
        elif count > 1:
            message = f"dossier inconnu : les {count} fichiers qu’il contient ne sont pas lus"
        else:
            message = "dossier inconnu : le fichier qu’il contient n’est pas lu"
        if near and near != here:
            name = near.rpartition("/")[2]
            aide = f"appelez-le « {name} », ou rangez ses fichiers dans « {near}/ »"
        else:
            aide = f"rangez ses fichiers dans « {here}/ », ou hors du projet" if here else ""
        names = tuple(
            Related(SourceText(file, "").span(), "n’est pas lu") for file in files[:_NAMED]
        )
        self._say(path, Severity.AVERTISSEMENT, message, aide, "\n".join(texts), names)

    def _below(self, folder: str) -> Iterator[str]:
        """The files below a folder that is not known; a link to a folder is not followed twice."""
        self.folders += 1
        if self.folders > _MOST_FOLDERS or folder.count("/") > _DEEP:
            self.gave_up = True
            return
        for path in self._list(folder[:-1]):
            if path.endswith("/"):
                yield from self._below(path)
            else:
                yield path

    def _say(
        self,
        path: str,
        severity: Severity,
        message: str,
        aide: str,
        text: str = "",
        related: tuple[Related, ...] = (),
    ) -> None:
        at = SourceText(path.rstrip("/"), "").span()
        found = SCH011(message, at, aide, gravite=severity, related=related)
        self.found.unread.append(Unread(found, text))


#: A folder deeper than this is a link that turns in circles, or no project's.
_DEEP = 8
_CLOSE = "fermez le document auquel il appartient, ou supprimez-le"
_KEEP_ONE = "gardez un seul des deux fichiers dans le projet"


def _hidden(path: str) -> bool:
    """What begins with a dot belongs to the system and to editors, unless it is YAML or prose."""
    name = path.rstrip("/").rpartition("/")[2]
    return name.startswith("._") or (name.startswith(".") and not written_by_hand(path))


def _here(path: str) -> str:
    """What is read in the folder of a file."""
    folder = path.rpartition("/")[0]
    if folder == IMAGES:
        return "on lit ici des images PNG, JPEG ou SVG"
    if folder == TEMPLATES:
        return "docs/style-maison.md et docs/gabarit-word.md disent ce qui est lu ici"
    return "rangez-le hors de ce dossier s’il n’est pas du projet"
