"""A file of ``output/`` that is about to be replaced → whether we wrote it; a person's is kept.

Why one place: whoever replaces a file asks here first, so that no work of anybody is ever lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from mc_builder.page.sceau import sealed
from mc_builder.system_errors import cause
from mc_builder.writing import OutputProblem, name_twice, write_atomically

#: A larger file is none of ours.
_MOST = 2**30
#: How often one file may be saved by somebody else while it is being replaced.
_ROUNDS = 5


def fingerprint(data: bytes) -> str:
    """What tells one content of a file from all others."""
    return hashlib.sha256(data).hexdigest()


def written_here(path: Path, ours: Collection[str]) -> bool:
    """Whether a file holds one of these contents; what cannot be read does not."""
    found = _read(path)
    return found is not None and fingerprint(found) in ours


def _is_ours(path: Path, data: bytes, ours: Collection[str]) -> bool:
    """Whether nobody but this tool wrote a file; without any trace of it, its seal says so."""
    found = _read(path)
    if found is None:
        return False
    return found == data or fingerprint(found) in ours or (not ours and sealed(found))


def _read(path: Path) -> bytes | None:
    """The content of a regular file; a link or a pipe has none."""
    with contextlib.suppress(OSError):
        status = path.lstat()
        if S_ISREG(status.st_mode) and status.st_size <= _MOST:
            return path.read_bytes()
    return None


def replace(path: Path, data: bytes, ours: Collection[str], moment: datetime) -> Path | None:
    """Write a file whole; the new name of a person's last work there, None when none was.

    `ours` are the fingerprints of what we may have written there, if that was noted. Raises
    OutputProblem: then all is as it was.
    """
    kept: list[Path] = []

    def before() -> None:
        for _ in range(_ROUNDS):  # an editor may save while its former words are kept
            seen = _state(path)
            kept.extend(_keep(path, data, ours, moment))
            if _state(path) == seen:
                return
        raise OutputProblem(
            f"{path} n’a pas été remplacé : un autre programme ne cesse de l’enregistrer."
            " Fermez-le et relancez la commande"
        )

    if _there(path):
        _check_free(path)
    try:
        write_atomically(path, data, before)
    except BaseException:
        for name in kept:
            with contextlib.suppress(OSError):
                if name.samefile(path):
                    name.unlink()
        raise
    return kept[-1] if kept else None


def rename(former: Path, path: Path) -> None:
    """Give a regular file its document's new name, unless something has it; raise OutputProblem."""
    if _read(former) is None or os.path.lexists(path):
        return
    _check_free(former)
    try:
        former.rename(path)
    except OSError as error:
        raise OutputProblem(
            f"{former} n’a pas été renommé « {path.name} » : {cause(error)}"
        ) from error


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when somebody saves a file; None when none is there."""
    with contextlib.suppress(OSError):
        status = path.lstat()
        return status.st_ino, status.st_mtime_ns, status.st_size
    return None


def _there(path: Path) -> bool:
    """Whether a file is there; a name that no file can have is none (pathlib raises for one)."""
    with contextlib.suppress(OSError):
        return path.exists()
    return False


def _check_free(path: Path) -> None:
    """Raise OutputProblem when Word, Excel or LibreOffice say that somebody has the file open."""
    for name in (f"~${path.name[2:]}", f"~${path.name}", f".~lock.{path.name}#"):
        if _there(path.with_name(name)):
            raise OutputProblem(
                f"{path} n’a pas été remplacé : il est ouvert dans un autre programme. Fermez-le"
                f" et relancez la commande (si personne ne l’a ouvert, supprimez « {name} »)"
            )


def _keep(path: Path, data: bytes, ours: Collection[str], moment: datetime) -> Iterator[Path]:
    """Give a file that we did not write a second name, dated, never that of another.

    It keeps its own until the new one is renamed onto it: its bytes always have a name.
    """
    try:
        mode = path.lstat().st_mode
    except OSError:
        return  # what cannot be looked at cannot be replaced either, and is said then
    if S_ISDIR(mode) or _is_ours(path, data, ours):
        return
    for name in _names(path, moment):
        with contextlib.suppress(FileExistsError):
            name_twice(path, path.with_name(name))
            yield path.with_name(name)
            return


def _names(path: Path, moment: datetime) -> Iterator[str]:
    """« note – revenu le 2026-11-28 à 21 h 14.docx », then « … (2).docx », « … (3).docx »."""
    dated = f"{path.stem} – revenu le {moment:%Y-%m-%d} à {moment:%H} h {moment:%M}"
    try:
        os.fsencode(dated)
    except UnicodeEncodeError:  # names are in an old code page here
        dated = dated.replace("–", "-").replace("à", "a")
    for number in itertools.count(1):
        yield f"{dated}{f' ({number})' if number > 1 else ''}{path.suffix}"
