"""A tree of input files behind one small interface; here, a folder on disk."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from mc_builder.system_errors import UNKNOWN, cause, readable

#: Nothing that people write by hand is larger.
MAX_BYTES = 4 * 1024 * 1024
#: The largest project known has a hundred files.
MAX_ENTRIES = 2000
TOO_MANY = f"le dossier a plus de {MAX_ENTRIES:_} entrées : aucune n’est lue".replace("_", " ")

#: Of a file or of a folder.
MISNAMED = "le nom n’est pas en UTF-8 : renommez-le (sans accents, au besoin)"


class ReadProblem(Exception):
    """A file that cannot be read; the message is in French and ends up in a diagnostic."""


def check_name(path: str) -> None:
    """Raise ReadProblem for a path that could only be shown in part (`readable`)."""
    if UNKNOWN in path:
        raise ReadProblem(MISNAMED)


class FileTree(Protocol):
    """The files of a project, by path with ``/`` separators."""

    def paths(self, folder: str) -> list[str]:
        """Paths of the entries directly in `folder`, in natural order; [] when it is absent.

        That of a folder ends with ``/``; the empty path is the project itself. Raises ReadProblem.
        """
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a file, None when it is absent; raises ReadProblem."""
        ...


def natural_key(path: str) -> list[tuple[int, str]]:
    """Sort key that puts ``bloc-2`` before ``bloc-10``.

    Of two runs of figures the longer is the greater, zeros aside: no name is too long to compare.
    """
    parts = re.split("([0-9]+)", path)
    figures = {n: part.lstrip("0") for n, part in enumerate(parts) if n % 2}
    return [
        (len(figures[n]), figures[n]) if n % 2 else (-1, part.casefold())
        for n, part in enumerate(parts)
    ]


def in_folder(folder: str, names: list[str]) -> list[str]:
    """The paths of these entries of a folder, in natural order; raises ReadProblem."""
    if len(names) > MAX_ENTRIES:
        raise ReadProblem(TOO_MANY)
    names = [readable(name) for name in names]
    return [f"{folder}/{name}" if folder else name for name in sorted(names, key=natural_key)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link to itself is none, and `read` says what it is."""
    try:
        return entry.is_dir()
    except OSError:
        return False


class Folder:
    """The files of a folder. Only regular files inside it are read: no link that leaves it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def paths(self, folder: str) -> list[str]:
        """See `FileTree`."""
        check_name(folder)
        base = self.root / folder
        try:
            if not base.is_dir():
                return []
            if not self._inside(base):
                raise ReadProblem("le dossier est un lien qui sort du projet")
            with os.scandir(base) as entries:
                found = [e.name + "/" * _is_folder(e) for e in islice(entries, MAX_ENTRIES + 1)]
        except OSError as error:
            raise ReadProblem(f"le dossier ne peut pas être lu : {cause(error)}") from error
        return in_folder(folder, found)

    def read(self, path: str) -> bytes | None:
        """See `FileTree`."""
        check_name(path)
        file = self.root / path
        try:
            status = file.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise ReadProblem(f"le fichier ne peut pas être lu : {cause(error)}") from error
        if not self._inside(file):
            raise ReadProblem("le fichier est un lien qui sort du projet")
        if stat.S_ISLNK(status.st_mode):
            try:
                status = file.stat()
            except OSError as error:
                raise ReadProblem("le fichier est un lien qui ne mène nulle part") from error
        if not stat.S_ISREG(status.st_mode):
            raise ReadProblem("ce n’est pas un fichier ordinaire")
        if status.st_size > MAX_BYTES:
            raise ReadProblem(f"le fichier dépasse {MAX_BYTES // 2**20} Mo")
        try:
            return file.read_bytes()
        except OSError as error:
            raise ReadProblem(f"le fichier ne peut pas être lu : {cause(error)}") from error

    def _inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):
            return False


class Snapshot:
    """What was read from a tree, kept: the same answers later, in another process perhaps.

    Why: all the documents of a build show one state of the files, whoever saves in the meantime.
    `folders` and `files` are what is known already.
    """

    def __init__(
        self,
        tree: FileTree | None,
        folders: Mapping[str, list[str] | ReadProblem] = MappingProxyType({}),
        files: Mapping[str, bytes | ReadProblem | None] = MappingProxyType({}),
    ) -> None:
        self._tree = tree
        self._folders = dict(folders)
        self._files = dict(files)

    def paths(self, folder: str) -> list[str]:
        """See `FileTree`."""
        if folder not in self._folders:
            self._folders[folder] = _kept(lambda: self._tree.paths(folder) if self._tree else [])
        return _given(self._folders[folder])

    def read(self, path: str) -> bytes | None:
        """See `FileTree`."""
        if path not in self._files:
            self._files[path] = _kept(lambda: self._tree.read(path) if self._tree else None)
        return _given(self._files[path])

    def edited(self, changes: Mapping[str, bytes | None]) -> Snapshot:
        """The same files, some of them replaced, added or taken away (None); nothing is written."""
        new = Snapshot(self._tree, self._folders, {**self._files, **changes})
        for path, data in changes.items():
            new._list(path, there=data is not None)
        return new

    def _list(self, path: str, *, there: bool) -> None:
        """Put an entry into the listing of its folder, or take it away."""
        folder = path.rstrip("/").rpartition("/")[0]
        try:
            listed = self.paths(folder)
        except ReadProblem:
            return
        if not there:
            self._folders[folder] = [other for other in listed if other != path]
        elif path not in listed:
            self._folders[folder] = sorted((*listed, path), key=natural_key)
            if folder:
                self._list(f"{folder}/", there=True)

    def is_that_of(self, tree: FileTree) -> bool:
        """Whether a tree answers today all that was asked here as it did; a problem, asked again.

        Why: to read files again costs a hundredth of what it takes to make a project of them.
        """
        return all(
            _kept(partial(ask, name)) == known and not isinstance(known, ReadProblem)
            for ask, kept in ((tree.paths, self._folders), (tree.read, self._files))
            for name, known in kept.items()
        )

    @property
    def files(self) -> dict[str, bytes]:
        """The files that were read."""
        return {path: data for path, data in self._files.items() if isinstance(data, bytes)}

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_tree": None}


T = TypeVar("T")


def _kept(read: Callable[[], T]) -> T | ReadProblem:
    try:
        return read()
    except ReadProblem as problem:
        return problem


def _given(kept: T | ReadProblem) -> T:
    if isinstance(kept, ReadProblem):
        raise kept
    return kept
