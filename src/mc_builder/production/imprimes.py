"""The Word files of a project as they were printed: what each keeps of itself, kept beside it too.

So that one that comes back without it (Google Docs, a copy and paste) is compared with what it was
made from. Small, and as many as a few rounds of exchange need.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from mc_builder.writing import KEPT, OutputProblem, prepare, write_atomically

FOLDER = f"{KEPT}/imprimes"
#: Versions of one document that are kept.
_MOST = 12
#: Nothing that is kept is larger, compressed and not.
_MOST_BYTES, _MOST_READ = 5_000_000, 60_000_000
_NAME = re.compile(r"(?P<document>[a-z-]+)-[0-9a-f]{12}\.xml\.gz")
#: How the part begins that says what was written.
_BEGINS = re.compile(
    rb'<identites [^>]*document="(?P<document>[a-z-]+)" empreinte="(?P<empreinte>[0-9a-f]{12})'
)


def keep(output: Path, data: bytes) -> None:
    """Keep what a Word file that was just written says of itself; the oldest ones go."""
    for part in _custom_parts(data):
        if (found := _BEGINS.search(part[:5000])) is None:
            continue
        document = found["document"].decode()
        name = f"{document}-{found['empreinte'].decode()}.xml.gz"
        with contextlib.suppress(OSError, OutputProblem):
            prepare(output / FOLDER)
            write_atomically(output / FOLDER / name, gzip.compress(part, mtime=0))
            for path in [p for p in _files(output) if _of(p) == document][_MOST:]:
                path.unlink()


def _custom_parts(data: bytes) -> Iterator[bytes]:
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"customXml/item\d+\.xml", name):
                yield package.read(name)


def _of(path: Path) -> str:
    """The document that a file is of."""
    found = _NAME.fullmatch(path.name)
    return found["document"] if found else ""


def _files(output: Path) -> list[Path]:
    """What is kept, the newest first."""
    try:
        stamped = [(p.lstat(), p) for p in (output / FOLDER).iterdir() if _of(p)]
    except OSError:
        return []
    kept = [(s.st_mtime_ns, p.name, p) for s, p in stamped if S_ISREG(s.st_mode)]
    return [path for *_, path in sorted(kept, reverse=True)]


def kept(output: Path) -> Iterator[bytes]:
    """What is kept, the newest first; what cannot be read is not there."""
    for path in _files(output):
        with contextlib.suppress(OSError, EOFError, zlib.error):
            if path.stat().st_size <= _MOST_BYTES:
                with gzip.open(path) as source:
                    yield source.read(_MOST_READ)
