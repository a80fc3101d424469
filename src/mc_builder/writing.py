"""Bytes → a file written whole or not at all; what the system refuses is said in French."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mc_builder.system_errors import cause


class OutputProblem(Exception):
    """The output cannot be written; the message is in French."""


class Outdated(Exception):
    """The files are no more what they were when the change was asked for; nothing was written."""


#: What files hold, by path; None for one that is not there.
Files = Mapping[str, bytes | None]
#: What is kept in an output folder between two builds.
KEPT = ".mc-builder"
#: How the name of a file that is being written ends.
_PARTIAL = ".partiel"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def prepare(output: Path) -> None:
    """Make the output folder; a link is refused, it could lead anywhere."""
    try:
        if output.is_symlink():
            raise OutputProblem(
                f"{output} est un lien : le dossier de sortie doit être un vrai dossier"
            )
        output.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputProblem(f"{output} ne peut pas être créé : {cause(error)}") from error


def _sync(folder: Path) -> None:
    """Have the system keep the new name too, where a folder can be synchronised."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def alone(output: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold an output folder: two builds never write into it at once.

    `waiting` is called once when another holds it. The system frees it when a build is killed.
    """
    folder = output / KEPT
    prepare(folder)
    try:
        handle = os.open(folder / "verrou", os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
    except OSError as error:
        raise OutputProblem(f"{folder} n’est pas accessible : {cause(error)}") from error
    try:
        _take(handle, folder, waiting)
        _sweep(output)
        _sweep(folder)
        yield
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed were writing; the lock says that none goes on."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f".*{_PARTIAL}"):
            path.unlink()


def _take(handle: int, folder: Path, waiting: Callable[[], None]) -> None:
    try:
        if not _hold(handle, wait=False):
            waiting()
            while not _hold(handle, wait=True):
                pass  # Windows gives up after ten seconds
    except OSError as error:
        raise OutputProblem(f"{folder} ne peut pas être verrouillé : {cause(error)}") from error


def _hold(handle: int, *, wait: bool) -> bool:
    """Lock an open file; False when another process has it and we do not wait."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return False
        raise
    return True


def name_twice(path: Path, other: Path) -> None:
    """Give a file another name beside its own; FileExistsError when that name is taken.

    Where the disk knows no second names (a USB key), it is copied.
    """
    try:
        os.link(path, other, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        _copy(path, other)
    _sync(other.parent)


def _copy(path: Path, other: Path) -> None:
    try:
        target = other.open("xb")
    except FileExistsError:
        raise
    except OSError as error:
        raise OutputProblem(f"{other} ne peut pas être écrit : {cause(error)}") from error
    try:
        with target, path.open("rb") as source:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
    except OSError as error:
        other.unlink()
        raise OutputProblem(f"{path} ne peut pas être gardé : {cause(error)}") from error


def write_atomically(path: Path, data: bytes, before: Callable[[], None] | None = None) -> None:
    """Write a whole file, or leave the former one as it was.

    `before` is called when the new one is ready, just before it takes the place of the former.
    """
    try:
        handle, temporary = tempfile.mkstemp(_PARTIAL, f".{path.name}.", path.parent)
    except OSError as error:
        raise OutputProblem(f"{path} ne peut pas être écrit : {cause(error)}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.is_file() else 0o644)
        if before is not None:
            before()
        Path(temporary).replace(path)
        _sync(path.parent)
    except OSError as error:
        raise OutputProblem(f"{path} ne peut pas être écrit : {cause(error)}") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()


def write_all(folder: Path, before: Files, after: Files) -> None:
    """Put files of a project on the disk, all of them or none; None takes one away.

    Raises Outdated when the disk does not hold `before` any more, and OutputProblem.
    """
    written: list[str] = []
    try:
        for path, data in after.items():
            _put(folder, path, before[path], data)
            written.append(path)
    except (OutputProblem, Outdated):
        for path in written:
            with contextlib.suppress(OutputProblem, Outdated):
                _put(folder, path, after[path], before[path])
        raise


def _put(folder: Path, path: str, before: bytes | None, data: bytes | None) -> None:
    """One file; raises Outdated when the disk does not hold `before` any more."""
    file = _inside(folder, path)

    def unchanged() -> None:
        if (file.read_bytes() if file.exists() else None) != before:
            raise Outdated(path)

    try:
        if data is None:
            unchanged()
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputProblem(f"{path} ne peut pas être écrit : {cause(error)}") from error
    write_atomically(file, data, unchanged)


def _inside(folder: Path, path: str) -> Path:
    """Where a file really is: never out of the project, whatever links there are."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise OutputProblem(f"{path} est un lien qui sort du projet")
    return file
