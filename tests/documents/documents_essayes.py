"""The documents under test, and the types of the fixtures that give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
#: Every document of each; those of the smallest project are the quick ones.
SELON_LENTEUR = [
    pytest.param(dossier, cle, marks=[] if dossier == "cycles" else [pytest.mark.lent])
    for dossier in DOSSIERS
    for cle in CLES
]
#: Of which PDFs are written, and which Word files other programs read: to have all takes minutes.
IMPRIMES = {
    "depot": [cle for cle in CLES if cle != "enseignant"],
    "cycles": ["referentiel"],
    "options": [],
}
RELUS = {"depot": ["note"], "cycles": ["referentiel", "couverture"], "options": []}


def selon_ampleur(choisis: Mapping[str, Sequence[str]]) -> list[Any]:
    """Every document of each project, those that were not chosen before a version only."""
    return [
        pytest.param(dossier, cle, marks=[] if cle in choisis[dossier] else [pytest.mark.ample])
        for dossier in DOSSIERS
        for cle in CLES
    ]


EN_PDF, EN_WORD = selon_ampleur(IMPRIMES), selon_ampleur(RELUS)
DATE = datetime(2019, 12, 1, tzinfo=UTC)

#: The page where the Word documents under test say that everything stands.
PAGE = 7

Arbre = Callable[[str, str], Document]
Ecrit = Callable[[str, str], bytes]
