"""The seal of a file: the fingerprint, inside it, of all the rest; broken by whoever saves it.

Why: a folder of documents travels without what the last build noted beside them, and a file says
by itself whether it still is the one that was written. It proves nothing against a forger.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib

_SIGN = "mc-builder:sceau:"
#: What a writer puts in a file that is to be sealed, once.
BLANK = f"{_SIGN}{'0' * 64}"
_SEAL = re.compile(rb"mc-builder:sceau:([0-9a-f]{64})")
#: The part of a Word document, or of a workbook, that holds its seal.
PART = "docProps/custom.xml"
#: Nothing that we write is larger, once decompressed.
_MOST = 2**30


def seal(data: bytes) -> bytes:
    """A file with its seal in the place of its one `BLANK`; without one, the same file."""
    return data.replace(BLANK.encode(), _seal_of(data), 1)


def seal_of_parts(parts: dict[str, bytes]) -> str:
    """The seal of a package, which does not count the part that holds it."""
    total = hashlib.sha256()
    for name, data in sorted(parts.items()):
        if name != PART:
            total.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{_SIGN}{total.hexdigest()}"


def seal_package(data: bytes) -> bytes:
    """A package with its seal in the place of its one `BLANK`, and the rest as it was."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(written, "w") as target:
        parts = {name: package.read(name) for name in package.namelist()}
        parts[PART] = parts[PART].replace(BLANK.encode(), seal_of_parts(parts).encode(), 1)
        for member in package.infolist():
            target.writestr(member, parts[member.filename])
    return written.getvalue()


def sealed(data: bytes) -> bool:
    """Whether a file is as it was when it was sealed; False when it never was."""
    if data.startswith(b"PK"):
        return _sealed_parts(data)
    found = _SEAL.findall(data)
    if len(found) != 1:
        return False
    blank = _SEAL.sub(BLANK.encode(), data)
    return _seal_of(blank).endswith(found[0])


def _seal_of(data: bytes) -> bytes:
    return f"{_SIGN}{hashlib.sha256(data).hexdigest()}".encode()


def _sealed_parts(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > _MOST:
                return False
            parts = {member.filename: package.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return False  # NotImplementedError is a RuntimeError
    same = len(parts) == len(members)
    return same and seal_of_parts(parts).encode() in parts.get(PART, b"")
