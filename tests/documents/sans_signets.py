"""A Word file as Google Docs or a copy and paste leave it: no bookmark, no part of ours."""

from __future__ import annotations

import io
import re
import zipfile

_BOOKMARK = re.compile(rb"<w:bookmark(?:Start|End)[^>]*>")


def bare(content: bytes) -> bytes:
    """The file with nothing but what is read."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if not name.startswith("customXml/"):
                data = source.read(name)
                target.writestr(name, _BOOKMARK.sub(b"", data) if name.endswith(".xml") else data)
    return written.getvalue()
