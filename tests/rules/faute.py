"""A kind of mistake: where it is made, how, and which codes may answer it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

#: What replaces a match: a template of `re`, or a function.
Remplacement = str | Callable[[re.Match[str]], str]

POLES = "referentiels/activites/*.yaml"
BLOCS = "referentiels/blocs/*.yaml"
EMPLOIS = "referentiels/emplois/*.yaml"
EXIGENCES = "referentiels/exigences.yaml"
EVALUATION = "referentiels/evaluation.yaml"
FORMATION = "referentiels/formation.yaml"
DOSSIER = "dossier/dossier.yaml"
PREUVES = "dossier/preuves.yaml"
SOURCES = "dossier/sources.yaml"
NOTE = "dossier/note/*.md"
TEXTES = "referentiels/textes/*.md"
YAML = "*.yaml"


@dataclass(frozen=True)
class Faute:
    """One kind of mistake, made `fois` times."""

    famille: str
    nom: str
    codes: tuple[str, ...]
    fichiers: str
    motif: str
    par: Remplacement
    fois: int = 3
    partout: bool = False  # every match of the file, not one
