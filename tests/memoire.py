"""A tree of files in memory, as a folder would show it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mc_builder.source.tree import in_folder


class Memoire:
    """The files, by path; what lies deeper is in folders."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def paths(self, folder: str) -> list[str]:
        """See `FileTree`."""
        start = f"{folder}/" if folder else ""
        inside = (path[len(start) :] for path in self.files if path.startswith(start))
        return in_folder(folder, list({"".join(name.partition("/")[:2]) for name in inside}))

    def read(self, path: str) -> bytes | None:
        """See `FileTree`."""
        return self.files.get(path)


#: Where the files of a project are; the repository, which is one, holds much else.
_OF_A_PROJECT = ("dossier", "referentiels", "templates")


@cache
def fichiers_de(folder: Path) -> Mapping[str, bytes]:
    """The files of a project of the repository, or of a folder of one, read once."""
    own = [folder / name for name in _OF_A_PROJECT if (folder / name).is_dir()]
    found = (path for one in own or [folder] for path in sorted(one.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
