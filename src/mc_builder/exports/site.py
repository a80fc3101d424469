"""The pages of a site → a folder: those of an edition before that have gone are taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from mc_builder.page.sceau import sealed
from mc_builder.production import retouches
from mc_builder.system_errors import cause
from mc_builder.writing import OutputProblem


def write_site(folder: Path, pages: Mapping[str, bytes], moment: datetime) -> list[Path]:
    """Write the pages; the new names of those that somebody had changed.

    A page that is of no use any more goes, when it still is as it was written: what it says is
    wrong. Whatever else is in the folder stays. Raises OutputProblem.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = [
            path
            for name, data in pages.items()
            if (path := retouches.replace(folder / name, data, (), moment)) is not None
        ]
        for path in folder.glob("*.html"):
            if path.name not in pages and path.is_file() and sealed(path.read_bytes()):
                path.unlink()
    except OSError as error:
        raise OutputProblem(f"{folder} ne peut pas être écrit : {cause(error)}") from error
    return kept
