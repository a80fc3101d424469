"""Bytes → a file written whole or not at all; what the system refuses is said in French."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path


class OutputProblem(Exception):
    """The output cannot be written; the message is in French."""


#: What the system says in English, by the name of the error.
_CAUSES = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EEXIST: "un fichier porte ce nom",
    errno.EISDIR: "un dossier porte ce nom",
    errno.ENOENT: "le dossier qui doit le contenir n’existe pas",
    errno.ENOTDIR: "ce qui doit le contenir n’est pas un dossier",
    errno.ENOSPC: "il n’y a plus de place sur le disque",
    errno.EROFS: "le disque est en lecture seule",
}


def _cause(error: OSError) -> str:
    return _CAUSES.get(error.errno or 0, error.strerror or type(error).__name__)


def prepare(output: Path) -> None:
    """Make the output folder; a link is refused, it could lead anywhere."""
    if output.is_symlink():
        raise OutputProblem(
            f"{output} est un lien : le dossier de sortie doit être un vrai dossier"
        )
    try:
        output.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputProblem(f"{output} ne peut pas être créé : {_cause(error)}") from error


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file, or leave the former one as it was."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputProblem(f"{path} ne peut pas être écrit : {_cause(error)}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.is_file() else 0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise OutputProblem(f"{path} ne peut pas être écrit : {_cause(error)}") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
