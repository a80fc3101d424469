"""A comparison → JSON, for other programs; same inputs, same bytes."""

from __future__ import annotations

import json
from typing import Any

from mc_builder.comparison.changes import Change
from mc_builder.comparison.compare import Comparison
from mc_builder.coverage.comparison.changements import ChangementExigence, Changements
from mc_builder.reports.terminal import NO_TERMINAL, Terminal

#: The version of the format: it changes when a key goes or changes its meaning.
VERSION = 1


def comparison_json(found: Comparison, _: Terminal = NO_TERMINAL) -> str:
    """The whole as JSON text, with a final line break."""
    data = {
        "version": VERSION,
        "reference": found.reference,
        "changements": [change_data(change) for change in found.changes],
        "couverture": None if found.couverture is None else _coverage(found.couverture),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def change_data(change: Change) -> dict[str, Any]:
    """One change as plain data."""
    subject = change.subject
    return {
        "genre": change.kind,
        "famille": change.family.name.lower(),
        "phrase": change.said,
        "cause": change.cause or None,
        "cle": subject.cle,
        "nom": subject.nom,
        "champ": change.champ or None,
        "avant": change.avant or None,
        "apres": change.apres or None,
        "mots": [{"sort": str(one.fate), "texte": one.text} for one in change.words],
        "fichier": subject.fichier or None,
        "imprime": subject.imprime or None,
    }


def _coverage(changes: Changements) -> list[dict[str, Any]]:
    """The requirements that are not what they were, each once."""
    return [_requirement(change) for change in changes.ensemble.exigences]


def _requirement(change: ChangementExigence) -> dict[str, Any]:
    return {
        "exigence": change.exigence,
        "intitule": str(change.intitule),
        "genre": str(change.genre),
        "avant": change.avant.identifiant if change.avant is not None else None,
        "apres": change.apres.identifiant if change.apres is not None else None,
        "causes": [
            {"genre": cause.genre, "explication": cause.explication, "fichier": cause.place or None}
            for cause in change.causes
        ],
    }
