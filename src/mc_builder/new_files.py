"""Files by path → written in a folder, none over another, all of them or none."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mc_builder.system_errors import cause
from mc_builder.writing import OutputProblem

#: Names that Windows keeps for its devices, whatever their extension.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]')
#: Bytes of the longest name that common file systems take.
_LONGEST = 255


@dataclass(frozen=True)
class Added:
    """The paths that were written, and those that were there and were left as they are."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def refusal(name: str) -> str:
    """Why a folder may not have this name on every system, in French; empty when it may."""
    if _DEVICES.fullmatch(name):
        return f"« {name} » est un nom que Windows réserve"
    if found := _REFUSED.search(name):
        return f"« {found[0]} » n’est pas admis dans le nom d’un dossier sous Windows"
    if name != name.rstrip(". "):
        return "le nom d’un dossier ne finit ni par un point ni par une espace"
    if len(name.encode(errors="replace")) > _LONGEST:
        return f"un nom de dossier a {_LONGEST} octets au plus"
    return ""


def add(folder: Path, files: Mapping[str, bytes]) -> Added:
    """Write the files that are not there; a failure takes away all that was written.

    A folder that did not exist appears with all its files. Raises OutputProblem.
    """
    with _undone() as made:
        if os.path.lexists(folder):
            return _add(folder, files, made)
        for parent in _absent(folder.parent):
            _make(parent)
            made.append(parent)
        apart = folder.with_name(f".{folder.name[:40]}.partiel-{os.getpid()}")
        _make(apart)
        made.append(apart)
        added = _add(apart, files, made)
        try:
            apart.rename(folder)
        except OSError as error:
            raise OutputProblem(f"{folder} ne peut pas être créé : {cause(error)}") from error
        return added


def _add(folder: Path, files: Mapping[str, bytes], made: list[Path]) -> Added:
    written: list[str] = []
    kept: list[str] = []
    for path, data in files.items():
        file = folder / path
        for parent in _absent(file.parent):
            _make(parent)
            made.append(parent)
        if _write(file, data):
            made.append(file)
            written.append(path)
        else:
            kept.append(path)
    return Added(tuple(written), tuple(kept))


@contextlib.contextmanager
def _undone() -> Iterator[list[Path]]:
    """What is put into the list is taken away, last first, when something fails."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _absent(folder: Path) -> list[Path]:
    """The folders to make, each before those that it holds."""
    found: list[Path] = []
    while not folder.exists() and not folder.is_symlink():
        found.append(folder)
        folder = folder.parent
    return found[::-1]


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except OSError as error:
        raise OutputProblem(f"{folder} ne peut pas être créé : {cause(error)}") from error


def _write(file: Path, data: bytes) -> bool:
    """Write a file whole where there is none; False when its name is taken."""
    if os.path.lexists(file):
        return False
    try:
        with file.open("xb") as target:
            try:
                target.write(data)
                target.flush()
                os.fsync(target.fileno())
            except BaseException:
                file.unlink()
                raise
    except FileExistsError:
        return False
    except OSError as error:
        raise OutputProblem(f"{file} ne peut pas être écrit : {cause(error)}") from error
    return True
