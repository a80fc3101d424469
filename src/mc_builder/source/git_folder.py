"""The folder of a repository → nothing, or why git must not be let near it.

Why before git: it opens the files of its folder one after the other, and waits for ever behind a
pipe that has come in the place of one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISBLK, S_ISCHR, S_ISFIFO, S_ISREG

from mc_builder.system_errors import readable

#: Entries of the folder that are looked at; the deadline of git bounds what is past them.
_MOST = 50_000
#: A file `.git` names a folder elsewhere; nothing longer is a name.
_LONGEST = 10_000


class GitProblem(Exception):
    """Why a version cannot be read: one French sentence, without final point."""


def check_repository(folder: Path) -> None:
    """Raise GitProblem when the repository of a folder holds what git would wait behind."""
    here = folder.resolve()
    top = next((p for p in (here, *here.parents) if os.path.lexists(p / ".git")), None)
    if top is None:
        return
    for left, entry in zip(range(_MOST, 0, -1), _below(_git_folders(top / ".git")), strict=False):
        if left and _waits(entry):
            name = readable(os.path.relpath(entry, top))
            raise GitProblem(f"« {name} » n’est pas un fichier ordinaire : git n’est pas lancé")


def _git_folders(git: Path) -> list[Path]:
    """`.git`, and the folders that it names when it is a file or the folder of a work tree."""
    found = [git]
    for name in (git, git / "commondir"):
        with suppress(OSError, ValueError):
            status = name.stat()
            if S_ISREG(status.st_mode) and status.st_size < _LONGEST:
                told = name.read_text("utf-8", "surrogateescape").removeprefix("gitdir:").strip()
                found.append(name.parent / told)
                found += _git_folders(found[-1]) if name == git else []
    return found


def _below(folders: list[Path]) -> Iterator[str]:
    """All that is in these folders; links are not followed."""
    waiting = [str(folder) for folder in folders]
    while waiting:
        path = waiting.pop()
        yield path
        with suppress(OSError), os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif not entry.is_file(follow_symlinks=False):
                    yield entry.path


def _waits(path: str) -> bool:
    """Whether to open this may take for ever."""
    try:
        mode = Path(path).stat().st_mode
    except OSError:
        return False
    return S_ISFIFO(mode) or S_ISCHR(mode) or S_ISBLK(mode)
