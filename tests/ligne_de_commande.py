"""The command line as its users meet it: what a run gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Resultat:
    """Exit code, standard output, standard error."""

    code: int
    sortie: str
    erreurs: str


#: Runs ``mc-builder …``; the fixture `lance` of conftest.py.
Lance = Callable[..., Resultat]
