"""The documents under test, and the types of the fixtures that give them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.page.tree import Document

_TESTS = Path(__file__).parents[1]
#: The repository is a project; so is the one of tests/projets/cycles.
PROJETS = _TESTS / "projets"
DOSSIERS = {
    "depot": _TESTS.parent,
    "cycles": PROJETS / "cycles",
    "options": PROJETS / "options",
}
CLES = [kind.key for kind in DOCUMENTS]
#: Every document of both; those of the repository take long.
SELON_LENTEUR = [
    pytest.param(dossier, cle, marks=[pytest.mark.lent] if dossier == "depot" else [])
    for dossier in DOSSIERS
    for cle in CLES
]
DATE = datetime(2019, 12, 1, tzinfo=UTC)

#: The page where the Word documents under test say that everything stands.
PAGE = 7

Arbre = Callable[[str, str], Document]
Ecrit = Callable[[str, str], bytes]
