"""A folder of templates → the files that may be read in it, and why the others may not."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from mc_builder.source.tree import MAX_ENTRIES, MISNAMED, TOO_MANY
from mc_builder.system_errors import UNKNOWN, cause, readable

#: Nothing that a template folder needs is larger; nor a template; nor the whole.
_MAX_BYTES, _MAX_TEMPLATE, _MAX_FOLDER = 20 * 2**20, 500_000, 100 * 2**20


def holds(folder: Path, path: Path) -> bool:
    """Whether a path is in a folder once its links are followed: none leads out of a project."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that turn in circles
        return False


def misfit(folder: Path, path: Path) -> str | None:
    """Why a file of a template folder is not read, in French; None when it may be."""
    if UNKNOWN in readable(path.name):
        return MISNAMED
    if not holds(folder, path):
        return "le fichier est un lien qui sort du dossier"
    try:
        if not path.is_file():
            return "ce n’est pas un fichier ordinaire"
        size = path.stat().st_size
    except OSError as error:
        return f"le fichier ne peut pas être lu : {cause(error)}"
    if not os.access(path, os.R_OK):
        return "le fichier ne peut pas être lu : accès refusé"
    most = _MAX_TEMPLATE if path.suffix == ".j2" else _MAX_BYTES
    return f"le fichier dépasse {most // 1000} ko" if size > most else None


def listed(folder: Path) -> tuple[list[Path], str | None]:
    """The entries of a folder, by name, and why they may not be read together, in French."""
    try:
        found = sorted(islice(folder.iterdir(), MAX_ENTRIES + 1))
        if len(found) > MAX_ENTRIES:
            return [], TOO_MANY
        weight = sum(path.lstat().st_size for path in found if not path.is_dir())
    except OSError as error:
        return [], f"le dossier ne peut pas être lu : {cause(error)}"
    if weight > _MAX_FOLDER:
        return [], f"les fichiers du dossier pèsent ensemble plus de {_MAX_FOLDER // 2**20} Mo"
    return found, None
