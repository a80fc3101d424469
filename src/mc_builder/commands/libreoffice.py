"""Where LibreOffice is on this machine: it lays the Word documents out, for their pages."""

from __future__ import annotations

import os
import shutil
from itertools import chain
from pathlib import Path

from mc_builder.documents.options import WordProcessor
from mc_builder.production.freshness import stamp

#: Names another program, for one that is elsewhere; empty, none.
VARIABLE = "MC_BUILDER_LIBREOFFICE"
_NAMES = ("soffice", "libreoffice")
#: Where it is when the path does not say: macOS, Windows.
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def find_word_processor(folder: Path) -> WordProcessor | None:
    """LibreOffice, when there is one, and its version: that of its file, which is not started.

    Never one that lies in the folder of the project, which may come from someone else.
    """
    given = os.environ.get(VARIABLE)
    places = chain(map(shutil.which, _NAMES), _PLACES) if given is None else (given,)
    for place in places:
        if place and (given or _is_ours(Path(place), folder)):
            return WordProcessor(place, repr(stamp(Path(place).resolve())))
    return None


def _is_ours(program: Path, folder: Path) -> bool:
    """Whether a program is there, and neither here nor in the project: Windows looks here first."""
    there = program.is_absolute() and program.is_file()
    return there and not program.resolve().is_relative_to(folder.resolve())
