"""A folder, an archive or a file → the tables in it, each opened as a stream; nothing is extracted.

What it is given may come from anywhere: regular files only, so many of them, of a bounded size
once decompressed, whatever an archive declares.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mc_builder.nomenclatures.importing.shipped import shipped
from mc_builder.source.tree import natural_key
from mc_builder.system_errors import cause, readable

#: Bounds: files that are looked at, and their bytes once decompressed. The largest set known, the
#: whole register of certifications, has fifteen files and 100 MB.
MOST_FILES, MOST_BYTES = 500, 1_000_000_000
_TABLES = (".csv", ".txt", ".tsv")
#: What is read: tables, and fiches one after the other.
_READ = (*_TABLES, ".json", ".xml")


class Unreadable(Exception):
    """What was given cannot be read; the message is in French."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows: its name, as it is said, and how many bytes it has.

    It is a file, a `member` of an archive, or `data` that are held; made of a sheet, there were so
    many rows `above` its titles.
    """

    path: Path
    name: str
    size: int
    member: str = ""
    data: bytes | None = None
    above: int = 0

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes, as a stream; raises Unreadable, also while it is read."""
        try:
            if self.data is not None:
                yield io.BytesIO(self.data)
                return
            if not self.member:
                with self.path.open("rb") as stream:
                    yield stream
                return
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as packed:
                yield packed  # type: ignore[misc]  # a stream of bytes, whose class is another
        except OSError as error:
            raise Unreadable(f"« {self.name} » ne peut pas être lu : {cause(error)}") from error
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
            raise Unreadable(f"« {self.name} » est abîmé, ou a un mot de passe") from None


def tables(path: Path) -> list[Table]:
    """The files of rows of a folder (not of those inside it) or an archive; or this file alone."""
    try:
        if path.is_dir():
            inside = (p for p in path.iterdir() if p.is_file() and not p.is_symlink())
            found = [Table(p, readable(p.name), p.stat().st_size) for p in inside]
        elif path.is_file():
            found = _of_file(path)
        else:
            names = ", ".join(shipped())
            raise Unreadable(
                f"« {path} » n’est ni un dossier, ni un fichier, ni un inventaire livré ({names})"
            )
    except OSError as error:
        raise Unreadable(f"« {path} » ne peut pas être lu : {cause(error)}") from error
    kept = [one for one in found if one.name.casefold().endswith(_READ)]
    if not kept:
        raise Unreadable(f"« {path} » ne contient aucun tableau (.csv), ni fiches (.json, .xml)")
    if len(kept) > MOST_FILES or sum(one.size for one in kept) > MOST_BYTES:
        raise Unreadable(
            f"« {path} » est trop volumineux : {MOST_FILES} tableaux"
            f" et {MOST_BYTES // 10**6} Mo au plus"
        )
    return sorted(kept, key=lambda one: natural_key(one.name))


def _of_file(path: Path) -> list[Table]:
    if not zipfile.is_zipfile(path) or path.suffix.casefold() in _TABLES:
        return [Table(path, readable(path.name), path.stat().st_size)]
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(f"« {path} » est une archive abîmée") from None
    return [
        Table(path, m.filename.replace("\\", "/").rpartition("/")[2], m.file_size, m.filename)
        for m in members
    ]
