"""One invented project for each type of diploma that comes with the tool, a page of YAML each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mc_builder.project import Project
from memoire import Memoire

TYPES = Path(__file__).parent / "projets" / "types"
DOSSIER = "dossier/dossier.yaml"


@cache
def fichiers_du_type(type_: str) -> Mapping[str, bytes]:
    """The files of the project of a type, by path: its text has a document for each."""
    text = (TYPES / f"{type_}.yaml").read_text("utf-8")
    _, *pieces = re.split(r"(?m)^--- # (\S+)\n", text)
    return {path: words.encode() for path, words in zip(pieces[::2], pieces[1::2], strict=True)}


def projet_du_type(type_: str, **changes: str) -> Project:
    """The project of a type; `changes` are values of the dossier: « niveau="5" »."""
    files = dict(fichiers_du_type(type_))
    text = files[DOSSIER].decode()
    for key, value in changes.items():
        text = re.sub(rf"(?m)^(\s*{key}: ).*", rf"\g<1>{value}", text)
    files[DOSSIER] = text.encode()
    return Project.open(Memoire(files))
